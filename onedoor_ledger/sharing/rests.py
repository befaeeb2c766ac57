"""What rounding has left when a rule version closes: printed at slutreglering, booked nowhere (contracts.md 4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook.model import Rulebook, Scope, SharingRule
from onedoor_ledger.sharing.sources import Allocation, booked


@dataclass(frozen=True, slots=True)
class Rest:
    """What a participant exactly bears under a version less what it is booked, in öre; a version's rests sum to 0."""

    rule: SharingRule
    participant: str
    exact: Fraction


def rests(rules: Rulebook, books: Books, on: dt.date) -> tuple[Rest, ...]:
    """The rests of every version that has ended on ``on``, in the order of the rules; those of nothing left out.

    Inside a nested key a member's rest is of what its party is booked.
    """
    by_version: defaultdict[str, list[Allocation]] = defaultdict(list)
    for allocation in booked(books.postings):
        by_version[allocation.version].append(allocation)
    return tuple(
        Rest(rule, who, exact)
        for rule in rules.sharing
        if rule.scope is Scope.PARTIES and rule.dated.end is not None and rule.dated.end <= on
        for who, exact in _left(rule, by_version[rule.version]).items()
        if exact
    )


def _left(rule: SharingRule, allocations: list[Allocation]) -> dict[str, Fraction]:
    """By participant; the bearer's is what the others lack."""
    left = dict.fromkeys(rule.participants, Fraction(0))
    for allocation in allocations:
        for share in allocation.shares:
            left[share.participant] = left.get(share.participant, Fraction(0)) + share.exact - share.booked
    left[rule.bearer] = -sum((exact for who, exact in left.items() if who != rule.bearer), Fraction(0))
    return left
