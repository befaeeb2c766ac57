"""Cost shifting over a year so far: what each purse ceased to pay, and where it turned up (issue 4, item 5).

Each booked move is looked at over two equally long windows: the months after it, up to the period's end, in the
support moved to, and as many months in the support moved from. A move counts from the middle of the period it is
booked for, and both windows are priced by the unit costs of that period's end, so that a new rate is no shift.
Descriptive: nothing is taken off for what would have happened anyway.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.displacement import Displacement, displaced, together
from onedoor_ledger.incentive.kept import People, people_of
from onedoor_ledger.incentive.kommuner import kommuner_of
from onedoor_ledger.incentive.payers import Paid, Pair, in_together, paid_on
from onedoor_ledger.incentive.purses import EMPLOYERS, INDIVIDUALS, REGIONS_TOGETHER, TOGETHER, purses_of, regions_of
from onedoor_ledger.money import ORE_PER_KRONA
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import UnitCost

_Key = TypeVar("_Key")
_Place = tuple[str, str]
"""Whose purses a move's kommun's and region's are."""


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who made the same move: in one insats, of one kommun and region, from one support to another."""

    measure: str
    municipality: str
    """The kommun whose purse it is, or :data:`~onedoor_ledger.incentive.purses.TOGETHER`."""
    region: str
    """Whose region's purse it is, or :data:`~onedoor_ledger.incentive.purses.REGIONS_TOGETHER`."""
    origin: str
    target: str
    persons: int
    months: Fraction
    """Person-months in each of the two windows."""
    vouchers: tuple[str, ...]
    displacement: Displacement
    """Exact öre."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """Cost shifting from 1 January to the period's end."""

    period: Period
    groups: tuple[Group, ...]
    """Those with a known cost before and after."""
    whole: Displacement
    """Of all the groups, each part rounded to whole kronor (in öre), so that the sums on the page hold to the krona."""
    persons: Mapping[Pair, int]
    """Persons behind each shift between purses."""
    unpriced: Mapping[Pair, int]
    """Moves (origin, target) that cannot be counted in kronor, with their persons."""
    costless: tuple[str, ...]
    """The states that have no unit cost, which is why."""
    used: tuple[UnitCost, ...]

    def behind(self, purse: str) -> frozenset[Pair]:
        """The moves a purse's amounts rest on."""
        return frozenset(
            (group.origin, group.target)
            for group in self.groups
            if group.displacement.before.get(purse) or group.displacement.after.get(purse)
        )

    @property
    def vouchers(self) -> tuple[str, ...]:
        """The vouchers the amounts rest on."""
        return tuple(dict.fromkeys(key for group in self.groups for key in group.vouchers))


def shifts_of(rules: Rulebook, books: Books, period: Period) -> Shifts:
    """Cost shifting from 1 January to the end of ``period``."""
    people = people_of(rules, books, period)
    moves = people.moves
    places = _purses_of_places(rules, people, period)
    prices = {end: paid_on(rules, end) for end in sorted({m.period.end for m in moves})}
    sorted_out: defaultdict[tuple[str, _Place, Pair], list[Move]] = defaultdict(list)
    unpriced: Counter[Pair] = Counter()
    costless: dict[str, None] = {}
    used: dict[str, UnitCost] = {}
    for move in moves:
        paid = prices[move.period.end]
        absent = [state for state in (move.origin, move.target) if state not in paid.known]
        if absent:
            unpriced[move.origin, move.target] += move.persons
            costless |= dict.fromkeys(absent)
            continue
        used |= {row.id: row for state in (move.origin, move.target) for row in paid.rows.get(state, ())}
        sorted_out[move.measure, places[move.municipality], (move.origin, move.target)].append(move)
    made = (_group(key, own, prices, period) for key, own in sorted_out.items())
    groups = tuple(group for group in made if group.persons > 0)
    persons: Counter[Pair] = Counter()
    for group in groups:
        persons.update(dict.fromkeys(group.displacement.shift, group.persons))
    return Shifts(
        period=period,
        groups=groups,
        whole=in_kronor(together((group.displacement for group in groups), _shown(rules, groups))),
        persons=dict(persons),
        unpriced={pair: n for pair, n in unpriced.items() if n},
        costless=tuple(costless),
        used=tuple(used.values()),
    )


def months_after(move: Move, period: Period) -> Fraction:
    """Months from the middle of the move's period to the end of ``period``, at most those since 1 January.

    Of a month that ``period`` ends in the middle of, its part by days.
    """
    half = Fraction(len(tuple(move.period.months())), 2)
    days = calendar.monthrange(period.end.year, period.end.month)[1]
    this_year = period.end.month - 1 + Fraction(period.end.day, days)
    since = (period.end.year - move.period.end.year) * 12 + this_year - move.period.end.month
    return max(Fraction(0), min(half + since, this_year))


def in_kronor(exact: Displacement) -> Displacement:
    """The same with every part rounded to whole kronor, and before and after made of the parts."""
    kept, saved, new = (_in_kronor(part) for part in (exact.kept, exact.saved, exact.new))
    shift = _in_kronor(exact.shift)
    before = {purse: kept[purse] + saved[purse] for purse in exact.purses}
    after = {purse: kept[purse] + new[purse] for purse in exact.purses}
    for (start, end), amount in shift.items():
        before[start] += amount
        after[end] += amount
    return Displacement(exact.purses, before, after, kept, saved, new, shift)


def _in_kronor(part: Mapping[_Key, Fraction]) -> dict[_Key, Fraction]:
    return {key: Fraction(round(amount / ORE_PER_KRONA) * ORE_PER_KRONA) for key, amount in part.items()}


def _group(
    key: tuple[str, _Place, Pair], moves: Sequence[Move], prices: Mapping[dt.date, Paid], period: Period
) -> Group:
    measure, (kommun, region), (origin, target) = key
    before: defaultdict[str, Fraction] = defaultdict(Fraction)
    after: defaultdict[str, Fraction] = defaultdict(Fraction)
    months = Fraction(0)
    for move in moves:
        paid, span = prices[move.period.end], move.persons * months_after(move, period)
        months += span
        for sums, state in ((before, origin), (after, target)):
            for purse, monthly in paid.monthly(state, kommun, region).items():
                sums[purse] += monthly * span
    persons = sum(move.persons for move in moves)
    taken_back = persons <= 0 or any(amount < 0 for amount in (*before.values(), *after.values()))
    return Group(
        measure=measure,
        municipality=kommun,
        region=region,
        origin=origin,
        target=target,
        persons=0 if taken_back else persons,
        months=months,
        vouchers=tuple(dict.fromkeys(move.voucher for move in moves)),
        displacement=displaced({}, {}) if taken_back else displaced(before, after),
    )


def _purses_of_places(rules: Rulebook, people: People, period: Period) -> Mapping[str, _Place]:
    """Whose purses each kommun's and its region's are: its own, or the kommuner's together where it is small."""
    moved: Counter[tuple[str, Pair]] = Counter()
    for move in people.moves:
        moved[move.municipality, (move.origin, move.target)] += move.persons
    method = next((m for m in rules.incentive.methods if m.dated.covers(period.end)), None)
    few = kommuner_of(rules, people, period, method).together
    grouped = in_together(moved, few, rules.association.small_cell)
    regions = regions_of(rules)
    region = {kommun: regions.get(kommun or TOGETHER, REGIONS_TOGETHER) for kommun, _pair in moved}
    if _splits_few({each: n for each, n in moved.items() if each[0] in grouped}, region, rules.association.small_cell):
        region |= dict.fromkeys(grouped, REGIONS_TOGETHER)
    return {kommun: (TOGETHER if kommun in grouped else kommun, region[kommun]) for kommun, _pair in moved}


def _splits_few(moved: Mapping[tuple[str, Pair], int], region: Mapping[str, str], threshold: int) -> bool:
    """Whether the kommuner told together, told by region, would give away a move of too few."""
    found: Counter[tuple[str, Pair]] = Counter()
    for (kommun, pair), n in moved.items():
        found[region[kommun], pair] += n
    return len({place for place, _pair in found}) > 1 and any(0 < n < threshold for n in found.values())


def _shown(rules: Rulebook, groups: Sequence[Group]) -> tuple[str, ...]:
    """Every purse that can pay, in the page's order; the kommuner together where somebody is told so."""
    there = {purse for group in groups for purse in group.displacement.purses}
    order = [purse.id for purse in purses_of(rules) if purse.id not in (INDIVIDUALS, EMPLOYERS)]
    first = next((n for n, purse in enumerate(order) if purse not in {m.id for m in rules.members}), len(order))
    order.insert(first, TOGETHER)
    return tuple(purse for purse in order if purse in there)
