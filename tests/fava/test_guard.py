"""Who may ask: only the window that shows the books."""

from __future__ import annotations

import pytest

from onedoor_ledger.fava_pages.guard import HEADERS
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served

ENTRY = {
    "t": "Transaction",
    "date": "2026-10-05",
    "flag": "*",
    "payee": "",
    "narration": "Annons",
    "tags": [],
    "links": [],
    "meta": {},
    "postings": [
        {"account": "Kostnader:Kansli:Information", "amount": "1200.00 SEK"},
        {"account": "Tillgångar:Bank:Transaktionskonto", "amount": ""},
    ],
}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "", "a b", "192.168.1.7"])
def test_a_name_that_is_not_ours_is_refused(served: Served, host: str):
    answer = served.client.get(f"/{served.slug(Book.ASSOCIATION)}/income_statement/", headers={"Host": host})
    assert answer.status_code == 403
    assert "Böckerna visas inte på den här adressen" in answer.text
    assert '<html lang="sv">' in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_this_computers_own_names_are_ours(served: Served, name: str):
    host = f"{name}:{served.door.port}"
    answer = served.client.get(f"/{served.slug(Book.PEOPLE)}/income_statement/", headers={"Host": host})
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_another_page_is_refused(served: Served, origin: str, method: str):
    url = f"/{served.slug(Book.ASSOCIATION)}/api/add_entries"
    answer = served.client.open(
        url, method=method, base_url=served.url, json={"entries": [ENTRY]}, headers={"Origin": origin}
    )
    assert answer.status_code == 403
    assert answer.get_json()["error"].startswith("En annan webbsida försökte nå böckerna")
    assert not (served.door.workspace.root / "ledger/association/2026/10.beancount").exists()


def test_every_answer_has_the_headers(served: Served):
    for url in ("/income_statement/", "/extension/Oversikt/", "/api/errors", "/nowhere/"):
        answer = served.client.get(f"/{served.slug(Book.ASSOCIATION)}{url}", base_url=served.url)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, url


def test_favas_import_page_is_not_there(served: Served):
    answer = served.client.get(f"/{served.slug(Book.ASSOCIATION)}/import/", base_url=served.url)
    assert answer.status_code == 403
    assert "onedoor import" in answer.text


def test_a_page_that_is_not_there_says_so_in_swedish(served: Served):
    answer = served.client.get(f"/{served.slug(Book.ASSOCIATION)}/nowhere/", base_url=served.url)
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.text


def test_read_only_refuses_every_write(read_only: Served):
    base = f"/{read_only.slug(Book.ASSOCIATION)}/api"
    writes = [("PUT", "add_entries"), ("PUT", "source"), ("PUT", "source_slice"), ("DELETE", "source_slice")]
    writes += [("PUT", "add_document"), ("PUT", "move"), ("DELETE", "document"), ("PUT", "upload_import_file")]
    for method, endpoint in writes:
        answer = read_only.client.open(f"{base}/{endpoint}", method=method, base_url=read_only.url, json={})
        assert answer.status_code == 403, endpoint
        assert "bara för läsning" in answer.get_json()["error"]
    assert read_only.client.get(f"{base}/errors", base_url=read_only.url).status_code == 200


@pytest.mark.parametrize("endpoint", ["add_document", "attach_document", "move", "upload_import_file"])
def test_what_goes_past_the_engine_is_refused(served: Served, endpoint: str):
    url = f"/{served.slug(Book.ASSOCIATION)}/api/{endpoint}"
    answer = served.client.put(url, base_url=served.url, json={})
    assert answer.status_code == 403
    assert "kan inte göras i Fava" in answer.get_json()["error"]
