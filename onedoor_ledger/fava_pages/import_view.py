"""*Importera* as data: what waits in the inbox, what each file is, and the vouchers it becomes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.books.model import Account
from onedoor_ledger.errors import Finding, UserError, UserErrors
from onedoor_ledger.fava_pages.import_words import titles, words
from onedoor_ledger.fava_pages.notes import Note, Told, told
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.intake.model import FileResult
from onedoor_ledger.intake.model import Told as Statistic
from onedoor_ledger.money import kronor
from onedoor_ledger.privacy import mask
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.job import numbers
from onedoor_ledger.routines.previewing import Preview
from onedoor_ledger.texts import _, ngettext, number
from onedoor_ledger.voucher import Book, Line, Voucher

LINES_SHOWN = 4
"""Accounts named in a voucher's row; the rest stand in the ledger's text."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file in the inbox; ``refused`` says why it cannot be booked."""

    name: str
    shown: str
    kind: str
    digest: str
    rows: str = ""
    new: str = ""
    known: str = ""
    note: str = ""
    refused: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """An account and what it gets, debit or credit."""

    account: str
    debit: str
    credit: str


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A voucher's row."""

    id: str
    date: str
    text: str
    lines: tuple[LineView, ...]
    more: str
    observed: bool


@dataclass(frozen=True, slots=True)
class BookView:
    """A book's vouchers and the ledger text they become."""

    title: str
    caption: str
    vouchers: tuple[VoucherView, ...]
    text: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A value that becomes a row of rules/."""

    statistic: str
    participant: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every showing of the page has: its words, the forms' token, who may book, what came of the last form."""

    words: Mapping[str, str]
    token: str
    read_only: bool
    note: Note | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

    frame: Frame
    files: tuple[FileView, ...] = ()
    books: tuple[BookView, ...] = ()
    rows: tuple[RowView, ...] = ()
    remarks: tuple[Told, ...] = ()
    trouble: tuple[Told, ...] = ()
    summary: str = ""
    digest: str = ""
    """Of what is shown; '' when there is nothing to book."""
    rest: bool = False
    """Whether refused files are left out of what is shown."""
    can_rest: str = ""
    """Says how many files can be booked without those that are refused."""


def build(session: Session, note: str, *, rest: bool) -> Page:
    """The page; with ``rest`` what can be booked without the files that are refused."""
    frame = Frame(words(), session.token, session.door.read_only, session.notes.find(note))
    try:
        whole = session.preview(without_refused=False)
        chosen = session.preview(without_refused=True) if rest and whole.batch.refused else whole
    except UserError as error:
        files = tuple(_unread(path) for path in importing.inbox(session.door.workspace))
        return Page(frame, files=files, trouble=told(error))
    opened = whole.after
    refused = _by_file(whole.batch.refused)
    results = {**{f.file: f for f in whole.batch.files}, **{f.file: f for f in chosen.batch.files}}
    return Page(
        frame,
        files=tuple(_file(path, opened.workspace.relative(path), results, refused) for path in whole.files),
        books=tuple(_book(chosen, book) for book in Book if any(v.book is book for v in chosen.vouchers)),
        rows=tuple(map(_row, chosen.batch.statistics)),
        remarks=() if chosen.batch.refused else _remarks(chosen.batch.findings),
        trouble=tuple(line for place, lines in refused.items() if not place for line in lines),
        summary=_summary(chosen),
        digest=chosen.digest if chosen.something else "",
        rest=chosen is not whole,
        can_rest=_can_rest(whole) if chosen is whole else "",
    )


def _by_file(errors: Iterable[UserError]) -> Mapping[str, tuple[Told, ...]]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for error in errors:
        for one in error.errors if isinstance(error, UserErrors) else (error,):
            found[one.place.file if one.place else ""] += told(one)
    return {file: tuple(lines) for file, lines in found.items()}


def _file(
    path: Path, place: str, results: Mapping[str, FileResult], refused: Mapping[str, tuple[Told, ...]]
) -> FileView:
    # results and errors name a file as it may be shown
    shown = mask(place)
    wrong = refused.get(shown, ())
    found = results.get(shown)
    if found is None or wrong:
        return FileView(path.name, mask(path.name), _("refused") if wrong else "", _digest(path), refused=wrong)
    note = _("all of it is in the books already") if found.rows and not found.booked else ""
    counts = (str(found.rows), str(found.booked), str(found.known))
    return FileView(path.name, mask(path.name), found.kind, found.digest, *counts, note)


def _unread(path: Path) -> FileView:
    return FileView(path.name, mask(path.name), "", _digest(path))


def _digest(path: Path) -> str:
    try:
        return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    except OSError:
        return ""


def _book(preview: Preview, book: Book) -> BookView:
    from onedoor_ledger.vouchers.text import render_batch

    own = [voucher for voucher in preview.vouchers if voucher.book is book]
    chart = preview.after.books.charts[book]
    count = ngettext("one voucher, {numbers}", "{n} vouchers, {numbers}", len(own))
    return BookView(
        title=titles()[book],
        caption=count.format(n=len(own), numbers=numbers(own)),
        vouchers=tuple(_voucher(voucher, chart) for voucher in own),
        text="\n".join(render_batch(own)),
    )


def _voucher(voucher: Voucher, chart: Mapping[str, Account]) -> VoucherView:
    shown = voucher.lines if len(voucher.lines) <= LINES_SHOWN + 1 else voucher.lines[:LINES_SHOWN]
    left = len(voucher.lines) - len(shown)
    more = ngettext("and one more line", "and {n} more lines", left).format(n=left) if left else ""
    return VoucherView(
        id=voucher.id,
        date=voucher.date.isoformat(),
        text=_text(voucher),
        lines=tuple(_line(line, voucher.book, chart) for line in shown),
        more=more,
        observed=voucher.flag == "!",
    )


def _row(told: Statistic) -> RowView:
    return RowView(told.statistic, told.participant, told.period, number(told.value))


def _text(voucher: Voucher) -> str:
    if voucher.payee and not voucher.narration.startswith(voucher.payee):
        return f"{voucher.payee} – {voucher.narration}"
    return voucher.narration


def _line(line: Line, book: Book, chart: Mapping[str, Account]) -> LineView:
    account = chart.get(line.account)
    name = " · ".join(line.account.split(":")[1:])
    amount = str(abs(line.amount)) if book is Book.PEOPLE else kronor(abs(line.amount))
    shown = f"{account.konto} {name}" if account is not None and account.konto else name
    return LineView(shown, amount if line.amount >= 0 else "", amount if line.amount < 0 else "")


def _remarks(findings: Sequence[Finding]) -> tuple[Told, ...]:
    """What the batch remarks on; advice that several share stands once, under the last of them."""
    following = [*(finding.remedy for finding in findings[1:]), ""][: len(findings)]
    return tuple(
        Told(
            str(finding.place) if finding.place else "",
            finding.message,
            "" if finding.remedy == after else finding.remedy,
        )
        for finding, after in zip(findings, following, strict=True)
    )


def _summary(preview: Preview) -> str:
    if preview.batch.refused or not preview.files:
        return ""
    if not preview.something:
        return _("Everything in these files is in the books already.")
    count = len(preview.vouchers)
    sentence = ngettext("One voucher would be booked: {numbers}.", "{n} vouchers would be booked: {numbers}.", count)
    if not count:
        return _("No vouchers would be booked; the files become rows of rules/.")
    return sentence.format(n=count, numbers=numbers(preview.vouchers))


def _can_rest(preview: Preview) -> str:
    left = len(preview.rest)
    if not preview.batch.refused or not left:
        return ""
    return ngettext(
        "One file can be booked without what is refused.", "{n} files can be booked without what is refused.", left
    ).format(n=left)
