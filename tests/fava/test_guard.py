"""Who may ask: only the window that shows the books."""

from __future__ import annotations

import pytest
from fava.application import create_app

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
    assert "sidan Importera" in answer.text


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


def test_the_first_page_is_oversikt(served: Served):
    answer = served.client.get("/", base_url=served.url, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.path == f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/"


def test_links_keep_favas_filters(served: Served):
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/?time=2026&period=2026-Q2"
    assert "/extension/Oversikt/?period=2026-Q3&amp;time=2026" in served.client.get(url, base_url=served.url).text


@pytest.mark.parametrize("period", ["2031-Q1", "2026-Q7", "<script>", "2026-01-01..2026-08-31"])
def test_any_period_can_be_asked_for(served: Served, period: str):
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/"
    answer = served.client.get(url, base_url=served.url, query_string={"period": period})
    assert answer.status_code == 200
    assert ('role="alert"' in answer.text) == (".." not in period)
    assert "<script>&" not in answer.text
    assert "<SCRIPT>" not in answer.text


def test_report_files_are_served_by_the_names_on_the_page_alone(served: Served):
    folder = served.door.workspace.reports / "2026-Q3"
    folder.mkdir(parents=True)
    (folder / "styrelserapport-2026-Q3.txt").write_text("Läget", encoding="utf-8")
    (folder / ".hemlig.txt").write_text("x", encoding="utf-8")
    base = f"/{served.slug(Book.PARTIES)}/extension/Oversikt/file"

    def get(period: str, name: str) -> int:
        query = {"period": period, "name": name}
        return served.client.get(base, base_url=served.url, query_string=query).status_code

    page = served.client.get(f"/{served.slug(Book.PARTIES)}/extension/Oversikt/", base_url=served.url).text
    assert "styrelserapport-2026-Q3.txt" in page
    assert get("2026-Q3", "styrelserapport-2026-Q3.txt") == 200
    for period, name in (("2026-Q3", ".hemlig.txt"), ("2026-Q3", "../../rules/keys.toml"), ("..", "rules"), ("", "")):
        assert get(period, name) == 404


def test_the_rules_are_read_again_when_they_change(served: Served):
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/"
    assert "Läget" in served.client.get(url, base_url=served.url).text
    rules = served.door.workspace.rules / "association.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nokänd = 1\n", encoding="utf-8")
    answer = served.client.get(url, base_url=served.url).text
    assert "rules/association.toml" in answer
    assert 'role="alert"' in answer


def test_a_change_in_another_book_is_seen_at_once(served: Served):
    """The page of one book shows persons, who stand in another."""
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/"
    before = served.client.get(url, base_url=served.url).text
    august = served.door.workspace.root / "ledger/people/2026/08.beancount"
    august.write_text(august.read_text(encoding="utf-8").replace("12 PERS", "13 PERS"), encoding="utf-8")
    assert served.client.get(url, base_url=served.url).text != before


def test_fava_started_without_us_is_guarded_by_the_ledgers_own_line(served: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONEDOOR_TODAY", "2026-10-14")
    app = create_app([served.door.workspace.main_file("association")], load=True, poll_watcher=True)
    url = f"/{served.slug(Book.ASSOCIATION)}/api/add_entries"
    assert app.test_client().put(url, json={"entries": [ENTRY]}).get_json()["data"] == "Bokfört: V7."


def test_words_fava_looks_up_on_the_server_are_swedish_too(served: Served):
    answer = served.client.get(f"/{served.slug(Book.PEOPLE)}/api/balance_sheet", base_url=served.url)
    assert "Net Worth" not in answer.text
    assert "Netto" in answer.text
