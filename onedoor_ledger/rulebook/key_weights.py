"""Keys of constant weights: fixed, equal, by population, and the law's (FL 5-5 a §§)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from onedoor_ledger.rulebook.errors import BadValueError, ContributionsError, KeyWeightsError
from onedoor_ledger.rulebook.model import ByWeights, ContributionRule, Participant
from onedoor_ledger.rulebook.reading import Table
from onedoor_ledger.rulebook.statutory import shares_of
from onedoor_ledger.texts import _


def fixed(row: Table, key: str) -> dict[str, int]:
    """Whole weights as written."""
    table = row.table(key)
    return {member: table.whole(member) for member in table}


def equal(row: Table) -> dict[str, int]:
    """One each."""
    return dict.fromkeys(row.texts("participants"), 1)


def population(row: Table, participants: Sequence[Participant]) -> dict[str, int]:
    """Inhabitants on the day the row names."""
    on, ids = row.day("population_on"), row.texts("participants")
    counted = {p.id: {count.on: count.inhabitants for count in p.population} for p in participants}
    weights: dict[str, int] = {}
    for member in ids:
        weights[member] = counted.get(member, {}).get(on, 0)
        if member in counted and on not in counted[member]:
            remedy = _("Add the population of “{member}” on that day to rules/parties.toml.").format(member=member)
            row.fault(BadValueError(row.place("population_on"), str(on), remedy))
    return weights


def statutory(row: Table, participants: Sequence[Participant], years: Mapping[int, ContributionRule]) -> ByWeights:
    """The law's shares of a year's contributions: parties first, members inside."""
    year = row.whole("contributions")
    if year not in years:
        if year:
            known = ", ".join(str(other) for other in years) or "–"
            remedy = _("Name a year that has [[contributions]] in rules/parties.toml: {years}.").format(years=known)
            row.fault(BadValueError(row.place("contributions"), str(year), remedy))
        return ByWeights({})
    try:
        law = shares_of(participants, years[year])
    except ContributionsError:
        return ByWeights({})  # told once already, where the contributions stand
    return ByWeights(law.weights(), law.groups())


def whole(values: Mapping[str, Fraction]) -> dict[str, int]:
    """Exact values as the smallest whole weights in the same proportions."""
    denominator = lcm(1, *(value.denominator for value in values.values()))
    return {name: int(value * denominator) for name, value in values.items()}


def checked(row: Table, key: str, weights: Mapping[str, int]) -> ByWeights:
    """The weights; a fault at ``key`` when they cannot share anything."""
    if not sum(weights.values()):
        row.fault(KeyWeightsError(row.place(key)))
    return ByWeights(weights)
