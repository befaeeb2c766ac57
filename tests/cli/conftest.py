"""Run the command line as a user would, in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onedoor_ledger.cli.root import onedoor
from onedoor_ledger.workspace import Workspace
from tests.small import BY, small_workspace

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """``run("check")``: the result, with the demo's clock and somebody to book."""

    def call(*words: str, env: dict[str, str] | None = None, stdin: str | None = None) -> Result:
        environment = {"ONEDOOR_TODAY": "2026-10-14", "ONEDOOR_LANGUAGE": "", **(env or {})}
        return CliRunner().invoke(onedoor, list(words), env=environment, prog_name="onedoor", input=stdin)

    return call


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("small")).root


@pytest.fixture
def workspace(original: Path, tmp_path: Path) -> Workspace:
    target = tmp_path / "norradalen"
    shutil.copytree(original, target)
    return Workspace(target.resolve())


@pytest.fixture
def inside(run: Run, workspace: Workspace) -> Run:
    """``run`` with the small workspace named."""

    def call(*words: str, **rest: object) -> Result:
        return run("--workspace", str(workspace.root), "--by", BY, *words, **rest)

    return call
