"""SIE files against the books: those others sent and we keep, and those we made and somebody else has.

Ours (``reports/``) say every voucher by number: each is laid beside the booked one. Others' (``ledger/documents/``)
are laid beside the books by konto, as the books were when the file came: what opened the year and what closed it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book, warning
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.formats import sie4
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

_TOLD = 5
"""Differences told per file: one shows on several konton."""
_RECEIVED = re.compile(r"(\d{4}-\d{2}-\d{2})\..+\.(?:se|sie)")
_RESULT = ("Intäkter:", "Kostnader:")
_BALANCE_GROUPS = ("1", "2")
"""Kommun-Bas: 1 assets, 2 equity and debts; the rest is the year's result."""
_EQUITY_GROUP = "20"
"""Kommun-Bas group of equity: systems split it on konton of their own, so it is compared as one."""


def exported(workspace: Workspace, books: Books) -> Iterator[Finding]:
    """Our own files in ``reports/`` that no longer say what the books say."""
    every = list(of_book(books, Book.ASSOCIATION))
    for path in sorted(workspace.reports.glob("*/*.se")):
        name = workspace.relative(path)
        try:
            file = sie4.read(path.read_bytes(), name)
        except UserError as unreadable:
            yield warning(
                "sie-unreadable",
                _("The file can no longer be read: {reason}").format(reason=unreadable.message),
                Place(name),
                _("Make it again: onedoor export sie YEAR."),
            )
            continue
        yield from islice(_exported(file, name, every), _TOLD)


def received(workspace: Workspace, books: Books) -> Iterator[Finding]:
    """Kept files of others whose balances are not those of the books, and files whose own years do not meet."""
    every = list(of_book(books, Book.ASSOCIATION))
    for path in sorted(workspace.documents.glob("*")):
        match = _RECEIVED.fullmatch(path.name)
        if match is None:
            continue
        try:
            file = sie4.read(path.read_bytes(), path.name)
        except UserError:  # told where the vouchers made from it are compared
            continue
        name = workspace.relative(path)
        yield from islice(_years_meet(file, name), _TOLD)
        known = [posting for posting in every if posting.registered <= match[1]]
        yield from islice(_balances(file, name, known), _TOLD)


def _exported(file: SieFile, name: str, every: Sequence[Posting]) -> Iterator[Finding]:
    if 0 not in file.years or file.generated is None:
        return
    year, made = file.years[0][0].year, file.generated.isoformat()
    remedy = _(
        "Compare the vouchers with git. If the books are right, make the file again and tell who has the old one."
    )
    booked = {key: (_by_konto(rows), rows[0]) for key, rows in _vouchers(every, year).items()}
    said = {int(v.number): v for v in file.vouchers if v.number.isdecimal()}
    for number, voucher in said.items():
        theirs: Counter[str] = Counter()
        for row in voucher.rows:
            theirs[row.konto] += row.amount
        ours, first = booked.get(number, (Counter(), None))
        if voucher.rows and _nonzero(theirs) != _nonzero(ours):
            text = _("{voucher} is in the SIE file with other amounts or konton than in the books.")
            yield error("sie-differs", text.format(voucher=f"V{number}"), first or Place(name, voucher.line), remedy)
    for number, (_ours, first) in booked.items():
        if number not in said and first.registered < made:
            text = _("{voucher} was booked when the SIE file was made, but is not in it.")
            yield error("sie-differs", text.format(voucher=f"V{number}"), first, remedy)
    empty = {number for number, voucher in said.items() if not voucher.rows}
    before = [p for p in every if (p.year < year and p.registered <= made) or (p.year == year and p.number in empty)]
    opens = _carried(before, year)
    yield from _konton(file, "IB", name, opens, remedy)
    closes = Counter(opens)
    for voucher in file.vouchers:  # each is told above when it is not the booked one
        for row in voucher.rows:
            closes[row.konto] += row.amount if row.konto.startswith(_BALANCE_GROUPS) else 0
    yield from _konton(file, "UB", name, closes, remedy)


def _balances(file: SieFile, name: str, known: Sequence[Posting]) -> Iterator[Finding]:
    """What another system opens and closes a year with beside the books, konto by konto."""
    if 0 not in file.years or not any(balance.label == "UB" for balance in file.balances):
        return
    first, last = file.years[0]
    if not any(posting.year == first.year for posting in known):
        return
    end = min(file.covered or last, last)
    opens = _opening_key(known, first.year)
    before = [p for p in known if p.date < first or p.key == opens]
    remedy = _("Find what only one of them has, and correct with a voucher of its own.")
    yield from _konton(file, "IB", name, _carried(before, first.year), remedy, severe=False)
    until = [p for p in known if p.date <= end]
    yield from _konton(file, "UB", name, _carried(until, first.year), remedy, severe=False)


def _years_meet(file: SieFile, name: str) -> Iterator[Finding]:
    """Konton whose closing balance of last year is not this year's opening balance, by the file itself."""
    closed = _grouped({b.konto: b.amount for b in file.balances if b.label == "UB" and b.year == -1})
    opened = _grouped({b.konto: b.amount for b in file.balances if b.label == "IB" and b.year == 0})
    if not closed or not opened:
        return
    for konto in sorted(closed.keys() | opened.keys()):
        if konto != _EQUITY_GROUP and closed[konto] != opened[konto]:
            yield warning(
                "sie-years-differ",
                _("Konto {konto}: the file closes last year with {closed} but opens this year with {opened}.").format(
                    konto=konto, closed=kronor(closed[konto]), opened=kronor(opened[konto])
                ),
                Place(name),
                _("Ask who made the file: the opening balance is the closing balance of the year before (LKBR 4:1)."),
            )


def _konton(
    file: SieFile, label: str, name: str, booked: Mapping[str, int], remedy: str, *, severe: bool = True
) -> Iterator[Finding]:
    """Differences between a file's balances of its own year and the books'."""
    lines = {b.konto: b.line for b in file.balances if b.label == label and b.year == 0}
    theirs = _grouped({b.konto: b.amount for b in file.balances if b.label == label and b.year == 0})
    ours = _grouped(booked)
    for konto in sorted(theirs.keys() | ours.keys()):
        # the year's own result is in no balance yet, in the file as in the books
        if theirs[konto] != ours[konto]:
            made = error if severe else warning
            yield made(
                "sie-balance",
                _("Konto {konto}: {label} is {theirs} in the SIE file and {ours} in the books.").format(
                    konto=konto, label=label, theirs=kronor(theirs[konto]), ours=kronor(ours[konto])
                ),
                Place(name, lines.get(konto)),
                remedy,
            )


def _carried(postings: Sequence[Posting], year: int) -> Counter[str]:
    """Öre per konto of the balance sheet; earlier years' results are equity, the year's own is left out."""
    total: Counter[str] = Counter()
    for posting in postings:
        if not posting.account.startswith(_RESULT):
            total[posting.konto] += posting.amount
        elif posting.year < year:
            total[_EQUITY_GROUP] += posting.amount
    return total


def _grouped(balances: Mapping[str, int]) -> Counter[str]:
    total: Counter[str] = Counter()
    for konto, amount in balances.items():
        total[_EQUITY_GROUP if konto.startswith(_EQUITY_GROUP) else konto] += amount
    return total


def _opening_key(postings: Sequence[Posting], year: int) -> str:
    """The voucher that opened the books, '' when ``year`` is not their first: number 1 of 1 January."""
    if min(posting.year for posting in postings) < year:
        return ""
    day = dt.date(year, 1, 1)
    opening = [p for p in postings if p.number == 1 and p.date == day]
    return "" if any(p.account.startswith(_RESULT) for p in opening) or not opening else opening[0].key


def _vouchers(every: Sequence[Posting], year: int) -> dict[int, list[Posting]]:
    found: dict[int, list[Posting]] = {}
    for posting in every:
        if posting.year == year:
            found.setdefault(posting.number, []).append(posting)
    return found


def _by_konto(rows: Sequence[Posting]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total[row.konto] += row.amount
    return total


def _nonzero(total: Counter[str]) -> dict[str, int]:
    return {konto: amount for konto, amount in total.items() if amount}
