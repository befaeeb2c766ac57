"""What the parties' own books say beside the flows: their spending on the target group, this year and last.

A second opinion and nothing more: it is never added to the relief from flows (bookkeeping.md section 5), and it holds
everybody in the target group, not only those in the insatser. Months that one of the years has no report for are left
out of both, so that a late report is never read as a saving.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.parties import TARGET_GROUP
from onedoor_ledger.accounts.selection import COST, between, in_book, on
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.model import BookedRelief, Relief
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import OWN, PartyKind, Rulebook
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

ByMonth = Mapping[int, int]
"""Öre by calendar month."""


@dataclass(frozen=True, slots=True)
class _Component:
    """One kind of spending that one participant reports. Öre."""

    kind: str
    before: int
    after: int
    months: int


def booked_relief(rules: Rulebook, books: Books, period: Period, relief: Relief) -> tuple[BookedRelief, ...]:
    """Booked spending by the purse that finances it, 1 January to the period's end against the same months last year.

    Own time and premises are left out; kommuner told together in ``relief`` are so here too. In its order of purses.
    """
    frame = in_book(books, Book.PARTIES)
    this_year = between(frame, period.year_start, period.end)
    last = period.year_before()
    last_year = between(frame, last.year_start, last.end)
    found: defaultdict[str, list[_Component]] = defaultdict(list)
    for purse, kind, account in _accounts(rules):
        row = _component(kind, _by_month(last_year, account), _by_month(this_year, account))
        found[_row(rules, relief, purse)] += [row] if row else []
    return tuple(_booked(purse, found[purse], relief) for purse in relief.purses if purse in found)


def _accounts(rules: Rulebook) -> Iterable[tuple[str, str, str]]:
    """Purse, kind of spending and account of everything the parties report in money."""
    for kind in rules.spending:
        for name in () if kind.in_kind else kind.reported_by:
            purse = name if kind.financed_by == OWN else kind.financed_by
            yield purse, kind.id, f"{COST}{rules.participant(name).short}:{TARGET_GROUP}:{kind.component}"


def _by_month(frame: pd.DataFrame, account: str) -> ByMonth:
    rows = on(frame, account)
    found: defaultdict[int, int] = defaultdict(int)
    for day, amount in zip(rows["date"], rows["amount"], strict=True):
        found[day.month] += int(amount)
    return found


def _component(kind: str, before: ByMonth, after: ByMonth) -> _Component | None:
    """None when no month is told in both years."""
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    return _Component(kind, sum(before[month] for month in both), sum(after[month] for month in both), len(both))


def _row(rules: Rulebook, relief: Relief, purse: str) -> str:
    kommuner = {member.id for member in rules.members if member.kind is PartyKind.MUNICIPALITIES}
    return TOGETHER if purse in kommuner and purse not in relief.purses else purse


def _booked(purse: str, rows: Sequence[_Component], relief: Relief) -> BookedRelief:
    kinds: dict[str, tuple[int, int]] = {}
    for row in rows:
        before, after = kinds.get(row.kind, (0, 0))
        kinds[row.kind] = before + row.before, after + row.after
    return BookedRelief(
        purse=purse,
        before=sum(before for before, _after in kinds.values()) if kinds else None,
        after=sum(after for _before, after in kinds.values()) if kinds else None,
        flows=relief.purses[purse].gross,
        components=tuple((kind, before, after) for kind, (before, after) in kinds.items()),
        months=min((row.months for row in rows), default=0),
    )
