"""SIGKILL at every step of an import: the books are as before or as after, and the next run ends or starts over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from onedoor_ledger.routines import checking, importing
from onedoor_ledger.routines.job import open_books
from onedoor_ledger.vouchers import lock
from onedoor_ledger.vouchers.transaction import JOURNAL
from onedoor_ledger.workspace import Workspace
from tests.atomic.conftest import contents, copied
from tests.small import BY, TODAY, git

STEPS = ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (subprocess, "run"))
"""What touches the disk or git."""


def book(workspace: Workspace) -> importing.Imported:
    return importing.run(workspace, (), today=TODAY, by=BY, write=True)


class Counted:
    """Counts the steps that touch the disk or git, and ends the process with SIGKILL at one of them."""

    def __init__(self, last: int, *, after: bool) -> None:
        self.steps, self.last, self.after = 0, last, after
        for owner, name in STEPS:
            setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            self.steps += 1
            if self.steps == self.last and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            answer = real(*arguments, **named)
            if self.steps == self.last and self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return step


def killed(workspace: Workspace, last: int, *, after: bool) -> bool:
    """Import in a process of its own that dies at its ``last``-th step; False when it was done before that."""
    child = os.fork()
    if child == 0:
        status = 1
        with suppress(BaseException):
            Counted(last, after=after)
            book(workspace)
            status = 0
        os._exit(status)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are Unix'")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize(("after", "every"), [(False, 1), (True, 3)], ids=["before", "after"])
def test_killed_at_every_step(original: Path, tmp_path: Path, every: int, *, after: bool):
    expected = copied(original, tmp_path / "expected")
    before, done = contents(expected), book(expected)
    whole = contents(expected)
    for step in range(1, 200, every):
        workspace = copied(original, tmp_path / f"{step}")
        if not killed(workspace, step, after=after):
            break
        seen = open_books(workspace).books
        assert contents(workspace) in (before, whole), f"whoever looks after step {step} sees the one or the other"
        assert len(seen.postings) in {len(open_books(expected).books.postings)} | {_rows(original)}
        again = book(workspace)
        assert contents(workspace) == whole, step
        assert {voucher.key for voucher in again.vouchers} <= {voucher.key for voucher in done.vouchers}
        assert git(workspace.root, "rev-list", "--count", "HEAD") == git(expected.root, "rev-list", "--count", "HEAD")
        assert git(workspace.root, "status", "--porcelain") == ""
        assert not (workspace.root / JOURNAL).exists()
    else:
        raise AssertionError("the import never ended")
    assert step > 15, "the steps of a write were counted"


def _rows(original: Path) -> int:
    return len(open_books(Workspace(original)).books.postings)


def command(workspace: Workspace) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "onedoor_ledger", "import", "--write", "--today", str(TODAY), "--by", BY]
    return subprocess.Popen(words, cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.parametrize("patience", [0.0, 0.004, 0.012, 0.03])
def test_the_command_killed_while_it_writes(workspace: Workspace, patience: float):
    """The real command, killed some thousandths of a second after its journal is seen."""
    before = contents(workspace)
    process = command(workspace)
    while process.poll() is None and not (workspace.root / JOURNAL).exists():
        time.sleep(0.0005)
    time.sleep(patience)
    process.kill()
    process.communicate()
    open_books(workspace)
    halfway = contents(workspace)
    book(workspace)
    assert halfway in (before, contents(workspace))
    assert git(workspace.root, "log", "--format=%s", "-2").splitlines()[1] == "inkorgen"
    assert git(workspace.root, "status", "--porcelain") == ""
    assert not [f for f in checking.run(workspace) if f.rule in {"number-gap", "number-twice", "document-missing"}]


def test_two_imports_at_once_book_once(workspace: Workspace):
    """One books; the other waits, sees that nothing is left, or is told. Nothing is booked twice."""
    processes = [command(workspace) for _ in range(3)]
    told = [process.communicate(timeout=90)[0].decode() for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 0, 0], told
    assert sum("Bokfört: V7–" in text for text in told) == 1, told
    assert sum("inbox/ är tom" in text for text in told) == 2, told
    assert git(workspace.root, "log", "--format=%s", "-2").splitlines()[1] == "inkorgen"
    postings = open_books(workspace).books.postings
    assert not postings.duplicated(["book", "key", "posting"]).any()
    assert not list(workspace.inbox.iterdir())


def test_a_preview_never_waits(workspace: Workspace):
    with lock.hold(workspace):
        shown = importing.run(workspace, (), today=TODAY, by=BY, write=False)
    assert shown.vouchers
