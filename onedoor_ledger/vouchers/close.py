"""Writing seals: the three books' links and what they are digests of, in one transaction (all three or none)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.vouchers import errors, layout, lock, transaction
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.vouchers.sealing import Sealed
from onedoor_ledger.vouchers.write import Written
from onedoor_ledger.workspace import Workspace


def write(
    workspace: Workspace,
    sealed: Sequence[Sealed],
    *,
    message: str,
    by: str,
    commit: bool,
    reports: Mapping[str, bytes],
) -> Written:
    """Append the links' directives to each book's seals file and keep the seals' own files; one commit.

    :raises DirtyFilesError: when a file of the books or the rules holds uncommitted edits (only with ``commit``):
        what is locked is what is committed.
    :raises WriteFailedError, GitError: when the disk or git refuses; nothing is then changed.
    """
    return write_files(workspace, {**seal_files(workspace, sealed), **reports}, message=message, by=by, commit=commit)


def write_files(workspace: Workspace, files: Mapping[str, bytes], *, message: str, by: str, commit: bool) -> Written:
    """Write files that hold no new vouchers, in one transaction and, with ``commit``, one commit.

    :raises DirtyFilesError, WriteFailedError, GitError: as :func:`write`.
    """
    with lock.hold(workspace):
        if commit:
            require_clean(workspace)
        done = transaction.run(workspace, files, commit=transaction.Commit(message, by) if commit and files else None)
        return Written(tuple(sorted(files)), done)


def seal_files(workspace: Workspace, sealed: Sequence[Sealed]) -> dict[str, bytes]:
    """The contents of the files that change, by path relative to the workspace."""
    files: dict[str, bytes] = {}
    texts: dict[Path, str] = {}
    for link in sealed:
        folder = workspace.main_file(link.book).parent
        path = folder / layout.SEALS_FILE
        if not path.is_file():
            raise MissingBookError(workspace.relative(path))
        before = texts.get(path) or path.read_text("utf-8")
        texts[path] = layout.appended(before, link.directive)
        if link.file:
            files[f"{workspace.relative(folder)}/{link.file}"] = link.content
    return {workspace.relative(path): text.encode() for path, text in texts.items()} | files


def require_clean(workspace: Workspace) -> None:
    """See that the books and the rules are as they are committed.

    :raises DirtyFilesError: when they are not.
    """
    repository = Repository.around(workspace.root)
    if repository is None:
        return
    paths = [*workspace.ledger.rglob("*.beancount"), *workspace.rules.rglob("*.toml")]
    if dirty := repository.uncommitted(workspace.relative(path) for path in paths):
        raise errors.DirtyFilesError(dirty)
