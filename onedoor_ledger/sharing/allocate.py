"""Allocation: costs the parties share, split by the rules' keys and booked in the parties' book.

Contract: contracts.md section 4; the postings are those of the shared front door (bookkeeping.md section 3, event
10): the host keeps its own share, the others' shares are passed on, and every claim is bilateral and gross.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onedoor_ledger.books.load import without_collecting
from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import taken_back
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Rulebook, Scope, SharingRule
from onedoor_ledger.sharing.cancelled import cancelled, standing
from onedoor_ledger.sharing.keys import Share
from onedoor_ledger.sharing.per_line import Split, Splits, due, known
from onedoor_ledger.sharing.per_period import Adjustment, PerPeriod, Waiting
from onedoor_ledger.sharing.posting import Accounts, lines_of, vat_lines, zero_line
from onedoor_ledger.sharing.sources import Allocation, SourceLine, booked, lines
from onedoor_ledger.sharing.statistics import Statistics
from onedoor_ledger.sharing.versions import Chooser
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.seals import locked_months


def allocate(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Voucher, ...]:
    """One allocation voucher per rule version for what ``period`` has to share; empty when all is shared already.

    A source line dated after the period but serving it is late: it is split under the version at its service end
    and gets a voucher of its own. Vouchers are dated ``max(source date, first open day)``; earlier splits are
    never touched, but taken back and made anew where a second revision of a rule says so.

    :raises onedoor_ledger.errors.UserError: as :mod:`onedoor_ledger.sharing.errors` tells, with the rule's row.
    """
    with without_collecting():
        return _Run(rules, books, today).vouchers(period)


def waiting(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Waiting, ...]:
    """The true-ups that ``period`` ought to have made and that wait for a statistic."""
    run = _Run(rules, books, today)
    run.vouchers(period)
    return tuple(run.waiting)


class _Run:
    """One run: the lines each version shares, split line by line first, then worked out per period."""

    def __init__(self, rules: Rulebook, books: Books, today: dt.date) -> None:
        self._rules, self._books, self._today = rules, books, today
        self._sharing = [rule for rule in rules.sharing if rule.scope is Scope.PARTIES]
        self._versions = {rule.version: rule for rule in self._sharing}
        self.waiting: list[Waiting] = []

    def vouchers(self, period: Period) -> tuple[Voucher, ...]:
        """What ``period`` has to share."""
        found, already = lines(self._books.postings), booked(self._books.postings)
        undone = taken_back(self._books.postings)
        chosen = self._chosen(found)
        nothing = cancelled(chosen, already, undone)
        chosen = [each for each in chosen if each[0].key not in nothing]
        splits = Splits(self._sharing, found, already)
        made = list(due(chosen, splits, period, today=self._today))
        batches: dict[tuple[str, bool], list[Split]] = {}
        for split in made:
            batches.setdefault((split.allocation.version, split.line.date > period.end), []).append(split)
        vouchers = [self._per_line(version, batch, period) for (version, _late), batch in batches.items()]
        shared = [*standing(already, undone), *(split.allocation for split in made)]
        vouchers += self._per_period(chosen, shared, splits, period)
        return tuple(voucher for voucher in vouchers if voucher.lines)

    def _chosen(self, found: Iterable[SourceLine]) -> list[tuple[SourceLine, SharingRule]]:
        chooser = Chooser(self._sharing)
        shared = [(line, chooser.rule_for(line)) for line in found if line.amount and line.date <= self._today]
        return sorted(((line, rule) for line, rule in shared if rule is not None), key=lambda each: each[0].order)

    def _per_line(self, version: str, batch: Sequence[Split], period: Period) -> Voucher:
        rule = known(self._versions, version)
        date = max(self._open_from(rule.book), *(split.line.date for split in batch))
        postings: list[Line] = []
        accounts = Accounts(self._rules, rule)
        for split in batch:
            source, shares = split.line.named_in(date.year), split.allocation.shares
            service = split.line.service if split.line.service != period.name else ""
            postings += lines_of(
                self._rules, rule, source, shares, service=service, reverses=split.reverses, accounts=accounts
            )
        postings += vat_lines(self._rules, rule, _totals(split.allocation.shares for split in batch))
        return self._voucher(rule, date, _("{title}: shared for {period}"), postings, period)

    def _per_period(
        self,
        chosen: Sequence[tuple[SourceLine, SharingRule]],
        already: Sequence[Allocation],
        splits: Splits,
        period: Period,
    ) -> Iterator[Voucher]:
        statistics = Statistics(self._rules, self._books)
        run = PerPeriod(self._sharing, chosen, already, splits.done, statistics, self._today)
        for adjustment in run.adjustments(period):
            yield self._adjusted(adjustment, period)
        self.waiting += run.waiting

    def _adjusted(self, adjustment: Adjustment, period: Period) -> Voucher:
        rule = adjustment.rule
        date = max(self._open_from(rule.book), min(adjustment.last, self._today))
        source = str(adjustment.cumulated)
        postings = lines_of(self._rules, rule, source, adjustment.shares)
        postings = postings or zero_line(self._rules, rule, source, adjustment.shares)
        postings += vat_lines(self._rules, rule, _totals([adjustment.shares]))
        title = _("{title}: true-up for {period}") if adjustment.cumulated.final else _("{title}: shared for {period}")
        return self._voucher(rule, date, title, postings, period)

    def _voucher(
        self, rule: SharingRule, date: dt.date, title: str, postings: Sequence[Line], period: Period
    ) -> Voucher:
        meta = {"service": period.name, "rule": rule.id, "version": rule.version}
        if rule.site is not None:
            meta["site"] = rule.site
        narration = title.format(title=rule.title, period=period.name)
        return Voucher(rule.book, date, narration, tuple(postings), meta=meta)

    def _open_from(self, book: Book) -> dt.date:
        """The first day after the last locked month."""
        last = max(locked_months(self._books.entries.get(book, ())), default=None)
        return dt.date.min if last is None else parse_period(last).end + dt.timedelta(days=1)


def _totals(allocations: Iterable[tuple[Share, ...]]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for shares in allocations:
        totals.update({share.participant: share.booked for share in shares})
    return totals
