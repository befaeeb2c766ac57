"""What can be wrong with an e-invoice."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _


class NotInvoiceError(UserError):
    """XML that is no invoice or credit note by Peppol BIS Billing 3."""

    code = "invoice-not-peppol"

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            _("This is no invoice or credit note by Peppol BIS Billing 3 but “{found}”.").format(found=quoted(found)),
            remedy=_("Ask the supplier for the invoice by Peppol BIS Billing 3, or register it by hand."),
            place=Place(name),
        )


class InvoiceFieldError(UserError):
    """A field of an invoice that is missing or cannot be read."""

    code = "invoice-field"

    def __init__(self, name: str, line: int | None, field: str, value: str) -> None:
        super().__init__(
            _("The invoice's field {field} cannot be read: “{value}”.").format(field=field, value=quoted(value))
            if value
            else _("The invoice lacks the field {field}.").format(field=field),
            remedy=_("Send the invoice back to the supplier with this message."),
            place=Place(name, line),
        )


class InvoiceRuleError(UserError):
    """An invoice that breaks a rule of EN 16931 or Sweden's rules in Peppol: the rule is named."""

    code = "invoice-rule"

    def __init__(self, name: str, rule: str, what: str) -> None:
        self.rule = rule
        super().__init__(
            _("The invoice breaks {rule}: {what}").format(rule=rule, what=what),
            remedy=_("Send the invoice back to the supplier with this message."),
            place=Place(name),
        )
