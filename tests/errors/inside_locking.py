"""Messages about what is locked, corrected or traced that no command can be made to say by files alone."""

from __future__ import annotations

from pathlib import Path

from onedoor_ledger.audit.errors import BackwardError
from onedoor_ledger.audit.trace import figure_of
from onedoor_ledger.books.load import load
from onedoor_ledger.books.preview import plus
from onedoor_ledger.control.sealed import Content
from onedoor_ledger.fava_pages import edited
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.model import Figure, Provenance, Report, Unit
from onedoor_ledger.routines import correcting, products
from onedoor_ledger.vouchers.mirror import mirror
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.errors.inside_books import BY, TODAY, _voucher

ID = "measure.i01.outcome"


def backward(workspace: Workspace) -> None:
    raise BackwardError("HEAD", "HEAD~1")


def misspelt_figure(workspace: Workspace) -> None:
    figure = Figure(ID, "Utfall", Unit.ORE, 0, Provenance(""))
    report = Report("board", "", "", parse_period("2026-Q3"), TODAY, "sv", {ID: figure}, (), "")
    figure_of([report], "measure.i01.outcom")


def corrected_already(workspace: Workspace) -> None:
    books = load(workspace)
    [first] = register([_voucher(workspace)], books, TODAY, BY)
    books = plus(books, [first])
    _key, which, entry = correcting.find(books, "V1", TODAY)
    correction = mirror(entry, which, date=TODAY, narration="Rättelse", reason="Fel belopp")
    books = plus(books, register([correction], books, TODAY, BY))
    correcting.require_uncorrected(books, which, "2026-V1")


def sealed_account(workspace: Workspace) -> None:
    chart = Path("chart.beancount")
    before = '2026-01-01 open Tillgångar:Bank SEK\n  konto: "1941"\n'
    held = {"2026-08": Content(chart, (), ("account\tTillgångar:Bank\tkonto=1941",))}
    edited.same_locked_accounts(edited.Edit(chart, before, before.replace("1941", "1949")), held)


def kept_otherwise(workspace: Workspace) -> None:
    made = b'{"rules": "77d0", "figures": {"bank": {"value": 498000000}}}'
    files = {"styrelserapport-2026-08.json": made}
    products.keep(workspace, parse_period("2026-08"), files, replace=False)
