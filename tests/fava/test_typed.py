"""What is typed in Fava is booked as anything else: numbered, in its month's file, one commit; or refused whole."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served
from tests.fava.test_guard import ENTRY
from tests.small import git


def typed(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(ENTRY) | changes


def put(served: Served, *entries: dict[str, Any], book: Book = Book.ASSOCIATION) -> TestResponse:
    url = f"/{served.slug(book)}/api/add_entries"
    return served.client.put(url, base_url=served.url, json={"entries": list(entries)})


def test_a_new_months_first_voucher(served: Served):
    root = served.door.workspace.root
    answer = put(served, typed(payee="Norrådals-Posten", meta={"service": "2026-Q4"}))
    assert answer.get_json()["data"] == "Bokfört: V7."
    assert (root / "ledger/association/2026/10.beancount").read_text(encoding="utf-8") == (
        'option "name_assets" "Tillgångar"\n'
        'option "name_liabilities" "Skulder"\n'
        'option "name_equity" "EgetKapital"\n'
        'option "name_income" "Intäkter"\n'
        'option "name_expenses" "Kostnader"\n'
        "\n"
        '2026-10-05 * "Norrådals-Posten" "Annons"\n'
        '  voucher: "V7"\n'
        '  registered: "2026-10-14"\n'
        '  service: "2026-Q4"\n'
        '  by: "Ekonom Norrådalen"\n'
        "  Kostnader:Kansli:Information                                         1200.00 SEK\n"
        "  Tillgångar:Bank:Transaktionskonto                                   -1200.00 SEK\n"
    )
    assert 'include "2026/10.beancount"' in (root / "ledger/association/main.beancount").read_text(encoding="utf-8")
    assert git(root, "log", "-1", "--format=%s", "--name-only").split("\n")[:4] == [
        "fava: V7",
        "",
        "ledger/association/2026/10.beancount",
        "ledger/association/main.beancount",
    ]
    assert git(root, "status", "--porcelain") == ""


def test_fava_shows_it_at_once(served: Served):
    put(served, typed(narration="Syns genast"))
    page = served.client.get(
        f"/{served.slug(Book.ASSOCIATION)}/api/journal_page?page=1&order=desc", base_url=served.url
    )
    assert "Syns genast" in page.get_json()["data"]["journal"]


def test_several_months_in_one_go_are_one_commit_in_order(served: Served):
    root = served.door.workspace.root
    before = git(root, "rev-list", "--count", "HEAD")
    assert put(served, typed(date="2026-10-05"), typed(date="2026-09-28")).get_json()["data"] == "Bokfört: V7–V8."
    assert int(git(root, "rev-list", "--count", "HEAD")) == int(before) + 1
    frame = load(served.door.workspace).postings
    assert dict(zip(frame["voucher"], frame["date"].astype(str), strict=True))["V8"] == "2026-09-28"


def test_persons_are_whole_and_have_a_series_of_their_own(served: Served):
    lines = [
        {"account": "Deltagare:I01-MIA:Sjukpenning", "amount": "5 PERSONER"},
        {"account": "Inskrivna:I01-MIA", "amount": "-5 PERSONER"},
    ]
    assert put(served, typed(postings=lines), book=Book.PEOPLE).get_json()["data"] == "Bokfört: D2."
    lines[0]["amount"], lines[1]["amount"] = "2.5 PERSONER", "-2.5 PERSONER"
    answer = put(served, typed(postings=lines), book=Book.PEOPLE)
    assert "inte ett helt antal personer" in answer.get_json()["error"]


LINE = {"account": "Tillgångar:Bank:Transaktionskonto", "amount": ""}
BAD = {
    "number brought along": (typed(meta={"voucher": "V99"}), "sätts när verifikationen bokförs"),
    "does not balance": (
        typed(postings=[ENTRY["postings"][0], LINE | {"amount": "-1.00 SEK"}]),  # type: ignore[index]
        "balanserar inte",
    ),
    "unknown account": (typed(postings=[ENTRY["postings"][0], LINE | {"account": "Tillgångar:Kassa"}]), "Kassa"),  # type: ignore[index]
    "parts of an öre": (typed(postings=[LINE | {"amount": "1.005 SEK"}, LINE]), "delar av ett öre"),
    "another currency": (typed(postings=[LINE | {"amount": "1.00 EUR"}, LINE]), "SEK"),
    "two amounts missing": (typed(postings=[LINE, LINE]), "bara en rad"),
    "a link": (typed(links=["a"]), "etiketter och länkar"),
    "no transaction": (typed(t="Note"), "bara verifikationer"),
    "a date that is none": (typed(date="2026-13-01"), "felskrivet"),
    "an amount that is none": (typed(postings=[LINE | {"amount": "abc"}, LINE]), "ett datum eller ett belopp"),
    "a value that is no text": (typed(meta={"row": 7}), "citattecken"),
    "no lines": (typed(postings=None), "ett fält saknas"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_booked_is_refused_whole(served: Served, case: str):
    root = served.door.workspace.root
    head = git(root, "rev-parse", "HEAD")
    entry, said = BAD[case]
    answer = put(served, typed(), entry)
    assert answer.status_code in {403, 422}
    assert said in answer.get_json()["error"]
    assert "Traceback" not in answer.text
    assert git(root, "rev-parse", "HEAD") == head
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("body", [None, [], {}, {"entries": 3}, {"entries": []}, {"entries": ["x"]}, {"entries": [{}]}])
def test_a_request_that_is_none(served: Served, body: object):
    answer = served.client.put(f"/{served.slug(Book.ASSOCIATION)}/api/add_entries", base_url=served.url, json=body)
    assert answer.status_code in {403, 422}
    assert answer.get_json()["error"]


def test_files_with_uncommitted_edits_are_left_alone(served: Served):
    main = served.door.workspace.main_file("association")
    main.write_text(main.read_text(encoding="utf-8") + "; min anteckning\n", encoding="utf-8")
    answer = put(served, typed())
    assert answer.status_code == 422
    assert "ledger/association/main.beancount" in answer.get_json()["error"]


def test_a_locked_month_takes_no_more(served: Served):
    seals = served.door.workspace.root / "ledger/association/seals.beancount"
    seals.write_text(
        seals.read_text(encoding="utf-8") + '2026-09-30 custom "onedoor-seal" "2026-09" "x"\n', encoding="utf-8"
    )
    assert "2026-09" in put(served, typed(date="2026-09-28")).get_json()["error"]


def test_commit_false_writes_and_leaves_the_commit_to_its_owner(served: Served):
    root = served.door.workspace.root
    rules = root / "rules/association.toml"
    text = rules.read_text(encoding="utf-8")
    assert "commit = true" in text
    rules.write_text(text.replace("commit = true", "commit = false"), encoding="utf-8")
    head = git(root, "rev-parse", "HEAD")
    assert put(served, typed()).get_json()["data"] == "Bokfört: V7."
    assert git(root, "rev-parse", "HEAD") == head
    assert "2026/10.beancount" in git(root, "status", "--porcelain", "--untracked-files=all")


def test_many_hands_at_once_get_each_a_number(served: Served):
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda n: put(served, typed(narration=f"Hand {n}")).get_json(), range(6)))
    assert sorted(answer["data"] for answer in answers) == [f"Bokfört: V{n}." for n in (10, 11, 12, 7, 8, 9)]
    assert not load(served.door.workspace).findings
