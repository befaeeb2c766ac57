"""*Importera*: the inbox shown as the vouchers it becomes, booked exactly as shown."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from onedoor_ledger.fava_pages import import_page
from onedoor_ledger.routines import importing
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served
from tests.small import BY, ROOT, TODAY, git

BUILD = Path(__file__).parents[2] / "build"
REGION, AID = "region-rekvisitioner-2026-q3.xlsx", "granasa-malgrupp-2026-09.csv"
PERSONS = b"Personnummer;Namn;Belopp\r\n19811218-9876;Anna Andersson;100\r\n"

POPULATION = json.dumps(
    {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "Tid"],
        "size": [1, 1],
        "dimension": {
            "Region": {"category": {"index": {"0180": 0}}},
            "Tid": {"category": {"index": {"2021": 0}}},
        },
        "value": [96000],
    }
)


def wait(served: Served, *names: str) -> None:
    """Lay files of the demo in the inbox."""
    served.door.workspace.inbox.mkdir(exist_ok=True)
    for name in names:
        shutil.copy2(ROOT / "inbox" / name, served.door.workspace.inbox / name)


def waiting(served: Served) -> set[str]:
    inbox = served.door.workspace.inbox
    return {path.name for path in inbox.iterdir()} if inbox.is_dir() else set()


def address(served: Served, form: str = "", book: Book = Book.ASSOCIATION) -> str:
    return f"/{served.slug(book)}/extension/Importera/{form}"


def page(served: Served, **query: str) -> str:
    answer = served.client.get(address(served), base_url=served.url, query_string=query)
    assert answer.status_code == 200
    return answer.text


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return found[1]


def batch(text: str) -> str:
    """The digest of what is shown, in the form that books it."""
    found = re.search(r'name="digest" value="([0-9a-f-]{64})"', text)
    assert found is not None
    return found[1]


def send(served: Served, form: str, follow: bool = True, **data: object) -> TestResponse:
    return served.client.post(address(served, form), base_url=served.url, data=data, follow_redirects=follow)


def upload(served: Served, *files: tuple[str, bytes]) -> str:
    given = [(BytesIO(content), name) for name, content in files]
    answer = send(served, "upload", token=hidden(page(served), "token"), files=given)
    assert answer.status_code == 200
    return answer.text


def book(served: Served, shown: str, **more: str) -> str:
    answer = send(served, "book", token=hidden(shown, "token"), digest=batch(shown), **more)
    assert answer.status_code == 200
    return answer.text


def commits(served: Served) -> int:
    return int(git(served.door.workspace.root, "rev-list", "--count", "HEAD"))


def test_what_is_shown_is_what_the_command_would_book(served: Served):
    wait(served, REGION, AID)
    shown = page(served)
    planned = importing.run(served.door.workspace, (), today=TODAY, by=BY, write=False)
    for voucher in planned.vouchers:
        assert f">{voucher.id}</th>" in shown
    assert "Rekvisitioner från Region Norrvidd" in shown
    assert "Förbundets bokföring" in shown
    assert "Partsboken – sidouppgifter" in shown
    assert waiting(served) == {REGION, AID}, "looking books nothing"
    assert commits(served) == 1


def test_bokfor_books_exactly_what_was_shown_and_names_the_commit(served: Served):
    wait(served, REGION, AID)
    shown = page(served)
    ledger = re.findall(r'<details class="od-ledger">.*?<pre tabindex="0">(.*?)</pre>', shown, re.DOTALL)
    told = book(served, shown)
    commit = git(served.door.workspace.root, "rev-parse", "HEAD").strip()
    assert 'role="status"' in told
    assert "Bokfört: V7–" in told
    assert f"Commit {commit[:10]}." in told
    assert f"onedoor undo {commit[:10]}" in told
    assert waiting(served) == set()
    month = (served.door.workspace.ledger / "association/2026/10.beancount").read_text(encoding="utf-8")
    assert month.endswith(ledger[0].replace("&#34;", '"')), "to the byte"


def test_the_overview_says_that_a_file_waits_until_it_is_booked_though_it_lies_there_still(served: Served):
    def overview() -> str:
        return served.client.get(f"/{served.slug(Book.ASSOCIATION)}/extension/Oversikt/", base_url=served.url).text

    wait(served, AID)
    assert "En fil väntar i inbox/" in overview()
    book(served, page(served))
    wait(served, AID)
    assert "väntar i inbox/" not in overview()


def test_rows_of_the_rules_are_shown_as_the_command_shows_them(served: Served):
    root = served.door.workspace.root
    parties = root / "rules" / "parties.toml"
    text = parties.read_text(encoding="utf-8")
    assert 'id = "granasa"\nname' in text
    parties.write_text(text.replace('id = "granasa"\nname', 'id = "granasa"\ncode = "0180"\nname'), encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message=kod")
    served.door.workspace.inbox.mkdir(exist_ok=True)
    (served.door.workspace.inbox / "folkmangd.json").write_text(POPULATION, encoding="utf-8")
    shown = page(served)
    assert "Rader till rules/" in shown
    row = '<tr><th scope="row">population</th><td>granasa</td><td>2021</td><td class="num">96\u00a0000</td></tr>'
    assert row in shown
    book(served, shown)
    assert "inhabitants = 96_000" in parties.read_text(encoding="utf-8")


@pytest.mark.parametrize("change", ["inbox", "books", "digest"])
def test_what_changed_meanwhile_is_told_and_nothing_is_booked(served: Served, change: str):
    wait(served, REGION)
    shown = page(served)
    if change == "inbox":
        wait(served, AID)
    elif change == "books":
        workspace = served.door.workspace
        other = ROOT / "inbox" / AID
        importing.run(workspace, (other,), today=TODAY, by=BY, write=True)
        wait(served, "kvarnsund-rekvisitioner-2026-q3.csv")
    else:
        shown = shown.replace(batch(shown), "-" * 64)
    before = commits(served)
    told = book(served, shown)
    assert 'role="alert"' in told
    assert "Inget har bokförts" in told
    assert 'action="' in told
    assert commits(served) == before
    assert "Bokfört:" in book(served, told), "what is shown anew can be booked"


def test_a_file_with_persons_is_refused_and_not_kept(served: Served):
    told = upload(served, ("klienter.csv", PERSONS))
    assert waiting(served) == set()
    assert "uppgifter om enskilda" in told
    assert "Text att skicka tillbaka" in told
    for secret in (
        "811218-",
        "-9876",
        "Andersson",
    ):  # the digests in Fava's page may hold any digits
        assert secret not in told


def test_a_large_file_never_reaches_a_disk_before_it_is_looked_at():
    assert isinstance(import_page._in_memory(10**9, "text/csv", "stor.csv"), BytesIO)


@pytest.mark.parametrize(
    ("name", "lands"),
    [("../../rules/keys.csv", "keys.csv"), ("a/b/lön.csv", "lön.csv"), (".dold.csv", "dold.csv")],
)
def test_names_never_lead_out_of_the_inbox(served: Served, name: str, lands: str):
    upload(served, (name, b"kolumn;belopp\r\n1;2\r\n"))
    assert waiting(served) == {lands}


def test_what_no_reader_knows_is_not_kept(served: Served):
    told = upload(served, ("bild.png", b"\x89PNG\0\1"), (AID, (ROOT / "inbox" / AID).read_bytes()))
    assert "läser inte filer av det slaget" in told
    assert waiting(served) == {AID}


def test_another_file_of_the_same_name_is_refused(served: Served):
    wait(served, AID)
    told = upload(served, (AID, b"kolumn;belopp\r\n1;2\r\n"))
    assert "ligger redan i inkorgen" in told
    assert (served.door.workspace.inbox / AID).read_bytes() == (ROOT / "inbox" / AID).read_bytes()


def test_too_much_at_once_is_refused(served: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(import_page, "MAX_SENT", 1000)
    assert "skickades på en gång" in upload(served, ("stor.csv", b"a;b\n" * 1000))
    assert waiting(served) == set()


def test_a_refused_file_stops_the_batch_and_the_rest_can_be_booked(served: Served):
    wait(served, AID)
    (served.door.workspace.inbox / "okänd.csv").write_bytes(b"kolumn;belopp\r\n1;2\r\n")
    shown = page(served)
    assert "En avvisad fil stoppar hela omgången" in shown
    assert 'name="digest" value="sha' in shown, "the files' own"
    assert ">Bokför<" not in shown
    rest = page(served, rest="1")
    assert ">Bokför<" in rest
    told = book(served, rest, rest="1")
    assert "Bokfört: P2" in told
    assert waiting(served) == {"okänd.csv"}


def test_a_file_is_taken_out_of_the_inbox_only_as_it_was_shown(served: Served):
    wait(served, AID)
    shown = page(served)
    form = {"token": hidden(shown, "token"), "name": AID}
    for name, digest in ((AID, "sha256:0"), ("../rules/keys.toml", hidden(shown, "digest")), ("", "")):
        assert "Inget har tagits bort" in send(served, "out", **{**form, "name": name, "digest": digest}).text
    assert waiting(served) == {AID}
    assert "borttagen ur inkorgen" in send(served, "out", **form, digest=hidden(shown, "digest")).text
    assert waiting(served) == set()


def test_known_rows_are_marked(served: Served):
    wait(served, AID)
    book(served, page(served))
    wait(served, AID)
    assert "allt finns redan i böckerna" in page(served)


@pytest.mark.parametrize("form", ["upload", "out", "book"])
def test_only_the_pages_own_forms_are_answered(served: Served, form: str):
    wait(served, AID)
    page(served)
    for data in ({}, {"token": "gissat"}):
        answer = send(served, form, **data, files=[(BytesIO(b"a;b\n1;2\n"), "ny.csv")])
        assert answer.status_code == 403
        assert '<html lang="sv">' in answer.text
    strange = served.client.post(address(served, form), base_url=served.url, headers={"Origin": "https://evil.example"})
    assert strange.status_code == 403
    assert waiting(served) == {AID}


@pytest.mark.parametrize("form", ["upload", "out", "book"])
def test_read_only_shows_and_books_nothing(read_only: Served, form: str):
    wait(read_only, AID)
    shown = page(read_only)
    assert "bara för läsning" in shown
    assert "<form" not in shown
    assert "P2</th>" in shown
    answer = send(read_only, form, token="x")
    assert answer.status_code == 403
    assert "bara för läsning" in answer.text
    assert waiting(read_only) == {AID}


def test_other_addresses_of_the_page_are_refused(served: Served):
    assert send(served, "annat").status_code == 403
    assert served.client.get(address(served, "book"), base_url=served.url).status_code == 404


def test_wrong_rules_are_told_on_the_page(served: Served):
    wait(served, AID)
    rules = served.door.workspace.rules / "association.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nokänd = 1\n", encoding="utf-8")
    shown = page(served)
    assert "rules/association.toml" in shown
    assert AID in shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_treasurer_uploads_looks_and_books(live: Served, browser: Browser, scheme: str):
    """In Chromium: lay a file in the inbox, see what it becomes, book it, see the commit."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE", color_scheme=scheme)
    window = context.new_page()
    wrong: list[str] = []
    window.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.goto(f"{live.url}/{live.slug(Book.ASSOCIATION)}/extension/Oversikt/")
    window.click("aside a[href*='extension/Importera']")
    window.wait_for_selector(".od-add")
    assert "Inkorgen är tom." in window.inner_text(".od")
    window.set_input_files("#od-files", [ROOT / "inbox" / REGION, ROOT / "inbox" / AID])
    window.click("text=Lägg i inkorgen")
    window.wait_for_selector(".od-good")
    assert "2 filer ligger nu i inkorgen." in window.inner_text(".od-good")
    assert window.locator(".od-vouchers").count() == 2
    for table in window.locator(".od table").all():
        assert table.locator("thead th:not([scope=col])").count() == 0
    BUILD.mkdir(exist_ok=True)
    window.screenshot(path=BUILD / f"fava-importera-{scheme}.png", full_page=True)
    window.locator(".od-ledger summary").first.click()
    assert "Region Norrvidd" in window.locator(".od-ledger pre").first.inner_text()
    window.click(".od-book button")
    window.wait_for_selector(".od-good:has-text('Bokfört')")
    commit = git(live.door.workspace.root, "rev-parse", "HEAD")[:10]
    assert f"Commit {commit}." in window.inner_text(".od-good")
    window.screenshot(path=BUILD / f"fava-importera-bokfort-{scheme}.png")
    assert wrong == []
    context.close()
