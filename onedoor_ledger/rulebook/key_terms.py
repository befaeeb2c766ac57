"""A key as a row of ``rules/keys.toml`` writes it; the rows of a capped or two-part key hold keys of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from onedoor_ledger.rulebook.errors import BadValueError, KeyWeightsError, UnknownReferenceError
from onedoor_ledger.rulebook.key_weights import checked, equal, fixed, population, statutory, whole
from onedoor_ledger.rulebook.model import (
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    ContributionRule,
    Key,
    Measured,
    Participant,
    Serial,
    Settle,
    Statistic,
    Tier,
    Tiered,
    TwoPart,
)
from onedoor_ledger.rulebook.numbers import exact, part
from onedoor_ledger.rulebook.reading import Table
from onedoor_ledger.rulebook.spans import Unknown, over
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class Given:
    """What the rest of the rulebook says that keys are made from."""

    participants: tuple[Participant, ...]
    years: Mapping[int, ContributionRule]
    statistics: Mapping[str, Statistic]


def terms(row: Table, kind: str, given: Given) -> Key | None:
    """The key ``kind`` of ``row``; None when there is no such kind."""
    return _READERS[kind](row, given) if kind in _READERS else None


def _inner(row: Table, name: str, given: Given) -> Key:
    table = row.table(name)
    return terms(table, table.word("key", KEYS), given) or ByWeights({})


def _by_statistic(row: Table, given: Given) -> Key:
    """Constant weights where the row names the days and the numbers are written in the rules."""
    measured = _measured(row, given)
    statistic = given.statistics.get(measured.statistics[0])
    if measured.span is None or statistic is None or statistic.counted is not None:
        return ByStatistic(measured)
    try:
        values = over(statistic, *measured.span)
    except Unknown:
        values = {}
    known = {who: values.get(who, Fraction(0)) for who in measured.participants}
    missing = [who for who in known if who not in values]
    if missing:
        remedy = _("Add it to rules/statistics.toml for those days: {missing}.").format(missing=", ".join(missing))
        row.fault(BadValueError(row.place("on" if "on" in row else "over"), statistic.id, remedy))
        return ByWeights({})
    return checked(row, "statistic", whole(known))


def _measured(row: Table, given: Given, several: str = "", *, by_duration: bool = False) -> Measured:
    names = row.texts(several) if several else (row.text("statistic"),)
    for name in names:
        statistic = given.statistics.get(name)
        if name and statistic is None:
            row.fault(UnknownReferenceError(row.place(several or "statistic"), name, given.statistics))
        elif statistic is not None and statistic.by_duration != by_duration:
            remedy = _("A ladder needs a statistic with by_duration = true, every other key one without.")
            row.fault(BadValueError(row.place(several or "statistic"), name, remedy))
    if several and not names:
        row.fault(KeyWeightsError(row.place(several)))
    participants = row.texts("participants")
    if not participants:
        row.fault(KeyWeightsError(row.place("participants")))
    return Measured(names, participants, _span(row))


def _span(row: Table) -> tuple[dt.date, dt.date] | None:
    if "on" in row:
        return row.day("on"), row.day("on")
    if "over" in row:
        period = row.period("over")
        return period.start, period.end
    return None


def _bounds(row: Table) -> tuple[Bound, ...]:
    bounds = tuple(_bound(each) for each in row.tables("bound"))
    least = sum((bound.least_share or Fraction(0) for bound in bounds), Fraction(0))
    if not bounds or least > 1:
        remedy = _("Give at least one [[bound]], and floors that together are at most the whole.")
        row.fault(BadValueError(row.place("bound"), str(least), remedy))
    return bounds


def _bound(row: Table) -> Bound:
    bound = Bound(
        row.text("participant"),
        row.choice("per", Settle) if "per" in row else Settle.YEAR,
        row.kronor("least") if "least" in row else None,
        row.kronor("most") if "most" in row else None,
        part(row, "least_share") if "least_share" in row else None,
        part(row, "most_share") if "most_share" in row else None,
    )
    for least, most in ((bound.least, bound.most), (bound.least_share, bound.most_share)):
        if least is not None and most is not None and least > most:
            row.fault(BadValueError(row.place(), bound.participant, _("The least cannot be more than the most.")))
    if all(limit is None for limit in (bound.least, bound.most, bound.least_share, bound.most_share)):
        remedy = _("Write least or most in kronor, or least_share or most_share such as [1, 4].")
        row.fault(BadValueError(row.place(), bound.participant, remedy))
    return bound


def _two_part(row: Table, given: Given) -> TwoPart:
    accounts, cost_types = row.texts("standing_accounts"), row.texts("standing_cost_types")
    fraction = part(row, "part") if "part" in row else None
    if (fraction is None) == (not accounts and not cost_types):
        remedy = _("Say what stands: part = [3, 10], or standing_accounts or standing_cost_types; not both.")
        row.fault(BadValueError(row.place("part"), "part", remedy))
    return TwoPart(_inner(row, "standing", given), _inner(row, "use", given), fraction, accounts, cost_types)


def _tiered(row: Table, given: Given) -> Tiered:
    tiers = tuple(_tier(each) for each in row.tables("tier"))
    limits = [tier.up_to for tier in tiers]
    rising = all(a is not None and (b is None or a < b) for a, b in pairwise(limits))
    if not limits or limits[-1] is not None or not rising:
        remedy = _("List the steps from the shortest; the last one has no up_to.")
        row.fault(BadValueError(row.place("tier"), ", ".join(str(limit or "–") for limit in limits) or "[]", remedy))
    return Tiered(_measured(row, given, by_duration=True), tiers)


def _tier(row: Table) -> Tier:
    table = row.table("shares")
    shares = {who: part(table, who) for who in table}
    if sum(shares.values()) != 1:
        remedy = _("The shares of a step must add up to the whole: fk = [1, 2], own = [1, 2].")
        row.fault(BadValueError(row.place("shares"), str(sum(shares.values(), Fraction(0))), remedy))
    return Tier(row.whole_or("up_to"), shares)


def _serial(row: Table, given: Given) -> Serial:
    table = row.table("cost")
    polynomial = tuple(exact(table, "polynomial", value) for value in _list(table.raw("polynomial")))
    points = tuple(
        (exact(table, "points", pair[0]), exact(table, "points", pair[1]))
        for pair in _list(table.raw("points"))
        if isinstance(pair, list) and len(pair) == 2
    )
    if not _starts_in_nothing(polynomial, points):
        remedy = _("Write polynomial = [0, …] or points = [[0, 0], …]: from nothing, and rising where it has points.")
        table.fault(BadValueError(row.place("cost"), "cost", remedy))
    return Serial(_measured(row, given), polynomial, points)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _starts_in_nothing(polynomial: tuple[Fraction, ...], points: tuple[tuple[Fraction, Fraction], ...]) -> bool:
    if points:
        rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
        return not polynomial and len(points) > 1 and not any(points[0]) and rising
    return len(polynomial) > 1 and polynomial[0] == 0 and min(polynomial) >= 0 and any(polynomial)


_READERS: Mapping[str, Callable[[Table, Given], Key]] = {
    "fixed": lambda row, _given: checked(row, "weights", fixed(row, "weights")),
    "equal": lambda row, _given: checked(row, "participants", equal(row)),
    "population": lambda row, given: checked(row, "participants", population(row, given.participants)),
    "statutory": lambda row, given: statutory(row, given.participants, given.years),
    "statistic": _by_statistic,
    "capped": lambda row, given: Capped(_inner(row, "base", given), _bounds(row)),
    "two_part": _two_part,
    "tiered": _tiered,
    "benefit": lambda row, given: ByBenefit(_measured(row, given, "benefits")),
    "serial": _serial,
}
KEYS = tuple(_READERS)
"""The kinds of keys there are."""
