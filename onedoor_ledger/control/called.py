"""Contributions: what is booked as called for each member and instalment is what the board's decision gives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book, warning
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import ContributionRule, Rulebook
from onedoor_ledger.rulebook.statutory import MemberShare, shares_of
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def contributions_called(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Every instalment that is called, and a warning for one that should be."""
    postings = list(of_book(books, Book.ASSOCIATION))
    accounts = {row.account for row in rules.accounts.rows if row.role == "contribution"}
    income = [posting for posting in postings if posting.account in accounts]
    last = max((posting.date for posting in postings), default=dt.date.min)
    for rule in rules.contributions.values():
        try:
            shares = shares_of(rules.participants, rule)
        except UserError:  # the rulebook's own reading tells this one
            continue
        for member in shares.members:
            yield from _member(rules, rule, member, [p for p in income if p.party == member.id], last)


def _member(
    rules: Rulebook, rule: ContributionRule, member: MemberShare, income: Sequence[Posting], last: dt.date
) -> Iterator[Finding]:
    booked: Counter[str] = Counter()
    for posting in income:
        booked[posting.service] -= posting.amount
    name = rules.participant(member.id).name
    for instalment, due in zip(rule.instalments, member.instalments, strict=True):
        service = instalment.period.name
        own = [posting for posting in income if posting.service == service]
        if own and booked[service] not in {due, 0}:
            yield error(
                "contribution-differs",
                _("{member} is called for {booked} for {period}, but its share by the rules is {due}.").format(
                    member=name, booked=kronor(booked[service]), period=service, due=kronor(due)
                ),
                own[0],
                _("Correct the voucher with a new one, or mend the contributions in rules/parties.toml."),
            )
        elif not booked[service] and due and instalment.called < last and _running(income, instalment.called):
            yield warning(
                "contribution-not-called",
                _("{member} has not been called for {due} for {period}.").format(
                    member=name, due=kronor(due), period=service
                ),
                Place("rules/parties.toml"),
                _("Run “onedoor call {period} --write”.").format(period=service),
            )


def _running(income: Sequence[Posting], day: dt.date) -> bool:
    """Whether contributions were called through these books before ``day``: a förbund that moved in has none."""
    return any(posting.service and posting.date < day for posting in income)
