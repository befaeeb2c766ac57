"""Every cost line a period shared, and what each participant bears of it: one table all statements are cut from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.evidence import evidence_of
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class CostLine:
    """A shared cost: the voucher it stands on, where it comes from, and its parts in öre; they sum to ``whole``."""

    rule: str
    version: str
    bearer: str
    voucher: str
    """The voucher of the cost, or of the allocation when the cost is a whole period's."""
    allocation: str
    date: dt.date
    account: str
    text: str
    source: str
    whole: int
    shares: Mapping[str, int]
    """By participant, the bearer's own among them."""


def cost_lines(rules: Rulebook, books: Books, period: Period) -> tuple[CostLine, ...]:
    """The lines of every allocation dated in ``period``, in the order they were booked."""
    postings = list(of_book(books, Book.PARTIES))
    sources = {f"{p.key}/{p.posting}": p for p in postings if not p.allocates}
    bearers = {rule.version: rule.bearer for rule in rules.sharing}
    evidence = evidence_of(books)
    groups: dict[tuple[str, str, str], list[Posting]] = {}
    for posting in postings:
        if posting.exact and posting.allocates and posting.date in period:
            groups.setdefault((posting.version, posting.allocates, posting.key), []).append(posting)
    found = []
    for (version, allocates, key), own in groups.items():
        shares: dict[str, int] = {}
        for posting in own:
            shares[posting.party] = shares.get(posting.party, 0) + posting.amount
        source = sources.get(allocates)
        shown = source or own[0]
        whole = source.amount if source else sum(shares.values())
        bearer = bearers.get(version, "")
        if bearer and whole != sum(shares.values()):
            shares[bearer] = shares.get(bearer, 0) + whole - sum(shares.values())
        behind = f"{shown.document}:{shown.row}".rstrip(":") if shown.document else evidence.get(shown.key, "")
        found.append(
            CostLine(
                own[0].rule, version, bearer, shown.key, key, shown.date, shown.account, shown.narration, behind, whole,
                shares,
            )
        )  # fmt: skip
    return tuple(found)
