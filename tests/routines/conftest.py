"""The demo förbund in a copy that a test may write in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onedoor_ledger.workspace import Workspace
from tests.small import BY, ROOT, git


def copy_of_the_demo(root: Path) -> Workspace:
    """The demo as it waits for its third quarter, committed."""
    for folder in ("ledger", "inbox", "importers", "rules"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy2(ROOT / ".gitattributes", root / ".gitattributes")
    git(root, "init", "--quiet", "--initial-branch=main")
    for key, value in (("user.name", BY), ("user.email", "ekonom@norradalen.example"), ("commit.gpgsign", "false")):
        git(root, "config", key, value)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Förbundet")
    return Workspace(root.resolve())


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_demo(tmp_path_factory.mktemp("demo")).root


@pytest.fixture
def workspace(original: Path, tmp_path: Path) -> Workspace:
    target = tmp_path / "norradalen"
    shutil.copytree(original, target)
    return Workspace(target.resolve())
