"""A whole year from an old system, SIE 4E, after the move: books what is new, tells what changed, edits nothing.

The first such file is moved in with ``onedoor init --sie``; later exports of the same year, and of the years after
while the old system still runs, come through the inbox. Opening balances of later years are our own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onedoor_ledger import privacy
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.formats.records import SieFile, SieRow, SieVoucher
from onedoor_ledger.intake.booking_errors import SieOwnError, SieTypeError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.konto import Konto
from onedoor_ledger.intake.lines import filled
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.sie_again import Booked, Corrections, Earlier
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

KIND = "sie-year"
PREFIX = "sie:"
_OWN = "onedoor-ledger"


def identity_of(voucher: SieVoucher, ordinal: int) -> str:
    """What the books know a voucher of an old system by; ``ordinal`` tells equal series and numbers apart."""
    return f"{PREFIX}{voucher.date.year}:{voucher.series}:{voucher.number}:{ordinal}"


def opening_identity(year: int) -> str:
    """What the books know the opening voucher of ``year`` by."""
    return f"{PREFIX}{year}:opening"


def in_order(vouchers: Iterable[SieVoucher]) -> Iterator[tuple[SieVoucher, int]]:
    """The vouchers with rows as they were registered, each with its place among those of its year and number."""
    found = [voucher for voucher in vouchers if voucher.rows]
    if all(voucher.registered is not None for voucher in found):
        found.sort(key=lambda voucher: voucher.registered or voucher.date)
    seen: Counter[tuple[int, str, str]] = Counter()
    for voucher in found:
        name = voucher.date.year, voucher.series, voucher.number
        seen[name] += 1
        yield voucher, seen[name]


def voucher_of(given: SieVoucher, ordinal: int, lines: Sequence[Line], common: Mapping[str, str]) -> Voucher:
    """``given`` as a voucher of ours: its own series, number and day of registration kept as metadata."""
    reference = f"{given.series} {given.number}".strip()
    meta = dict(common) | {"row": str(given.line), "reference": reference, "identity": identity_of(given, ordinal)}
    if given.registered is not None:
        meta["first-registered"] = given.registered.isoformat()
    text = privacy.mask(given.text) or _("Voucher {reference}").format(reference=reference)
    return Voucher(Book.ASSOCIATION, given.date, text, tuple(lines), meta=meta)


def line_of(row: SieRow, given: SieVoucher, account: str) -> Line:
    """A row on ``account``; its objects, own text and own date are kept as metadata."""
    meta = {f"dim-{o.dimension}": privacy.mask(o.object) for o in row.objects}
    if row.text and row.text != given.text:
        meta["text"] = privacy.mask(row.text)
    if row.date is not None and row.date != given.date:
        meta["event"] = row.date.isoformat()
    return Line(account, row.amount, meta)


def draft(file: SieFile, source: Source, desk: Desk) -> Drafted:
    """What the file adds to the books.

    :raises SieOwnError: when it is the books' own export.
    :raises SieTypeError: when nothing in the books came from an old system's file.
    :raises UserErrors: every row that cannot be booked.
    """
    if file.program.startswith(_OWN) and privacy.organisation_number(file.orgnr) == desk.rules.association.orgnr:
        raise SieOwnError(source.place())
    earlier = Earlier(desk.books, PREFIX)
    if not earlier:
        raise SieTypeError(source.place(), file.type)
    return _Year(file, source, desk, earlier).drafted()


class _Year:
    """The file against the books."""

    def __init__(self, file: SieFile, source: Source, desk: Desk, earlier: Earlier) -> None:
        self._file = file
        self._source = source
        self._desk = desk
        self._earlier = earlier
        self._konto = Konto(desk.rules, KIND, file.parents, strict=False)
        self._corrections = Corrections(source, desk)
        self._common = {"source": source.digest, "document": source.document}
        self._vouchers: list[Voucher] = []
        self._findings: list[Finding] = []
        self._seen: set[str] = set()
        self._known = 0

    def drafted(self) -> Drafted:
        """What the file adds."""
        self._check_years()
        self._take_opening()
        errors: list[UserError] = []
        for given, ordinal in in_order(self._file.vouchers):
            try:
                self._take(given, ordinal)
            except UserError as error:
                errors.append(error)
        raise_all(errors)
        for booked in self._gone():
            self._correct(self._corrections.removed(booked))
        rows, new = len(self._file.vouchers), len(self._vouchers)
        return Drafted(tuple(self._vouchers), rows, new, self._known, tuple(self._findings))

    def _check_years(self) -> None:
        """One message, not one a voucher, when the whole file is of another year."""
        years = self._file.years
        if 0 in years and years[0][1].year < self._desk.rules.association.first_year:
            self._desk.check_year(years[0][1], self._source.place())

    def _take(self, given: SieVoucher, ordinal: int) -> None:
        self._desk.check_year(given.date, self._source.place(given.line))
        lines = self._lines(given)
        booked = self._earlier.get(identity_of(given, ordinal))
        if booked is not None:
            self._seen.add(booked.identity)
            changed = self._corrections.changed(booked, lines, given.line)
            self._known += changed is None
            self._correct(changed)
        elif any(line.amount for line in lines):
            self._vouchers.append(voucher_of(given, ordinal, lines, self._common))

    def _take_opening(self) -> None:
        """What the opening balances have become, when the books were opened with this year's."""
        span = self._file.years.get(0)
        booked = self._earlier.get(opening_identity(span[0].year)) if span else None
        if booked is None:
            return
        given = [b for b in self._file.balances if b.label == "IB" and b.year == 0 and b.amount]
        rows = [SieRow(b.konto, (), b.amount, None, "", b.line) for b in given]
        lines = [Line(self._konto.account(row, self._source.place(row.line)).account, row.amount) for row in rows]
        if rest := -sum(line.amount for line in lines):
            lines.append(Line(self._desk.rules.accounts.role("observation"), rest))
        self._correct(self._corrections.changed(booked, lines, None))

    def _correct(self, corrected: tuple[Voucher, Finding] | None) -> None:
        if corrected is not None:
            self._vouchers.append(corrected[0])
            self._findings.append(corrected[1])

    def _lines(self, given: SieVoucher) -> tuple[Line, ...]:
        lines: list[Line] = []
        errors: list[UserError] = []
        for row in given.rows:
            place = self._source.place(row.line)
            try:
                resolved = self._konto.account(row, place)
                account = self._desk.account(Book.ASSOCIATION, resolved.account, place)
            except UserError as error:
                errors.append(error)
                continue
            line = line_of(row, given, account)
            ids = {"party": resolved.party, "measure": resolved.measure, "site": resolved.site}
            lines.append(Line(account, row.amount, {**line.meta, **filled(ids)}))
        raise_all(errors)
        return tuple(lines)

    def _gone(self) -> Iterator[Booked]:
        """Vouchers of the file's years that it no longer has, and that were there when it was made."""
        days = [voucher.date for voucher in self._file.vouchers]
        if not days or not self._file.years:
            return
        spans = [span for span in self._file.years.values() if any(span[0] <= day <= span[1] for day in days)]
        registered = first_registered(self._desk.books)
        for booked in self._earlier:
            day = dt.date.fromisoformat(booked.day)
            made = registered(booked.key)
            late = self._file.generated is not None and made > self._file.generated.isoformat()
            covered = any(start <= day <= min(end, max(days)) for start, end in spans)
            if booked.identity not in self._seen and covered and not late and not booked.identity.endswith(":opening"):
                yield booked


def first_registered(books: Books) -> Callable[[str], str]:
    """When the old system registered a voucher of ours, by key; '' where it did not say."""
    told = {
        f"{entry.date.year}-{meta.get('voucher')}": str(meta["first-registered"])
        for entry in books.entries[Book.ASSOCIATION]
        if "first-registered" in (meta := getattr(entry, "meta", None) or {})
    }
    return lambda key: told.get(key, "")
