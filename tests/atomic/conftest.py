"""A small workspace with two files in its inbox, for processes that end before they are done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onedoor_ledger.workspace import Workspace
from tests.small import ROOT, git, small_workspace

WAITING = ("region-rekvisitioner-2026-q3.xlsx", "granasa-malgrupp-2026-09.csv", "overgangar-2026-q3.csv")
"""One for each book: month files that are new, a main file that grows, documents, files that leave the inbox."""


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = small_workspace(tmp_path_factory.mktemp("atomic"))
    workspace.inbox.mkdir()
    for name in WAITING[:2]:
        shutil.copy2(ROOT / "inbox" / name, workspace.inbox / name)
    git(workspace.root, "add", "--all")
    git(workspace.root, "commit", "--quiet", "--message", "inkorgen")
    return workspace.root


@pytest.fixture
def workspace(original: Path, tmp_path: Path) -> Workspace:
    return copied(original, tmp_path / "norradalen")


def copied(original: Path, target: Path) -> Workspace:
    shutil.copytree(original, target)
    return Workspace(target.resolve())


def contents(workspace: Workspace) -> dict[str, bytes]:
    """All files of the workspace but git's and the lock."""
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in sorted(workspace.root.rglob("*"))
        if path.is_file() and not {".git", ".onedoor"} & set(path.relative_to(workspace.root).parts)
    }
