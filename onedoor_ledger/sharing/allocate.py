"""Allocation: costs the parties share, split by the rules' keys and booked in the parties' book.

Contract: contracts.md section 4; the postings are those of the shared front door (bookkeeping.md section 3, event
10): the host keeps its own share, the others' shares are passed on, and every claim is bilateral and gross.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.sharing.keys import Carry, Share
from onedoor_ledger.sharing.posting import lines_of, vat_lines
from onedoor_ledger.sharing.sources import Allocation, SourceLine, booked, due, lines
from onedoor_ledger.sharing.trees import tree_of
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.seals import locked_months


def allocate(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Voucher, ...]:
    """One allocation voucher per rule version for what ``period`` has to share; empty when all is shared already.

    A source line dated after the period but serving it is late: it is split under the version at its service end
    and gets a voucher of its own. Vouchers are dated ``max(source date, first open day)``; earlier splits are
    never touched.
    """
    run = _Run(rules, books)
    batches: dict[tuple[str, bool], list[tuple[SourceLine, Allocation]]] = {}
    for line, rule in due(rules.sharing, run.lines, run.done, period, today=today):
        allocation = run.allocate(line, rule)
        batches.setdefault((allocation.version, line.date > period.end), []).append((line, allocation))
    versions = {rule.version: rule for rule in rules.sharing}
    vouchers = (
        _voucher(rules, versions[version], batch, period, _open_from(books, versions[version].book))
        for (version, _late), batch in batches.items()
    )
    return tuple(voucher for voucher in vouchers if voucher.lines)


class _Run:
    """The books' allocations and those of this run, with the carry of each version."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._rules = rules
        self.lines = lines(books.postings)
        self.done = {(a.rule, a.source): a for a in booked(books.postings)}
        self._by_voucher: dict[str, list[SourceLine]] = {}
        for line in self.lines:
            self._by_voucher.setdefault(line.voucher, []).append(line)
        self._mirrored: set[tuple[str, str]] = set()
        self._carries: dict[str, Carry] = {}
        for line in self.lines:
            self._mark_mirrored(line)

    def allocate(self, line: SourceLine, rule: SharingRule) -> Allocation:
        """Split ``line``, or mirror the split of the line it takes back."""
        original = self._original(line, rule.id)
        if original is None:
            allocation = Allocation(rule.id, rule.version, line.key, self._carry(rule).split(line.amount))
        else:
            shares = tuple(share.negated for share in original.shares)
            allocation = Allocation(rule.id, original.version, line.key, shares)
            self._mirrored.add((rule.id, original.source))
            self._carry(self._version(original.version)).add(shares)
        self.done[rule.id, line.key] = allocation
        return allocation

    def _original(self, line: SourceLine, rule_id: str) -> Allocation | None:
        """The booked split of the posting ``line`` takes back: same account, opposite amount, not taken back yet."""
        keys = [
            source.key
            for source in self._by_voucher.get(line.mirrors, ())
            if source.account == line.account
            and source.amount == -line.amount
            and (rule_id, source.key) in self.done
            and (rule_id, source.key) not in self._mirrored
        ]
        same_place = f"{line.mirrors}/{line.posting}"
        best = min(keys, key=lambda key: key != same_place, default=None)
        return None if best is None else self.done[rule_id, best]

    def _mark_mirrored(self, line: SourceLine) -> None:
        """Remember which split an earlier run's reversal has already taken back."""
        for rule_id in {rule_id for rule_id, key in self.done if key == line.key} if line.mirrors else ():
            original = self._original(line, rule_id)
            taken_back = self.done[rule_id, line.key].shares
            if original is not None and taken_back == tuple(share.negated for share in original.shares):
                self._mirrored.add((rule_id, original.source))

    def _version(self, version: str) -> SharingRule:
        return next(rule for rule in self._rules.sharing if rule.version == version)

    def _carry(self, rule: SharingRule) -> Carry:
        if rule.version not in self._carries:
            carry = Carry(tree_of(rule), rule.bearer)
            for allocation in self.done.values():
                if allocation.version == rule.version:
                    carry.add(allocation.shares)
            self._carries[rule.version] = carry
        return self._carries[rule.version]


def _voucher(
    rules: Rulebook,
    rule: SharingRule,
    batch: Sequence[tuple[SourceLine, Allocation]],
    period: Period,
    open_from: dt.date,
) -> Voucher:
    date = max(open_from, *(line.date for line, _allocation in batch))
    postings: list[Line] = []
    for line, allocation in batch:
        service = line.service if line.service != period.name else ""
        postings += lines_of(rules, rule, line.named_in(date.year), allocation.shares, service=service)
    postings += vat_lines(rules, rule, _totals(allocation.shares for _line, allocation in batch))
    meta = {"service": period.name, "rule": rule.id, "version": rule.version}
    if rule.site is not None:
        meta["site"] = rule.site
    return Voucher(
        book=rule.book,
        date=date,
        narration=_("{title}: shared for {period}").format(title=rule.title, period=period.name),
        lines=tuple(postings),
        meta=meta,
    )


def _open_from(books: Books, book: Book) -> dt.date:
    """The first day after the last locked month."""
    last = max(locked_months(books.entries.get(book, ())), default=None)
    return dt.date.min if last is None else parse_period(last).end + dt.timedelta(days=1)


def _totals(allocations: Iterable[tuple[Share, ...]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for shares in allocations:
        for share in shares:
            totals[share.participant] = totals.get(share.participant, 0) + share.booked
    return totals
