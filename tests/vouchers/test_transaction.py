"""A write that is killed at any step leaves the books as before or as after, once the next one has looked."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.vouchers import lock, transaction, write
from onedoor_ledger.vouchers.errors import GitError, WriteFailedError
from onedoor_ledger.workspace import Workspace
from tests.books.small import document, documented, entered, registered, requisition, run_git, small


class Killed(BaseException):
    """The process ends here: nobody cleans up."""


class StepByStep:
    """Ends the process before its ``last``-th step that touches the disk or git."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, last: int, ending: type[BaseException] = Killed) -> None:
        self.steps, self.last, self.ending = 0, last, ending
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (subprocess, "run")):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            self.steps += 1
            if self.steps == self.last:
                raise self.ending(28, "No space left on device") if self.ending is OSError else self.ending
            return real(*arguments, **named)

        return step


def everything(workspace: Workspace) -> dict[str, bytes]:
    """All files of the workspace but git's and the lock."""
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in sorted(workspace.root.rglob("*"))
        if path.is_file() and not {".git", ".onedoor"} & set(path.relative_to(workspace.root).parts)
    }


def book_a_requisition(workspace: Workspace, vouchers: tuple[Voucher, ...]) -> None:
    write.book(
        workspace,
        vouchers,
        [document()],
        message="import: V1–V2",
        commit=True,
        reports={"reports/2026-Q3/läget.txt": "Läget\n".encode()},
        remove=[workspace.inbox / "Rekvisition Q3.csv"],
    )


Waiting = Callable[[Path], tuple[Workspace, tuple[Voucher, ...]]]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Waiting:
    """Makes a workspace in a folder with a requisition waiting to be booked."""
    template = small(tmp_path_factory.mktemp("template") / "liten")
    template.inbox.mkdir()
    (template.inbox / "Rekvisition Q3.csv").write_bytes(document().content)
    one, other = documented(requisition(), document()), documented(requisition(dt.date(2026, 10, 1)), document())
    vouchers = registered(template, one, other, entered())

    def copied(folder: Path) -> tuple[Workspace, tuple[Voucher, ...]]:
        shutil.copytree(template.root, folder, dirs_exist_ok=True)
        return Workspace.open(folder), vouchers

    return copied


def test_a_kill_at_any_step_leaves_before_or_after(waiting: Waiting, tmp_path: Path) -> None:
    seen = set()
    for last in range(1, 200):
        workspace, vouchers = waiting(tmp_path / str(last))
        before, commits = everything(workspace), run_git(workspace.root, "rev-list", "--count", "HEAD")
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = StepByStep(monkeypatch, last)
            with suppress(Killed):
                book_a_requisition(workspace, vouchers)
        if steps.steps < steps.last:
            break
        with lock.hold(workspace):
            after = everything(workspace)
        booked = len(load(workspace).postings)
        if after == before:
            assert booked == 0
            assert run_git(workspace.root, "rev-list", "--count", "HEAD") == commits
        else:
            assert booked == 6
            assert "reports/2026-Q3/läget.txt" in after
            assert "inbox/Rekvisition Q3.csv" not in after
            assert not [name for name in after if "onedoor-" in name]
            assert run_git(workspace.root, "status", "--porcelain") == ""
        seen.add(booked)
    else:
        pytest.fail("it never ends")
    assert seen == {0, 6}


def test_a_disk_that_refuses_at_any_step_leaves_everything_as_before(waiting: Waiting, tmp_path: Path) -> None:
    refused = 0
    for last in range(1, 200):
        workspace, vouchers = waiting(tmp_path / str(last))
        before = everything(workspace)
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = StepByStep(monkeypatch, last, OSError)
            try:
                book_a_requisition(workspace, vouchers)
            except (WriteFailedError, GitError):
                refused += 1
                with lock.hold(workspace):
                    assert everything(workspace) == before
        if steps.steps < steps.last:
            break
    assert refused > 20  # else it was not the disk that refused


def test_git_refusing_leaves_everything_as_before(waiting: Waiting, tmp_path: Path) -> None:
    workspace, vouchers = waiting(tmp_path)
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'inte nu' >&2\nexit 1\n")
    hook.chmod(0o755)
    before, state = everything(workspace), run_git(tmp_path, "status", "--porcelain")
    with pytest.raises(GitError, match="inte nu"):
        book_a_requisition(workspace, vouchers)
    assert everything(workspace) == before
    assert run_git(tmp_path, "status", "--porcelain") == state


def test_a_file_that_came_in_the_place_of_one_that_left_stays(waiting: Waiting, tmp_path: Path) -> None:
    workspace, vouchers = waiting(tmp_path)
    arrived = workspace.inbox / "Rekvisition Q3.csv"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(transaction, "_end", lambda _root: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            book_a_requisition(workspace, vouchers)
    arrived.write_text("nästa kvartals")
    with lock.hold(workspace):
        assert arrived.read_text() == "nästa kvartals"
