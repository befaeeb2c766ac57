"""Fava shows a voucher's document from the journal, whichever of the document's vouchers one stands at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from beancount.core.compare import hash_entry
from beancount.core.data import Transaction
from fava.application import create_app
from flask.testing import FlaskClient

from onedoor_ledger.vouchers import layout, write
from tests.books.small import document, documented, entered, payment, registered, requisition, small

PAGES = (
    "income_statement",
    "balance_sheet",
    "trial_balance",
    "journal",
    "documents",
    "commodities",
    "errors",
    "editor",
)
API = ("income_statement", "balance_sheet", "trial_balance", "journal", "documents", "errors", "changed")


@pytest.fixture
def fava(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(layout, "FAVA_EXTENSION", ())
    workspace = small(tmp_path, git=False)
    one, other = document(), document(b"Konto;Belopp\r\n", "Kontoutdrag.csv")
    vouchers = registered(
        workspace,
        documented(requisition(), one),
        documented(requisition(dt.date(2026, 10, 1)), one),
        documented(payment(), other),
        documented(payment(dt.date(2026, 10, 3)), other),
        documented(entered(), one),
    )
    write.book(workspace, vouchers, [one, other], message="import", commit=False)
    files = [str(workspace.main_file(book)) for book in ("association", "parties", "people")]
    return create_app(files, load=True).test_client()


def books_of(client: FlaskClient) -> list[str]:
    return list(client.application.config["LEDGERS"].ledgers_by_slug)


def test_each_vouchers_document_opens(fava: FlaskClient) -> None:
    opened = 0
    for slug, ledger in fava.application.config["LEDGERS"].ledgers_by_slug.items():
        for entry in ledger.all_entries:
            if isinstance(entry, Transaction):
                with fava.get(f"/{slug}/statement/?entry_hash={hash_entry(entry)}&key=document") as answer:
                    assert answer.status_code == 200
                    assert answer.data.startswith((b"Insats;Belopp\r\n", b"Konto;Belopp\r\n"))
                opened += 1
    assert opened == 5


def test_no_page_fails_and_no_book_has_an_error(fava: FlaskClient) -> None:
    for slug in books_of(fava):
        for page in PAGES:
            assert fava.get(f"/{slug}/{page}/").status_code == 200
        for name in API:
            assert fava.get(f"/{slug}/api/{name}").status_code == 200
        assert fava.get(f"/{slug}/api/errors").get_json()["data"] == []
