"""Money that only passes förbundets account (bookkeeping.md section 1, case D): in and out gross, never its own.

It stands on konto 2891 *medel för annans räkning* and is zero at the end of each quarter; it is neither income nor
cost, or what the parties share would be counted as förbundets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, by_voucher, error, of_book, warning
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import ledger_text
from onedoor_ledger.period import quarter_of
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

KONTO = "2891"
_OWN = ("Intäkter:", "Kostnader:")


def others_money(books: Books) -> Iterator[Finding]:
    """Quarters that end with others' money left, what is left now, and vouchers that book it as income or cost."""
    postings = list(of_book(books, Book.ASSOCIATION))
    rows = [posting for posting in postings if posting.konto == KONTO]
    if not rows:
        return
    yield from _left(rows, max(posting.date for posting in postings))
    touched = {posting.key for posting in rows}
    for own in by_voucher(posting for posting in postings if posting.key in touched).values():
        wrong = next((posting for posting in own if posting.account.startswith(_OWN)), None)
        if wrong is not None:
            yield error(
                "others-money-as-own",
                _("{voucher} books others' money on konto {konto} as income or cost on {account}.").format(
                    voucher=wrong.voucher, konto=KONTO, account=wrong.account
                ),
                wrong,
                _("What passes through for others is in and out on konto {konto}, and nothing else.").format(
                    konto=KONTO
                ),
            )


def _left(rows: Sequence[Posting], last: dt.date) -> Iterator[Finding]:
    """A remark for each quarter's end since the first row with money left, and for the books' last day."""
    remedy = _("Pay it on: it is in and out gross, and zero at a period's end.")
    end = quarter_of(min(row.date for row in rows)).end
    while end < last:
        here = [row for row in rows if row.date <= end]
        if rest := sum(row.amount for row in here):
            text = _("Konto {konto} held {amount} kr of others' money on {day}, the end of a quarter.")
            told = text.format(konto=KONTO, amount=ledger_text(-rest), day=end)
            yield warning("others-money-at-end", told, here[-1], remedy)
        end = quarter_of(end + dt.timedelta(days=1)).end
    if rest := sum(row.amount for row in rows):
        text = _("Konto {konto} holds {amount} kr of others' money.")
        yield warning("others-money", text.format(konto=KONTO, amount=ledger_text(-rest)), rows[-1], remedy)
