"""What must hold in one book by itself: checked by the plugin at every reading, and by ``onedoor check``.

No pandas here: Fava and bean-check load this with every ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from onedoor_ledger.control import amounts, bearers, directives, files, numbering, sealed
from onedoor_ledger.control.violation import BookError
from onedoor_ledger.voucher import Book


def findings(entries: Sequence[Any], book: Book, options: Mapping[str, Any]) -> list[BookError]:
    """Everything that is wrong in ``book``, files first, then in the order of its entries within each control.

    :param entries: beancount's directives, booked.
    :param options: beancount's options of the book; headers are checked in the files it names.
    """
    from beancount.core.data import Open, Transaction

    transactions = [entry for entry in entries if isinstance(entry, Transaction)]
    found = [
        *files.wrong_options(options, book),
        *files.wrong_files(options, book),
        *files.misplaced(transactions, options),
        *directives.wrong_directives(entries),
        *directives.wrong_metadata(entries),
        *directives.missing_documents(entries, transactions),
        *amounts.wrong_amounts(transactions, book),
        *numbering.wrong_numbers(transactions, book),
        *sealed.broken_seals(entries, book, options),
    ]
    if options.get("tolerance_multiplier") != Decimal(0):
        found += amounts.unbalanced(transactions)
    opened = [entry for entry in entries if isinstance(entry, Open)]
    if book is Book.ASSOCIATION:
        found += directives.without_konto(opened)
        found += bearers.debts_between_parties(transactions, {entry.account: entry.meta for entry in opened})
    elif book is Book.PARTIES:
        found += bearers.unbalanced_parties(transactions)
    return found
