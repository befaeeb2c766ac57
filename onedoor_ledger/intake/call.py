"""Avisering: the contributions that fall due by the board's decision, booked for all members at once.

Debit each member's receivable, credit contribution income; what a member paid ahead is used in the same voucher
(bookkeeping.md sections 2 and 3, events 1 and 2). Called already: nothing is booked, the letters are made again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.booking_errors import NoInstalmentError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.letter import Demand, letter
from onedoor_ledger.intake.model import Called
from onedoor_ledger.intake.open_items import OpenItems
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook import statutory
from onedoor_ledger.rulebook.model import ContributionRule, Instalment, Participant, Rulebook
from onedoor_ledger.voucher import Book, Line, Voucher

_RULES = Place("rules/parties.toml")


@dataclass(frozen=True, slots=True)
class Due:
    """What one member is called for: the instalment, and what it has paid ahead, in öre."""

    member: Participant
    amount: int
    prepaid: int
    reference: str


def call(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Called:
    """The call of ``period``.

    Members that pay nothing themselves (Arbetsförmedlingen, whose part Försäkringskassan pays) get no letter.

    :raises NoInstalmentError: when the board has decided no instalment for exactly that period.
    :raises onedoor_ledger.rulebook.errors.ContributionsError: when the year's contributions cannot be shared.
    """
    rule, index = _instalment(rules, period)
    instalment = rule.instalments[index]
    desk = Desk(rules, books, Known(books), today)
    already = _called(desk, instalment.period)
    dues = _dues(desk, rule, index, already)
    letters = {due.member.id: _letter(due, rules, rule, instalment) for due in dues}
    if already or not dues:
        return Called((), letters, already)
    return Called((_voucher(desk, rule, instalment, dues),), letters)


def reference(member: int, year: int, instalment: int) -> str:
    """The number a member pays with: member, year, instalment (counted from 1) and a Luhn check digit, 9 digits.

    Nine digits, so that it is never taken for a person's or an organisation's ten.
    """
    digits = f"{member:02d}{year:04d}{instalment:02d}"
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return f"{digits}{-sum(v - 9 if v > 9 else v for v in doubled) % 10}"


def _instalment(rules: Rulebook, period: Period) -> tuple[ContributionRule, int]:
    rule = rules.contributions.get(period.year)
    found = [] if rule is None else [i for i, part in enumerate(rule.instalments) if part.period == period]
    if rule is None or not found:
        raise NoInstalmentError(period.name, [part.period.name for part in rule.instalments] if rule else [])
    return rule, found[0]


def _called(desk: Desk, period: Period) -> str:
    """The voucher that called ``period``, '' when none did or its mirror took it back."""
    accounts = {row.account for row in desk.rules.accounts.rows if row.role == "contribution"}
    found = [p for p in of_book(desk.books, Book.ASSOCIATION, accounts) if p.service == period.name]
    return found[0].key if sum(p.amount for p in found) else ""


def _dues(desk: Desk, rule: ContributionRule, index: int, already: str) -> list[Due]:
    """The members that pay, in the rules' order, each with what it has paid ahead."""
    rules = desk.rules
    amounts = statutory.shares(rules, rule.year).instalments
    ahead = _used(desk, already) if already else _prepaid(desk)
    dues: list[Due] = []
    for number, member in enumerate(rules.members, start=1):
        amount = amounts.get(member.id, (0,) * len(rule.instalments))[index]
        if amount:
            prepaid = min(amount, ahead.get(member.id, 0))
            dues.append(Due(member, amount, prepaid, reference(number, rule.year, index + 1)))
    return dues


def _prepaid(desk: Desk) -> dict[str, int]:
    """What each member has paid ahead and not used."""
    left: dict[str, int] = {}
    for item in OpenItems.of(desk.books, desk.rules, ("prepaid_contribution",)):
        left[item.party] = left.get(item.party, 0) - item.left
    return left


def _used(desk: Desk, voucher: str) -> dict[str, int]:
    """What each member had paid ahead when ``voucher`` called."""
    account = desk.rules.accounts.role("prepaid_contribution")
    return {p.party: p.amount for p in of_book(desk.books, Book.ASSOCIATION, [account]) if p.key == voucher}


def _voucher(desk: Desk, rule: ContributionRule, instalment: Instalment, dues: Sequence[Due]) -> Voucher:
    claims, incomes, used = [], [], []
    for due in dues:
        party, mark = due.member.id, {"party": due.member.id}
        claim = desk.role("receivable", _RULES, party=party)
        named = {"reference": due.reference, **mark}
        claims.append(Line(claim, due.amount, named))
        incomes.append(Line(desk.role("contribution", _RULES, party=party), -due.amount, mark))
        if due.prepaid:
            used.append(Line(desk.role("prepaid_contribution", _RULES), due.prepaid, mark))
            used.append(Line(claim, -due.prepaid, named))
    return Voucher(
        book=Book.ASSOCIATION,
        date=instalment.called,
        narration=narration.called(instalment.period, rule.decided),
        lines=(*claims, *incomes, *used),
        meta={"service": instalment.period.name},
    )


def _letter(due: Due, rules: Rulebook, rule: ContributionRule, instalment: Instalment) -> str:
    demand = Demand(
        member=due.member.name,
        orgnr=due.member.orgnr,
        period=instalment.period,
        amount=due.amount,
        prepaid=due.prepaid,
        dated=instalment.called,
        due=instalment.due,
        reference=due.reference,
        decided=rule.decided,
    )
    return letter(rules.association, demand)
