"""Every cost line a period shared, and what each participant bears of it: one table all statements are cut from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.accounts.selection import between
from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.evidence import evidence_of
from onedoor_ledger.sharing.kept import kept
from onedoor_ledger.sharing.sources import booked
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
    """The cost's own voucher when its bearer keeps all of it."""
    date: dt.date
    account: str
    """The account of the cost, '' for a whole period's."""
    text: str
    source: str
    whole: int
    shares: Mapping[str, int]
    """By participant, the bearer's own among them."""


def cost_lines(rules: Rulebook, books: Books, period: Period) -> tuple[CostLine, ...]:
    """What the allocations dated in ``period`` shared, in the order they were booked; mirrors are netted away.

    Last what a host keeps by its key, since nothing is booked of that.
    """
    postings = list(of_book(books, Book.PARTIES))
    sources = {f"{p.key}/{p.posting}": p for p in postings if not p.allocates}
    allocations = {p.key: p for p in postings if p.allocates and p.date in period}
    frame = books.postings
    within = between(frame, period.start, period.end)
    evidence = evidence_of(books)
    found = []
    for allocation in booked(within[within["book"] == Book.PARTIES.value], frame):
        key = allocation.vouchers[-1]
        bearer = next((rule.bearer for rule in rules.sharing if rule.version == allocation.version), "")
        shares: dict[str, int] = {}
        for share in allocation.shares:
            shares[share.participant] = shares.get(share.participant, 0) + share.booked
        if bearer:
            shares[bearer] = allocation.cost - sum(amount for who, amount in shares.items() if who != bearer)
        if not allocation.cost and not any(shares.values()):
            continue
        source = sources.get(allocation.source)
        shown = source or allocations[key]
        found.append(
            CostLine(
                rule=allocation.rule,
                version=allocation.version,
                bearer=bearer,
                voucher=shown.key,
                allocation=key,
                date=shown.date,
                account=source.account if source else "",
                text=shown.narration,
                source=_source(shown, evidence),
                whole=allocation.cost,
                shares=shares,
            )
        )
    for rule, line in kept(rules.sharing, frame, period):
        source = sources[line.key]
        found.append(
            CostLine(
                rule=rule.id,
                version=rule.version,
                bearer=rule.bearer,
                voucher=line.voucher,
                allocation=line.voucher,
                date=line.date,
                account=line.account,
                text=source.narration,
                source=_source(source, evidence),
                whole=line.amount,
                shares={rule.bearer: line.amount},
            )
        )
    return tuple(found)


def _source(posting: Posting, evidence: Mapping[str, str]) -> str:
    document = f"{posting.document}:{posting.row}".rstrip(":")
    return document if posting.document else evidence.get(posting.key, "")
