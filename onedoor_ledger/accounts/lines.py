"""The lines of the year: budget, outcome and forecast per measure and per part of the administration.

Contract: contracts.md section 5. Costs and income are both positive here; a line is a budget line, and every posting
on an income or cost account falls on exactly one, so that the lines always sum to the year's result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import neg, pos
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import COST, INCOME, Sum, between, debit, in_book, plus, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, quarters_of
from onedoor_ledger.rulebook.model import Budget, Comment, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

INCOME_GROUP = "income"
COST_GROUPS = ("individual", "structural", "administration")
"""The triad boards think in (domain.md section 3)."""
OTHER_INCOME, OTHER_COST = "other_income", "other_cost"
"""Where postings land that no measure and no rule places: shown, never dropped."""


class Basis(StrEnum):
    """What a forecast rests on."""

    TREASURER = "treasurer"
    REST_OF_BUDGET = "rest_of_budget"


@dataclass(frozen=True, slots=True)
class Line:
    """One line's year, in öre."""

    id: str
    name: str
    group: str
    budgeted: bool
    budget: int
    budget_to_date: int
    outcome: Sum
    """1 January to the period's end."""
    in_period: Sum
    last_year: Sum
    """The same days one year earlier, 1 January to then."""
    last_whole_year: Sum
    forecast: int
    basis: Basis
    forecast_on: dt.date | None
    comment: Comment | None

    @property
    def deviation(self) -> int:
        """Forecast against the year's budget; plus is better for the förbund."""
        return (self.budget - self.forecast) * (-1 if self.group == INCOME_GROUP else 1)

    @property
    def deviation_to_date(self) -> int:
        """Outcome against budget to date; plus is better for the förbund."""
        return (self.budget_to_date - self.outcome.amount) * (-1 if self.group == INCOME_GROUP else 1)


@dataclass(frozen=True, slots=True)
class Total:
    """Some lines together."""

    budget: int
    budget_to_date: int
    outcome: Sum
    in_period: Sum
    last_year: Sum
    last_whole_year: Sum
    forecast: int

    def __sub__(self, other: Total) -> Total:
        return Total(
            self.budget - other.budget,
            self.budget_to_date - other.budget_to_date,
            self.outcome - other.outcome,
            self.in_period - other.in_period,
            self.last_year - other.last_year,
            self.last_whole_year - other.last_whole_year,
            self.forecast - other.forecast,
        )


@dataclass(frozen=True, slots=True)
class YearLines:
    """All lines of a year at a period's end."""

    lines: tuple[Line, ...]

    def group(self, *groups: str) -> tuple[Line, ...]:
        """The lines of some groups, in the budget's order."""
        return tuple(line for line in self.lines if line.group in groups)

    def total(self, *groups: str) -> Total:
        """The lines of some groups together."""
        return total(self.group(*groups))

    @property
    def cost(self) -> Total:
        """All cost."""
        return self.total(*COST_GROUPS)

    @property
    def income(self) -> Total:
        """All income."""
        return self.total(INCOME_GROUP)

    @property
    def result(self) -> Total:
        """Income less cost; a surplus is positive."""
        return self.income - self.cost

    def line(self, ref: str) -> Line | None:
        """The line ``id``, None when there is none."""
        return next((line for line in self.lines if line.id == ref), None)


def total(lines: tuple[Line, ...]) -> Total:
    """``lines`` together."""
    return Total(
        sum(line.budget for line in lines),
        sum(line.budget_to_date for line in lines),
        plus([line.outcome for line in lines]),
        plus([line.in_period for line in lines]),
        plus([line.last_year for line in lines]),
        plus([line.last_whole_year for line in lines]),
        sum(line.forecast for line in lines),
    )


def lines_of(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> YearLines:
    """Every line of the year ``period`` ends in; the treasurer's word counts when given at or before ``today``."""
    placed = placed_postings(rules, books)
    before = period.year_before()
    outcome = _per_line(placed, period.year_start, period.end)
    in_period = _per_line(placed, period.start, period.end)
    last_year = _per_line(placed, before.year_start, before.end)
    last_whole = _per_line(placed, before.year_start, dt.date(before.year, 12, 31))
    budget = rules.budgets.get(period.year)
    lines = []
    for ref, name, group in _listed(rules, budget, (*outcome, *in_period, *last_year, *last_whole)):
        sign = neg if group == INCOME_GROUP else pos
        row = budget.line(ref) if budget else None
        quarters = row.quarters if row else (0, 0, 0, 0)
        to_date = budget_to_date(quarters, period)
        so_far = sign(outcome.get(ref, Sum()))
        amount, basis, made = _forecast(budget, ref, so_far.amount + sum(quarters) - to_date, today)
        lines.append(
            Line(
                id=ref,
                name=name,
                group=group,
                budgeted=row is not None,
                budget=sum(quarters),
                budget_to_date=to_date,
                outcome=so_far,
                in_period=sign(in_period.get(ref, Sum())),
                last_year=sign(last_year.get(ref, Sum())),
                last_whole_year=sign(last_whole.get(ref, Sum())),
                forecast=amount,
                basis=basis,
                forecast_on=made,
                comment=_comment(budget, ref, today),
            )
        )
    return YearLines(tuple(lines))


def placed_postings(rules: Rulebook, books: Books) -> pd.DataFrame:
    """The association's income and cost postings with a column ``line``: the budget line each falls on.

    A cost with a measure falls on the measure; any other posting on the line its account has in the rules; what
    neither places falls on a line of its own.
    """
    frame = under(in_book(books, Book.ASSOCIATION), INCOME, COST).copy()
    by_account = {row.account: row.line for row in rules.accounts.rows if row.line}
    known = {measure.id for measure in rules.measures}
    is_cost = frame["account"].str.startswith(COST)
    line = frame["account"].map(by_account)
    line = line.where(line.notna(), is_cost.map({True: OTHER_COST, False: OTHER_INCOME}))
    frame["line"] = line.where(~(is_cost & frame["measure"].isin(known)), frame["measure"])
    return frame


def budget_to_date(quarters: tuple[int, int, int, int], period: Period) -> int:
    """The budget up to ``period``'s end: whole quarters, and of a begun one its part by days, rounded to öre."""
    so_far = 0
    for amount, quarter in zip(quarters, quarters_of(period.year), strict=True):
        days = (quarter.end - quarter.start).days + 1
        passed = min(max((period.end - quarter.start).days + 1, 0), days)
        so_far += (2 * amount * passed + days) // (2 * days)
    return so_far


def group_name(group: str) -> str:
    """The group as the board calls it."""
    return {
        "individual": _("Measures for individuals"),
        "structural": _("Structural measures"),
        "administration": _("Governance, leadership and administration"),
        INCOME_GROUP: _("Income"),
    }[group]


def _per_line(placed: pd.DataFrame, start: dt.date, end: dt.date) -> Mapping[str, Sum]:
    """Öre per line between two days, debit positive."""
    rows = between(placed, start, end)
    return {str(line): debit(part) for line, part in rows.groupby("line", sort=True)}


def _listed(rules: Rulebook, budget: Budget | None, seen: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(id, name, group) of every line to show: the budget's, then any other that has postings."""
    measures = {measure.id: measure for measure in rules.measures}
    listed = {line.id: (line.id, line.name, line.group) for line in (budget.lines if budget else ())}
    for ref in dict.fromkeys(seen):
        if ref in listed:
            continue
        if ref in measures:
            listed[ref] = (ref, measures[ref].name, measures[ref].kind.value)
        else:
            listed[ref] = (ref, _other_name(rules, ref), _other_group(rules, ref))
    for ref, measure in measures.items():
        if ref in listed:
            listed[ref] = (ref, f"{measure.code} {measure.name}", measure.kind.value)
    groups = (*COST_GROUPS, INCOME_GROUP)
    return sorted(listed.values(), key=lambda line: groups.index(line[2]))


def _other_name(rules: Rulebook, ref: str) -> str:
    fixed = {OTHER_COST: _("Other cost"), OTHER_INCOME: _("Other income")}
    named = (line.name for budget in rules.budgets.values() for line in budget.lines if line.id == ref)
    accounts = (row.account.rsplit(":", 1)[-1] for row in rules.accounts.rows if row.line == ref)
    return fixed.get(ref) or next(named, None) or next(accounts, ref)


def _other_group(rules: Rulebook, ref: str) -> str:
    if ref == OTHER_INCOME:
        return INCOME_GROUP
    income = any(row.account.startswith(INCOME) for row in rules.accounts.rows if row.line == ref)
    return INCOME_GROUP if income else "administration"


def _forecast(budget: Budget | None, line: str, otherwise: int, today: dt.date) -> tuple[int, Basis, dt.date | None]:
    """The treasurer's latest word at or before ``today``, else ``otherwise``."""
    if budget is not None:
        said = [row for row in budget.forecasts if row.line == line and row.on <= today]
        if said:
            latest = max(said, key=lambda row: row.on)
            return latest.amount, Basis.TREASURER, latest.on
    return otherwise, Basis.REST_OF_BUDGET, None


def _comment(budget: Budget | None, line: str, today: dt.date) -> Comment | None:
    """The treasurer's latest comment on ``line`` at or before ``today``."""
    said = [row for row in (budget.comments if budget else ()) if row.line == line and row.on <= today]
    return max(said, key=lambda row: row.on) if said else None
