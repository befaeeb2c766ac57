"""``rules/accounts.toml``: konto + dimensions to one account, roles, and what a bank row's text means."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.privacy import mask, organisation_number
from onedoor_ledger.rulebook.errors import BadValueError, MissingKeyError
from onedoor_ledger.rulebook.model import ROLES, AccountRow, Accounts, BankAccount, BankText, SiePosting, Supplier, bare
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_SIE_KINDS = ("payroll", "invoices", "vouchers")
_DIMENSIONS = ("measure", "party", "site")


def accounts(file: RuleFile) -> Accounts:
    """The whole file."""
    root = file.root
    root.text("source")
    dimensions = root.table("sie_dimensions")
    return Accounts(
        rows=tuple(_row(row) for row in root.tables("account")),
        sie=tuple(
            SiePosting(row.word("kind", _SIE_KINDS), _konto(row, "konto"), _konto(row, "becomes"))
            for row in root.tables("sie_posting")
        ),
        sie_dimensions={number: dimensions.word(number, _DIMENSIONS) for number in dimensions},
        sie_objects=_objects(root.table("sie_objects")),
        bank_texts=tuple(_bank_text(row) for row in root.tables("bank_text")),
        bank_accounts=tuple(
            BankAccount(bare(row.text("number")), row.text("account")) for row in root.tables("bank_account")
        ),
        suppliers=tuple(_supplier(row) for row in root.tables("supplier")),
    )


def _row(row: Table) -> AccountRow:
    return AccountRow(
        account=row.text("account"),
        konto=_konto(row, "konto"),
        role=row.word("role", tuple(ROLES)) if "role" in row else None,
        party=row.text_or("party"),
        parties=row.texts("parties"),
        measure=row.text_or("measure"),
        line=row.text_or("line"),
    )


def _konto(row: Table, key: str) -> str:
    konto = row.text(key)
    if konto and not (konto.isascii() and konto.isdigit()):
        row.fault(BadValueError(row.place(key), konto, _('Write the number of the account, such as "1941".')))
    return konto


def _objects(table: Table) -> Mapping[tuple[str, str], str]:
    objects: dict[tuple[str, str], str] = {}
    for dimension in table:
        row = table.table(dimension)
        objects |= {(dimension, code): row.text(code) for code in row}
    return objects


def _supplier(row: Table) -> Supplier:
    number = row.text_or("orgnr", "") or ""
    orgnr = organisation_number(number) or ""
    if number and not orgnr:
        remedy = _("Write an organisation number; know an enskild firma by its giro or name instead.")
        row.fault(BadValueError(row.place("orgnr"), mask(number), remedy))
    found = Supplier(
        account=row.text("account"),
        orgnr=orgnr,
        giro=bare(row.text_or("giro", "") or ""),
        name=row.text_or("name", "") or "",
        reference=row.text_or("reference", "") or "",
        vat_is_cost=row.yes("vat_is_cost", default=False),
    )
    if not (number or found.giro or found.name):
        row.fault(MissingKeyError(row.place(), "orgnr"))
    return found


def _bank_text(row: Table) -> BankText:
    return BankText(
        text=row.text("text"),
        account=row.text("account"),
        direction=row.word("direction", ("in", "out")) if "direction" in row else "",
        party=row.text_or("party"),
    )
