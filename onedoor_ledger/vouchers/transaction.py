"""All files or none: what a kill at any moment leaves is the books as before or as after.

1. The journal names every file that will change: not decided.
2. New contents are written beside their targets and forced to the disk.
3. The journal says decided.
4. Each new content replaces its target, files that leave are removed, git commits, the journal goes.

Whoever next takes the workspace lock ends what was interrupted: before step 3 by removing the new contents, after
it by doing step 4 again (:func:`recover`). When step 4 fails in this process, the old contents are put back by the
same four steps.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from onedoor_ledger.vouchers.errors import GitError, WriteFailedError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

JOURNAL = ".onedoor/journal.json"


@dataclass(frozen=True, slots=True)
class Commit:
    """The git commit that belongs to a transaction."""

    message: str
    by: str


@dataclass(frozen=True, slots=True)
class _Journal:
    mark: str
    """Part of the staged files' names: ``new``, or ``old`` when they are put back."""
    files: tuple[str, ...] = ()
    removed: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file that leaves: another file that came in its place stays."""
    commit: Commit | None = None
    decided: bool = False


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
    try:
        before = {path: (root / path).read_bytes() for path in (*files, *removed) if (root / path).exists()}
        leaving = {path: _digest(before[path]) for path in removed if path in before}
        journal = _staged_journal(root, _Journal("new", tuple(sorted(files)), leaving, commit), files)
        try:
            done = _finish(root, journal)
        except (OSError, GitError):
            _put_back(root, files, before)
            raise
    except OSError as error:
        raise WriteFailedError(_named(workspace, error), error.strerror or str(error)) from error
    with suppress(OSError):  # it is done; a journal that stays is ended again by the next writer, to no effect
        _end(root)
    return done


def interrupted(workspace: Workspace) -> bool:
    """Whether a writer is at work, or was ended before it was done."""
    return (workspace.root / JOURNAL).exists()


def recover(workspace: Workspace) -> None:
    """End what an interrupted writer left. The caller holds the workspace lock.

    :raises WriteFailedError, GitError: when it cannot be ended yet; nothing new is written before it is.
    """
    root = workspace.root
    journal = _read_journal(root)
    if journal is None:
        return
    try:
        if journal.decided:
            _finish(root, journal)
            _end(root)
        else:
            _abandon(root, journal)
    except OSError as error:
        raise WriteFailedError(_named(workspace, error), error.strerror or str(error)) from error


def _staged_journal(root: Path, journal: _Journal, contents: Mapping[str, bytes]) -> _Journal:
    """Stage the contents and decide; when that fails, nothing has happened."""
    try:
        _write_journal(root, journal)
        for path in journal.files:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_through(_staged(target, journal.mark), contents[path])
        decided = replace(journal, decided=True)
        _write_journal(root, decided)
    except OSError:
        _abandon(root, journal)
        raise
    return decided


def _finish(root: Path, journal: _Journal) -> str | None:
    for path in journal.files:
        target = root / path
        with suppress(FileNotFoundError):  # in place already, before an interruption
            _staged(target, journal.mark).replace(target)
    for path, digest in journal.removed.items():
        target = root / path
        if target.exists() and _digest(target.read_bytes()) == digest:
            target.unlink()
    for folder in sorted({(root / path).parent for path in (*journal.files, *journal.removed)}):
        _sync_folder(folder)
    repository = Repository.around(root)
    if journal.commit is not None and repository is not None:
        touched = (*journal.files, *journal.removed)
        return repository.commit(touched, journal.commit.message, journal.commit.by)
    return None


def _put_back(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Undo a decided transaction: decide, in its place, to write what stood there before."""
    for path in before:
        _write_through(_staged(root / path, "old"), before[path])
    came = {path: _digest(content) for path, content in files.items() if path not in before}
    journal = _Journal("old", tuple(sorted(before)), came, decided=True)
    _write_journal(root, journal)
    for path in files:
        _staged(root / path, "new").unlink(missing_ok=True)
    _finish(root, journal)
    _end(root)


def _abandon(root: Path, journal: _Journal) -> None:
    for path in journal.files:
        _staged(root / path, journal.mark).unlink(missing_ok=True)
    _end(root)


def _staged(target: Path, mark: str) -> Path:
    return target.with_name(f".{target.name}.onedoor-{mark}")


def _write_journal(root: Path, journal: _Journal) -> None:
    path = root / JOURNAL
    path.parent.mkdir(exist_ok=True)
    _write_through(_staged(path, journal.mark), json.dumps(asdict(journal), ensure_ascii=False, indent=1).encode())
    _staged(path, journal.mark).replace(path)
    _sync_folder(path.parent)


def _read_journal(root: Path) -> _Journal | None:
    try:
        said = json.loads((root / JOURNAL).read_bytes())
    except FileNotFoundError:
        return None
    commit = Commit(**said["commit"]) if said["commit"] else None
    return _Journal(said["mark"], tuple(said["files"]), said["removed"], commit, said["decided"])


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


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _named(workspace: Workspace, error: OSError) -> str:
    """The file the disk refused, under the name it was to have."""
    if not isinstance(error.filename, str):
        return "ledger"
    path = Path(error.filename)
    name, _dot, mark = path.name.rpartition(".onedoor-")
    return workspace.relative(path.with_name(name.removeprefix(".")) if mark and name else path)
