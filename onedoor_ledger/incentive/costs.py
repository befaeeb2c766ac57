"""What each support state costs each purse a month, by the unit costs and the tax that hold on a day.

Every payment has two ends: what a purse pays in benefit the individual receives less the tax, what an employer pays in
wage the individual, the tax's receivers and the state get, a subsidy is the employer's. So all of it cancels over the
purses together; only services bought and the worth of work done are real to society (domain.md section 7).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.incentive.priced import priced_states
from onedoor_ledger.incentive.purses import (
    EMPLOYERS,
    INDIVIDUALS,
    MUNICIPAL_SECTOR,
    REGIONS_TOGETHER,
    STATE_TAXES,
    TOGETHER,
    regions_of,
)
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import (
    LOCAL,
    OWN_MUNICIPALITY,
    OWN_REGION,
    CostKind,
    TaxRule,
    UnitCost,
)

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class StateCosts:
    """The unit costs of one day. Öre a month and person, positive when the purse pays."""

    day: dt.date
    rows: Mapping[str, tuple[UnitCost, ...]]
    """By state; a state with no row is not there."""
    tax: TaxRule | None
    known: frozenset[str]
    """States whose moves can be counted in kronor: those whose payer has a row, and those nobody pays for."""
    regions: Mapping[str, str]
    """By kommun, and :data:`TOGETHER`: its region, where the rules tell."""

    def monthly(self, state: str, municipality: str) -> Mapping[str, Fraction]:
        """What a month in ``state`` is to each purse; below zero is an income. Sums to the real cost to society.

        :param municipality: the kommun the person lives in; '' when it is not known.
        """
        found: defaultdict[str, Fraction] = defaultdict(Fraction)
        for row in self.rows.get(state, ()):
            for purse, part in self.incidence(row, municipality).items():
                found[purse] += part * row.monthly
        return dict(found)

    def incidence(self, row: UnitCost, municipality: str) -> Mapping[str, Fraction]:
        """What one öre of ``row`` is to each purse, tax and fees included; the same for any amount of it."""
        payer = self._own(row.purse, municipality)
        found: defaultdict[str, Fraction] = defaultdict(Fraction)
        match row.kind:
            case CostKind.SERVICE:
                found[payer] += 1
            case CostKind.OUTPUT:
                found[payer] -= 1
            case CostKind.SUBSIDY:
                found[payer] += 1
                found[EMPLOYERS] -= 1
            case CostKind.WAGE:
                fee = self.tax.employer_fee if self.tax else NOTHING
                found[payer] += 1 + fee
                found[STATE_TAXES] -= fee
                self._received(found, municipality, taxed=True)
            case CostKind.BENEFIT:
                found[payer] += 1
                self._received(found, municipality, taxed=row.taxed)
        return {purse: part for purse, part in found.items() if part}

    def _received(self, found: defaultdict[str, Fraction], municipality: str, *, taxed: bool) -> None:
        """Book the individual's end of a payment of one öre, and the tax on it."""
        tax = self.tax if taxed else None
        found[INDIVIDUALS] -= 1 - (tax.rate if tax else NOTHING)
        for purse, part in (tax.purses if tax else {}).items():
            found[self._own(purse, municipality)] -= part

    def _own(self, purse: str, municipality: str) -> str:
        """The purse itself, or the person's own kommun or region where that is what the rules say."""
        if purse == OWN_MUNICIPALITY:
            return municipality or TOGETHER
        if purse == OWN_REGION:
            return self.regions.get(municipality or TOGETHER, REGIONS_TOGETHER)
        return MUNICIPAL_SECTOR if purse == LOCAL else purse


def state_costs(rules: Rulebook, day: dt.date) -> StateCosts:
    """The unit costs and the tax that hold on ``day``."""
    rows: defaultdict[str, list[UnitCost]] = defaultdict(list)
    for row in rules.incentive.unit_costs:
        if row.dated.covers(day):
            rows[row.state].append(row)
    tax = next((row for row in rules.incentive.taxes if row.dated.covers(day)), None)
    return StateCosts(
        day=day,
        rows={state: tuple(each) for state, each in rows.items()},
        tax=tax,
        known=priced_states(rules, day),
        regions=regions_of(rules),
    )
