"""Räkenskapssammandrag: the statements by Kommun-Bas group and motpart, in whole thousands that add up.

Thousands are made from the top: the result and the sum of assets are rounded, their rows are made to sum to them, and
a row's groups to the row. A number may so differ by one from its own rounding, and no sum ever does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.accounts.layout import (
    ASSETS_TOTAL,
    CLOSING,
    OTHER_SIDE,
    RESULT,
    RESULT_TOTAL,
    LaidRow,
    Layout,
    layout_of,
)
from onedoor_ledger.accounts.open_items import balance_accounts, side_of
from onedoor_ledger.accounts.selection import COST, INCOME, Sum, between, credit, in_book
from onedoor_ledger.accounts.specifications import ITEMS, specified
from onedoor_ledger.accounts.statement_rows import EQUITY, on_konto, own_rows
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, StatementKind, StatementRow
from onedoor_ledger.voucher import Book

THOUSAND = 100_000
"""Öre in a thousand kronor."""
NOBODY = ""
"""The motpart of postings towards nobody who takes part in the förbund."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group towards one motpart, within a row of a statement; signs are the statement's."""

    statement: str
    row: str
    group: str
    """The group's first digits."""
    title: str
    """'' when the rules have no name for the group."""
    kontos: tuple[str, ...]
    party: str
    amount: Sum
    thousands: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The year's summary."""

    layout: Layout
    groups: tuple[GroupRow, ...]
    thousands: Mapping[tuple[str, str], int]
    """Thousands of every row of the statements, by statement and row id."""

    def of(self, statement: str, row: str) -> tuple[GroupRow, ...]:
        """The groups of one row."""
        return tuple(group for group in self.groups if (group.statement, group.row) == (statement, row))


def summary_of(rules: Rulebook, books: Books, period: Period) -> Summary:
    """The year ``period`` by group and motpart."""
    layout = layout_of(rules, books, period)
    thousands = _thousands(rules, layout, period)
    groups: list[GroupRow] = []
    for statement, laid in (("rr", layout.income), ("br", layout.balance)):
        rules_of = {r.id: r for r in own_rows(rules, period.end) if r.statement.value == statement}
        for row in laid:
            if (rule := rules_of.get(row.id)) is not None:
                parts = _parts(rules, books, period, rule, row)
                fitted = fit([part.amount.amount for part in parts], thousands[statement, row.id])
                groups += [replace(part, thousands=t) for part, t in zip(parts, fitted, strict=True)]
    return Summary(layout, tuple(groups), thousands)


def fit(amounts: Sequence[int], total: int) -> tuple[int, ...]:
    """Öre amounts as whole thousands that sum to ``total``; what is over falls on the largest."""
    if not amounts:
        return ()
    exact = [Fraction(amount, THOUSAND) for amount in amounts]
    largest = max(range(len(exact)), key=lambda n: abs(exact[n]))
    exact[largest] += total - sum(exact)
    return money.rounded(exact)


def nearest(ore: int) -> int:
    """The nearest whole thousand, half away from zero."""
    whole = (abs(ore) + THOUSAND // 2) // THOUSAND
    return whole if ore >= 0 else -whole


def _thousands(rules: Rulebook, layout: Layout, period: Period) -> Mapping[tuple[str, str], int]:
    """Every row in thousands: own rows fitted to the rounded totals, sums added up from them."""
    own = {(r.statement.value, r.id) for r in own_rows(rules, period.end)}
    found: dict[tuple[str, str], int] = {}
    result = nearest(_amount(layout, "rr", RESULT_TOTAL))
    assets = nearest(_amount(layout, "br", ASSETS_TOTAL))
    found |= _fitted("rr", [row for row in layout.income if ("rr", row.id) in own], result)
    balance = [row for row in layout.balance if ("br", row.id) in own]
    found |= _fitted("br", [row for row in balance if row.part == "assets"], assets)
    found |= _fitted("br", [row for row in balance if row.part != "assets"], assets - result)
    for rule in rules.statement_rows:
        key = rule.statement.value, rule.id
        if rule.sums and rule.dated.covers(period.end) and rule.statement is not StatementKind.KF:
            found[key] = sum(found.get((rule.statement.value, ref), 0) for ref in rule.sums)
    found["br", RESULT] = result
    found["br", CLOSING] = result + sum(found["br", row.id] for row in balance if row.part == EQUITY)
    found["br", OTHER_SIDE] = result + sum(found["br", row.id] for row in balance if row.part != "assets")
    return found


def _fitted(statement: str, rows: Sequence[LaidRow], total: int) -> Mapping[tuple[str, str], int]:
    thousands = fit([row.now.amount for row in rows], total)
    return {(statement, row.id): n for row, n in zip(rows, thousands, strict=True)}


def _amount(layout: Layout, statement: str, row: str) -> int:
    found = layout.row(statement, row)
    return found.now.amount if found is not None else 0


def _parts(rules: Rulebook, books: Books, period: Period, rule: StatementRow, row: LaidRow) -> list[GroupRow]:
    """A row's groups in the order of their digits, motpart by motpart in the rules' order, nobody last."""
    if rule.part == EQUITY:
        groups = {_group(rules, str(span.first), period) for span in rule.konto}
        group, title = min(groups, default=("", ""))
        return [GroupRow("br", row.id, group, title, (), NOBODY, row.now)] if row.now.amount else []
    order = {p.id: n for n, p in enumerate(rules.participants)}
    found = sorted(
        _summed(rules, books, period, rule), key=lambda part: (part.group, order.get(part.party, len(order)))
    )
    return [part for part in found if part.amount.amount]


def _summed(rules: Rulebook, books: Books, period: Period, rule: StatementRow) -> Iterator[GroupRow]:
    """The row's amounts by group and motpart."""
    held: dict[tuple[str, str], tuple[set[str], Sum]] = {}
    balance = rule.statement is StatementKind.BR
    rows = _open(rules, books, period, rule) if balance else _booked(rules, books, period, rule)
    for konto, party, amount in rows:
        kontos, so_far = held.setdefault((_group(rules, konto, period)[0], party), (set(), Sum()))
        held[_group(rules, konto, period)[0], party] = (kontos | {konto}, so_far + amount)
    for (group, party), (kontos, amount) in sorted(held.items()):
        title = _group(rules, min(kontos), period)[1]
        yield GroupRow(rule.statement.value, rule.id, group, title, tuple(sorted(kontos)), party, amount)


def _booked(rules: Rulebook, books: Books, period: Period, rule: StatementRow) -> Iterator[tuple[str, str, Sum]]:
    """The year's income and cost of the row: (konto, motpart, amount)."""
    frame = between(in_book(books, Book.ASSOCIATION), period.year_start, period.end)
    frame = on_konto(frame, rule.holds)
    frame = frame[frame["account"].str.startswith((INCOME, COST))]
    for konto in sorted(set(frame["konto"])):
        for party in sorted(set(frame.loc[frame["konto"] == konto, "party"])):
            own = frame[(frame["konto"] == konto) & (frame["party"] == party)]
            yield konto, _motpart(rules, party), credit(own)


def _open(rules: Rulebook, books: Books, period: Period, rule: StatementRow) -> Iterator[tuple[str, str, Sum]]:
    """What the row's balances consist of: open items by motpart, since a payment need not say whom a debt was to."""
    for one in balance_accounts(books, period.end):
        if not one[2] or not rule.holds(one[0]):
            continue
        account = specified(rules, books, one, period)
        sign = 1 if (side_of(account.account) > 0) == (rule.part == "assets") else -1
        left = account.balance
        for item in account.items if account.by == ITEMS else ():
            left -= item.open
            yield account.konto, _motpart(rules, item.first.party), Sum(sign * item.open, item.vouchers)
        if left:
            yield account.konto, NOBODY, Sum(sign * left, account.vouchers)


def _motpart(rules: Rulebook, party: str) -> str:
    return party if any(p.id == party for p in rules.participants) else NOBODY


def _group(rules: Rulebook, konto: str, period: Period) -> tuple[str, str]:
    """The digits and the name of the group of ``konto``; its first two digits when the rules name none."""
    held = [g for g in rules.annual.groups if konto.startswith(g.digits) and g.dated.covers(period.end)]
    best = max(held, key=lambda group: len(group.digits), default=None)
    return (best.digits, best.title) if best is not None else (konto[:2], "")
