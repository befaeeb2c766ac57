"""What the parties share: each allocation still fits its source, and each claim has its debt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.bearers import SETTLEMENT
from onedoor_ledger.control.postings import Posting, error, of_book, unchanged
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

TOGETHER = ("sum:", "final:")
"""What ``allocates`` begins with where costs are shared together, per period: no line of theirs has a share."""


def allocations(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Allocation lines whose source is gone, or whose exact share is no longer the rule's part of it."""
    postings = list(of_book(books, Book.PARTIES))
    sources = {f"{posting.key}/{posting.posting}": posting for posting in postings}
    versions = {rule.version: rule for rule in rules.sharing}
    names = {p.id: p.name for p in rules.participants}
    told: set[str] = set()
    for posting in postings:
        if not posting.exact or posting.allocates in told or posting.allocates.startswith(TOGETHER):
            continue
        source, rule = sources.get(posting.allocates), versions.get(posting.version)
        if source is None:
            told.add(posting.allocates)
            yield error(
                "allocation-source",
                _("{voucher} shares {source}, which is not in the books.").format(
                    voucher=posting.voucher, source=posting.allocates
                ),
                posting,
                unchanged(),
            )
        elif rule is not None and not _fits(posting, source, rule):
            told.add(posting.allocates)
            yield error(
                "allocation-differs",
                _("{voucher} shares {source}, but what {party} bears there is not its part of {amount} kr.").format(
                    voucher=posting.voucher,
                    source=posting.allocates,
                    party=names.get(posting.party, posting.party),
                    amount=kronor(source.amount),
                ),
                source,
                unchanged(),
            )


def settlements(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Claims between two parties that differ from the debt on the other side (BFL 1:2: bilateral and gross)."""
    short = {p.short: p.name for p in rules.participants}
    balance: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Posting] = {}
    for posting in of_book(books, Book.PARTIES):
        parts = posting.account.split(":")
        if len(parts) == 4 and parts[2] in SETTLEMENT:  # root : party : Avräkning or Avräknat : other
            pair = (parts[1], parts[3])
            balance[pair] += posting.amount
            last[pair] = posting
    for one, other in balance:
        difference = balance[one, other] + balance[other, one]
        if difference and (one < other or (other, one) not in balance):
            yield error(
                "settlement-differs",
                _("Between {one} and {other} the claim and the debt differ by {amount} kr.").format(
                    one=short.get(one, one),
                    other=short.get(other, other),
                    amount=kronor(difference),
                ),
                last[one, other],
                unchanged(),
            )


def _fits(posting: Posting, source: Posting, rule: SharingRule) -> bool:
    """Whether the exact share is the rule's weight of the source; a nested key's members follow from their group."""
    exact = Fraction(posting.exact.partition(";")[0])
    weights = rule.weights
    if rule.groups or posting.party not in weights:
        return True
    amount = -source.amount if posting.reverses else source.amount
    return exact == Fraction(amount * weights[posting.party], _total(weights))


def _total(weights: Mapping[str, int]) -> int:
    return sum(weights.values())
