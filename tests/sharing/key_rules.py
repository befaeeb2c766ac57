"""Rules with keys that are worked out per period, and statistics for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from onedoor_ledger.errors import Place
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import (
    Counted,
    Key,
    Measured,
    Rulebook,
    SharingRule,
    Statistic,
    StatisticKind,
    StatisticRow,
)
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.sources import booked
from onedoor_ledger.voucher import Voucher
from tests.sharing.door_books import TODAY, WEIGHTS, Ledger, rule

EVERYBODY = tuple(WEIGHTS)
QUARTERS = tuple(parse_period(f"2026-Q{n}") for n in range(1, 5))
PLACE = Place("rules/statistics.toml", 7, "statistic[1].id")


def worked_out(key: Key, **more: Any) -> SharingRule:
    """A rule whose key has no constant weights."""
    return rule({}, terms=key, place=Place("rules/keys.toml", 3, "rule[1].id"), **more)


def visits(*quarters: Mapping[str, int], up_to: int | None = None, id: str = "visits") -> Statistic:
    """Visits per quarter of 2026."""
    rows = tuple(
        StatisticRow(period.start, period.end, {who: Fraction(n) for who, n in values.items()}, up_to, "räknare")
        for period, values in zip(QUARTERS, quarters, strict=False)
    )
    return Statistic(id, "Besök", "besök", StatisticKind.FLOW, up_to is not None, "räknare", rows, None, PLACE)


def stock(
    values: Mapping[str, Fraction | int], *later: tuple[dt.date, Mapping[str, int]], id: str = "posts"
) -> Statistic:
    """Full-time posts from 2026 on, and as they change."""
    starts = [(dt.date(2026, 1, 1), values), *later]
    ends = [start - dt.timedelta(days=1) for start, _values in starts[1:]]
    rows = tuple(
        StatisticRow(start, end, {who: Fraction(n) for who, n in own.items()}, None, "plan")
        for (start, own), end in zip(starts, [*ends, None], strict=True)
    )
    return Statistic(id, "Årsverken", "årsverken", StatisticKind.STOCK, False, "plan", rows, None, PLACE)


def counted(counting: Counted, id: str = "months") -> Statistic:
    """Persons counted in the people book."""
    return Statistic(id, "Antal", "personer", StatisticKind.FLOW, False, "Deltagarboken", (), counting, PLACE)


def measured(id: str, participants: tuple[str, ...] = EVERYBODY) -> Measured:
    return Measured((id,), participants)


def share(ledger: Ledger, rules: Rulebook, period: str | Period, today: dt.date = TODAY) -> tuple[Voucher, ...]:
    """Share a period and book what comes of it."""
    wanted = parse_period(period) if isinstance(period, str) else period
    vouchers = allocate(rules, ledger.books, wanted, today=today)
    ledger.book(*vouchers)
    return vouchers


def borne(ledger: Ledger) -> dict[str, int]:
    """What each participant is booked, the bearer's own left out."""
    names = {"af": "AF", "fk": "FK", "norrvidd": "Region", "ssc": "SSC"}
    return {who: ledger.balance(f"Kostnader:{name}:Ingång:Andel") for who, name in names.items()}


def shared(ledger: Ledger) -> int:
    """All that has been shared, as the allocations tell it."""
    return sum(allocation.cost for allocation in booked(ledger.books.postings))
