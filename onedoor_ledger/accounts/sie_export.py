"""The association's book of a year as SIE 4E: what the auditors and the members' systems read.

Balances follow bookkeeping.md section 2: the year's result is not posted, so equity's opening balance is what is
booked there and every earlier result, and the closing balance of the year before is the opening balance of this one,
konto by konto. The voucher that opened the books becomes the opening balance of their first year; its number stays
in the series, on a voucher without rows, so that no number is missing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onedoor_ledger import __version__
from onedoor_ledger.accounts.errors import KontoMissingError
from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import COST, INCOME
from onedoor_ledger.accounts.sie_budget import budget_rows
from onedoor_ledger.accounts.sie_dimensions import Dimensions
from onedoor_ledger.accounts.sie_names import chart_of
from onedoor_ledger.accounts.sie_vouchers import Posting, postings_of, vouchers_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.formats.records import SieBalance, SieFile, SieObject, SieObjectBalance
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

PROGRAM = f"onedoor-ledger {__version__}"
CHART = "Kommun-Bas"
_RESULT = (INCOME, COST)

Objects = tuple[SieObject, ...]


def sie_file(rules: Rulebook, books: Books, year: int, *, today: dt.date) -> SieFile:
    """The association's book of ``year``, with the balances of the year before where the books hold it.

    :raises KontoMissingError: when a booked account has no konto.
    :raises onedoor_ledger.rulebook.errors.RoleError: when no account is equity at the start.
    """
    chart = books.charts[Book.ASSOCIATION]
    dimensions = Dimensions(rules)
    postings = postings_of(books, dimensions)
    _require_konto(postings)
    opening = opening_key(books)
    equity = chart[rules.accounts.role("opening_equity")].konto
    years = {0: _span(year)}
    begun = min((p.year for p in postings), default=year)
    if begun < year:
        years[-1] = _span(year - 1)
    states = {index: _State.at(postings, opening, span[0].year, equity) for index, span in years.items()}
    used = {one for posting in postings for one in posting.objects}
    running = today <= years[0][1]
    accounts, types = chart_of(chart.values())
    return SieFile(
        type="4E",
        program=PROGRAM,
        generated=today,
        name=rules.association.name,
        orgnr=rules.association.orgnr,
        years=years,
        accounts=accounts,
        account_types=types,
        dimensions=dimensions.names(used),
        objects=dimensions.objects(used),
        balances=tuple(_balances(states)),
        vouchers=vouchers_of(books, [p for p in postings if p.year == year], opening),
        encoding="cp437",
        warnings=(),
        object_balances=(*_object_balances(states), *budget_rows(rules, year, dimensions)),
        covered=max([today, *(p.date for p in postings if p.year == year)]) if running else None,
        chart=CHART,
        note=_("Invented: the association does not exist.") if rules.association.invented else "",
    )


@dataclass(frozen=True)
class _State:
    """A year's balances by konto and objects, in öre."""

    opening: Mapping[tuple[str, Objects], int]
    closing: Mapping[tuple[str, Objects], int]
    """Assets and debts; the year's own result is not in equity yet."""
    carried: Mapping[tuple[str, Objects], int]
    """The same with the result in equity: what the next year opens with."""
    result: Mapping[tuple[str, Objects], int]

    @classmethod
    def at(cls, postings: Iterable[Posting], opening_key: str, year: int, equity: str) -> _State:
        opening: Counter[tuple[str, Objects]] = Counter()
        moved: Counter[tuple[str, Objects]] = Counter()
        result: Counter[tuple[str, Objects]] = Counter()
        for posting in postings:
            place = posting.konto, posting.objects
            earned = posting.account.startswith(_RESULT)
            if posting.year < year or (posting.key == opening_key and posting.year == year):
                opening[(equity, ()) if earned else place] += posting.amount
            elif posting.year == year:
                (result if earned else moved)[place] += posting.amount
        closing = Counter(opening)
        closing.update(moved)
        carried = Counter(closing)
        carried[equity, ()] += result.total()
        return cls(opening, closing, carried, result)


def _balances(states: Mapping[int, _State]) -> Iterator[SieBalance]:
    for label in ("IB", "UB", "RES"):
        for index, state in states.items():
            for konto, amount in sorted(_by_konto(_chosen(label, index, state)).items()):
                if amount:
                    yield SieBalance(label, index, konto, amount, 0)


def _object_balances(states: Mapping[int, _State]) -> Iterator[SieObjectBalance]:
    for label in ("OIB", "OUB"):
        for index, state in states.items():
            parts = _chosen(label.removeprefix("O"), index, state)
            for (konto, objects), amount in sorted(parts.items(), key=_place):
                if amount and objects:
                    yield SieObjectBalance(label, index, "", konto, objects, amount, 0)


def _chosen(label: str, index: int, state: _State) -> Mapping[tuple[str, Objects], int]:
    if label == "IB":
        return state.opening
    if label == "RES":
        return state.result
    return state.closing if index == 0 else state.carried


def _place(item: tuple[tuple[str, Objects], int]) -> tuple[str, tuple[tuple[str, str], ...]]:
    (konto, objects), _amount = item
    return konto, tuple((o.dimension, o.object) for o in objects)


def _by_konto(parts: Mapping[tuple[str, Objects], int]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for (konto, _objects), amount in parts.items():
        total[konto] += amount
    return total


def _require_konto(postings: Iterable[Posting]) -> None:
    if missing := sorted({p.account for p in postings if not p.konto}):
        raise KontoMissingError(missing)


def _span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
