"""Moving in from an old system: a SIE 4 file's opening balances and vouchers, in the order they were registered.

Type 4E of the founding year is moved voucher by voucher. Everything else - types 1-3, or the year before - becomes
one opening voucher: vouchers are never invented (bookkeeping.md section 2).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.load import load
from onedoor_ledger.errors import Finding, Place, Severity
from onedoor_ledger.formats import sie4
from onedoor_ledger.formats.persons import in_sie
from onedoor_ledger.formats.records import SieFile, SieVoucher
from onedoor_ledger.founding.chart import ChartRow
from onedoor_ledger.founding.errors import SieTypeError, SieYearError
from onedoor_ledger.intake.sie_year import in_order, line_of, opening_identity, voucher_of
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import archive, write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Move:
    """A SIE file read and ready to be moved in from."""

    file: SieFile
    document: Archived
    detailed: bool
    """Whether its vouchers are moved one by one, after the opening balances."""
    opens: dt.date
    """The day the opening voucher is dated."""
    labels: tuple[str, ...]
    """The balances that make the opening voucher: #IB, or #UB with (within the year) #RES."""

    @property
    def first(self) -> dt.date:
        """The first day that is booked."""
        return min([self.opens, *(v.date for v in self.vouchers)])

    @property
    def vouchers(self) -> tuple[SieVoucher, ...]:
        """The vouchers that are moved: those with rows, as registered."""
        if not self.detailed:
            return ()
        return tuple(voucher for voucher, _ordinal in in_order(self.file.vouchers))

    @property
    def span(self) -> str:
        """The file's year in words."""
        first, last = self.file.years[0]
        return f"{first}–{last}"


def prepare(content: bytes, name: str, *, year: int, today: dt.date) -> Move:
    """Read the file and decide how it is moved in from.

    :raises SieTypeError: when it holds no balances. :raises SieYearError: when it is for another year.
    """
    file = sie4.read(content, name)
    if file.type == "4I" or 0 not in file.years:
        raise SieTypeError(name, file.type)
    first, last = file.years[0]
    document = Archived(name, content, today)
    if last + dt.timedelta(days=1) == dt.date(year, 1, 1):
        return Move(file, document, detailed=False, opens=last + dt.timedelta(days=1), labels=("UB",))
    if first.year != year:
        raise SieYearError(name, year, [file.years[key] for key in sorted(file.years, reverse=True)])
    if file.type == "4E":
        return Move(file, document, detailed=True, opens=first, labels=("IB",))
    return Move(file, document, detailed=False, opens=min(file.covered or last, last), labels=("UB", "RES"))


def book_move(
    workspace: Workspace, move: Move, rows: Sequence[ChartRow], *, today: dt.date, by: str
) -> tuple[Finding, ...]:
    """Book the opening voucher and the moved ones in one commit; what did not fit comes back as findings."""
    account = {row.konto: row.account for row in reversed(rows)}
    role = {row.role: row.account for row in reversed(rows) if row.role}
    kept = not in_sie(move.file)
    common = _common(move, kept=kept)
    opening = _opening(move, account, role, common)
    vouchers = [opening] if opening.lines else []
    for given, ordinal in in_order(move.vouchers):
        lines = [line_of(row, given, account[row.konto]) for row in given.rows]
        vouchers.append(voucher_of(given, ordinal, lines, common))
    registered = register(vouchers, load(workspace), today, by)
    message = _("init: moved in from {file}, {n} vouchers").format(file=move.document.name, n=len(registered))
    write.book(workspace, registered, (move.document,) if kept else (), message=message, commit=True)
    return (*_told(move, opening, role, kept=kept), *differences(move.file, detailed=move.detailed))


def differences(file: SieFile, *, detailed: bool) -> tuple[Finding, ...]:
    """Kontos whose #IB and vouchers do not make the file's own #UB and #RES: the old system's error, to be known."""
    if not detailed:
        return ()
    made: Counter[str] = Counter()
    for voucher in file.vouchers:
        for row in voucher.rows:
            made[row.konto] += row.amount
    said: Counter[str] = Counter()
    for balance in file.balances:
        if balance.year == 0:
            made[balance.konto] += balance.amount if balance.label == "IB" else 0
            said[balance.konto] += balance.amount if balance.label in {"UB", "RES"} else 0
    if not said:
        return ()
    return tuple(
        Finding(
            "sie-balance",
            Severity.WARNING,
            _("Konto {konto}: opening balance and vouchers make {made}, but the file says {said}.").format(
                konto=konto, made=kronor(made[konto]), said=kronor(said[konto])
            ),
            remedy=_("The vouchers are moved as they stand. Ask the old system's owner which of the two is right."),
        )
        for konto in sorted(made.keys() | said.keys())
        if made[konto] != said[konto]
    )


def _opening(move: Move, account: Mapping[str, str], role: Mapping[str, str], common: Mapping[str, str]) -> Voucher:
    """The one voucher that opens the books. What the balances lack to zero stands on an account of its own."""
    lines = [
        Line(account[b.konto], b.amount)
        for b in sorted(move.file.balances, key=lambda b: b.konto)
        if b.label in move.labels and b.year == 0 and b.amount
    ]
    rest = -sum(line.amount for line in lines)
    if rest:
        at_year_end = move.labels == ("UB",)
        lines.append(Line(role["opening_equity" if at_year_end else "observation"], rest))
    return Voucher(
        Book.ASSOCIATION,
        move.opens,
        _("Opening balances from the previous system"),
        tuple(lines),
        flag="!" if rest and move.labels != ("UB",) else "*",
        meta=dict(common) | ({} if "RES" in move.labels else {"identity": opening_identity(move.opens.year)}),
    )


def _common(move: Move, *, kept: bool) -> dict[str, str]:
    meta = {"source": archive.digest(move.document.content)}
    return meta | ({"document": archive.document_name(move.document)} if kept else {})


def _told(move: Move, opening: Voucher, role: Mapping[str, str], *, kept: bool) -> list[Finding]:
    found: list[Finding] = []
    place = Place(move.document.name)
    if opening.flag == "!":
        rest = -opening.lines[-1].amount
        found.append(
            Finding(
                "sie-opening",
                Severity.WARNING,
                _("The opening balances sum to {rest}, not zero: the difference stands on {account}.").format(
                    rest=kronor(rest), account=role["observation"]
                ),
                place,
                _("Most often it is last year's result: move it to equity with a voucher of its own."),
            )
        )
    empty = [f"{v.series} {v.number}".strip() for v in move.file.vouchers if not v.rows] if move.detailed else []
    if empty:
        found.append(
            Finding(
                "sie-empty",
                Severity.NOTE,
                _("{n} vouchers without rows are not moved: {vouchers}.").format(
                    n=len(empty), vouchers=", ".join(empty)
                ),
                place,
            )
        )
    if not kept:
        found.append(
            Finding(
                "sie-persons",
                Severity.WARNING,
                _("The file's texts hold person numbers: they are masked in the books, and the file is not kept here."),
                place,
                _("Keep the file in the förbund's archive; the books know it by its digest."),
            )
        )
    return found
