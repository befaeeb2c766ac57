"""Which kommuner have a row of their own, and how moves whose kommun is not told are spread over them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.incentive.kept import People
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Participant, PartyKind, Rulebook
from onedoor_ledger.rulebook.model.incentive import Method

NOTHING = Fraction(0)
BY_POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Kommuner:
    """Whose purse a move touches."""

    weights: Mapping[str, Fraction]
    """How a move without a kommun is spread: shares that sum to 1; empty when it is not."""
    together: frozenset[str]
    """The kommuner without a row of their own."""
    without_population: tuple[str, ...]
    """Why nothing could be spread, though the method says so."""

    def of(self, move: Move) -> Mapping[str, Fraction]:
        """The kommuner of a move and the share of it in each; '' for none."""
        return {move.municipality: Fraction(1)} if move.municipality else self.weights or {"": Fraction(1)}

    def row(self, purse: str) -> str:
        """The row a purse is shown on."""
        return TOGETHER if purse in self.together else purse


def kommuner_of(rules: Rulebook, people: People, period: Period, method: Method | None) -> Kommuner:
    """Which kommuner have a row of their own in the year up to the period's end.

    A kommun with fewer participations than the method's least has none. One alone is never told by itself under another
    name: the smallest of the others goes with it. An only kommun is all of them already.
    """
    members = [member for member in rules.members if member.kind is PartyKind.MUNICIPALITIES]
    by_population = method is not None and method.spread == BY_POPULATION
    counted = {member.id: _inhabitants(member, period.end) for member in members} if by_population else {}
    unknown = tuple(name for name, number in counted.items() if not number)
    total = sum(counted.values())
    weights = {} if unknown or not total else {name: Fraction(number, total) for name, number in counted.items()}
    least = method.least_participants if method else 0
    took_part = _participations(people, weights)
    sizes = {member.id: took_part.get(member.id, NOTHING) for member in members}
    return Kommuner(weights, _small(sizes, least), unknown)


def _participations(people: People, weights: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """Participations by kommun; those told for all kommuner together are spread by ``weights``, else stand under ''."""
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for move, entered in people.entered:
        spread = {move.municipality: Fraction(1)} if move.municipality else weights or {"": Fraction(1)}
        for kommun, share in spread.items():
            found[kommun] += share * entered
    return found


def _small(sizes: Mapping[str, Fraction], least: int) -> frozenset[str]:
    """Kommuner below ``least``, with the smallest of the others until two or more together reach it."""
    in_order = sorted(sizes, key=lambda name: (sizes[name], name))
    small = [name for name in in_order if sizes[name] < least]
    if not small or len(sizes) == 1:
        return frozenset()
    while len(small) < len(in_order) and (len(small) == 1 or sum(sizes[name] for name in small) < least):
        small.append(in_order[len(small)])
    return frozenset(small)


def _inhabitants(member: Participant, day: dt.date) -> int:
    counts = [count for count in member.population if count.on <= day]
    return max(counts, key=lambda count: count.on).inhabitants if counts else 0
