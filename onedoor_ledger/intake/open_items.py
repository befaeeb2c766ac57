"""What is owed and due: debts and claims not yet cleared, each with what it can be recognised by.

A posting of the opposite sign on the same account clears, in this order: the item with its reference, the oldest of
exactly its amount, then the oldest. What is left over is an item of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.intake import names
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

DEBT_ROLES = (
    "receivable",
    "requisition_debt",
    "suppliers",
    "net_wages",
    "repayment_claim",
    "advance",
)
"""Accounts whose items a bank row may clear."""
CREDIT = "credit:"
"""What the identity of a supplier's credit note begins with."""


@dataclass(eq=False, slots=True)
class OpenItem:
    """A claim (``left`` above zero) or a debt (below), in öre; ``left`` sinks as it is cleared."""

    account: str
    role: str
    party: str
    date: dt.date
    reference: str
    service: str
    counterparty: str
    text: str
    voucher: str
    left: int
    is_credit: bool = False
    """Whether a supplier's credit note made it."""

    def answers(self, references: Collection[str]) -> bool:
        """Whether one of a bank row's references (folded by :func:`names.reference`) is this item's."""
        if self.reference and names.reference(self.reference) in references:
            return True
        return self.role == "suppliers" and not {names.reference(t) for t in names.tokens(self.text)}.isdisjoint(
            references
        )


class OpenItems:
    """The items open on some accounts, oldest first."""

    def __init__(self, items: list[OpenItem]) -> None:
        self._items = items

    @classmethod
    def of(cls, books: Books, rules: Rulebook, roles: Collection[str] = DEBT_ROLES) -> OpenItems:
        """What is open in ``books`` on the accounts of ``roles``."""
        accounts = {row.account: row.role for row in rules.accounts.rows if row.role in roles}
        items: dict[str, list[OpenItem]] = {account: [] for account in accounts}
        for posting in of_book(books, Book.ASSOCIATION, accounts):
            item = OpenItem(
                account=posting.account,
                role=accounts[posting.account] or "",
                party=posting.party,
                date=posting.date,
                reference=posting.reference,
                service=posting.service,
                counterparty=posting.counterparty or posting.payee,
                text=f"{posting.payee} {posting.narration}".strip(),
                voucher=posting.key,
                left=posting.amount,
                is_credit=posting.identity.startswith(CREDIT),
            )
            _settle(items[item.account], item)
        found = [item for account in accounts for item in items[account] if item.left]
        return cls(sorted(found, key=lambda item: item.date))

    def __iter__(self) -> Iterator[OpenItem]:
        return (item for item in self._items if item.left)

    def mark(self) -> list[int]:
        """What is left of each item now: to go back to when a try at matching fails."""
        return [item.left for item in self._items]

    def back(self, mark: list[int]) -> None:
        """Undo what was cleared since :meth:`mark`."""
        for item, left in zip(self._items, mark, strict=True):
            item.left = left

    def to_clear(self, amount: int) -> list[OpenItem]:
        """The items a bank row of ``amount`` (in to the account positive) can clear: claims if in, debts if out."""
        return [item for item in self if (item.left > 0) == (amount > 0)]


def _settle(items: list[OpenItem], new: OpenItem) -> None:
    """Let ``new`` clear earlier items of the other sign; keep what is left of it as an item."""
    for item in _clearing_order(items, new):
        if not new.left:
            break
        cleared = min(abs(new.left), abs(item.left))
        step = cleared if new.left > 0 else -cleared
        new.left -= step
        item.left += step
    if new.left:
        items.append(new)


def _clearing_order(items: list[OpenItem], new: OpenItem) -> list[OpenItem]:
    other = [
        i
        for i in items
        if i.left and (i.left > 0) != (new.left > 0) and i.party == new.party and not _another_supplier(i, new)
    ]
    return sorted(
        other,
        key=lambda i: (
            not (new.reference and i.answers({names.reference(new.reference)})),
            i.left != -new.left,
        ),
    )


def _another_supplier(one: OpenItem, other: OpenItem) -> bool:
    """Whether two items are known to be of two suppliers: one's credit note does not lower the other's debt."""
    if not other.is_credit or not one.counterparty or not other.counterparty:
        return False
    if one.reference and names.reference(one.reference) == names.reference(other.reference):
        return False
    return not names.same_name(one.counterparty, other.counterparty)
