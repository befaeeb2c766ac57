"""A debt that comes after its payment looks at the observation account first (contracts.md section 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.intake import names, narration
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.lines import filled
from onedoor_ledger.intake.open_items import OpenItem, OpenItems
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book, Line, Voucher


def cleared(before: Books, desk: Desk) -> tuple[Voucher, ...]:
    """Vouchers that move observed bank rows to the debts and claims that are new in ``desk.books``.

    :param before: the books without the batch: what waits, and which debts are old.
    """
    waiting = list(OpenItems.of(before, desk.rules, ("observation",)))
    if not waiting:
        return ()
    old = {p.key for p in of_book(before, Book.ASSOCIATION)}
    fresh = [item for item in OpenItems.of(desk.books, desk.rules) if item.voucher not in old]
    vouchers: list[Voucher] = []
    for item in fresh:
        found = _answer(item, waiting, desk.rules)
        if found is None:
            continue
        waiting.remove(found)
        vouchers.append(_voucher(item, found))
    return tuple(vouchers)


def _answer(item: OpenItem, waiting: Sequence[OpenItem], rules: Rulebook) -> OpenItem | None:
    """The observed row of the same amount with the item's reference, else with its counterparty."""
    # what was paid out waits as a debit, what a debt is left with is a credit
    same = [row for row in waiting if row.left == -item.left]
    by_reference = [row for row in same if item.answers(_references(row))]
    by_name = [row for row in same if _counterparty(item, row, rules)]
    return next(iter(by_reference or by_name), None)


def _references(row: OpenItem) -> frozenset[str]:
    found = {names.reference(t) for t in (row.reference, *names.tokens(f"{row.reference} {row.text}"))}
    return frozenset(found - {""})


def _counterparty(item: OpenItem, row: OpenItem, rules: Rulebook) -> bool:
    if not row.counterparty:
        return False
    participant = next((p for p in rules.participants if p.id == item.party), None)
    if participant is not None:
        return names.is_participant(participant, row.counterparty, "")
    if item.counterparty:
        return names.same_name(item.counterparty, row.counterparty)
    return names.mentions(item.text, row.counterparty)


def _voucher(item: OpenItem, row: OpenItem) -> Voucher:
    observed = filled({"reference": row.reference, "counterparty": row.counterparty})
    debt = filled({"reference": item.reference, "service": item.service, "party": item.party})
    day: dt.date = max(item.date, row.date)
    return Voucher(
        book=Book.ASSOCIATION,
        date=day,
        payee=row.counterparty or None,
        narration=narration.observation_cleared(row.text),
        lines=(Line(item.account, -item.left, debt), Line(row.account, -row.left, observed)),
    )
