"""What is edited in Fava: booked vouchers stay booked, new ones get numbers, locked months stay locked."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fava.beans.funcs import hash_entry
from werkzeug.test import TestResponse

from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served
from tests.small import git

SEPTEMBER = "ledger/association/2026/09.beancount"
NEW = '\n2026-09-28 * "Ny"\n  Kostnader:Kansli:Resor  480 SEK\n  Tillgångar:Bank:Transaktionskonto\n'


class Editor:
    """Fava's editor, as its script talks to the server."""

    def __init__(self, served: Served, file: str = SEPTEMBER) -> None:
        self.served = served
        self.path = served.door.workspace.root / file
        self.base = f"/{served.slug(Book.ASSOCIATION)}/api"
        self.text = self.path.read_text(encoding="utf-8")
        self.digest = sha256(self.text.encode()).hexdigest()

    def save(self, text: str) -> TestResponse:
        body = {"file_path": str(self.path), "source": text, "sha256sum": self.digest}
        return self.served.client.put(f"{self.base}/source", base_url=self.served.url, json=body)

    def entry(self, narration: str) -> tuple[str, dict[str, Any]]:
        ledger = self.served.app.config["LEDGERS"][self.served.slug(Book.ASSOCIATION)]
        found = next(e for e in ledger.all_entries if getattr(e, "narration", "") == narration)
        url = f"{self.base}/source_slice?entry_hash={hash_entry(found)}"
        return hash_entry(found), self.served.client.get(url, base_url=self.served.url).get_json()["data"]


@pytest.fixture
def editor(served: Served) -> Editor:
    return Editor(served)


def test_a_voucher_typed_in_the_editor_gets_its_number_and_the_books_form(editor: Editor):
    answer = editor.save(editor.text + NEW)
    saved = editor.path.read_text(encoding="utf-8")
    assert answer.get_json()["data"] == sha256(saved.encode()).hexdigest()
    assert saved.endswith(
        '2026-09-28 * "Ny"\n'
        '  voucher: "V7"\n'
        '  registered: "2026-10-14"\n'
        '  by: "Ekonom Norrådalen"\n'
        "  Kostnader:Kansli:Resor                                                480.00 SEK\n"
        "  Tillgångar:Bank:Transaktionskonto                                    -480.00 SEK\n"
    )
    root = editor.served.door.workspace.root
    assert git(root, "log", "-1", "--format=%s").strip() == "fava: V7"
    assert git(root, "status", "--porcelain") == ""


def refusals(text: str) -> dict[str, tuple[str, str]]:
    """What is tried with September's text, and a word of the answer."""
    return {
        "another number": (text.replace('"V6"', '"V60"'), "Numret på en bokförd verifikation"),
        "no number": (text.replace('  voucher: "V6"\n', ""), "Numret på en bokförd verifikation"),
        "voucher removed": (text.partition("2026-09-25")[0], "Numret på en bokförd verifikation"),
        "a number of one's own": (text + NEW.replace('"Ny"\n', '"Ny"\n  voucher: "V7"\n'), "kan inte skrivas in"),
        "the same number twice": (text + "\n2026-09-25" + text.partition("2026-09-25")[2], "kan inte skrivas in"),
        "another author": (text.replace("Ekonom Norrådalen", "Någon Annan"), "kan inte skrivas in"),
        "registered earlier": (text.replace('registered: "2026-10-14"', 'registered: "2026-09-01"'), "kan inte"),
        "another month": (text + NEW.replace("2026-09-28", "2026-10-28"), "hör inte hemma i"),
        "program code": (text + 'plugin "os"\n', "Rader som styr programmet"),
        "an extension": (text + '2026-01-01 custom "fava-extension" "os"\n', "Rader som styr programmet"),
        "an include": (text + 'include "/etc/passwd"\n', "Rader som styr programmet"),
        "another root": (text.replace('"Tillgångar"', '"Assets"'), "Rader som styr programmet"),
        "a seal": (text + '2026-09-30 custom "onedoor-seal" "2026-09" "x"\n', "Rader som styr programmet"),
        "nonsense": (text + "2026-09-28 hej\n", "går inte att läsa"),
        "out of balance": (text.replace("-125.00", "-124.00"), "balanserar inte"),
        "unknown account": (text.replace("Kansli:Bankavgift", "Kansli:Fika   "), "Fika"),
    }


@pytest.mark.parametrize("case", refusals(""))
def test_an_edit_that_is_refused_leaves_the_file_as_it_was(editor: Editor, case: str):
    changed, said = refusals(editor.text)[case]
    assert changed != editor.text
    answer = editor.save(changed)
    assert answer.status_code in {403, 422}
    assert said in answer.get_json()["error"]
    assert editor.path.read_text(encoding="utf-8") == editor.text
    assert git(editor.served.door.workspace.root, "status", "--porcelain") == ""


def test_somebody_elses_change_is_not_overwritten(editor: Editor):
    editor.path.write_text(editor.text + "; annan\n", encoding="utf-8")
    answer = editor.save(editor.text + NEW)
    assert answer.status_code == 409
    assert "sparades inte" in answer.get_json()["error"]


def test_a_file_outside_the_books_cannot_be_reached(editor: Editor):
    editor.path = Path(__file__)
    answer = editor.save("x")
    assert answer.status_code in {403, 500}
    assert Path(__file__).read_text(encoding="utf-8") != "x"


def test_the_words_of_one_voucher(editor: Editor):
    digest, own = editor.entry("Avgift")
    body = {
        "entry_hash": digest,
        "sha256sum": own["sha256sum"],
        "source": own["slice"].replace("Avgift", "Bankens avgift"),
    }
    answer = editor.served.client.put(f"{editor.base}/source_slice", base_url=editor.served.url, json=body)
    assert answer.get_json()["data"] == sha256(body["source"].encode()).hexdigest()
    assert editor.path.read_text(encoding="utf-8") == editor.text.replace("Avgift", "Bankens avgift")
    root = editor.served.door.workspace.root
    assert git(root, "log", "-1", "--format=%s").strip() == f"fava: {SEPTEMBER}"


def test_a_booked_voucher_is_never_deleted(editor: Editor):
    digest, own = editor.entry("Avgift")
    url = f"{editor.base}/source_slice?entry_hash={digest}&sha256sum={own['sha256sum']}"
    answer = editor.served.client.delete(url, base_url=editor.served.url)
    assert answer.status_code == 403
    assert "rättas med en ny som vänder den" in answer.get_json()["error"]


def test_the_chart_is_edited_and_committed(served: Served):
    chart = Editor(served, "ledger/association/chart.beancount")
    answer = chart.save(chart.text + '\n2026-10-01 open Kostnader:Kansli:Fika SEK\n  konto: "7111"\n')
    assert answer.status_code == 200
    assert git(served.door.workspace.root, "log", "-1", "--format=%s").strip().endswith("chart.beancount")


def test_vouchers_do_not_belong_in_the_chart(served: Served):
    chart = Editor(served, "ledger/association/chart.beancount")
    assert "hör inte hemma i" in chart.save(chart.text + NEW).get_json()["error"]


def test_a_locked_month_is_not_edited(editor: Editor):
    seals = editor.served.door.workspace.root / "ledger/association/seals.beancount"
    seals.write_text(
        seals.read_text(encoding="utf-8") + '2026-09-30 custom "onedoor-seal" "2026-09" "x"\n', encoding="utf-8"
    )
    assert "är låst och ändras inte mer" in editor.save(editor.text.replace("Avgift", "Annat")).get_json()["error"]
