"""The Kostnadsrapport: funds by financier, what insatser cost, what the administration cost, and what is left.

The layout boards know from SUS (domain.md section 5): (a) funds by financier, (b) cost of the insatser, (c)
administration in *Kring* and *Personal*, (d) = (a) − (b) − (c). Equity at the year's start counts as funds, so that
what is left is förbundets equity at the period's end: the report proves itself against the books.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from onedoor_ledger.accounts.contributions import instalments_of, payers
from onedoor_ledger.accounts.equity import equity_of
from onedoor_ledger.accounts.lines import INCOME_GROUP, Line, YearLines, lines_of, placed_postings
from onedoor_ledger.accounts.selection import Sum, between, credit, debit, on, plus, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.rulebook.model.reporting import CostReportRule


class Financier(StrEnum):
    """Who the funds come from, in the order of the report."""

    STATE = "state"
    MUNICIPALITIES = "municipalities"
    REGION = "region"
    EQUITY = "equity"
    ESF = "esf"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the year's budget, None where none is told apart, and the outcome so far. Öre."""

    id: str
    budget: int | None
    outcome: Sum


@dataclass(frozen=True, slots=True)
class CostReport:
    """All of it for the year ``period`` ends in."""

    period: Period
    funds: tuple[Row, ...]
    """A row per :class:`Financier`."""
    measures: tuple[Line, ...]
    personnel: Row
    around: Row
    """*Kring*: administration that is not staff."""
    administration: Row
    """Both together; the budget is not told apart by konto."""

    @property
    def funds_total(self) -> Row:
        """(a): all funds."""
        return _sum("funds", self.funds)

    @property
    def measures_total(self) -> Row:
        """(b): all insatser."""
        return _sum("measures", [Row(line.id, line.budget, line.outcome) for line in self.measures])

    @property
    def left(self) -> Row:
        """(d) = (a) − (b) − (c): equity at the period's end."""
        spent = _sum("spent", [self.measures_total, self.administration])
        funds = self.funds_total
        return Row("left", (funds.budget or 0) - (spent.budget or 0), funds.outcome - spent.outcome)


def cost_report_of(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> CostReport:
    """The Kostnadsrapport of the year ``period`` ends in, from 1 January to its end."""
    lines = lines_of(rules, books, period, today=today)
    placed = between(placed_postings(rules, books), period.year_start, period.end)
    rule = next((row for row in rules.reporting.cost_report if row.dated.covers(period.end)), None)
    admin = placed[placed["line"].isin([line.id for line in lines.group("administration")])]
    staff = admin[admin["konto"].map(lambda konto: rule is not None and _within(konto, rule, "personnel"))]
    personnel, all_of_it = debit(staff), debit(under(admin, "Kostnader:"))
    return CostReport(
        period=period,
        funds=_funds(rules, books, period, lines, rule),
        measures=lines.group("individual", "structural"),
        personnel=Row("personnel", None, personnel),
        around=Row("around", None, all_of_it - personnel),
        administration=Row("administration", lines.total("administration").budget, all_of_it),
    )


def _funds(
    rules: Rulebook, books: Books, period: Period, lines: YearLines, rule: CostReportRule | None
) -> tuple[Row, ...]:
    placed = between(placed_postings(rules, books), period.year_start, period.end)
    income = under(placed, "Intäkter:")
    rows = []
    by_members = []
    for kind in (PartyKind.STATE, PartyKind.MUNICIPALITIES, PartyKind.REGION):
        members = [member.id for member in payers(rules) if member.kind is kind]
        accounts = [row.account for row in rules.accounts.rows if row.role == "contribution" and row.party in members]
        by_members += accounts
        budget = sum(due.amount for id_ in members for due in instalments_of(rules, id_, period.year))
        rows.append(Row(kind.value, budget, credit(on(income, *accounts))))
    # What was estimated when the year began has become known since.
    opening = replace(equity_of(rules, books, period, lines).opening, estimated=0)
    esf = income[income["konto"].map(lambda konto: rule is not None and _within(konto, rule, "esf"))]
    others = income[~income["account"].isin(by_members) & ~income.index.isin(esf.index)]
    contributed = {row.line for row in rules.accounts.rows if row.role == "contribution"}
    budgeted = sum(line.budget for line in lines.group(INCOME_GROUP) if line.id not in contributed)
    rows.append(Row(Financier.EQUITY.value, opening.amount, opening))
    rows.append(Row(Financier.ESF.value, None if rule is None else 0, credit(esf)))
    rows.append(Row(Financier.OTHER.value, budgeted, credit(others)))
    return tuple(rows)


def _within(konto: object, rule: CostReportRule, which: str) -> bool:
    spans = rule.personnel if which == "personnel" else rule.esf
    return any(konto in span for span in spans)


def _sum(id: str, rows: Iterable[Row]) -> Row:
    found = list(rows)
    return Row(id, sum(row.budget or 0 for row in found), plus([row.outcome for row in found]))
