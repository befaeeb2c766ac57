"""What every intake job has before it: the rules, the books so far, the rows known, and which day it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake.errors import AccountMissingError, YearOutsideError
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book


@dataclass(frozen=True)
class Desk:
    """``books`` are the ledgers with the batch's earlier vouchers in them; ``known`` grows as rows are booked."""

    rules: Rulebook
    books: Books
    known: Known
    today: dt.date

    def with_books(self, books: Books) -> Desk:
        """The same desk over ``books``."""
        return replace(self, books=books)

    def account(self, book: Book, account: str, place: Place) -> str:
        """``account``, when the book's chart has it.

        :raises AccountMissingError: when it has not.
        """
        if account not in self.books.charts[book]:
            raise AccountMissingError(place, account, book.value)
        return account

    def role(self, role: str, place: Place, *, party: str | None = None, measure: str | None = None) -> str:
        """The association's account of ``role``, when the chart has it.

        :raises onedoor_ledger.rulebook.errors.RoleError: when the rules name none or several.
        :raises AccountMissingError: when the chart lacks it.
        """
        account = self.rules.accounts.role(role, party=party, measure=measure)
        return self.account(Book.ASSOCIATION, account, place)

    def check_year(self, day: dt.date, place: Place) -> None:
        """Refuse a day in a year that the books do not hold.

        :raises YearOutsideError: before the first year, or after this one.
        """
        first, last = self.rules.association.first_year, self.today.year
        if not first <= day.year <= last:
            raise YearOutsideError(place, day, first, last)
