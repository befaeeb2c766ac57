"""The pages as a treasurer sees them: in Chromium, in Swedish, without an error in the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from onedoor_ledger.fava_pages.session import CONFIG_KEY
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served

BUILD = Path(__file__).parents[2] / "build"
OVERVIEW = "extension/Oversikt/"


class Window:
    """A browser page that remembers everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", lambda request: self.wrong.append(request.url))

    def open(self, url: str) -> str:
        """The text of the page at ``url`` once Fava has drawn it."""
        self.page.goto(url)
        self.page.wait_for_selector("aside a.selected, aside .selected")
        return self.page.inner_text("body")


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    yield Window(page)
    page.close()


def test_oversikt_is_the_boards_first_page_in_every_book(live: Served, window: Window):
    report = live.app.config[CONFIG_KEY].opened()
    assert report.rules.association.name
    for book in Book:
        text = window.open(f"{live.url}/{live.slug(book)}/{OVERVIEW}")
        assert window.page.locator("html").get_attribute("lang") == "sv"
        assert "Läget på en sida" in text
        assert "Försäkringskassan" in text
        assert "Översikt" in window.page.title()
        assert "1\u00a0268" in text.replace("\u202f", "\u00a0"), "what is booked is what is shown"
    assert window.wrong == []


def test_fava_is_in_swedish_in_every_book(live: Served, window: Window):
    for book in Book:
        text = window.open(f"{live.url}/{live.slug(book)}/income_statement/")
        assert window.page.locator("html").get_attribute("lang") == "sv"
        assert "Resultaträkning" in text
        assert "Verifikationer i datumordning" in text
        assert text.count("Importera") == 1, "ours; Fava's own import page is not for our books"
    assert window.wrong == []


def test_numbers_in_the_income_statement_are_swedish(live: Served, window: Window):
    text = window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/income_statement/")
    assert "1\u00a0450\u00a0000,00" in text.replace("\u202f", "\u00a0")


def test_the_page_can_be_read_without_eyes(live: Served, window: Window):
    window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/{OVERVIEW}")
    page = window.page
    tables = page.locator(".od table")
    assert tables.count() >= 3
    for table in tables.all():
        assert table.locator("caption").inner_text().strip()
        assert table.locator("thead th:not([scope=col])").count() == 0
        assert table.locator("tbody th[scope=row]").count() == table.locator("tbody tr").count()
    for picture in page.locator(".od [role=img]").all():
        assert len(picture.get_attribute("aria-label") or "") > 30
    levels = [heading.evaluate("e => e.tagName") for heading in page.locator(".od h2, .od h3").all()]
    assert levels[0] == "H2"
    assert set(levels[1:]) == {"H3"}


def test_another_period_is_a_click_away(live: Served, window: Window):
    window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/{OVERVIEW}")
    assert window.page.locator(".od-periods [aria-current]").inner_text() == "2026-Q3"
    window.page.click(".od-periods a:text-is('2026-Q2')")
    window.page.wait_for_selector(".od-periods [aria-current]:text-is('2026-Q2')")
    assert "april–juni 2026" in window.page.inner_text(".od h2")
    assert window.wrong == []


def test_a_picture_of_the_page_is_kept(live: Served, window: Window):
    BUILD.mkdir(exist_ok=True)
    window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/{OVERVIEW}")
    window.page.wait_for_selector(".od-bars")
    target = BUILD / "fava-oversikt.png"
    window.page.screenshot(path=target)
    assert target.stat().st_size > 20_000


def test_typing_a_voucher_in_the_form_books_it(live: Served, window: Window):
    page = window.page
    window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/income_statement/")
    page.keyboard.press("n")
    form = page.locator("form:has(input[type=date])").last
    form.locator("input[type=date]").fill("2026-10-05")
    form.locator("input[placeholder='Text']").fill("Annons")
    accounts = form.locator("input[placeholder='Konto']")
    amounts = form.locator("input[placeholder='Belopp']")
    accounts.nth(0).fill("Kostnader:Kansli:Information")
    amounts.nth(0).fill("1200.00 SEK")
    accounts.nth(1).fill("Tillgångar:Bank:Transaktionskonto")
    form.locator("button[type=submit]").click()
    page.wait_for_selector("text=Bokfört: V7")
    month = live.door.workspace.root / "ledger/association/2026/10.beancount"
    assert '2026-10-05 * "Annons"' in month.read_text(encoding="utf-8")
