"""The members' shares of what förbundet owns, owes, earns and spends (FL 9 § 8, 22 §): tables, never postings.

By the year's contributions, on both levels of the law: parties first, members inside. Every row sums to förbundets
own to the öre, and each member's column adds up like the statement it is a part of: what is owned less what is owed
is equity, and equity is what the year began with and the year's result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.accounts.statement_rows import RowAmount, statements_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, StatementRow, WindingUp
from onedoor_ledger.rulebook.statutory import StatutoryShares, shares
from onedoor_ledger.sharing.keys import Carry

Split = Mapping[str, int]
"""Öre by member id; sums to the row's own amount."""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A row of a statement, whole and by member, in öre; ``kind`` is row, sum, result, equity or total."""

    id: str
    title: str
    kind: str
    whole: int
    by_member: Split


@dataclass(frozen=True, slots=True)
class MembersShares:
    """What each paying member's share is at a period's end."""

    year: int
    weights: Mapping[str, Fraction]
    """Each member's part of the whole; they sum to one."""
    income: tuple[SharedRow, ...]
    balance: tuple[SharedRow, ...]
    sums: Mapping[str, SharedRow]
    """``assets``, ``owed`` (debts and provisions), ``equity`` and ``result``."""
    shortfall: SharedRow
    """What assets do not cover of debts and provisions: each member adds its part (FL 22 §)."""
    winding_up: SharedRow | None
    """What would be left if förbundet ended now, by förbundsordningen; None when the rules do not say how."""
    how: WindingUp | None
    unplaced: int


def members_of(rules: Rulebook, books: Books, period: Period) -> MembersShares | None:
    """The members' shares at ``period``'s end; None when the rules have no rows or no contributions for the year."""
    if not rules.statement_rows or period.year not in rules.contributions:
        return None
    law = shares(rules, period.year)
    found = statements_of(rules, books, period)
    income = _Table(law)
    for row in found.income:
        income.add(row)
    result = income.sum("result", "", [row.row.id for row in found.income])
    balance = _Table(law)
    own = [row for row in found.balance if row.row.part != "equity"]
    for row in own:
        balance.add(row)
    assets = balance.sum("assets", "", [row.row.id for row in own if row.row.part == "assets"])
    owed = balance.sum("owed", "", [row.row.id for row in own if row.row.part != "assets"])
    equity = _minus("equity", assets, owed)
    opening = _minus("opening", equity, result)
    lacking = max(0, -equity.whole)
    return MembersShares(
        year=period.year,
        weights={id_: Fraction(weight, sum(law.weights().values())) for id_, weight in law.weights().items() if weight},
        income=tuple(_rows(rules, income, "rr", period)),
        balance=tuple(_balance(rules, balance, period, (opening, result, equity, owed))),
        sums={row.id: row for row in (assets, owed, equity, result)},
        shortfall=SharedRow("shortfall", "", "row", lacking, _Table(law).split(lacking)),
        winding_up=_winding_up(rules, period, equity.whole),
        how=rules.association.winding_up,
        unplaced=found.unplaced,
    )


class _Table:
    """Rows split one after the other with what rounding left carried on, so that sums stay within an öre."""

    def __init__(self, law: StatutoryShares) -> None:
        self._payers = [member for member, weight in law.weights().items() if weight]
        self._carry = Carry(law.groups(), "")
        self.rows: dict[str, SharedRow] = {}

    def split(self, amount: int) -> Split:
        booked = {share.participant: share.booked for share in self._carry.split(amount)}
        return {member: booked[member] for member in self._payers}

    def add(self, row: RowAmount) -> None:
        amount = row.amount.amount
        self.rows[row.row.id] = SharedRow(row.row.id, row.row.title, "row", amount, self.split(amount))

    def sum(self, ref: str, title: str, parts: list[str], kind: str = "sum") -> SharedRow:
        """The sum of rows, whole and for each member; a row that does not hold on the day is nothing."""
        rows = [self.rows[part] for part in parts if part in self.rows]
        self.rows[ref] = SharedRow(
            ref, title, kind, sum(row.whole for row in rows),
            {member: sum(row.by_member[member] for row in rows) for member in self._payers},
        )  # fmt: skip
        return self.rows[ref]


def _rows(rules: Rulebook, table: _Table, statement: str, period: Period) -> list[SharedRow]:
    """The statement's rows in the rules' order, the sums made as the rules say."""
    made = []
    for row in rules.statement_rows:
        if row.statement.value != statement or not row.dated.covers(period.end):
            continue
        if row.sums:
            table.sum(row.id, row.title, list(row.sums))
        if row.id in table.rows:
            made.append(table.rows[row.id])
    return made


def _balance(rules: Rulebook, table: _Table, period: Period, of_equity: tuple[SharedRow, ...]) -> list[SharedRow]:
    """The balance sheet's rows, equity with the year's result inside, and the sum of its other side."""
    opening, result, equity, owed = of_equity
    rows = {row.id: row for row in rules.statement_rows}
    made = _rows(rules, table, "br", period)
    at = next((i for i, row in enumerate(made) if _part(rows, row) in ("provisions", "debts")), len(made))
    title = next((row.title for row in rules.statement_rows if row.part == "equity"), "")
    inside = [
        SharedRow("equity_opening", title, "row", opening.whole, opening.by_member),
        SharedRow("equity_result", "", "result", result.whole, result.by_member),
        SharedRow("equity", "", "equity", equity.whole, equity.by_member),
    ]
    both = {member: equity.by_member[member] + owed.by_member[member] for member in equity.by_member}
    total = SharedRow("debts_and_equity", "", "total", equity.whole + owed.whole, both)
    return [*made[:at], *inside, *made[at:], total]


def _part(rows: Mapping[str, StatementRow], row: SharedRow) -> str:
    return rows[row.id].part if row.id in rows else ""


def _minus(ref: str, one: SharedRow, other: SharedRow) -> SharedRow:
    rest = {member: amount - other.by_member[member] for member, amount in one.by_member.items()}
    return SharedRow(ref, "", "row", one.whole - other.whole, rest)


def _winding_up(rules: Rulebook, period: Period, equity: int) -> SharedRow | None:
    how = rules.association.winding_up
    years = [year for year in how.years if year <= period.year and year in rules.contributions] if how else []
    paid: dict[str, int] = {}
    for year in years:
        for member in shares(rules, year).members:
            if member.amount:
                paid[member.id] = paid.get(member.id, 0) + member.amount
    if not paid:
        return None
    left = max(0, equity)
    booked = money.share(left, tuple(paid.values())).booked
    return SharedRow("winding_up", "", "row", left, dict(zip(paid, booked, strict=True)))
