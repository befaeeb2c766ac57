"""Which debt or claim a bank row clears: by reference, by amount and counterparty, by an amount only one can have.

In that order (contracts.md section 3); what none of them settles beyond doubt is left to the observation account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.formats.records import BankDetail, BankEntry
from onedoor_ledger.intake import names
from onedoor_ledger.intake.open_items import OpenItem, OpenItems
from onedoor_ledger.rulebook.model import Rulebook

EARLIEST = dt.timedelta(days=75)
LATEST = dt.timedelta(days=10)
"""An amount alone speaks for an item dated at most so long before the bank row, or so shortly after it."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """So many öre of an item, with the item's sign; an ``item`` of None is what no item answers for."""

    item: OpenItem | None
    amount: int


def match(detail: BankDetail, booked: dt.date, items: OpenItems, rules: Rulebook, *, sure: bool) -> list[Clearing]:
    """What ``detail`` clears, empty when nothing; amounts sum to the detail's.

    :param sure: only by reference or by amount and counterparty; otherwise also by an amount only one item can have.
    """
    candidates = items.to_clear(detail.amount)
    if not candidates:
        return []
    return (
        _by_reference(detail, candidates, rules)
        or _by_counterparty(detail, candidates, rules)
        or ([] if sure else _by_amount(detail, booked, candidates, rules))
    )


def by_reference(detail: BankDetail, items: OpenItems, rules: Rulebook) -> bool:
    """Whether a debt or claim says one of ``detail``'s references and is of exactly its amount."""
    cleared = _by_reference(detail, items.to_clear(detail.amount), rules)
    return bool(cleared) and all(c.item is not None and c.amount == c.item.left for c in cleared)


def references(detail: BankDetail) -> frozenset[str]:
    """A bank row's references, and what in its text may be one, as they are compared."""
    given = {names.reference(r) for r in detail.references}
    inside = {names.reference(t) for text in (*detail.references, detail.text) for t in names.tokens(text)}
    return frozenset((given | inside) - {""})


def _by_reference(detail: BankDetail, candidates: Sequence[OpenItem], rules: Rulebook) -> list[Clearing]:
    given = references(detail)
    named = [item for item in candidates if item.answers(given)]
    if len({(item.account, item.party) for item in named}) > 1:
        named = [item for item in named if _is_counterparty(item, detail, rules)]
    if len({(item.account, item.party) for item in named}) != 1:
        return []
    return _spread(detail.amount, named)


def _by_counterparty(detail: BankDetail, candidates: Sequence[OpenItem], rules: Rulebook) -> list[Clearing]:
    own = [item for item in candidates if _is_counterparty(item, detail, rules)]
    exact = [item for item in own if item.left == detail.amount]
    if exact:
        return [Clearing(exact[0], detail.amount)]
    if len({item.account for item in own}) != 1:
        return []
    if own[0].role == "receivable":
        return _spread(detail.amount, own)
    total = 0
    for count, item in enumerate(own, start=1):
        total += item.left
        if total == detail.amount:
            return _spread(detail.amount, own[:count])
    return []


def _by_amount(detail: BankDetail, booked: dt.date, candidates: Sequence[OpenItem], rules: Rulebook) -> list[Clearing]:
    """The one item of exactly this amount; or all wages at once, which banks book as one withdrawal."""
    near = [
        item
        for item in candidates
        if booked - EARLIEST <= item.date <= booked + LATEST and not _is_somebody_else(item, detail, rules)
    ]
    exact = [item for item in near if item.left == detail.amount]
    if exact:
        return [Clearing(exact[0], detail.amount)] if len(exact) == 1 else []
    wages = [item for item in near if item.role == "net_wages"]
    return _spread(detail.amount, wages) if sum(item.left for item in wages) == detail.amount else []


def _spread(amount: int, items: Sequence[OpenItem]) -> list[Clearing]:
    """``amount`` over ``items``, oldest first; more than all of them leaves a rest that no item answers for."""
    clearings: list[Clearing] = []
    for item in items:
        if not amount:
            break
        part = item.left if abs(item.left) <= abs(amount) else amount
        clearings.append(Clearing(item, part))
        amount -= part
    if amount:
        clearings.append(Clearing(None, amount))
    return clearings


def _is_counterparty(item: OpenItem, detail: BankDetail, rules: Rulebook) -> bool:
    participant = next((p for p in rules.participants if p.id == item.party), None)
    if participant is not None:
        return names.is_participant(participant, detail.counterparty, detail.counterparty_id)
    if not detail.counterparty:
        return False
    if item.counterparty:
        return names.same_name(item.counterparty, detail.counterparty)
    return names.mentions(item.text, detail.counterparty)


def _is_somebody_else(item: OpenItem, detail: BankDetail, rules: Rulebook) -> bool:
    """Whether the bank names a counterparty that the item contradicts."""
    if not detail.counterparty and not detail.counterparty_id:
        return False
    if item.party or item.counterparty:
        return not _is_counterparty(item, detail, rules)
    return any(names.is_participant(p, detail.counterparty, detail.counterparty_id) for p in rules.participants)


def whole(entry: BankEntry) -> BankDetail:
    """The entry as one payment: wages paid one by one clear the one debt that the payroll file made."""
    references = tuple(dict.fromkeys(r for d in entry.details for r in d.references))
    return BankDetail(entry.amount, references, "", "", entry.text)
