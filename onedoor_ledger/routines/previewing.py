"""The inbox as it would be booked, shown first and booked exactly as shown: what *Importera* in Fava does.

What is shown has a digest. Booking it reads rules, books and inbox again, and books only what still has that digest
(contracts.md section 2: the preview is the write).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.intake.model import Batch
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.errors import PreviewChangedError
from onedoor_ledger.routines.job import Opened, book, open_books
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.vouchers.write import Written


@dataclass(frozen=True)
class Preview:
    """What a batch would book; ``vouchers`` are registered, in the order of their numbers."""

    files: tuple[Path, ...]
    batch: Batch
    after: Opened
    vouchers: tuple[Voucher, ...]

    @property
    def rest(self) -> tuple[Path, ...]:
        """The files that would be booked without those that are refused."""
        refused = {place for error in self.batch.refused for place in _places(error)}
        return tuple(path for path in self.files if self.after.workspace.relative(path) not in refused)

    @property
    def something(self) -> bool:
        """Whether there is anything to book."""
        return not self.batch.refused and bool(self.vouchers or self.batch.archive)

    @property
    def digest(self) -> str:
        """Of every byte that would be written, and of the files that would leave the inbox."""
        from onedoor_ledger.vouchers.archive import document_name
        from onedoor_ledger.vouchers.text import render_batch

        parts = [*render_batch(self.vouchers)]
        parts += [f"{document_name(kept)}\n{hashlib.sha256(kept.content).hexdigest()}" for kept in self.batch.archive]
        parts += [f"{name}\n{text}" for name, text in sorted(self.batch.rules.items())]
        parts += [path.name for path in self.files]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def preview(opened: Opened, *, today: dt.date, by: str, without_refused: bool = False) -> Preview:
    """The inbox as one batch; with ``without_refused`` the files alone that can be booked.

    :raises UserErrors: when a voucher cannot be registered, its month being locked for instance.
    """
    found = _of(opened, importing.inbox(opened.workspace), today, by)
    if without_refused and found.batch.refused:
        found = _of(opened, found.rest, today, by)
    return found


def confirm(
    workspace: Workspace, digest: str, *, today: dt.date, by: str, without_refused: bool
) -> tuple[Preview, Written]:
    """Book the preview that has ``digest``, and nothing else.

    :raises PreviewChangedError: when the inbox or the books no longer give that preview.
    """
    from onedoor_ledger.vouchers import lock

    with lock.hold(workspace):
        found = preview(open_books(workspace), today=today, by=by, without_refused=without_refused)
        if not found.something or found.digest != digest:
            raise PreviewChangedError
        written = book(
            found.after,
            found.vouchers,
            job="import",
            archive=found.batch.archive,
            reports={name: text.encode() for name, text in found.batch.rules.items()},
            remove=importing.kept(workspace, found.files, found.batch),
        )
    return found, written


def _of(opened: Opened, files: Sequence[Path], today: dt.date, by: str) -> Preview:
    from onedoor_ledger.intake.batch import prepare

    batch = prepare(opened.workspace, opened.rules, opened.books, files, today=today)
    after, vouchers = opened.plus(batch.vouchers, today=today, by=by)
    return Preview(tuple(files), batch, after, vouchers)


def _places(error: UserError) -> Iterator[str]:
    if isinstance(error, UserErrors):
        for one in error.errors:
            yield from _places(one)
    elif error.place is not None:
        yield error.place.file
