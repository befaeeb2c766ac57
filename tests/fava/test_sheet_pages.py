"""The pages that are sheets of the reports, and *Rapporter*."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.cells import number_text
from onedoor_ledger.routines import reporting
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served

PAGES = {
    "BudgetOchUtfall": ("Budget och utfall", "Insatser och deltagande"),
    "Rekvisitioner": ("Rekvisitioner", "Upplupet, ej rekvirerat"),
    "Medlemsbidrag": ("Medlemsbidrag", "Bidrag från medlemmar"),
    "Parter": ("Parter", "Vad varje part lade in och fick ut"),
    "Kostnadsfordelning": ("Kostnadsfördelning", "Medlemmarnas andelar"),
    "Incitament": ("Incitament", "Andra nycklar och sidobetalningar"),
    "Rapporter": ("Rapporter", "Gör en rapport"),
}
SEAL = '\n2026-{month}-28 custom "onedoor-seal" "2026-{month}" "sha256:8f1c"\n  link: "{link}"\n'


def get(served: Served, page: str, book: Book = Book.ASSOCIATION, **query: str) -> TestResponse:
    url = f"/{served.slug(book)}/extension/{page}/"
    return served.client.get(url, base_url=served.url, query_string=query)


def file(served: Served, period: str, name: str) -> TestResponse:
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Rapporter/file"
    return served.client.get(url, base_url=served.url, query_string={"period": period, "name": name})


def make(served: Served, kind: str, period: str, token: str = "") -> TestResponse:
    url = f"/{served.slug(Book.ASSOCIATION)}/extension/Rapporter/make"
    data = {"kind": kind, "period": period, "token": token or shown_token(served)}
    return served.client.post(url, base_url=served.url, data=data, follow_redirects=True)


def shown_token(served: Served) -> str:
    found = re.search(r'name="token" value="([^"]*)"', get(served, "Rapporter").text)
    assert found is not None
    return found[1]


def keep(served: Served, period: str, name: str, content: str) -> None:
    folder = served.door.workspace.reports / period
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("book", [Book.ASSOCIATION, Book.PEOPLE])
def test_every_book_has_the_pages(served: Served, page: str, book: Book):
    title, within = PAGES[page]
    answer = get(served, page, book)
    assert answer.status_code == 200
    assert f"<h2>{title}</h2>" in answer.text
    assert within in answer.text
    assert 'class="od-trouble"' not in answer.text


def test_a_page_shows_the_same_figures_as_the_report(served: Served):
    report = reporting.board(served.door.workspace, parse_period("2026-Q2"), today=served.door.clock())
    outcome = report.figures["measure.i01.outcome"].value
    assert outcome == 612_400_00
    assert f">{number_text(outcome, 'tkr')}<" in get(served, "BudgetOchUtfall", period="2026-Q2").text


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"period": "2026-Q1"}, "2026-Q1"),
        ({"time": "2026-Q2"}, "2026-Q2"),
        ({"time": "2026-01-01 - 2026-06-30"}, None),
        ({"time": "day-1"}, "2026-Q3"),
        ({"time": "2026-Q2", "period": "2026"}, "2026"),
    ],
)
def test_the_period_is_chosen_or_favas_own_filter(served: Served, query: dict[str, str], chosen: str | None):
    text = get(served, "BudgetOchUtfall", **query).text
    assert re.findall(r'aria-current="page">([^<]*)<', text) == ([chosen] if chosen else [])
    assert "till och med 30 juni 2026" in text or chosen


def test_a_period_nobody_can_read_is_said(served: Served):
    answer = get(served, "Parter", period="2026-Q9")
    assert answer.status_code == 200
    assert "är ingen period" in answer.text


def test_a_report_is_made_and_listed(served: Served):
    answer = make(served, "vat", "2026-Q3")
    assert "Momsersättning för 2026-Q3 är gjord." in answer.text
    assert "momsersattning-2026-Q3.xlsx" in answer.text
    content = file(served, "2026-Q3", "momsersattning-2026-Q3.xlsx")
    assert content.data == (served.door.workspace.reports / "2026-Q3" / "momsersattning-2026-Q3.xlsx").read_bytes()
    assert "attachment" in content.headers["Content-Disposition"]


def test_what_there_is_no_report_of_is_refused(served: Served):
    assert "Ingen rapport gjordes." in make(served, "vat", "2026-H1").text
    assert "Ingen rapport gjordes." in make(served, "../vat", "2026-Q3").text
    assert not served.door.workspace.reports.is_dir()


def test_a_kept_report_of_a_locked_month_is_not_replaced(served: Served):
    seals = served.door.workspace.ledger / "association" / "seals.beancount"
    with seals.open("a", encoding="utf-8") as chain:
        chain.writelines(SEAL.format(month=f"{n:02d}", link=n) for n in range(1, 10))
    keep(served, "2026-Q3", "styrelserapport-2026-Q3.json", json.dumps({"rules": "4be1", "figures": {}}))
    answer = make(served, "board", "2026-Q3")
    assert "Perioden är låst" in answer.text
    assert "4be1" in (served.door.workspace.reports / "2026-Q3" / "styrelserapport-2026-Q3.json").read_text("utf-8")
    assert ">låst</span>" in answer.text


def test_only_the_pages_own_form_makes_anything(served: Served, read_only: Served):
    assert make(served, "vat", "2026-Q3", token="guessed").status_code == 403
    assert make(read_only, "vat", "2026-Q3", token=read_only.app.config["ONEDOOR_SESSION"].token).status_code == 403
    assert not served.door.workspace.reports.is_dir()


def test_a_draft_is_called_one(served: Served):
    keep(served, "2026-Q3", "prov.json", json.dumps({"pending": 3}))
    keep(served, "2026-Q3", "prov.txt", "Utkast")
    keep(served, "2026-Q2", "annan.txt", "Klar")
    text = get(served, "Rapporter").text
    assert text.count(">utkast</span>") == 2


def test_only_what_is_listed_can_be_had(served: Served):
    root = served.door.workspace.root
    keep(served, "2026-Q3", "rapport.txt", "<script>alert(1)</script>")
    keep(served, "2026-Q3", "sida.html", "<script>alert(1)</script>")
    keep(served, "2026-Q3", ".hemlig.txt", "dold")
    keep(served, "2026-Q3", "program.exe", "x")
    (root / "reports" / "2026-Q3" / "ut.txt").symlink_to(root / "rules" / "parties.toml")
    (root / "reports" / "ut").symlink_to(root / "rules")
    shown = file(served, "2026-Q3", "rapport.txt")
    assert shown.mimetype == "text/plain"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in file(served, "2026-Q3", "sida.html").headers["Content-Disposition"]
    for period, name in (
        ("2026-Q3", ".hemlig.txt"),
        ("2026-Q3", "program.exe"),
        ("2026-Q3", "ut.txt"),
        ("ut", "parties.toml"),
        ("2026-Q3", "../../rules/parties.toml"),
        ("..", "README.md"),
        ("2026-Q3/..", "rapport.txt"),
        ("", ""),
    ):
        assert file(served, period, name).status_code == 404, (period, name)
    assert "ut.txt" not in get(served, "Rapporter").text


def test_a_browser_makes_a_report_with_one_click(live: Served, browser: Browser):
    page = browser.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{live.url}/{live.slug(Book.ASSOCIATION)}/extension/Rapporter/?period=2026-Q3")
    page.get_by_role("button", name="Grundbok").click()
    page.wait_for_selector('[role="status"]')
    assert "Grundbok för 2026-Q3 är gjord." in page.inner_text('[role="status"]')
    assert page.get_by_role("link", name="grundbok-2026-Q3.xlsx").count() == 1
    page.get_by_role("link", name="Budget och utfall").click()
    page.wait_for_selector(".od-table")
    assert not failed
    page.close()
