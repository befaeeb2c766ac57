"""Every total of the report against the ledger itself, by another path than the figures took.

The figures come from the postings frame. Here the ledgers' own directives are summed posting by posting in exact
decimals, and equity is read from the other side of the balance: assets less debts. A difference is an error.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.equity import BANK_GROUP
from onedoor_ledger.accounts.lines import INCOME_GROUP, OTHER_COST, OTHER_INCOME, group_name
from onedoor_ledger.accounts.parties import DOOR, IN_KIND, TARGET_GROUP
from onedoor_ledger.accounts.selection import ASSETS, COST, DEBTS, INCOME, LEFT, STOCK
from onedoor_ledger.accounts.year import Year
from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.money import from_decimal, kronor
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    from beancount.core.data import Posting, Transaction


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One total of the report beside what the ledger says; öre, or persons when ``persons``."""

    id: str
    label: str
    reported: int
    ledger: int
    persons: bool = False

    @property
    def difference(self) -> int:
        """What is wrong; zero when nothing is."""
        return self.reported - self.ledger


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One account of the association's book, straight from the ledger; debit positive öre."""

    account: str
    konto: str
    opening: int
    movement: int
    line: str
    """The report's line its postings of the year fall on; '' for the balance sheet."""

    @property
    def closing(self) -> int:
        """Balance at the period's end; for income and cost accounts the year so far."""
        return self.opening + self.movement


@dataclass(frozen=True, slots=True)
class _Posting:
    date: dt.date
    account: str
    amount: int
    measure: str
    service: str
    mirrors: bool
    """Whether it takes back another posting, whose opposite it then counts as."""


def reconcile(rules: Rulebook, books: Books, year: Year) -> tuple[Reconciled, ...]:
    """Every total on the report's sheets beside the ledger's own sum."""
    association = list(_postings(books, Book.ASSOCIATION, year.period))
    konto = {name: account.konto for name, account in books.charts[Book.ASSOCIATION].items()}
    return (
        *_lines(rules, association, year),
        *_contributions(rules, association, year),
        Reconciled(
            "equity",
            _("Equity: assets less debts"),
            year.equity.now.amount,
            sum(p.amount for p in association if p.account.startswith((ASSETS, DEBTS))),
        ),
        Reconciled(
            "bank",
            _("Money at the bank"),
            year.bank.amount,
            sum(p.amount for p in association if konto.get(p.account, "").startswith(BANK_GROUP)),
        ),
        *_parties(books, year),
        *_people(books, year),
    )


def balances(rules: Rulebook, books: Books, period: Period) -> tuple[AccountBalance, ...]:
    """Every account of the association's book with a balance or a movement, in the order of konto and name."""
    opening: Counter[str] = Counter()
    movement: Counter[str] = Counter()
    lines: dict[str, str] = {}
    for posting in _postings(books, Book.ASSOCIATION, period):
        yearly = posting.account.startswith((INCOME, COST))
        if posting.date >= period.year_start:
            movement[posting.account] += posting.amount
            if yearly:
                lines[posting.account] = _line(rules, posting)
        elif not yearly:
            opening[posting.account] += posting.amount
    chart = books.charts[Book.ASSOCIATION]
    rows = [
        AccountBalance(name, chart[name].konto if name in chart else "", opening[name], movement[name], line)
        for name in sorted(opening.keys() | movement.keys())
        for line in (lines.get(name, ""),)
        if opening[name] or movement[name] or line
    ]
    return tuple(sorted(rows, key=lambda row: (row.konto, row.account)))


def findings(rows: tuple[Reconciled, ...]) -> tuple[Finding, ...]:
    """A finding for every total that differs from the ledger."""
    return tuple(
        Finding(
            rule="report-reconciles",
            severity=Severity.ERROR,
            message=_("The report's total “{label}” differs from the ledger by {difference}.").format(
                label=row.label, difference=row.difference if row.persons else f"{kronor(row.difference)} kr"
            ),
            remedy=_("Do not use the report. Run “onedoor check”, mend what it names, and make the report again."),
        )
        for row in rows
        if row.difference
    )


def _postings(books: Books, book: Book, period: Period) -> Iterator[_Posting]:
    """Postings of ``book`` up to the period's end, straight from its directives."""
    from beancount.core.data import Transaction

    chart = books.charts[book]
    for entry in books.entries[book]:
        if not isinstance(entry, Transaction) or entry.date > period.end:
            continue
        for posting in entry.postings:
            units = posting.units
            if units is None or units.number is None:
                continue
            yield _Posting(
                entry.date,
                posting.account,
                int(units.number) if book is Book.PEOPLE else from_decimal(units.number),
                _looked_up("measure", posting, entry, chart),
                _looked_up("service", posting, entry, chart),
                any(_looked_up(key, posting, entry, chart) for key in ("reverses", "corrects")),
            )


def _looked_up(key: str, posting: Posting, entry: Transaction, chart: Mapping[str, Account]) -> str:
    """Metadata on the posting, else its transaction, else its account (contracts.md section 1)."""
    account = chart.get(posting.account)
    for meta in (posting.meta, entry.meta, account.meta if account else None):
        if meta and key in meta:
            return str(meta[key])
    return ""


def _line(rules: Rulebook, posting: _Posting) -> str:
    if posting.account.startswith(COST) and any(m.id == posting.measure for m in rules.measures):
        return posting.measure
    line = next((row.line for row in rules.accounts.rows if row.account == posting.account and row.line), None)
    return line or (OTHER_COST if posting.account.startswith(COST) else OTHER_INCOME)


def _lines(rules: Rulebook, association: list[_Posting], year: Year) -> Iterator[Reconciled]:
    so_far: Counter[str] = Counter()
    in_period: Counter[str] = Counter()
    for posting in association:
        if posting.account.startswith((INCOME, COST)) and posting.date >= year.period.year_start:
            so_far[_line(rules, posting)] += posting.amount
            if posting.date >= year.period.start:
                in_period[_line(rules, posting)] += posting.amount
    for line in year.lines.lines:
        sign = -1 if line.group == INCOME_GROUP else 1
        yield Reconciled(line.id, line.name, line.outcome.amount, sign * so_far[line.id])
        if year.period.start != year.period.year_start:
            yield Reconciled(
                f"{line.id}.period",
                _("{line}, the period alone").format(line=line.name),
                line.in_period.amount,
                sign * in_period[line.id],
            )
    for group in ("individual", "structural", "administration", INCOME_GROUP):
        sign = -1 if group == INCOME_GROUP else 1
        ids = [line.id for line in year.lines.group(group)]
        total = year.lines.total(group).outcome.amount
        yield Reconciled(f"total.{group}", group_name(group), total, sign * sum(so_far[ref] for ref in ids))
    yield Reconciled("result", _("Result so far"), year.lines.result.outcome.amount, -sum(so_far.values()))


def _contributions(rules: Rulebook, association: list[_Posting], year: Year) -> Iterator[Reconciled]:
    for row in year.contributions:
        account = rules.accounts.role("receivable", party=row.member.id)
        paid = called = 0
        instalments: set[str] = set()
        for posting in association:
            if posting.account == account and posting.service.startswith(str(year.period.year)):
                calls = (posting.amount > 0) != posting.mirrors
                called += posting.amount if calls else 0
                paid -= 0 if calls else posting.amount
                instalments.add(posting.service)
        name = row.member.name
        yield Reconciled(
            f"contribution.{row.member.id}.paid", _("{member}: paid").format(member=name), row.paid.amount, paid
        )
        by_rules = sum(i.amount for i in row.instalments if i.period.name in instalments)
        yield Reconciled(
            f"contribution.{row.member.id}.called",
            _("{member}: called by the rules, and booked").format(member=name),
            by_rules,
            called,
        )


def _parties(books: Books, year: Year) -> Iterator[Reconciled]:
    rows = [p for p in _postings(books, Book.PARTIES, year.period) if p.date >= year.period.year_start]
    for ref, part, label, reported in (
        (
            "target_group",
            TARGET_GROUP,
            _("The parties' own spending on the target group"),
            [p.target_group for p in year.parties],
        ),
        ("in_kind", IN_KIND, _("The parties' own time and premises"), [p.in_kind for p in year.parties]),
        ("door", DOOR, _("The parties' part of the front door"), [p.door for p in year.parties]),
    ):
        ledger = sum(p.amount for p in rows if p.account.startswith(COST) and p.account.split(":")[2:3] == [part])
        yield Reconciled(f"parties.{ref}", label, sum(s.amount for s in reported), ledger)


def _people(books: Books, year: Year) -> Iterator[Reconciled]:
    stock = left = 0
    for posting in _postings(books, Book.PEOPLE, year.period):
        this_year = posting.date >= year.period.year_start
        stock += posting.amount if posting.account.startswith(STOCK) else 0
        left += posting.amount if this_year and posting.account.startswith(LEFT) else 0
    now = sum(row.now.amount for row in year.participations.measures)
    if year.participations.total_withheld or year.endings.withheld:
        return
    yield Reconciled(
        "participations", _("Participations"), year.participations.total.amount, stock + left, persons=True
    )
    yield Reconciled("stock", _("In a measure now"), now, stock, persons=True)
    yield Reconciled("left", _("Have left"), year.endings.left.amount, left, persons=True)
