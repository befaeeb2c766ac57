"""The budget as #PBUDGET: a line's quarter in three months, on the konto its outcome is booked on.

The board budgets lines, not konto numbers. A line on several (a measure with several recipients, the contributions)
is divided as agreed: by the agreements' amounts, by the members' contributions; else it stands on its first konto.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onedoor_ledger.accounts.sie_dimensions import Dimensions
from onedoor_ledger.formats.records import SieObject, SieObjectBalance
from onedoor_ledger.money import share
from onedoor_ledger.rulebook.model import AccountRow, BudgetLine, Rulebook
from onedoor_ledger.rulebook.statutory import shares

_MONTHS = 3
_INCOME = "income"


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a part of a line's budget stands, and how large a part."""

    konto: str
    objects: tuple[SieObject, ...]
    weight: int


def budget_rows(rules: Rulebook, year: int, dimensions: Dimensions) -> Iterator[SieObjectBalance]:
    """The budget of ``year`` per month, konto and objects; cost positive. Nothing when the year has no budget."""
    budget = rules.budgets.get(year)
    for line in budget.lines if budget else ():
        parts = _parts(rules, line, year, dimensions)
        sign = -1 if line.group == _INCOME else 1
        for quarter, amount in enumerate(line.quarters):
            weights = [part.weight for part in parts]
            for part, own in zip(parts, share(amount, weights).booked if parts else (), strict=True):
                for month, months_own in enumerate(share(own, [1] * _MONTHS).booked, start=quarter * _MONTHS + 1):
                    if months_own:
                        period = f"{year}{month:02d}"
                        yield SieObjectBalance("PBUDGET", 0, period, part.konto, part.objects, sign * months_own, 0)


def _parts(rules: Rulebook, line: BudgetLine, year: int, dimensions: Dimensions) -> Sequence[_Part]:
    rows = [row for row in rules.accounts.rows if line.id in (row.line, row.measure)]
    weights = [_weight(rules, row, year) for row in rows]
    if not any(weights):
        rows, weights = rows[:1], [1] * len(rows[:1])
    return [
        _Part(row.konto, dimensions.of(row.account, row.konto, row.measure or "", row.party or "", ""), weight)
        for row, weight in zip(rows, weights, strict=True)
        if weight
    ]


def _weight(rules: Rulebook, row: AccountRow, year: int) -> int:
    """What the agreements, or the members' shares of the contributions, say of the row in the year, in öre."""
    if row.role == "contribution" and year in rules.contributions:
        return sum(member.amount for member in shares(rules, year).members if member.id == row.party)
    if row.role != "measure_cost":
        return 0
    return sum(
        amount
        for measure in rules.measures
        if measure.id == row.measure
        for agreement in measure.agreements
        for agreed in agreement.recipients
        if agreed.party in row.parties
        for period, amount in agreed.amounts
        if period.start.year == year
    )
