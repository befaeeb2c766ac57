"""One run is one batch over all three books: what arrived becomes vouchers that wait; nothing is written here.

Contract: contracts.md section 3. Debts come before the bank and the bank before the tax account, whatever the files
are called; each step sees the books with the earlier steps' vouchers in them. One refused file stops the batch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, UserError, UserErrors
from onedoor_ledger.formats import camt, folded, sie4, skv
from onedoor_ledger.formats.errors import EmptyTableError
from onedoor_ledger.formats.records import BankStatement, SieFile, Table, TaxAccount
from onedoor_ledger.formats.ubl import reader as ubl
from onedoor_ledger.formats.ubl.records import Invoice
from onedoor_ledger.intake import (
    bank,
    bank_table,
    door,
    folding,
    invoices,
    observations,
    requisitions,
    sie,
    spending,
    statistics,
    tax,
    transitions,
)
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Batch, Drafted, FileResult, Source, Told
from onedoor_ledger.intake.recognise import BANK, CAMT, NOTIFICATION, SIE, SKV, UBL, Recognised
from onedoor_ledger.intake.rows import ProfiledRow, data_rows
from onedoor_ledger.intake.statistics_text import rewritten
from onedoor_ledger.intake.totals import without_totals
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Archived, Book, Voucher
from onedoor_ledger.vouchers.seals import first_open
from onedoor_ledger.workspace import Workspace

ORDER = (
    "sie-balances",
    "sie-year",
    "payroll",
    "invoices",
    UBL,
    "vouchers",
    "requisitions",
    "door",
    "spending",
    "transitions",
    "statistics",
    NOTIFICATION,
    CAMT,
    BANK,
    SKV,
)
"""What is booked first: debts, then what pays them; a notification's details before the statement's lumps."""
STATISTICS = "statistics"
"""What becomes rules and not vouchers."""
PAYMENTS = (NOTIFICATION, CAMT, BANK, SKV)
"""What pays or moves money."""
TITLES = {
    "payroll": N_("Wages, SIE 4I"),
    "invoices": N_("Supplier's invoices, SIE 4I"),
    "vouchers": N_("Vouchers, SIE 4I"),
    "sie-year": N_("A year's vouchers, SIE 4E"),
    "sie-balances": N_("Balances, SIE 1–3"),
    CAMT: N_("Bank statement, camt.053"),
    NOTIFICATION: N_("Bank's notification, camt.054"),
    SKV: N_("Tax account, Skatteverket"),
    UBL: N_("E-invoice, Peppol"),
}
"""What a file is called where no profile names it."""

_TABLES: Mapping[str, tuple[Sequence[str], Callable[[Sequence[ProfiledRow], Desk], Drafted]]] = {
    "requisitions": (requisitions.ADDED_UP, requisitions.draft),
    "door": (door.ADDED_UP, door.draft),
    "spending": (spending.ADDED_UP, spending.draft),
    "transitions": (transitions.ADDED_UP, transitions.draft),
}
"""Per profile kind: the columns a total row is checked by, and what makes vouchers of the rows."""


def prepare(workspace: Workspace, rules: Rulebook, books: Books, files: Sequence[Path], *, today: dt.date) -> Batch:
    """What ``files`` would book. The same files give the same batch, whatever they are called and in any order.

    Refused files are in ``refused``; the batch then has no vouchers, since one refused file stops it.
    """
    refused: list[UserError] = []
    found = _recognised(workspace, rules, files, today, refused)
    work = _Work(Desk(rules, books, Known(books), today), refused)
    debts, payments = [f for f in found if f.what not in PAYMENTS], [f for f in found if f.what in PAYMENTS]
    for file in debts:
        work.take(file)
    if not refused:
        work.add(observations.cleared(books, work.desk))
    for file in payments:
        work.take(file)
    batch = work.batch()
    return replace(batch, rules=rewritten(workspace, batch.statistics)) if batch.statistics else batch


@dataclass(frozen=True, slots=True)
class _File:
    """A recognised file and what it is in :data:`ORDER`; formats the world knows are read already."""

    recognised: Recognised
    what: str
    records: SieFile | tuple[BankStatement, ...] | TaxAccount | Invoice | None = None
    first: dt.date = dt.date.min
    """The first day it tells of: August's statement comes before September's."""

    @property
    def source(self) -> Source:
        return self.recognised.source

    @property
    def title(self) -> str:
        """What the file is, in the user's language."""
        profile = self.recognised.profile
        return profile.title if profile is not None else _(TITLES[self.what])

    @property
    def rank(self) -> tuple[int, str, dt.date, int, str]:
        """Where the file stands in the batch: by what it is and what is in it, not by its name."""
        profile = self.recognised.profile
        # a file of counts with rows added comes after the one it adds to
        length = len(self.source.content) if self.what == "transitions" else 0
        return ORDER.index(self.what), profile.name if profile else "", self.first, length, self.source.digest


def _recognised(
    workspace: Workspace, rules: Rulebook, files: Iterable[Path], today: dt.date, refused: list[UserError]
) -> list[_File]:
    found: list[_File] = []
    for path in sorted(files):
        try:
            found.append(_read(folding.recognised(workspace, rules, path, today=today), rules))
        except UserError as error:
            refused.extend(_each(error))
    return sorted(found, key=lambda file: file.rank)


def _read(given: Recognised, rules: Rulebook) -> _File:
    content, name = given.source.content, given.source.file
    if given.kind == SIE:
        vouchers = sie4.read(content, name)
        first = min((v.date for v in vouchers.vouchers), default=dt.date.min)
        return _File(given, sie.kind(vouchers, rules.accounts, given.source), vouchers, first)
    if given.kind in (CAMT, NOTIFICATION, BANK):
        statements: tuple[BankStatement, ...]
        if given.profile is not None and given.table is not None:
            rows = data_rows(given.profile, given.source, given.table)
            statements = (bank_table.statement(rows, given.table.preamble, rules.accounts),)
        else:
            statements = camt.read(content, name)
        days = [entry.booked for statement in statements for entry in statement.entries]
        return _File(given, given.kind, statements, min(days, default=dt.date.min))
    if given.kind == UBL:
        invoice = ubl.read(content, name)
        return _File(given, UBL, invoice, invoice.issued)
    if given.kind == SKV:
        account = skv.read(content, name)
        return _File(given, SKV, account, account.opening_date)
    return _File(given, given.kind)


class _Work:
    """The batch as it grows: vouchers, and the books with them in."""

    def __init__(self, desk: Desk, refused: list[UserError]) -> None:
        self.desk = desk
        self._refused = refused
        self._vouchers: list[Voucher] = []
        self._archive: list[Archived] = []
        self._files: list[FileResult] = []
        self._findings: list[Finding] = []
        self._first_open: dict[Book, dt.date] = {}
        self._statistics: list[Told] = []

    def take(self, file: _File) -> None:
        """Draft ``file``'s vouchers, or note why it is refused."""
        try:
            drafted = _draft(file, self.desk)
        except UserError as error:
            self._refused.extend(_each(error))
            return
        given = file.source
        archived = drafted.booked and drafted.kept
        if archived:
            self._archive.append(Archived(given.name, given.content, given.received))
        self._files.append(
            FileResult(
                file=given.file,
                kind=file.title,
                digest=given.digest,
                rows=drafted.rows,
                booked=drafted.booked,
                known=drafted.known,
                document=given.document if archived else "",
            )
        )
        self._findings.extend(drafted.findings)
        self._findings.extend(folding.told(given))
        self._statistics.extend(told for told in drafted.statistics if told not in self._statistics)
        self.add(drafted.vouchers)

    def add(self, vouchers: Sequence[Voucher]) -> None:
        """Put ``vouchers`` last in the batch, and in the books that later files see."""
        if vouchers:
            vouchers = [into_open(voucher, self._open_from(voucher.book)) for voucher in vouchers]
            self._vouchers.extend(vouchers)
            self.desk = self.desk.with_books(preview.plus(self.desk.books, vouchers))

    def _open_from(self, book: Book) -> dt.date:
        if book not in self._first_open:
            self._first_open[book] = first_open(self.desk.books.entries.get(book, ()))
        return self._first_open[book]

    def batch(self) -> Batch:
        """What came of it."""
        stopped = bool(self._refused)
        return Batch(
            vouchers=() if stopped else tuple(self._vouchers),
            archive=() if stopped else tuple(self._archive),
            files=tuple(self._files),
            refused=tuple(self._refused),
            findings=tuple(self._findings),
            statistics=() if stopped else tuple(self._statistics),
        )


def into_open(voucher: Voucher, first: dt.date) -> Voucher:
    """A voucher of a locked month on the first day that is open; ``event`` keeps the day it happened."""
    if voucher.date >= first:
        return voucher
    event = voucher.meta.get("event") or voucher.date.isoformat()
    return replace(voucher, date=first, meta={**voucher.meta, "event": event})


def _draft(file: _File, desk: Desk) -> Drafted:
    match file.records:
        case SieFile():
            return sie.draft(file.records, file.what, file.source, desk)
        case Invoice():
            return invoices.draft(file.records, file.source, desk)
        case TaxAccount():
            return tax.draft(file.records, file.source, desk)
        case tuple():
            return bank.draft(file.records, file.source, desk)
        case None:
            return _draft_table(file, desk)


def _draft_table(file: _File, desk: Desk) -> Drafted:
    given, profile, table = file.source, file.recognised.profile, file.recognised.table
    if profile is None or table is None:
        raise ValueError(file.what)
    if profile.kind == STATISTICS:
        return statistics.draft(_rows(data_rows(profile, given, table), given, table), table.preamble, desk)
    folded.prove(given.content, given.file)
    added_up, draft = _TABLES[profile.kind]
    return draft(_rows(without_totals(data_rows(profile, given, table), added_up), given, table), desk)


def _rows(rows: Sequence[ProfiledRow], given: Source, table: Table) -> Sequence[ProfiledRow]:
    if not rows:
        raise EmptyTableError(given.file, table.header_row)
    return rows


def _each(error: UserError) -> Iterable[UserError]:
    """The single errors in ``error``: each has its own row."""
    return (inner for one in error.errors for inner in _each(one)) if isinstance(error, UserErrors) else (error,)
