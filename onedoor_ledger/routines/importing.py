"""``onedoor import``: what arrived, recognised, matched and shown; with ``write`` booked, archived and committed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.errors import Finding, UserError, UserErrors
from onedoor_ledger.intake.model import Batch
from onedoor_ledger.routines.errors import NoSuchFileError, RefusedError
from onedoor_ledger.routines.job import Opened, Progress, alone, book, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.books.model import Books
    from onedoor_ledger.vouchers.write import Written


@dataclass(frozen=True)
class Imported:
    """What an import found, and what became of it; ``written`` is None for a preview."""

    batch: Batch
    vouchers: tuple[Voucher, ...]
    """Registered, in the order of their numbers: the very vouchers that are, or would be, booked."""
    findings: tuple[Finding, ...]
    written: Written | None


def run(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    today: dt.date,
    by: str,
    write: bool,
    progress: Progress = silent,
) -> Imported:
    """Import ``files``, or everything in the inbox when none is named.

    :raises RefusedError: when a file is refused; nothing is written then.
    :raises BusyError: when another writer has the workspace; whoever waits for it sees what it booked.
    """
    with alone(workspace, write=write):
        opened = open_books(workspace, progress)
        chosen = tuple(files) or inbox(workspace)
        batch = prepare(opened, chosen, today=today, progress=progress)
        after, vouchers = opened.plus(batch.vouchers, today=today, by=by)
        written = None
        if write and (vouchers or batch.archive):
            progress(_("Writing"))
            written = book(
                after,
                vouchers,
                job="import",
                archive=batch.archive,
                reports={name: text.encode() for name, text in batch.rules.items()},
                remove=kept(workspace, chosen, batch),
            )
        return Imported(batch, vouchers, batch.findings, written)


def inbox(workspace: Workspace) -> tuple[Path, ...]:
    """The files that wait, by name; hidden files and folders are not files that arrived."""
    if not workspace.inbox.is_dir():
        return ()
    return tuple(sorted(p for p in workspace.inbox.iterdir() if p.is_file() and not p.name.startswith(".")))


def unbooked(workspace: Workspace, books: Books) -> tuple[Path, ...]:
    """The files that wait without what is booked: one with too small counts may not be archived and stays there."""
    booked = set(books.postings["source"])
    return tuple(path for path in inbox(workspace) if _source(path) not in booked)


def _source(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def prepare(opened: Opened, files: Sequence[Path], *, today: dt.date, progress: Progress) -> Batch:
    """The batch, with every file taken.

    :raises NoSuchFileError: for a file that is not there.
    :raises RefusedError: when at least one file is refused.
    """
    from onedoor_ledger.intake.batch import prepare as prepare_batch

    for path in files:
        if not path.is_file():
            raise NoSuchFileError(str(path))
    progress(_("Reading what arrived"))
    batch = prepare_batch(opened.workspace, opened.rules, opened.books, files, today=today)
    if batch.refused:
        refused = {file for error in batch.refused for file in _files_of(error)}
        rest = [_typed(opened.workspace, path) for path in files if opened.workspace.relative(path) not in refused]
        raise RefusedError(batch.refused, rest)
    return batch


def kept(workspace: Workspace, files: Sequence[Path], batch: Batch) -> tuple[Path, ...]:
    """The inbox's files whose content is in the archive once the batch is booked: they leave the inbox with it."""
    archived = {hashlib.sha256(document.content).digest() for document in batch.archive}
    waiting = (path for path in files if path.resolve().parent == workspace.inbox)
    return tuple(path for path in waiting if hashlib.sha256(path.read_bytes()).digest() in archived)


def _typed(workspace: Workspace, path: Path) -> str:
    """A file as somebody in the workspace's folder types it."""
    return workspace.relative(path) if path.resolve().is_relative_to(workspace.root) else str(path)


def _files_of(error: UserError) -> Iterator[str]:
    """The files an error, or each of several told at once, is about."""
    if isinstance(error, UserErrors):
        for one in error.errors:
            yield from _files_of(one)
    elif error.place is not None:
        yield error.place.file
