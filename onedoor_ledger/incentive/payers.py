"""Who pays for a person in a support state, cost side only: the amounts that cost shifting is measured in.

A purse pays when money or care leaves it for the person's sake: benefits, subsidised wages, services. Left out, so
that a shift is a shift of payment and nothing else: tax (an individual pays it, and it does not follow who pays the
benefit), wages (paid for work done, not for support) and what work is worth (no payment). Individuals are no purse
that pays.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.incentive.priced import priced_states
from onedoor_ledger.incentive.purses import INDIVIDUALS, REGIONS_TOGETHER, regions_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import OWN_MUNICIPALITY, OWN_REGION, CostKind, UnitCost

Pair = tuple[str, str]
"""A move: the support from, the support to."""

SUPPORT = (CostKind.BENEFIT, CostKind.SUBSIDY, CostKind.SERVICE)
"""The kinds of cost that are payments for a person on support."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What each purse pays a month and person, per state, as the rules hold on one day."""

    rows: Mapping[str, tuple[UnitCost, ...]]
    """Per state, the rows of :data:`SUPPORT`; a state nobody pays for has none."""
    known: frozenset[str]
    """States whose payer's cost is known; the others' moves cannot be counted in kronor."""
    regions: Mapping[str, str]
    """By kommun, and the kommuner together: its region, where the rules tell."""

    def region(self, municipality: str) -> str:
        """The kommun's region; the regions together where the rules do not tell."""
        return self.regions.get(municipality, REGIONS_TOGETHER)

    def monthly(self, state: str, municipality: str, region: str = "") -> Mapping[str, Fraction]:
        """Öre a month and person, per purse that pays; nobody below zero.

        :param municipality: whose budget ``municipality`` is.
        :param region: whose ``region`` is, where it is known closer than the kommun.
        """
        own = {OWN_MUNICIPALITY: municipality, OWN_REGION: region or self.region(municipality)}
        found: defaultdict[str, Fraction] = defaultdict(Fraction)
        for row in self.rows.get(state, ()):
            found[own.get(row.purse, row.purse)] += row.monthly
        return {purse: amount for purse, amount in found.items() if amount > 0}

    def purses(self, state: str) -> tuple[str, ...]:
        """Who pays for the state, each once; a combination where there are several."""
        return tuple(dict.fromkeys(row.purse for row in self.rows.get(state, ()) if row.monthly > 0))


def paid_on(rules: Rulebook, day: dt.date) -> Paid:
    """What each purse pays for each state by the unit costs that hold on ``day``."""
    held = [row for row in rules.incentive.unit_costs if row.dated.covers(day)]
    rows: defaultdict[str, list[UnitCost]] = defaultdict(list)
    for row in held:
        if row.kind in SUPPORT and row.purse != INDIVIDUALS:
            rows[row.state].append(row)
    return Paid(
        rows={state: tuple(each) for state, each in rows.items()},
        known=priced_states(rules, day),
        regions=regions_of(rules),
    )


def in_together(moved: Mapping[tuple[str, Pair], int], small: Collection[str], threshold: int) -> frozenset[str]:
    """The kommuner without a row of their own, with those told for all kommuner together ('').

    Who is ``small`` has none, as in the report of incentives. Kronor per kommun also tell how many moved there: a
    kommun stands alone only with none of its moves under ``threshold``, and those told together must not have such a
    move either.

    :param moved: persons by kommun and move (origin, target).
    :param small: kommuner with too few participations, as :func:`onedoor_ledger.incentive.kommuner.kommuner_of` says.
    """
    persons: Counter[str] = Counter()
    for (kommun, _pair), n in moved.items():
        persons[kommun] += n
    few = {kommun for (kommun, _pair), n in moved.items() if 0 < n < threshold}
    found = {kommun for kommun in persons if kommun in few or kommun in small} | {""}
    while others := sorted((n, kommun) for kommun, n in persons.items() if kommun not in found):
        rest: Counter[Pair] = Counter()
        for (kommun, pair), n in moved.items():
            rest[pair] += n if kommun in found else 0
        if not any(0 < n < threshold for n in rest.values()):
            break
        found.add(others[0][1])
    return frozenset(found)
