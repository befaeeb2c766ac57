"""The workspace lock: one writer at a time, whichever program it is.

The operating system holds it (``flock``, or a locked byte on Windows), so it is gone with the process that had it
and no stale lock is ever left behind. Whoever takes it first ends what an interrupted writer left
(:mod:`onedoor_ledger.vouchers.transaction`).
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onedoor_ledger.vouchers.errors import BusyError, WriteFailedError
from onedoor_ledger.vouchers.transaction import interrupted, recover
from onedoor_ledger.workspace import Workspace

FOLDER = ".onedoor"
"""The workspace's own folder for the lock and the writer's journal; git does not see it."""
WAIT = 10.0
"""Seconds to wait for another writer."""
_POLL = 0.05

_held = threading.local()


@contextmanager
def hold(workspace: Workspace, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of ``workspace`` inside the block; a thread that has it already goes straight on.

    :param wait: seconds to wait for another writer before giving up.
    :raises BusyError: when another program, or another thread of this one, still has it.
    """
    depths: dict[Path, int] = _held.__dict__.setdefault("depths", {})
    root = workspace.root
    if depths.get(root):
        depths[root] += 1
        try:
            yield
        finally:
            depths[root] -= 1
        return
    with _lock_file(workspace) as handle:
        _acquire(handle, wait)
        depths[root] = 1
        try:
            recover(workspace)
            yield
        finally:
            depths[root] = 0
            _release(handle)


def settle(workspace: Workspace, wait: float = WAIT) -> None:
    """See that the books are whole before they are read: wait for who is writing, end what an interrupted writer left.

    :raises BusyError: when another program still writes after ``wait`` seconds.
    :raises WriteFailedError, GitError: when what was interrupted cannot be ended yet.
    """
    if interrupted(workspace):
        with hold(workspace, wait):
            pass


@contextmanager
def _lock_file(workspace: Workspace) -> Iterator[IO[bytes]]:
    folder = workspace.root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        handle = (folder / "lock").open("a+b")
    except OSError as error:
        raise WriteFailedError(f"{FOLDER}/lock", error.strerror or str(error)) from None
    with handle:
        yield handle


def _acquire(handle: IO[bytes], wait: float) -> None:
    deadline = time.monotonic() + wait
    while not _try(handle):
        if time.monotonic() >= deadline:
            raise BusyError
        time.sleep(_POLL)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
