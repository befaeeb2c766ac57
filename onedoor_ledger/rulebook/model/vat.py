"""Flat-rate parts of the refund of VAT to a kommun or förbund (MEL 2005:807, domain.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.rulebook.model.dated import Dated


class FlatRateKind(StrEnum):
    """What a rate is taken of."""

    COST = "cost"
    """The whole cost, where the premises are not told apart."""
    PREMISES = "premises"
    """The part of a cost that is premises."""
    REST = "rest"
    """What is left of a cost when its premises are told apart."""
    RENT = "rent"
    """Some rents."""


@dataclass(frozen=True, slots=True)
class FlatRate:
    """A row ``[[flat_rate]]`` of ``rules/vat.toml``: so many per cent of what is booked on some accounts."""

    id: str
    title: str
    kind: FlatRateKind
    percent: int
    accounts: tuple[str, ...]
    """Accounts, or beginnings of them that end in a colon."""
    dated: Dated

    def holds(self, account: str) -> bool:
        """Whether the rate is taken of what is booked on ``account``."""
        return any(account == name or (name.endswith(":") and account.startswith(name)) for name in self.accounts)


@dataclass(frozen=True, slots=True)
class VatRules:
    """``rules/vat.toml``, which a förbund without flat-rate claims does without."""

    account: str = ""
    """Where flat-rate claims are booked, apart from refundable VAT (konto 1683); '' when none are."""
    flat_rates: tuple[FlatRate, ...] = ()
