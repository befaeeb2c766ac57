"""How konto numbers, dimensions, roles and texts become accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of ``rules/accounts.toml``: konto + dimensions to one account of the association's book.

    ``role`` names what the engine uses the account for; see :data:`ROLES`.
    """

    account: str
    konto: str
    role: str | None = None
    party: str | None = None
    parties: tuple[str, ...] = ()
    """Receiving parties whose requisitions for ``measure`` are booked here."""
    measure: str | None = None
    line: str | None = None
    """The budget line the account belongs to."""


ROLES: Mapping[str, str] = {
    "bank": "the transaction account at the bank",
    "tax_account": "skattekonto",
    "receivable": "a member's contribution due (per party)",
    "contribution": "contribution income (per party)",
    "prepaid_contribution": "contributions paid before they are called",
    "requisition_debt": "requisitions received and unpaid (per party)",
    "measure_cost": "cost of a measure, by receiving party",
    "accrued_measure": "measures' cost not yet requisitioned",
    "accrued_other": "other accrued cost",
    "repayment_claim": "what a party is to pay back",
    "repaid": "unused money of a closed year paid back",
    "advance": "advances to parties",
    "suppliers": "suppliers' invoices unpaid",
    "net_wages": "net wages to pay",
    "withheld_tax": "tax withheld",
    "employer_fee": "employer's fees to pay",
    "vat_refundable": "input VAT to be refunded",
    "vat_applied": "VAT refund applied for",
    "rounding": "öresavrundning",
    "interest_income": "interest received",
    "interest_cost": "interest paid",
    "bank_fee": "the bank's fees",
    "observation": "bank rows that match nothing yet",
    "opening_equity": "equity at the start",
}


@dataclass(frozen=True, slots=True)
class SiePosting:
    """How a SIE 4I file's konto becomes another: payroll's bank line becomes the net-wage debt (bookkeeping.md 2)."""

    kind: str
    """Which profile of SIE file the row is for: ``payroll``, ``invoices``, or ``vouchers`` of any other."""
    konto: str
    becomes: str


@dataclass(frozen=True, slots=True)
class BankText:
    """A bank row that says itself what it is: fees, interest, Skatteverket (``[[bank_text]]`` in accounts.toml)."""

    text: str
    """Found in the row's text or counterparty, whatever the case."""
    account: str
    direction: str = ""
    """``in``, ``out`` or, for both, ''."""
    party: str | None = None


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account number at the bank and the account of the books it is (``[[bank_account]]`` in accounts.toml)."""

    number: str
    """Letters and digits only: see :func:`bare`."""
    account: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """Where a supplier's e-invoices are booked (``[[supplier]]`` in accounts.toml); the first row that fits counts."""

    account: str
    orgnr: str = ""
    """``556016-0680``; never an enskild firma's, which is a person number: such a supplier is known by giro or name."""
    giro: str = ""
    """Bankgiro or plusgiro, letters and digits only."""
    name: str = ""
    reference: str = ""
    """Only invoices that state this reference of the buyer's; '' for any."""
    vat_is_cost: bool = False
    """Whether the VAT cannot be refunded and is cost."""


def bare(number: str) -> str:
    """An account number as it is compared: letters and digits, whatever stands between them."""
    return "".join(c for c in number.casefold() if c.isalnum())


@dataclass(frozen=True, slots=True)
class Accounts:
    """``rules/accounts.toml``: the map between konto numbers, dimensions, roles and accounts."""

    rows: tuple[AccountRow, ...]
    sie: tuple[SiePosting, ...]
    sie_dimensions: Mapping[str, str]
    """SIE dimension number to what it means here: ``measure``, ``party`` or ``site``."""
    sie_objects: Mapping[tuple[str, str], str]
    """(dimension number, object number) to an id of the rulebook."""
    bank_texts: tuple[BankText, ...] = ()
    """Bank rows that clear no debt but say what they are; the first that fits counts."""
    bank_accounts: tuple[BankAccount, ...] = ()
    """The numbers of förbundets own accounts; none: every statement is of the one account of role ``bank``."""

    suppliers: tuple[Supplier, ...] = ()

    def own_bank_account(self, number: str) -> str | None:
        """The account of the books that has ``number`` at the bank, None when it is nobody we know."""
        wanted = bare(number)
        return next((row.account for row in self.bank_accounts if row.number == wanted), None) if wanted else None

    def role(self, role: str, *, party: str | None = None, measure: str | None = None) -> str:
        """The one account of ``role`` (for ``party``, ``measure``).

        :raises onedoor_ledger.rulebook.errors.RoleError: when there is none or several.
        """
        from onedoor_ledger.rulebook.errors import RoleError

        found = [
            row.account
            for row in self.rows
            if row.role == role
            and (party is None or row.party == party or party in row.parties)
            and (measure is None or row.measure == measure)
        ]
        if len(found) != 1:
            raise RoleError(role, party=party, measure=measure, found=found)
        return found[0]
