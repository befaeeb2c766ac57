"""The chain as the people book's quarters estimate it: secondary to what was observed, and never added to it.

A step is a quarter. Of those who were in a state at some time during a quarter, the share who moved on; who left the
insats for another support is taken to live there as those in the insats do, and work and studies end it. States with
few observations are put together; with fewer still there is no projection, and it says why. Its months are quotients of
the stock at each quarter's end and of the moves, so there is none, and no count of it, unless each of those is shown.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.accounts.moves import moves_of, stock_of
from onedoor_ledger.accounts.people_keys import MOVED, STOCK
from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.markov import Chain, NeverEndsError, NoShareError, Projection, project
from onedoor_ledger.incentive.payers import Paid, paid_on
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.period import Period, quarter_of
from onedoor_ledger.rulebook.model import Rulebook

LEAST_SEEN = 20
"""Person-quarters a state needs to stand by itself, and that those put together need."""
LEAST_MOVED = 30
"""Moves that have to be observed in all."""
LEAST_QUARTERS = 4
POOLED = "pooled"
"""The states with too few observations, together."""
STEP = Fraction(3)
"""Months in a quarter."""


class NoProjection(StrEnum):
    """Why there is no projection."""

    FEW = "few"
    """Too few quarters, moves or person-quarters."""
    SMALL = "small"
    """Some count it would rest on may not be shown."""
    ENDLESS = "endless"
    """From some state nobody was seen to leave support."""
    COSTLESS = "costless"
    """Some state has no unit cost."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What the quarters say."""

    quarters: int
    seen: Mapping[str, int]
    """Person-quarters per state: those there at a quarter's end and those who moved on during it."""
    moved: Mapping[tuple[str, str], int]
    """Moves from state to state; to a state that ends support too."""
    told: bool = True
    """Whether every count it rests on may be shown: if not, neither may ``seen`` nor ``moved``, nor their sums."""

    @property
    def moves(self) -> int:
        """All moves."""
        return sum(self.moved.values())


@dataclass(frozen=True, slots=True)
class Projected:
    """The projection per state one begins in, or why there is none."""

    observed: Observed
    states: tuple[str, ...]
    pooled: tuple[str, ...]
    """The states in :data:`POOLED`."""
    projections: tuple[Projection, ...]
    absent: NoProjection | None = None


def projected_of(rules: Rulebook, books: Books, period: Period) -> Projected:
    """The projection from every quarter that has ended by the end of ``period``."""
    observed = observed_of(rules, books, period)
    alone = [s for s, n in observed.seen.items() if n >= LEAST_SEEN]
    pooled = tuple(s for s, n in observed.seen.items() if 0 < n < LEAST_SEEN)
    rest = sum(observed.seen[s] for s in pooled)
    states = (*alone, *((POOLED,) if pooled else ()))
    nothing = Projected(observed, states, pooled, ())
    if not observed.told:  # before anything else: that the moves are few would itself tell of them
        return _without(nothing, NoProjection.SMALL)
    if observed.quarters < LEAST_QUARTERS or observed.moves < LEAST_MOVED or 0 < rest < LEAST_SEEN or not alone:
        return _without(nothing, NoProjection.FEW)
    paid = paid_on(rules, period.end)
    if not {*alone, *pooled} <= paid.known:
        return _without(nothing, NoProjection.COSTLESS)
    try:
        chain = _chain(observed, states, pooled)
        monthly = _monthly(observed, states, pooled, paid)
        projections = tuple(project(chain, monthly, state) for state in states)
    except NeverEndsError:
        return _without(nothing, NoProjection.ENDLESS)
    except NoShareError:
        return _without(nothing, NoProjection.FEW)
    return Projected(observed, states, pooled, projections)


def observed_of(rules: Rulebook, books: Books, period: Period) -> Observed:
    """Person-quarters and moves of every quarter from the first with people in the books."""
    ends = {state.id for state in rules.states if state.good_end}
    first = min((m.period.start for m in moves_of(rules, books, dt.date.min, period.end)), default=period.end)
    quarters = []
    quarter = quarter_of(first)
    while quarter.end <= period.end:
        quarters.append(quarter)
        quarter = quarter_of(quarter.end + dt.timedelta(days=1))
    seen: Counter[str] = Counter({state.id: 0 for state in rules.states if state.id not in ends})
    moved: Counter[tuple[str, str]] = Counter()
    last = quarters[-1].end if quarters else dt.date.min
    # By the day they were booked, as every report counts: those told late would else be a count of their own.
    for move in moves_of(rules, books, dt.date.min, last):
        if move.origin and move.origin != move.target:
            moved[move.origin, move.target] += move.persons
            seen[move.origin] += move.persons
    for each in quarters:
        seen.update(stock_of(rules, books, each.end))
    return Observed(
        quarters=len(quarters),
        seen={state: n for state, n in seen.items() if n > 0},
        moved={pair: n for pair, n in moved.items() if n},
        told=_told(rules, books, quarters),
    )


def _told(rules: Rulebook, books: Books, quarters: Sequence[Period]) -> bool:
    """Whether the stock at every quarter's end may be shown, and the moves in each year's last edition."""
    last = {quarter.year: quarter for quarter in quarters}
    for quarter in quarters:
        needed = {STOCK, MOVED} if quarter is last[quarter.year] else {STOCK}
        if any(key[0] in needed for key in withheld_people(rules, books, quarter).keys):
            return False
    return True


def _without(nothing: Projected, why: NoProjection) -> Projected:
    return Projected(nothing.observed, nothing.states, nothing.pooled, (), why)


def _chain(observed: Observed, states: tuple[str, ...], pooled: tuple[str, ...]) -> Chain:
    """The steps; a move between two pooled states is none."""
    name = {**{s: s for s in states}, **dict.fromkeys(pooled, POOLED)}
    seen: Counter[str] = Counter()
    for state, n in observed.seen.items():
        seen[name[state]] += n
    steps: dict[str, Counter[str]] = {s: Counter() for s in states}
    for (start, end), n in observed.moved.items():
        if name.get(end) != name[start]:
            steps[name[start]][name.get(end, "")] += n
    rows = []
    for start in states:
        stayed = seen[start] - sum(steps[start].values())
        rows.append(tuple(Fraction(stayed if end == start else steps[start][end], seen[start]) for end in states))
    return Chain(states, tuple(rows), STEP)


def _monthly(
    observed: Observed, states: tuple[str, ...], pooled: tuple[str, ...], paid: Paid
) -> Mapping[str, Mapping[str, Fraction]]:
    """Cost per state and purse; the pooled states' is their mean, weighted by person-quarters."""
    monthly = {s: dict(paid.monthly(s, TOGETHER)) for s in states if s != POOLED}
    if pooled:
        whole = sum(observed.seen[s] for s in pooled)
        mean: dict[str, Fraction] = {}
        for state in pooled:
            for purse, amount in paid.monthly(state, TOGETHER).items():
                mean[purse] = mean.get(purse, Fraction(0)) + amount * observed.seen[state] / whole
        monthly[POOLED] = mean
    return monthly
