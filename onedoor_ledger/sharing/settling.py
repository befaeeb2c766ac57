"""Settlement booked: what is shared, or called on account, moves to a numbered avräkningsunderlag.

Allocation leaves a claim and a debt that nobody has asked to be paid (*Avräkning*). Settling clears that balance to
*Avräknat* under a number, A2026-3, from which the host invoices; payment clears *Avräknat*. No cost moves, each party
balances by itself, and a second run finds a balance of zero and books nothing (contracts.md section 4). An instalment
on account goes the same way ahead of the outcome, so that what the year's slutreglering clears is the difference.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import void
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import OnAccount, Rulebook, SettlementRule
from onedoor_ledger.sharing.pairs import ON_ACCOUNT, SETTLES, Pair, pair, pairs, settled_with, settlement_rule
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.seals import locked_months

if TYPE_CHECKING:
    import pandas as pd


def settle_up(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Voucher, ...]:
    """The avräkningsunderlag of ``period``: its instalments on account, and its end's balances where one is due.

    One voucher per host and instalment period, and one per host for the outcome. Nothing is settled before the
    period is over, nor for a period a later settlement has already taken in.
    """
    run = _Run(rules, books, today)
    for host in dict.fromkeys(rule.host for rule in rules.settlements):
        run.instalments(host, period)
        run.outcome(host, period)
    return tuple(run.vouchers)


def settled_until(postings: pd.DataFrame, host: str) -> dt.date | None:
    """The end of the last period the host has settled; None when it never has."""
    own = postings.loc[postings["identity"].str.startswith(f"{SETTLES}{host}:")]
    return max((parse_period(service).end for service in set(own["service"])), default=None)


class _Run:
    """What one run books, numbered after what is booked already."""

    def __init__(self, rules: Rulebook, books: Books, today: dt.date) -> None:
        self._rules, self._books, self._today = rules, books, today
        self._postings = books.postings
        self._open_from = _open_from(books)
        self.vouchers: list[Voucher] = []

    def instalments(self, host: str, period: Period) -> None:
        """Instalments whose day to be called lies in the period and has come."""
        due: dict[tuple[str, dt.date], list[OnAccount]] = {}
        for rule in self._rules.settlements:
            for call in rule.on_account if rule.host == host else ():
                if call.called in period and call.called <= self._today and call.amount:
                    due.setdefault((call.period.name, call.called), []).append(call)
        for (service, day), calls in due.items():
            terms = settlement_rule(self._rules, host, day)
            identity = f"{ON_ACCOUNT}{host}:{service}"
            if terms is None or identity in self._booked():
                continue
            between = [(pair(self._rules, host, call.party), call.amount) for call in calls]
            lines = [line for each, amount in between for line in _moved(each, terms, self._rules, amount)]
            text = _("{host}: called on account for {period}, avräkningsunderlag {number}")
            self._add(terms, day, service, identity, tuple(lines), text)

    def outcome(self, host: str, period: Period) -> None:
        """What is shared and not settled at the period's end."""
        rule = settlement_rule(self._rules, host, period.end)
        if rule is None or period.end >= self._today or not rule.every.ends_on(period.end):
            return
        last = settled_until(self._postings, host)
        if last is not None and last > period.end:
            return
        lines: list[Line] = []
        days = [period.end]
        for between in pairs(self._rules):
            if between.host == host:
                lines += self._cleared(between, rule, period, days)
        if lines:
            text = _("{host}: settlement of {period}, avräkningsunderlag {number}")
            number = self._number(rule, self._day(max(days)).year)
            self._add(rule, max(days), period.name, f"{SETTLES}{host}:{number}", tuple(lines), text)

    def _cleared(self, between: Pair, rule: SettlementRule, period: Period, days: list[dt.date]) -> Iterator[Line]:
        """Both sides' balances at the period's end, less what is settled whatever its date, moved to what is due.

        The days of what is cleared are added to ``days``: no line is settled before it is booked.
        """
        for accounts, mine, other in (
            (between.claims, between.host, between.participant),
            (between.debts, between.participant, between.host),
        ):
            meta = {"party": mine, "counterparty": other}
            total = 0
            for account in accounts:
                counted = list(self._counted(account, period))
                balance = sum(amount for _day, amount in counted)
                total += balance
                if balance:
                    days += [day for day, _amount in counted]
                    yield Line(account, -balance, meta)
            if total:
                yield Line(_due(self._rules, rule, between, host=mine == between.host), total, meta)

    def _counted(self, account: str, period: Period) -> Iterator[tuple[dt.date, int]]:
        """Day and öre of each line that counts at the period's end, booked or pending in this run."""
        own = self._postings.loc[self._postings["account"] == account, ["identity", "service", "date", "amount"]]
        for identity, service, day, amount in own.itertuples(index=False):
            if identity.startswith(SETTLES):
                yield period.end, int(amount)
            elif settled_with(identity, service, day.date(), period.end):
                yield day.date(), int(amount)
        for voucher in self.vouchers:
            if settled_with(voucher.meta["identity"], voucher.meta["service"], voucher.date, period.end):
                yield from ((voucher.date, line.amount) for line in voucher.lines if line.account == account)

    def _add(
        self, rule: SettlementRule, day: dt.date, service: str, identity: str, lines: tuple[Line, ...], text: str
    ) -> None:
        date = self._day(day)
        number = self._number(rule, date.year)
        meta = {"service": service, "reference": number, "identity": identity, "evidence": rule.agreement}
        narration = text.format(host=self._rules.participant(rule.host).name, period=service, number=number)
        self.vouchers.append(Voucher(Book.PARTIES, date, narration, lines, meta=meta))

    def _day(self, day: dt.date) -> dt.date:
        return max(day, self._open_from)

    def _booked(self) -> set[str]:
        """What is booked and not undone, or pending in this run: an undone instalment is called again."""
        standing = self._postings.loc[~self._postings["key"].isin(void(self._postings)), "identity"]
        return set(standing) | {voucher.meta["identity"] for voucher in self.vouchers}

    def _number(self, rule: SettlementRule, year: int) -> str:
        """The next number of the host's series for the accounting year."""
        pattern = re.compile(rf"{rule.series}{year}-(\d+)")
        moved = self._postings["identity"].str.startswith((SETTLES, ON_ACCOUNT))
        taken = [*self._postings.loc[moved, "reference"], *(voucher.meta["reference"] for voucher in self.vouchers)]
        last = max((int(match[1]) for name in taken if (match := pattern.fullmatch(name))), default=0)
        return f"{rule.series}{year}-{last + 1}"


def _moved(between: Pair, rule: SettlementRule, rules: Rulebook, amount: int) -> Iterator[Line]:
    """An instalment: from the unsettled balance, which it takes below zero, to what is due."""
    for accounts, mine, other, signed in (
        (between.claims, between.host, between.participant, amount),
        (between.debts, between.participant, between.host, -amount),
    ):
        meta = {"party": mine, "counterparty": other}
        yield Line(_due(rules, rule, between, host=mine == between.host), signed, meta)
        yield Line(accounts[0], -signed, meta)


def _due(rules: Rulebook, rule: SettlementRule, between: Pair, *, host: bool) -> str:
    template = rule.claim if host else rule.debt
    return template.format(
        party=rules.participant(between.participant).short, bearer=rules.participant(between.host).short
    )


def _open_from(books: Books) -> dt.date:
    """The first day after the last locked month of the parties' book."""
    last = max(locked_months(books.entries.get(Book.PARTIES, ())), default=None)
    return dt.date.min if last is None else parse_period(last).end + dt.timedelta(days=1)
