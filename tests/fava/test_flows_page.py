"""*Flöden* in a browser: the picture is drawn, has its words, and nothing goes wrong beside it."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Browser

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.fava.conftest import serve
from tests.small import BY, TODAY

AID, SICK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning"


def moved(workspace: Workspace) -> None:
    """Six who went from försörjningsstöd to sjukpenning in September."""
    lines = (Line(SICK, 6), Line(AID, -6))
    meta = {"service": "2026-09", "measure": "i01"}
    voucher = Voucher(Book.PEOPLE, dt.date(2026, 9, 30), "Övergångar i september", lines, meta=meta)
    write.book(workspace, register((voucher,), load(workspace), TODAY, BY), message="", commit=False)


def test_the_page_and_its_picture(workspace: Workspace, browser: Browser):
    moved(workspace)
    served = serve(workspace)
    page = served.client.get(f"/{served.slug(Book.PEOPLE)}/extension/Floden/?period=2026-Q3", base_url=served.url)
    assert page.status_code == 200
    html = page.get_data(as_text=True)
    assert "&lt;svg" not in html, "drawn, not shown as text"
    window = browser.new_page(locale="sv-SE")
    window.set_content(html)
    picture = window.locator("svg[role=img]")
    assert picture.count() == 1
    named = (picture.get_attribute("aria-labelledby") or "").split()
    assert [window.locator(f"#{name}").count() for name in named] == [1, 1]
    texts = picture.locator("text").all_text_contents()
    assert {"Försörjningsstöd", "Sjukpenning", "6 personer"} <= set(texts)
    assert window.locator("svg script, svg foreignObject").count() == 0
    window.close()
