"""SIE files: which kind each is, and 4I from payroll, invoices and other systems in förbundets own accounts.

Payroll's bank line becomes the net-wage debt, which the bank file clears (bookkeeping.md section 2): a wage is cost
once. The sender's own series and number are kept as reference; people in free texts are masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onedoor_ledger.errors import Finding, Severity, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.formats.persons import in_sie
from onedoor_ledger.formats.records import SieFile, SieVoucher
from onedoor_ledger.intake import sie_balances, sie_year
from onedoor_ledger.intake.booking_errors import SieKindError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import RowChangedError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.konto import Konto
from onedoor_ledger.intake.lines import filled
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.sie_again import Corrections, Earlier
from onedoor_ledger.money import ledger_text
from onedoor_ledger.privacy import mask, organisation_number
from onedoor_ledger.rulebook.model import Accounts
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher, clean

_SUPPLIER = "9"
"""The SIE standard's dimension for suppliers (formats.md 1.3)."""
_MONTH = len("2026-09")
OTHER = "vouchers"
"""The kind of a file without vouchers, and of systems that send neither wages nor invoices."""


def kind(file: SieFile, accounts: Accounts, source: Source) -> str:
    """What the file is: balances, a whole year, or vouchers of the one kind whose konto stands in every voucher.

    :raises SieKindError: when no kind fits a 4I, or several do.
    """
    if file.type != "4I":
        return sie_year.KIND if file.type == "4E" else sie_balances.KIND
    kinds = dict.fromkeys(row.kind for row in accounts.sie)
    vouchers = [voucher for voucher in file.vouchers if voucher.rows]
    if not vouchers:
        return OTHER
    fitting = [k for k in kinds if _fits(vouchers, {row.konto for row in accounts.sie if row.kind == k})]
    if len(fitting) != 1:
        raise SieKindError(source.place(), file.program)
    return fitting[0]


def _fits(vouchers: Sequence[SieVoucher], kontos: set[str]) -> bool:
    return all(any(row.konto in kontos for row in voucher.rows) for voucher in vouchers)


def draft(file: SieFile, kind: str, source: Source, desk: Desk) -> Drafted:
    """The vouchers of the file that are new, and corrections of those that were changed or removed at the source.

    :raises UserErrors: every row that cannot be booked.
    """
    # Payroll's persons are staff and elected, and its file is the voucher's evidence (BFL 7:1); an old system's
    # whole year is kept by the förbund's archive, not here.
    persons = kind == sie_year.KIND and in_sie(file)
    if persons:
        source = replace(source, document="")
    drafted = _drafted(file, kind, source, desk)
    told = _about(file, source, desk, persons=persons and bool(drafted.vouchers))
    return replace(drafted, findings=(*told, *drafted.findings), kept=not persons)


def _drafted(file: SieFile, kind: str, source: Source, desk: Desk) -> Drafted:
    if kind == sie_year.KIND:
        return sie_year.draft(file, source, desk)
    if kind == sie_balances.KIND:
        return sie_balances.draft(file, source, desk)
    return _Import(file, kind, source, desk).drafted()


def _about(file: SieFile, source: Source, desk: Desk, *, persons: bool) -> Iterator[Finding]:
    """What is odd about the whole file."""
    yield from (Finding("sie-warning", Severity.WARNING, text, source.place()) for text in file.warnings)
    own = desk.rules.association.orgnr
    if (number := organisation_number(file.orgnr)) is not None and number != own:
        yield Finding(
            "sie-orgnr",
            Severity.WARNING,
            _("The file is made for organisation number {number}; the association's is {own}.").format(
                number=number, own=own
            ),
            source.place(),
            _("See that it is the right association's file before it is booked."),
        )
    if persons:
        yield Finding(
            "sie-persons",
            Severity.WARNING,
            _("The file's texts hold person numbers: they are masked in the books, and the file is not kept here."),
            source.place(),
            _("Keep the file in the förbund's archive; the books know it by its digest."),
        )


class _Import:
    """A 4I against the books."""

    def __init__(self, file: SieFile, kind: str, source: Source, desk: Desk) -> None:
        self._file = file
        self._kind = f"sie-{kind}"
        self._source = source
        self._reader = _Reader(file, source, desk, Konto(desk.rules, kind, file.parents))
        self._earlier = Earlier(desk.books, f"{self._kind}:")
        self._corrections = Corrections(source, desk)
        self._vouchers: list[Voucher] = []
        self._findings: list[Finding] = []
        self._known = 0

    def drafted(self) -> Drafted:
        """What the file adds."""
        errors: list[UserError] = []
        identities = Identities(self._kind)
        seen: set[str] = set()
        for given in self._file.vouchers:
            if not given.rows:
                continue
            identity = _identity(given, identities)
            seen.add(clean(identity))
            try:
                self._take(given, identity)
            except UserError as error:
                errors.append(error)
        raise_all(errors)
        for booked in self._earlier:
            if booked.identity not in seen and _between(booked.identity, seen):
                self._correct(self._corrections.removed(booked))
        rows, booked_rows = len(self._file.vouchers), len(self._vouchers)
        return Drafted(tuple(self._vouchers), rows, booked_rows, self._known, tuple(self._findings))

    def _take(self, given: SieVoucher, identity: str) -> None:
        voucher = self._reader.voucher(given, identity)
        booked = self._earlier.get(identity)
        if booked is None:
            if voucher.lines:
                self._vouchers.append(voucher)
            return
        changed = self._corrections.changed(booked, voucher.lines, given.line)
        if changed is None:
            self._known += 1
        elif booked.day[:_MONTH] != given.date.isoformat()[:_MONTH]:
            # A number used again in another month is another voucher, not a change of this one.
            raise RowChangedError(self._source.place(given.line), booked.key)
        else:
            self._correct(changed)

    def _correct(self, corrected: tuple[Voucher, Finding] | None) -> None:
        if corrected is not None:
            self._vouchers.append(corrected[0])
            self._findings.append(corrected[1])


def _identity(voucher: SieVoucher, identities: Identities) -> str:
    if voucher.number:
        return identities.by_reference(str(voucher.date.year), voucher.series, voucher.number)
    rows = ";".join(f"{row.konto} {ledger_text(row.amount)}" for row in voucher.rows)
    return identities.by_content(voucher.series, voucher.date.isoformat(), voucher.text, rows)


def _between(identity: str, seen: Iterable[str]) -> bool:
    """Whether a booked number lies between two that the file has, in the same series: then the file lacks it."""
    series, number = _numbered(identity)
    others = [other for name, other in map(_numbered, seen) if name == series and other is not None]
    return number is not None and any(o < number for o in others) and any(o > number for o in others)


def _numbered(identity: str) -> tuple[str, int | None]:
    series, _colon, number = identity.rpartition(":")
    return series, int(number) if number.isascii() and number.isdigit() else None


@dataclass(frozen=True)
class _Reader:
    """Makes förbundets vouchers of the file's."""

    file: SieFile
    source: Source
    desk: Desk
    konto: Konto

    def voucher(self, given: SieVoucher, identity: str) -> Voucher:
        self.desk.check_year(given.date, self.source.place(given.line))
        text = mask(given.text or next((row.text for row in given.rows if row.text), ""))
        supplier = mask(self._supplier(given))
        meta = {
            **self.source.meta(given.line, identity),
            "reference": mask(f"{given.series}{given.number}") if given.number else "",
            "counterparty": supplier,
        }
        lines = self._lines(given)
        return Voucher(Book.ASSOCIATION, given.date, text, lines, payee=supplier or None, meta=filled(meta))

    def _lines(self, given: SieVoucher) -> tuple[Line, ...]:
        lines: list[Line] = []
        errors: list[UserError] = []
        for row in given.rows:
            place = self.source.place(row.line)
            try:
                resolved = self.konto.account(row, place)
                account = self.desk.account(Book.ASSOCIATION, resolved.account, place)
            except UserError as error:
                errors.append(error)
                continue
            if row.amount:
                lines.append(Line(account, row.amount, filled({"party": resolved.party, "site": resolved.site})))
        raise_all(errors)
        return tuple(lines)

    def _supplier(self, given: SieVoucher) -> str:
        objects = (o for row in given.rows for o in row.objects if o.dimension == _SUPPLIER)
        return next((self.file.objects.get((o.dimension, o.object), "") for o in objects), "")
