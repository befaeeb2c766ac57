"""Costs without evidence: a voucher is no better than the document it rests on (BFL 5:6-5:7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.texts import _, ngettext
from onedoor_ledger.voucher import Book

_RESTS_ON = ("document", "evidence")
_FOLLOWS_FROM = ("accrual", "reverses", "corrects")
"""What is made from other vouchers rests on what they rest on."""
_SHOWN = 6


def costs_without_evidence(books: Books) -> Iterator[Finding]:
    """Vouchers of förbundets book with a cost and nothing that says where its evidence is: a remark per month."""
    months: dict[str, list[tuple[str, Place]]] = {}
    for entry in books.entries.get(Book.ASSOCIATION, ()):
        if type(entry).__name__ == "Transaction" and _is_cost(entry) and not _has(entry):
            lineno = int(entry.meta.get("lineno") or 0)
            place = Place(f"ledger/association/{entry.date:%Y/%m}.beancount", lineno or None)
            months.setdefault(f"{entry.date:%Y-%m}", []).append((str(entry.meta.get("voucher") or entry.date), place))
    for month, found in sorted(months.items()):
        names = ", ".join(name for name, _place in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        yield warning(
            "cost-without-evidence",
            ngettext(
                "One voucher of {month} has a cost and no evidence: {vouchers}.",
                "{n} vouchers of {month} have a cost and no evidence: {vouchers}.",
                len(found),
            ).format(n=len(found), month=month, vouchers=names),
            found[0][1],
            _("Book from the document (onedoor import), or give new vouchers “evidence”: where the paper lies."),
        )


def _is_cost(entry: Any) -> bool:  # noqa: ANN401 - beancount's Transaction
    return any(posting.account.startswith("Kostnader:") for posting in entry.postings)


def _has(entry: Any) -> bool:  # noqa: ANN401 - beancount's Transaction
    metas: tuple[Mapping[str, Any], ...] = (entry.meta, *(posting.meta or {} for posting in entry.postings))
    return any(meta.get(key) for meta in metas for key in (*_RESTS_ON, *_FOLLOWS_FROM))
