"""``rules/vat.toml``: the flat-rate parts of a claim for VAT."""

from __future__ import annotations

from onedoor_ledger.rulebook.errors import BadValueError, MissingKeyError
from onedoor_ledger.rulebook.model.vat import FlatRate, FlatRateKind, VatRules
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_WHOLE = 100


def vat_rules(file: RuleFile) -> VatRules:
    """The whole file; empty when there is none."""
    account = file.root.text_or("account", "") or ""
    rates = tuple(_rate(row) for row in file.root.tables("flat_rate"))
    if rates and not account:
        file.errors.append(MissingKeyError(file.place(()), "account"))
    return VatRules(account, rates)


def _rate(row: Table) -> FlatRate:
    percent = row.whole("percent")
    if percent > _WHOLE:
        row.fault(BadValueError(row.place("percent"), str(percent), _("Write whole per cent, such as 18.")))
    return FlatRate(
        id=row.id(),
        title=row.text("title"),
        kind=row.choice("kind", FlatRateKind),
        percent=percent,
        accounts=row.texts("accounts"),
        dated=row.dated(),
    )
