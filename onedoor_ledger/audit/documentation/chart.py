"""The charts of accounts: konto, name, when opened and closed, and what a posting there says without saying it."""

from __future__ import annotations

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import TITLES


def sheet(books: Books) -> Sheet:
    """A table per book."""
    return Sheet(
        id="chart",
        title=_("Chart of accounts"),
        subtitle=_("Konto follows Kommun-Bas; several accounts may share one, told apart by party, measure or place."),
        sections=tuple(
            Section(TITLES[book], (_table(book, sorted(books.charts[book].values(), key=_order)),)) for book in Book
        ),
    )


def _table(book: Book, accounts: list[Account]) -> Table:
    columns = (
        Column("konto", _("Konto")),
        Column("account", _("Account")),
        Column("opened", _("Opened"), "date"),
        Column("closed", _("Closed"), "date"),
        Column("party", _("Party")),
        Column("measure", _("Measure")),
        Column("site", _("Site")),
    )
    rows = tuple(
        Row(
            {
                "konto": account.konto,
                "account": account.name,
                "opened": account.opened,
                "closed": account.closed,
                "party": account.party,
                "measure": account.measure,
                "site": account.site,
            }
        )
        for account in accounts
    )
    shown = columns if book is Book.ASSOCIATION else columns[1:]
    return Table(f"chart_{book.value}", _("Accounts"), shown, rows)


def _order(account: Account) -> tuple[str, str]:
    return account.konto or "9999", account.name
