"""Fava's own ways of writing, tried on what is locked: each is refused with a sentence in Swedish, nothing written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from fava.beans.funcs import hash_entry
from werkzeug.test import TestResponse

from onedoor_ledger.fava_pages import serving
from onedoor_ledger.fava_pages.session import Door
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served, free_port
from tests.small import BY, TODAY, git
from tests.tampering.conftest import Victim

MAY, CHART, SEALS = (
    f"ledger/association/{name}" for name in ("2026/05.beancount", "chart.beancount", "seals.beancount")
)


@pytest.fixture
def served(victim: Victim) -> Served:
    door = Door(workspace=victim.workspace, clock=lambda: TODAY, by=BY, port=free_port())
    return Served(door, serving.build(door))


def base(served: Served) -> str:
    return f"/{served.slug(Book.ASSOCIATION)}/api"


def save(served: Served, file: str, old: str, new: str) -> TestResponse:
    path: Path = served.door.workspace.root / file
    text = path.read_text("utf-8")
    assert old in text
    body = {"file_path": str(path), "source": text.replace(old, new, 1), "sha256sum": sha256(text.encode()).hexdigest()}
    return served.client.put(f"{base(served)}/source", base_url=served.url, json=body)


def invoice(served: Served) -> tuple[str, dict[str, str]]:
    ledger = served.app.config["LEDGERS"][served.slug(Book.ASSOCIATION)]
    found = next(e for e in ledger.all_entries if getattr(e, "narration", "") == "Faktura 77")
    url = f"{base(served)}/source_slice?entry_hash={hash_entry(found)}"
    return hash_entry(found), served.client.get(url, base_url=served.url).get_json()["data"]


def by_amount(served: Served) -> TestResponse:
    return save(served, MAY, "500.00", "900.00")


def by_a_new_voucher(served: Served) -> TestResponse:
    new = "  Tillgångar:Bank:Transaktionskonto                                    -500.00 SEK\n"
    return save(
        served, MAY, new, new + '\n2026-05-20 * "Ny"\n  Kostnader:Kansli:Resor 1.00 SEK\n  ' + new.strip() + "\n"
    )


def by_the_chart(served: Served) -> TestResponse:
    return save(served, CHART, 'konto: "1941"', 'konto: "1949"')


def by_an_account_renamed(served: Served) -> TestResponse:
    return save(served, CHART, "open Kostnader:Kansli:Resor", "open Kostnader:Kansli:Tjänsteresor")


def by_the_seals(served: Served) -> TestResponse:
    return save(served, SEALS, 'by: "Ekonom Norrådalen"', 'by: "Revisor"')


def by_a_seal_removed(served: Served) -> TestResponse:
    text = (served.door.workspace.root / SEALS).read_text("utf-8")
    return save(served, SEALS, text[text.index("2026-08-31 custom") :], "")


def by_a_slice(served: Served) -> TestResponse:
    entry_hash, slice_ = invoice(served)
    body = {
        "entry_hash": entry_hash,
        "source": slice_["slice"].replace("500.00", "900.00"),
        "sha256sum": slice_["sha256sum"],
    }
    return served.client.put(f"{base(served)}/source_slice", base_url=served.url, json=body)


def by_a_slice_deleted(served: Served) -> TestResponse:
    entry_hash, slice_ = invoice(served)
    query = f"entry_hash={entry_hash}&sha256sum={slice_['sha256sum']}"
    return served.client.delete(f"{base(served)}/source_slice?{query}", base_url=served.url)


def by_adding(served: Served) -> TestResponse:
    posting = [
        {"account": "Kostnader:Kansli:Resor", "amount": "480.00 SEK"},
        {"account": "Tillgångar:Bank:Transaktionskonto", "amount": "-480.00 SEK"},
    ]
    entry = {"t": "Transaction", "date": "2026-08-30", "flag": "*", "payee": "", "narration": "Sent", "tags": [],
             "links": [], "meta": {}, "postings": posting}  # fmt: skip
    return served.client.put(f"{base(served)}/add_entries", base_url=served.url, json={"entries": [entry]})


WAYS = {
    "an amount in the editor": (by_amount, "låst"),
    "a voucher typed in the editor": (by_a_new_voucher, "låst"),
    "an account's konto in the chart": (by_the_chart, "låst"),
    "an account renamed in the chart": (by_an_account_renamed, "låst"),
    "a line of the seals": (by_the_seals, "styr programmet"),
    "a seal removed": (by_a_seal_removed, "styr programmet"),
    "an entry's own lines": (by_a_slice, "låst"),
    "an entry deleted": (by_a_slice_deleted, "låst"),
    "a voucher added": (by_adding, "låst"),
}


@pytest.mark.parametrize(("do", "word"), WAYS.values(), ids=WAYS.keys())
def test_refused_in_swedish(served: Served, victim: Victim, do: object, word: str):
    answer = do(served)  # type: ignore[operator]
    assert answer.status_code >= 400
    assert word in answer.get_json()["error"].replace("låses", "låst")
    assert git(victim.root, "status", "--porcelain") == ""
    assert victim.errors() == []


def test_a_new_account_and_an_open_month_are_taken(served: Served, victim: Victim):
    chart = (victim.root / CHART).read_text("utf-8")
    new = '2026-10-01 open Kostnader:Kansli:Kaffe SEK\n  konto: "6999"\n'
    last = chart.rstrip("\n").rpartition("\n")[2]
    answer = save(served, CHART, last, f"{last}\n{new.rstrip()}")
    assert answer.status_code == 200, answer.get_json()
    assert victim.errors() == []
