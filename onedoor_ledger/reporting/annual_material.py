"""What the annual report's sheets are made from: the year's tables, how they agree, and every figure by its id.

``rr.<row>``, ``br.<row>`` and ``kf.<row>`` with ``.previous`` for the year before and ``.<member>`` for a member's
share (contracts.md section 5). Costs are positive as figures; the statements print them with a minus.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onedoor_ledger.accounts.annual import Annual, annual_of
from onedoor_ledger.accounts.annual_checks import all_checks, findings
from onedoor_ledger.accounts.layout import CLOSING, OTHER_SIDE, RESULT, LaidRow
from onedoor_ledger.accounts.lines import COST_GROUPS, INCOME_GROUP, Line, Total, group_name
from onedoor_ledger.accounts.reconciliation import Reconciled
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Provenance
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.members import MembersShares, SharedRow, members_of
from onedoor_ledger.texts import _

ROWS = "rules/statements.toml"
_OF_MEMBERS = {"equity_result": RESULT, "equity": CLOSING, "debts_and_equity": OTHER_SIDE}
"""Rows of the members' table under the names the balance sheet gives them."""


@dataclass(frozen=True, slots=True)
class AnnualMaterial:
    """One year's tables; ``figures`` holds every figure by its id."""

    rules: Rulebook
    annual: Annual
    checks: tuple[tuple[Reconciled, ...], ...]
    """Between the statements, with the year before, with the ledger."""
    found: tuple[Finding, ...]
    members: MembersShares | None
    figures: Figures

    @property
    def period(self) -> Period:
        """The accounting year."""
        return self.annual.period

    def short(self, id: str) -> str:
        """A participant's short name, for narrow columns."""
        return next((p.short for p in self.rules.participants if p.id == id), id)

    def cell(self, ref: str, *, cost: bool) -> Cell:
        """The figure ``ref`` as a statement prints it: a cost with a minus."""
        figure = self.figures[ref]
        return -figure.value if cost and figure.value is not None else figure


def annual_material(rules: Rulebook, books: Books, year: int, *, today: dt.date) -> AnnualMaterial:
    """Read it all."""
    annual = annual_of(rules, books, year, today=today)
    checks = all_checks(rules, books, annual)
    members = members_of(rules, books, annual.period)
    made = AnnualMaterial(rules, annual, checks, _findings(checks, annual, members), members, Figures())
    for statement, rows in (("rr", annual.layout.income), ("br", annual.layout.balance), ("kf", annual.cash)):
        _statement(made, statement, rows)
    _operations(made)
    _notes(made)
    _members(made)
    return made


def row_title(row: LaidRow) -> str:
    """The row's name: the rules', or the law's for a row that no konto makes."""
    words = {
        RESULT: _("A II The year's result"),
        CLOSING: _("A III Equity at the year's end"),
        OTHER_SIDE: _("Total equity, provisions and debts"),
    }
    return row.title or words.get(row.id, row.id)


def member_row(row: SharedRow, statement: str, opening: str) -> str:
    """The figure id of a row of the members' table; ``opening`` is the row equity begins in."""
    return f"{statement}.{opening if row.id == 'equity_opening' else _OF_MEMBERS.get(row.id, row.id)}"


def opening_row(made: AnnualMaterial) -> str:
    """The id of the row of equity at the year's start."""
    return next((row.id for row in made.annual.layout.balance if row.part == "equity"), "equity_opening")


def _findings(
    checks: Iterable[tuple[Reconciled, ...]], annual: Annual, members: MembersShares | None
) -> tuple[Finding, ...]:
    shares = (*members.income, *members.balance) if members else ()
    summed = tuple(Reconciled(row.id, row.title, row.whole, sum(row.by_member.values())) for row in shares)
    return findings((*(row for part in checks for row in part), *summed), annual)


def _statement(made: AnnualMaterial, statement: str, rows: Iterable[LaidRow]) -> None:
    formulas = {
        "rr": _("Sum of the year's postings on the row's konto, or of the rows above"),
        "br": _("Balance at the year's end of the row's konto, or the sum of rows"),
        "kf": _("What the row's konto brought in during the year, or the sum of rows"),
    }
    for row in rows:
        sign = -1 if row.part == "cost" else 1
        rule = (f"{ROWS} {statement}.{row.id}",)
        ref, label = f"{statement}.{row.id}", row_title(row)
        made.figures.booked(ref, label, _signed(row.now, sign), formulas[statement], rules=rule)
        _previous(made, ref, label, row.previous, sign, formulas[statement])


def _previous(made: AnnualMaterial, ref: str, label: str, amount: Sum | None, sign: int, formula: str) -> None:
    """The same a year earlier; without a value when nothing says it."""
    name = _("{row}, {year}").format(row=label, year=made.period.year - 1)
    value = None if amount is None else sign * amount.amount
    made.figures.amount(f"{ref}.previous", name, value, formula, of=amount)


def _signed(amount: Sum, sign: int) -> Sum:
    return amount if sign > 0 else -amount


def _operations(made: AnnualMaterial) -> None:
    lines = made.annual.lines
    for line in lines.lines:
        _operation(made, line.id, line.name, line)
    totals = {"cost": (_("All cost"), lines.cost), "result": (_("Result"), lines.result)}
    for group in (*COST_GROUPS, INCOME_GROUP):
        totals[group] = (group_name(group), lines.total(group))
    for ref, (label, total) in totals.items():
        _operation(made, ref, label, total)


def _operation(made: AnnualMaterial, ref: str, label: str, line: Line | Total) -> None:
    rules = (f"rules/budget/{made.period.year}.toml",)
    better = _("Budget less outcome; for income and the result outcome less budget: plus is better")
    income = ref in (INCOME_GROUP, "result") or (isinstance(line, Line) and line.group == INCOME_GROUP)
    gap = line.budget - line.outcome.amount
    made.figures.amount(f"drift.{ref}.budget", label, line.budget, _("Adopted budget"), rules=rules)
    made.figures.booked(f"drift.{ref}.outcome", label, line.outcome, _("Sum of the year's postings"))
    made.figures.amount(f"drift.{ref}.deviation", label, -gap if income else gap, better, rules=rules, of=line.outcome)
    before = line.last_whole_year if made.annual.layout.compared else None
    _previous(made, f"drift.{ref}", label, before, 1, _("Sum of the year's postings"))


def _notes(made: AnnualMaterial) -> None:
    formula = _("Sum of the line's konto")
    for table in made.annual.notes:
        for n, line in enumerate((*table.lines, table.total)):
            ref = f"{table.note.id}.{n + 1}" if n < len(table.lines) else table.note.id
            label = line.title or _("Other")
            made.figures.booked(ref, label, line.now, formula, rules=(f"rules/annual.toml {table.note.id}",))
            _previous(made, ref, label, line.previous, 1, formula)


def _members(made: AnnualMaterial) -> None:
    if made.members is None:
        return
    costs = {row.id for row in made.annual.layout.income if row.part == "cost"}
    formula = _("förbundets own amount by the year's contributions (FL 5 and 9 §§), to the öre")
    known: Mapping[str, Provenance] = {ref: figure.provenance for ref, figure in made.figures.made().items()}
    for statement, rows in (("rr", made.members.income), ("br", made.members.balance)):
        for row in rows:
            ref = member_row(row, statement, opening_row(made))
            sign = -1 if statement == "rr" and row.id in costs else 1
            whole = made.figures[ref]
            for member, amount in row.by_member.items():
                label = f"{whole.label}, {made.short(member)}"
                of = Sum(sign * amount, known[ref].vouchers)
                made.figures.booked(f"{ref}.{member}", label, of, formula, rules=("rules/parties.toml",))
