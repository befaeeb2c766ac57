"""Avräkningsunderlag: what a host can invoice from, line by line, for each participant.

Read from what is booked, so that it can be made again at any time: an underlag holds the lines on the host's claim
that were booked before it, lie in its period or earlier, and no earlier underlag took. Their sum is what it settles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.model import Rulebook, SettlementRule, SharingRule
from onedoor_ledger.sharing.evidence import evidence_of
from onedoor_ledger.sharing.pairs import ON_ACCOUNT, SETTLES, Pair, pairs, settled_with, settlement_rule
from onedoor_ledger.sharing.vat import vat_of_lines
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class UnderlagLine:
    """One line of a participant's part: its share of one cost, an instalment, or something else booked between them.

    Amounts in öre; ``whole`` is the cost that was shared, ``vat_rate`` per cent or '' when there is none.
    """

    voucher: str
    """The voucher of the cost, or of the line itself."""
    account: str
    """The account the cost stands on; '' for a line that shares none."""
    date: dt.date
    text: str
    source: str
    """The document or evidence behind it."""
    whole: int | None
    rule: str
    version: str
    net: int
    vat_rate: str
    vat: int

    @property
    def gross(self) -> int:
        """Net and VAT."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class UnderlagPart:
    """What one participant is to pay; ``booked`` is what the settlement voucher moved, the sum of the lines."""

    participant: str
    lines: tuple[UnderlagLine, ...]
    booked: int

    @property
    def net(self) -> int:
        """Before VAT."""
        return sum(line.net for line in self.lines)

    @property
    def vat(self) -> int:
        """VAT of all lines."""
        return sum(line.vat for line in self.lines)


@dataclass(frozen=True, slots=True)
class Underlag:
    """An avräkningsunderlag: number, host, period, and each participant's part."""

    number: str
    host: str
    period: Period
    voucher: str
    date: dt.date
    registered: str
    on_account: bool
    rule: SettlementRule | None
    parts: tuple[UnderlagPart, ...]

    @property
    def issued(self) -> dt.date:
        """The day it was made: the day it was registered, else its accounting date."""
        return dt.date.fromisoformat(self.registered) if self.registered else self.date

    @property
    def due(self) -> dt.date | None:
        """The last day to pay."""
        return self.issued + dt.timedelta(days=self.rule.days) if self.rule else None

    @property
    def total(self) -> int:
        """All parts together, gross."""
        return sum(part.booked for part in self.parts)


def underlags(rules: Rulebook, books: Books, period: Period) -> tuple[Underlag, ...]:
    """Every avräkningsunderlag dated or serving in ``period``, in the order it was numbered."""
    return tuple(
        each
        for each in all_underlags(rules, books)
        if each.date in period or (period.start <= each.period.start and each.period.end <= period.end)
    )


def all_underlags(rules: Rulebook, books: Books) -> tuple[Underlag, ...]:
    """Every avräkningsunderlag in the books, in the order they were booked."""
    return _Reader(rules, books).all()


class _Reader:
    """The claim lines between each pair, handed out to the underlags in the order these were booked."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._rules = rules
        self._postings = list(of_book(books, Book.PARTIES))
        self._sources = {f"{p.key}/{p.posting}": p for p in self._postings if not p.allocates}
        self._evidence = evidence_of(books)
        self._versions = {rule.version: rule for rule in rules.sharing}
        self._pairs = pairs(rules)
        self._taken: set[tuple[str, int]] = set()

    def all(self) -> tuple[Underlag, ...]:
        vouchers: dict[str, list[Posting]] = {}
        for posting in self._postings:
            if posting.identity.startswith((SETTLES, ON_ACCOUNT)):
                vouchers.setdefault(posting.key, []).append(posting)
        return tuple(self._underlag(own) for own in sorted(vouchers.values(), key=lambda own: _order(own[0])))

    def _underlag(self, voucher: Sequence[Posting]) -> Underlag:
        first = voucher[0]
        host, on_account = first.identity.split(":")[1], first.identity.startswith(ON_ACCOUNT)
        try:
            period = parse_period(first.service)
        except PeriodError:
            period = Period(first.date, first.date, first.service)
        mine = [between for between in self._pairs if between.host == host]
        parts = [self._part(between, voucher, period, on_account=on_account) for between in mine]
        rule = settlement_rule(self._rules, host, first.date if on_account else period.end)
        return Underlag(
            number=first.reference,
            host=host,
            period=period,
            voucher=first.key,
            date=first.date,
            registered=first.registered,
            on_account=on_account,
            rule=rule,
            parts=tuple(part for part in parts if part is not None),
        )

    def _part(
        self, between: Pair, voucher: Sequence[Posting], period: Period, *, on_account: bool
    ) -> UnderlagPart | None:
        booked = sum(posting.amount for posting in voucher if posting.account in between.claims_due)
        if on_account:
            line = self._plain(voucher[0], booked)
            return UnderlagPart(between.participant, (line,), booked) if booked else None
        rows = [p for p in self._postings if p.account in between.claims and self._belongs(p, voucher[0], period)]
        self._taken |= {(row.key, row.posting) for row in rows}
        return UnderlagPart(between.participant, tuple(self._lines(rows)), booked) if rows or booked else None

    def _belongs(self, row: Posting, settled: Posting, period: Period) -> bool:
        """Whether the line was there when the underlag was made, and no earlier one has it."""
        return (
            not row.identity.startswith(SETTLES)
            and settled_with(row.identity, row.service, row.date, period.end)
            and _order(row) < _order(settled)
            and (row.key, row.posting) not in self._taken
        )

    def _lines(self, rows: Sequence[Posting]) -> Iterator[UnderlagLine]:
        """The lines, the VAT of each allocation spread over its own."""
        by_voucher: dict[str, list[Posting]] = {}
        for row in rows:
            by_voucher.setdefault(row.key, []).append(row)
        for own in by_voucher.values():
            shares = [row for row in own if row.allocates]
            rest = [row for row in own if not row.allocates]
            vat = sum(row.amount for row in rest if row.rule) if shares else 0
            spread = vat_of_lines([row.amount for row in shares], vat, self._rate(own[0]))
            for row, part in zip(shares, spread, strict=True):
                yield self._share(row, part)
            yield from (self._plain(row, row.amount) for row in rest if not (shares and row.rule))

    def _share(self, row: Posting, vat: int) -> UnderlagLine:
        source = self._sources.get(row.allocates)
        shown = source or row
        return UnderlagLine(
            voucher=shown.key,
            account=source.account if source else "",
            date=shown.date,
            text=shown.narration,
            source=self._behind(shown),
            whole=source.amount if source else None,
            rule=row.rule,
            version=row.version,
            net=row.amount,
            vat_rate=self._rate(row),
            vat=vat,
        )

    def _plain(self, row: Posting, amount: int) -> UnderlagLine:
        return UnderlagLine(
            row.key, "", row.date, row.narration, self._behind(row), None, row.rule, row.version, amount, "", 0
        )

    def _rate(self, row: Posting) -> str:
        rule: SharingRule | None = self._versions.get(row.version)
        return "" if rule is None or rule.vat == "none" else rule.vat

    def _behind(self, row: Posting) -> str:
        """What the line rests on: the archived document with its row, else where the evidence lies."""
        if row.document:
            return f"{row.document}:{row.row}" if row.row else row.document
        return self._evidence.get(row.key, "")


def _order(posting: Posting) -> tuple[str, int, int]:
    """The order things were booked in."""
    return posting.registered, posting.year, posting.number
