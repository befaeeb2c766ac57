"""Every konto of förbundets chart falls in exactly one row of its statements (LKBR 5:2, 6:2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import error
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.rulebook.model import Rulebook, StatementKind
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_ROWS = Place("rules/statements.toml")


def konto_in_one_row(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Konto that no row of the statements holds though something is booked on it, or that several rows hold.

    Nothing is said where the rules have no rows for the books' last day.
    """
    last = books.postings["date"].max()
    day = last.date() if len(books.postings) else dt.date(rules.association.first_year, 12, 31)
    rows = [r for r in rules.statement_rows if r.dated.covers(day) and r.statement is not StatementKind.KF]
    if not rows:
        return
    booked = set(books.postings["account"].unique())
    told: set[str] = set()
    for account in books.charts.get(Book.ASSOCIATION, {}).values():
        if account.konto in told:
            continue
        held = [row for row in rows if row.holds(account.konto)]
        if not held and account.name not in booked:
            continue
        told.add(account.konto)
        if not held:
            yield error(
                "konto-without-row",
                _("Konto {konto} ({account}) stands in no row of the statements.").format(
                    konto=account.konto or "–", account=account.name
                ),
                _ROWS,
                _("Add it to the row it belongs to: the statements would else not balance."),
            )
        elif len(held) > 1:
            yield error(
                "konto-in-two-rows",
                _("Konto {konto} ({account}) stands in several rows of the statements: {rows}.").format(
                    konto=account.konto, account=account.name, rows=", ".join(row.id for row in held)
                ),
                _ROWS,
                _("Let one row hold it: it would else be counted twice."),
            )
