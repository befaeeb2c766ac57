"""Whose debt: the line through the front door (bookkeeping.md section 1).

Förbundets book holds nothing that the parties owe each other, and the parties' book balances for each party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import _

if TYPE_CHECKING:
    from beancount.core.data import Transaction

SETTLEMENT = frozenset({"Avräkning", "Avräknat"})
"""The component of accounts that hold what one party owes another: at home in the parties' book only."""
_PARTY_BALANCES = ("15", "16", "17", "24", "28", "29")
"""Kommun-Bas groups for what förbundet owes a party or has to get from it."""


def debts_between_parties(
    transactions: Iterable[Transaction], accounts: Mapping[str, Mapping[str, Any]]
) -> Iterator[BookError]:
    """Vouchers of förbundets book that move a debt from one party to another, or stand on a settlement account.

    A voucher whose every posting is a claim on, or a debt to, a party, and that names more than one party, is money
    that förbundet neither earned, spent, paid nor received: it is a matter between the parties.

    :param accounts: metadata of each account's ``open``.
    """
    for transaction in transactions:
        on_settlement = any(SETTLEMENT & set(posting.account.split(":")) for posting in transaction.postings)
        if on_settlement or len(_only_parties(transaction, accounts)) > 1:
            yield BookError(
                transaction.meta,
                _("{voucher} books what the parties owe each other.").format(voucher=named(transaction)),
                transaction,
                "debt-between-parties",
                _("Such debts are bilateral and stand in the parties' book (BFL 1:2 p. 7)."),
            )


def unbalanced_parties(transactions: Iterable[Transaction]) -> Iterator[BookError]:
    """Vouchers of the parties' book that do not balance for each party (the second part of the account's name)."""
    for transaction in transactions:
        rest: dict[str, Decimal] = {}
        for posting in transaction.postings:
            if posting.units is not None and posting.units.number is not None:
                party = posting.account.split(":")[1]
                rest[party] = rest.get(party, Decimal(0)) + posting.units.number
        if wrong := {party: left for party, left in rest.items() if left}:
            told = ", ".join(f"{party} {left}" for party, left in wrong.items())
            yield BookError(
                transaction.meta,
                _("{voucher} does not balance for each party: {told}.").format(voucher=named(transaction), told=told),
                transaction,
                "party-unbalanced",
                _("What a party bears and what it owes or puts in are equal, for each party on its own."),
            )


def _only_parties(transaction: Transaction, accounts: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The parties a voucher is about when it is about nothing but claims and debts; else empty."""
    parties: set[str] = set()
    for posting in transaction.postings:
        opened = accounts.get(posting.account, {})
        konto = str(opened.get("konto") or "")
        party = str((posting.meta or {}).get("party") or opened.get("party") or "")
        if not party or not konto.startswith(_PARTY_BALANCES):
            return set()
        parties.add(party)
    return parties
