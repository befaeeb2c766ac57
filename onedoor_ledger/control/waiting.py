"""What waits for somebody: bank rows nobody has explained, accruals without their reversal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book, warning
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def unexplained(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Rows on the observation account that no other row there takes back."""
    accounts = {row.account for row in rules.accounts.rows if row.role == "observation"}
    rows = [posting for posting in of_book(books, Book.ASSOCIATION) if posting.account in accounts]
    for posting in _open(rows):
        yield warning(
            "observation-open",
            _("{amount} kr on {day} waits on the observation account: {text}").format(
                amount=kronor(-posting.amount), day=posting.date, text=posting.narration
            ),
            posting,
            _("Find out what it is, and clear it with a voucher of its own."),
        )


def _open(rows: Sequence[Posting]) -> list[Posting]:
    """Rows that are not answered by one of the opposite amount, the same reference first."""
    left: list[Posting] = []
    for row in rows:
        answers = [other for other in left if other.amount == -row.amount]
        answer = next((other for other in answers if other.reference == row.reference), next(iter(answers), None))
        if answer is None:
            left.append(row)
        else:
            left.remove(answer)
    return left if sum(row.amount for row in left) else []


def accruals(books: Books) -> Iterator[Finding]:
    """Accruals that are not reversed the day after, each account by itself, or booked twice under one key."""
    keyed: dict[str, list[Posting]] = {}
    for posting in of_book(books, Book.ASSOCIATION):
        if posting.accrual:
            keyed.setdefault(posting.accrual, []).append(posting)
    for key, postings in keyed.items():
        rest: Counter[str] = Counter()
        for posting in postings:
            rest[posting.account] += posting.amount
        wrong = next((posting for posting in postings if rest[posting.account]), None)
        if wrong is not None:
            yield error(
                "accrual-not-reversed",
                _("The accrual {key} leaves {rest} kr on {account} after its reversal.").format(
                    key=key, rest=kronor(rest[wrong.account]), account=wrong.account
                ),
                wrong,
                _("An accrual and its reversal are written together: restore both from git, or book what is missing."),
            )
