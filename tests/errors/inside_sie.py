"""The message of an export that needs something booked first."""

from __future__ import annotations

from onedoor_ledger.accounts.sie_export import sie_file
from onedoor_ledger.books import preview
from onedoor_ledger.books.load import load
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.errors.inside_books import BY, TODAY
from tests.tiny.booking import BANK, voucher


def konto_missing(workspace: Workspace) -> None:
    books = load(workspace)
    rent = voucher("2026-09-01", ("Kostnader:Kansli:Lokalhyra", 100), (BANK, -100))
    sie_file(load_rules(workspace), preview.plus(books, register([rent], books, TODAY, BY)), 2026, today=TODAY)
