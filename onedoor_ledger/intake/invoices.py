"""E-invoices: cost net on the account the rules give the supplier, VAT to be refunded on its own, a debt to pay.

An invoice from a party that names an insats is its requisition (:mod:`.invoice_requisitions`). A supplier the rules do
not know is refused: which cost it is, is for the one who approves the invoice to say. An enskild firma's number is a
person's: it is never written; such a supplier is known by giro or name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.formats.ubl import rules as ubl_rules
from onedoor_ledger.formats.ubl.errors import InvoiceRuleError
from onedoor_ledger.formats.ubl.records import Invoice, InvoiceParty
from onedoor_ledger.intake import invoice_requisitions, names, narration, persons
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.invoice_errors import InvoiceCurrencyError, InvoiceNotOursError, SupplierUnknownError
from onedoor_ledger.intake.lines import filled, voucher_weight
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import kronor
from onedoor_ledger.privacy import PersonReason, holds_person_number, mask, organisation_number
from onedoor_ledger.rulebook.model import Supplier
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

_SEK = "SEK"
_BUYER_ACCOUNTS = ("AE", "K", "G")
"""VAT categories in which the buyer, not the seller, accounts for the VAT."""
_SWEDISH_SCHEME = "0007:"


def draft(invoice: Invoice, source: Source, desk: Desk) -> Drafted:
    """The voucher of one invoice.

    :raises UserErrors: every fatal rule it breaks.
    :raises PersonsError: its free texts hold a person number.
    :raises InvoiceCurrencyError: in other money.
    :raises InvoiceNotOursError: made out to somebody else.
    :raises SupplierUnknownError: the rules do not say where it is booked.
    :raises InvoiceMeasureError: from a party, and it does not say what for.
    """
    found = any(holds_person_number(text) for text in invoice.free_texts)
    persons.refuse_for(source, {PersonReason.NUMBER_CELL} if found else set())
    broken = ubl_rules.check(invoice)
    raise_all([InvoiceRuleError(source.file, b.rule, b.what) for b in broken if b.fatal])
    _check_ours(invoice, source, desk)
    findings = [
        _finding(f"invoice-{b.rule}", _("The invoice breaks {rule}: {what}").format(rule=b.rule, what=b.what), source)
        for b in broken
    ]
    claims = invoice_requisitions.claims(invoice, number_of(invoice.supplier), source, desk)
    if claims is not None:
        drafted = invoice_requisitions.book(claims, invoice, desk)
    else:
        drafted = _Clerk(invoice, source, desk).draft()
    notes = () if drafted.known else (*findings, *_notes(invoice, source))
    return Drafted(drafted.vouchers, 1, min(drafted.booked, 1), min(drafted.known, 1), (*notes, *drafted.findings))


def number_of(party: InvoiceParty) -> str:
    """The organisation number the invoice gives a party, ``556016-0680``; '' when none, or when it is a person's."""
    vat = party.vat_id.removeprefix("SE")
    endpoint = party.endpoint.removeprefix(_SWEDISH_SCHEME) if party.endpoint.startswith(_SWEDISH_SCHEME) else ""
    given = (party.legal_id, vat[:-2] if vat != party.vat_id else "", endpoint)
    return next((number for text in given if (number := organisation_number(text))), "")


def _check_ours(invoice: Invoice, source: Source, desk: Desk) -> None:
    if invoice.currency != _SEK:
        raise InvoiceCurrencyError(source.place(), invoice.currency)
    ours = desk.rules.association
    number = number_of(invoice.buyer)
    if number != organisation_number(ours.orgnr) and (number or not names.same_name(ours.name, invoice.buyer.name)):
        raise InvoiceNotOursError(source.place(), invoice.buyer.name, ours.name)
    desk.check_year(invoice.issued, source.place())
    if invoice.issued > desk.today:
        raise FutureDateError(source.place(), invoice.issued)


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Books one supplier's invoice."""

    invoice: Invoice
    source: Source
    desk: Desk

    def draft(self) -> Drafted:
        supplier = self._supplier()
        identity = self._identity()
        voucher = self._voucher(supplier, identity)
        if not voucher.lines:
            return Drafted((), 1, 0, 1, (_finding("invoice-zero", _("The invoice comes to nothing."), self.source),))
        if self.desk.known.holds(identity, voucher_weight(voucher), self.source.place()):
            return Drafted((), 1, 0, 1)
        already = self._already()
        if already:
            return Drafted((), 1, 0, 1, (_already_booked(already, self.source),))
        self.desk.known.add(identity, voucher_weight(voucher))
        return Drafted((voucher,), 1, 1, 0, tuple(self._giro_differs(supplier)))

    def _supplier(self) -> Supplier:
        number, invoice = number_of(self.invoice.supplier), self.invoice
        said = {names.fold(text) for text in (*invoice.references, *(line.cost for line in invoice.lines))}
        for row in self.desk.rules.accounts.suppliers:
            if row.orgnr:
                fits = row.orgnr == number
            elif row.giro:
                fits = row.giro == invoice.giro
            else:
                fits = names.same_name(row.name, invoice.supplier.name)
            if fits and (not row.reference or names.fold(row.reference) in said):
                return row
        raise SupplierUnknownError(
            self.source.place(), invoice.supplier.name, invoice.references, self._row_to_add(number)
        )

    def _row_to_add(self, number: str) -> str:
        """The rule that is missing, ready but for the account."""
        key, value = ("orgnr", number) if number else ("giro", self.invoice.giro)
        if not value:
            key, value = "name", mask(self.invoice.supplier.name)
        text = value.replace('"', "")
        return f'[[supplier]]\n  {key} = "{text}"\n  account = "Kostnader:…"'

    def _identity(self) -> str:
        invoice = self.invoice
        supplier = number_of(invoice.supplier) or invoice.giro or names.fold(mask(invoice.supplier.name))
        kind = "credit" if invoice.credit else "invoice"
        return Identities(kind).by_reference(supplier, mask(invoice.number))

    def _voucher(self, supplier: Supplier, identity: str) -> Voucher:
        invoice, desk, place = self.invoice, self.desk, self.source.place()
        name, number = mask(invoice.supplier.name), mask(invoice.number)
        totals = invoice.totals
        vat = 0 if supplier.vat_is_cost else invoice.tax
        amounts = (
            (desk.account(Book.ASSOCIATION, supplier.account, place), totals.inclusive - vat),
            (desk.role("vat_refundable", place), vat),
            (desk.role("rounding", place), totals.rounding),
            (desk.role("suppliers", place), -totals.inclusive - totals.rounding),
        )
        meta = {
            **self.source.meta(1, identity),
            "reference": mask(self._reference()),
            "counterparty": name,
            "due": invoice.due.isoformat() if invoice.due else "",
            "giro": invoice.giro,
        }
        says = narration.credit_note if totals.payable < 0 else narration.invoice
        return Voucher(
            book=Book.ASSOCIATION,
            date=invoice.issued,
            payee=name,
            narration=says(number),
            lines=tuple(Line(account, amount) for account, amount in amounts if amount),
            meta=filled(meta),
        )

    def _reference(self) -> str:
        """What the debt is known by: what the bank will show; of a credit note, the invoice it lowers."""
        invoice = self.invoice
        return invoice.corrects[0] if invoice.totals.payable < 0 and invoice.corrects else invoice.payment_reference

    def _already(self) -> str:
        """The voucher that holds the invoice from another system (SIE, by hand), '' when none does."""
        invoice = self.invoice
        suppliers = self.desk.rules.accounts.role("suppliers")
        owed = -invoice.totals.inclusive - invoice.totals.rounding
        wanted = {names.reference(mask(invoice.number)), names.reference(mask(invoice.payment_reference))}
        for posting in of_book(self.desk.books, Book.ASSOCIATION, [suppliers]):
            said = f"{posting.reference} {posting.narration}"
            given = {names.reference(posting.reference), *(names.reference(token) for token in names.tokens(said))}
            named = posting.counterparty or posting.payee or posting.narration
            if (
                posting.amount == owed
                and wanted & given
                and (names.same_name(named, invoice.supplier.name) or names.mentions(named, invoice.supplier.name))
            ):
                return posting.key
        return ""

    def _giro_differs(self, supplier: Supplier) -> Iterator[Finding]:
        """A known supplier that wants its money elsewhere: the commonest invoice fraud."""
        if supplier.giro and self.invoice.giro != supplier.giro:
            yield _finding(
                "invoice-giro",
                _("The invoice is to be paid to {giro}, but the rules have {known} for {supplier}.").format(
                    giro=self.invoice.giro or "–", known=supplier.giro, supplier=mask(self.invoice.supplier.name)
                ),
                self.source,
                _("Call the supplier at a number you already have before anything is paid."),
            )


def _notes(invoice: Invoice, source: Source) -> Iterator[Finding]:
    if invoice.totals.prepaid:
        yield _finding(
            "invoice-prepaid",
            _("{amount} of the invoice is paid already, it says.").format(amount=kronor(invoice.totals.prepaid)),
            source,
            _("Find that payment; the debt is booked in full and the payment clears its part."),
        )
    if any(rate.category in _BUYER_ACCOUNTS for rate in invoice.vat):
        yield _finding(
            "invoice-reverse-charge",
            _("The buyer accounts for the VAT of this invoice; it is booked without."),
            source,
            _("Account for the VAT yourselves, in the return to Skatteverket."),
        )
    if invoice.attachments:
        yield Finding(
            "invoice-attachments",
            Severity.NOTE,
            _("The invoice has {count} files inside, which nobody has read.").format(count=invoice.attachments),
            place=source.place(),
            remedy=_("Look that they hold no data on individuals."),
        )


def _already_booked(voucher: str, source: Source) -> Finding:
    return Finding(
        "invoice-known",
        Severity.NOTE,
        _("The invoice is booked already, from another system, as {voucher}.").format(voucher=voucher),
        place=source.place(),
    )


def _finding(rule: str, message: str, source: Source, remedy: str = "") -> Finding:
    return Finding(rule, Severity.WARNING, message, place=source.place(), remedy=remedy)
