"""All files or none: what a kill at any moment leaves is the books as before or as after.

1. The journal names every file that will change: ``staging``.
2. New contents are written beside their targets and forced to the disk.
3. The journal says ``replacing``: from here on the transaction is decided.
4. Each new file replaces its target; files that leave are removed; the journal goes.

Whoever next takes the workspace lock ends what was interrupted: before step 3 by removing the new contents, after
it by finishing step 4 (:func:`recover`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from onedoor_ledger.errors import UserError
from onedoor_ledger.vouchers.errors import WriteFailedError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

JOURNAL = ".onedoor/journal.json"
_STAGED = ".{name}.onedoor-new"


@dataclass(frozen=True, slots=True)
class Commit:
    """The git commit that belongs to a transaction."""

    message: str
    by: str


@dataclass(frozen=True, slots=True)
class _Journal:
    decided: bool
    files: tuple[str, ...]
    removed: tuple[str, ...]
    commit: Commit | None


def run(
    workspace: Workspace, files: Mapping[str, bytes], removed: Sequence[str] = (), commit: Commit | None = None
) -> str | None:
    """Write ``files`` and remove ``removed``, all or none, and commit them. The caller holds the workspace lock.

    :param files: new contents by path, POSIX, relative to the workspace.
    :param removed: files that leave, likewise.
    :returns: the id of the commit, None when there is none.
    :raises WriteFailedError: when the disk refuses; everything is then as before.
    :raises GitError: when git refuses; likewise.
    """
    root = workspace.root
    journal = _Journal(decided=False, files=tuple(sorted(files)), removed=tuple(sorted(removed)), commit=commit)
    before = _contents(root, (*journal.files, *journal.removed))
    try:
        _write_journal(root, journal)
        for path in journal.files:
            _stage(root, path, files[path])
        journal = replace(journal, decided=True)
        _write_journal(root, journal)
        _replace(root, journal)
        done = _commit(root, journal)
        _end(root)
    except OSError as error:
        _undo(root, journal, before)
        raise WriteFailedError(_named(workspace, error), error.strerror or str(error)) from error
    except UserError:
        _undo(root, journal, before)
        raise
    return done


def recover(workspace: Workspace) -> None:
    """End what an interrupted writer left. The caller holds the workspace lock."""
    root = workspace.root
    journal = _read_journal(root)
    if journal is None:
        return
    if journal.decided:
        _replace(root, journal)
        _commit(root, journal)
    else:
        _forget_staged(root, journal)
    _end(root)


def _stage(root: Path, path: str, content: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    _write_through(_staged(target), content)


def _replace(root: Path, journal: _Journal) -> None:
    for path in journal.files:
        target = root / path
        with suppress(FileNotFoundError):  # replaced already, before the interruption
            _staged(target).replace(target)
    for path in journal.removed:
        (root / path).unlink(missing_ok=True)
    for folder in sorted({(root / path).parent for path in journal.files}):
        _sync_folder(folder)


def _commit(root: Path, journal: _Journal) -> str | None:
    repository = Repository.around(root)
    if journal.commit is None or repository is None:
        return None
    return repository.commit((*journal.files, *journal.removed), journal.commit.message, journal.commit.by)


def _undo(root: Path, journal: _Journal, before: Mapping[str, bytes | None]) -> None:
    """Put everything back in this very process, which still knows what stood there."""
    _forget_staged(root, journal)
    for path, content in before.items():
        target = root / path
        if content is None:
            target.unlink(missing_ok=True)
        elif not target.exists() or target.read_bytes() != content:
            _write_through(_staged(target), content)
            _staged(target).replace(target)
    _end(root)


def _contents(root: Path, paths: Sequence[str]) -> dict[str, bytes | None]:
    return {path: (root / path).read_bytes() if (root / path).exists() else None for path in paths}


def _forget_staged(root: Path, journal: _Journal) -> None:
    for path in journal.files:
        _staged(root / path).unlink(missing_ok=True)


def _staged(target: Path) -> Path:
    return target.with_name(_STAGED.format(name=target.name))


def _write_journal(root: Path, journal: _Journal) -> None:
    path = root / JOURNAL
    path.parent.mkdir(exist_ok=True)
    _write_through(_staged(path), json.dumps(asdict(journal), ensure_ascii=False, indent=1).encode())
    _staged(path).replace(path)
    _sync_folder(path.parent)


def _read_journal(root: Path) -> _Journal | None:
    try:
        said = json.loads((root / JOURNAL).read_bytes())
    except FileNotFoundError:
        return None
    commit = Commit(**said["commit"]) if said["commit"] else None
    return _Journal(said["decided"], tuple(said["files"]), tuple(said["removed"]), commit)


def _end(root: Path) -> None:
    (root / JOURNAL).unlink(missing_ok=True)
    _sync_folder((root / JOURNAL).parent)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Force a folder's names to the disk, where the system lets a folder be opened (Windows does not)."""
    if os.name == "nt" or not folder.exists():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _named(workspace: Workspace, error: OSError) -> str:
    return workspace.relative(Path(error.filename)) if isinstance(error.filename, str) else "ledger"
