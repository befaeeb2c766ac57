"""What cannot be booked of an e-invoice that was read."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _


class InvoiceCurrencyError(UserError):
    """An invoice in foreign money."""

    code = "invoice-currency"

    def __init__(self, place: Place, currency: str) -> None:
        super().__init__(
            _("The invoice is in {currency}; the books are in SEK.").format(currency=quoted(currency)),
            remedy=_("Ask for an invoice in SEK, or book it by hand at the day's rate."),
            place=place,
        )


class InvoiceNotOursError(UserError):
    """An invoice made out to somebody else."""

    code = "invoice-not-ours"

    def __init__(self, place: Place, buyer: str, ours: str) -> None:
        super().__init__(
            _("The invoice is made out to “{buyer}”, not to {ours}.").format(buyer=quoted(buyer), ours=ours),
            remedy=_("Send it back; a claim on somebody else is not booked here."),
            place=place,
        )


class SupplierUnknownError(UserError):
    """A supplier whose cost account the rules do not say."""

    code = "invoice-supplier-unknown"

    def __init__(self, place: Place, supplier: str, references: Sequence[str], row: str) -> None:
        said = ", ".join(quoted(reference) for reference in references)
        super().__init__(
            _("No rule says on which account invoices from “{supplier}” are booked (reference: {references}).").format(
                supplier=quoted(supplier), references=said or "–"
            ),
            remedy=_("Once the invoice is approved, add this to rules/accounts.toml, with the account:") + f"\n  {row}",
            place=place,
        )


class InvoiceMeasureError(UserError):
    """A party's invoice of which nobody can say whether it is a requisition, and for what."""

    code = "invoice-party-unclear"

    def __init__(self, place: Place, party: str, codes: Sequence[str]) -> None:
        super().__init__(
            _("The invoice from {party} does not say what it is for.").format(party=party),
            remedy=_(
                "Ask for one with the insats ({codes}) as buyer's reference or accounting cost; or, if it is a "
                "purchase, add a [[supplier]] row in rules/accounts.toml."
            ).format(codes=", ".join(codes) or "–"),
            place=place,
        )
