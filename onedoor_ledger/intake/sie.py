"""SIE 4I from the payroll system and the invoice system: debts, in förbundets own accounts.

Payroll's bank line becomes the net-wage debt, which the bank file clears (bookkeeping.md section 2): a wage is cost
once. The sender's own series and number are kept as reference; people in free texts are masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import Finding, Severity, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.formats.records import SieFile, SieVoucher
from onedoor_ledger.intake.booking_errors import SieKindError, SieTypeError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.konto import Konto
from onedoor_ledger.intake.lines import filled, voucher_weight
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.money import ledger_text
from onedoor_ledger.privacy import mask
from onedoor_ledger.rulebook.model import Accounts
from onedoor_ledger.voucher import Book, Line, Voucher

_SUPPLIER = "9"
"""The SIE standard's dimension for suppliers (formats.md 1.3)."""


def kind(file: SieFile, accounts: Accounts, source: Source) -> str:
    """``payroll`` or ``invoices``: the one kind whose konto stands in every voucher.

    :raises SieTypeError: when the file is no import file.
    :raises SieKindError: when no kind fits, or several do.
    """
    if file.type != "4I":
        raise SieTypeError(source.place(), file.type)
    kinds = dict.fromkeys(row.kind for row in accounts.sie)
    fitting = [k for k in kinds if _fits(file.vouchers, {row.konto for row in accounts.sie if row.kind == k})]
    if len(fitting) != 1:
        raise SieKindError(source.place(), file.program)
    return fitting[0]


def _fits(vouchers: Sequence[SieVoucher], kontos: set[str]) -> bool:
    return all(any(row.konto in kontos for row in voucher.rows) for voucher in vouchers)


def draft(file: SieFile, kind: str, source: Source, desk: Desk) -> Drafted:
    """The vouchers of the file.

    :raises UserErrors: every row that cannot be booked.
    """
    vouchers: list[Voucher] = []
    errors: list[UserError] = []
    reader = _Reader(file, source, desk, Konto(desk.rules, kind))
    identities = Identities(f"sie-{kind}")
    old = 0
    for given in file.vouchers:
        identity = _identity(given, identities)
        try:
            voucher = reader.voucher(given, identity)
            if desk.known.holds(identity, voucher_weight(voucher), source.place(given.line)):
                old += 1
                continue
        except UserError as error:
            errors.append(error)
            continue
        desk.known.add(identity, voucher_weight(voucher))
        vouchers.append(voucher)
    raise_all(errors)
    findings = tuple(Finding("sie-warning", Severity.WARNING, text, place=source.place()) for text in file.warnings)
    return Drafted(tuple(vouchers), len(file.vouchers), len(vouchers), old, findings)


def _identity(voucher: SieVoucher, identities: Identities) -> str:
    if voucher.number:
        return identities.by_reference(str(voucher.date.year), voucher.series, voucher.number)
    rows = ";".join(f"{row.konto} {ledger_text(row.amount)}" for row in voucher.rows)
    return identities.by_content(voucher.series, voucher.date.isoformat(), voucher.text, rows)


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
                lines.append(Line(account, row.amount, filled({"party": resolved.party})))
        raise_all(errors)
        return tuple(lines)

    def _supplier(self, given: SieVoucher) -> str:
        objects = (o for row in given.rows for o in row.objects if o.dimension == _SUPPLIER)
        return next((self.file.objects.get((o.dimension, o.object), "") for o in objects), "")
