"""``rules/unit_costs.toml``: what a support state costs each purse a month, and where the tax on an income goes."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.rulebook.errors import BadValueError, UnknownReferenceError
from onedoor_ledger.rulebook.evidence import evidence
from onedoor_ledger.rulebook.model import LOCAL, CostKind, TaxRule, UnitCost
from onedoor_ledger.rulebook.numbers import above_zero, fraction, share_of_whole, shares_of_whole
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

PERSON, HOUSEHOLD = "person", "household"
RECEIVERS = ("municipality", "region", LOCAL, "municipal_sector", "state_taxes")


def unit_costs(file: RuleFile) -> tuple[UnitCost, ...]:
    """The unit costs in the file's order, each in öre a month and person."""
    return tuple(_unit_cost(row) for row in file.root.tables("unit_cost"))


def taxes(file: RuleFile) -> tuple[TaxRule, ...]:
    """The tax rules in the file's order."""
    return tuple(_tax(row) for row in file.root.tables("tax"))


def _unit_cost(row: Table) -> UnitCost:
    household = row.word("per", (PERSON, HOUSEHOLD)) == HOUSEHOLD if "per" in row else False
    scale = _scale(row, household=household)
    purse = row.text("purse")
    return UnitCost(
        id=row.id(),
        state=row.text("state"),
        purse=purse,
        payer=row.text_or("payer") or purse,
        kind=row.choice("kind", CostKind),
        monthly=fraction(row, "kronor") * scale,
        taxed=row.yes("taxed", default=False),
        household=household,
        dated=row.dated(),
        evidence=evidence(row, "kronor", fraction, scale),
        place=row.place("id"),
    )


def _scale(row: Table, *, household: bool) -> Fraction:
    """From the source's kronor to öre a month and person: days a month, persons a household."""
    times = above_zero(row, "times") if "times" in row else Fraction(1)
    if household:
        return money.ORE_PER_KRONA * times / above_zero(row, "persons_per_household")
    if "persons_per_household" in row:
        remedy = _('Write per = "household" when the figure is a household\'s, else take the key away.')
        row.fault(BadValueError(row.place("persons_per_household"), str(row.raw("persons_per_household")), remedy))
    return money.ORE_PER_KRONA * times


def _tax(row: Table) -> TaxRule:
    rate, purses = share_of_whole(row, "rate"), shares_of_whole(row, "purses")
    for name in purses:
        if name not in RECEIVERS:
            row.fault(UnknownReferenceError(row.place("purses", name), name, RECEIVERS))
    if sum(purses.values()) != rate:
        remedy = _("What the purses get must add up to the rate: {rate}.").format(rate=row.raw("rate"))
        row.fault(BadValueError(row.place("purses"), str(sum(purses.values(), Fraction(0))), remedy))
    return TaxRule(
        rate=rate,
        purses=purses,
        employer_fee=share_of_whole(row, "employer_fee"),
        dated=row.dated(),
        evidence=evidence(row),
        place=row.place("rate"),
    )
