"""A correction typed in Fava over the demo's books: numbered, dated, signed, and seen from both sides everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from onedoor_ledger.audit import trace
from onedoor_ledger.books.load import load
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import journals
from onedoor_ledger.reporting.board import build as board
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.voucher import Book
from tests.fava.conftest import Served, serve
from tests.fava.test_typed import put, typed
from tests.routines.conftest import copy_of_the_demo
from tests.small import BY, TODAY, git

WRONG, BETTER = "Kostnader:Insatser:S02-Kompetens", "Kostnader:Kansli:Information"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Served:
    return serve(copy_of_the_demo(tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="module")
def numbers(door: Served) -> tuple[str, str]:
    """A voucher typed on one account, then one that moves it to another and says so."""
    bank = "Tillgångar:Bank:Transaktionskonto"
    booked = put(door, typed(postings=lines(account(door, WRONG), bank), payee="Norrådals-Posten"))
    first = booked.get_json()["data"].removeprefix("Bokfört: ").rstrip(".")
    moved = lines(account(door, BETTER), account(door, WRONG))
    meta = {"corrects": first, "reason": "fel konto"}
    answer = put(door, typed(date="2026-10-06", narration="Rätt konto", postings=moved, meta=meta))
    return first, answer.get_json()["data"].removeprefix("Bokfört: ").rstrip(".")


def account(door: Served, start: str) -> str:
    chart = load(door.door.workspace).charts[Book.ASSOCIATION]
    return next(name for name in sorted(chart) if name.startswith(start))


def lines(debit: str, credit: str) -> list[dict[str, str]]:
    return [{"account": debit, "amount": "1200.00 SEK"}, {"account": credit, "amount": "-1200.00 SEK"}]


def test_both_get_number_day_and_author_and_a_commit_each(door: Served, numbers: tuple[str, str]):
    books = load(door.door.workspace)
    assert not books.findings
    metas = {e.meta.get("voucher"): e.meta for e in books.entries[Book.ASSOCIATION] if e.date.year == 2026}
    assert int(numbers[1][1:]) == int(numbers[0][1:]) + 1
    for number in numbers:
        assert (metas[number]["registered"], metas[number]["by"]) == (TODAY.isoformat(), BY)
    assert metas[numbers[1]]["corrects"] == numbers[0]
    subjects = git(door.door.workspace.root, "log", "-2", "--format=%s").split("\n")[:2]
    assert subjects == [f"fava: {numbers[1]}", f"fava: {numbers[0]}"]


def test_the_frame_grundbok_and_huvudbok_show_both_sides(door: Served, numbers: tuple[str, str]):
    rules, books = load_rules(door.door.workspace), load(door.door.workspace)
    frame = books.postings
    assert set(frame.loc[frame["key"] == f"2026-{numbers[1]}", "corrects"]) == {f"2026-{numbers[0]}"}
    october = parse_period("2026-10")
    grundbok, huvudbok = (
        journals.build(kind, rules, books, october, book=Book.ASSOCIATION, today=TODAY)
        for kind in (journals.GRUNDBOK, journals.HUVUDBOK)
    )
    evidence = {row["voucher"]: row for row in cells(grundbok, "evidence")}
    assert evidence[f"2026-{numbers[0]}"]["corrected"] == f"2026-{numbers[1]}"
    assert evidence[f"2026-{numbers[1]}"]["corrects"] == f"2026-{numbers[0]}"
    assert evidence[f"2026-{numbers[1]}"]["reason"] == "fel konto"
    text = " ".join(rendered(huvudbok, "txt").decode().split())
    assert f"2026-{numbers[1]}" in text
    assert "rättad av" in text
    assert "rättar" in text


def cells(report: Report, table: str) -> list[dict[str, object]]:
    blocks = [block for sheet in report.sheets for section in sheet.sections for block in section.blocks]
    return [dict(row.cells) for block in blocks if getattr(block, "id", "") == table for row in block.rows]


def test_trace_shows_who_corrected_it(door: Served, numbers: tuple[str, str]):
    rules, books = load_rules(door.door.workspace), load(door.door.workspace)
    report = board(rules, books, parse_period("2026-10"), today=TODAY)
    _report, figure = trace.figure_of([report], "measure.s02.outcome.period")
    chain = rendered(trace.build(report, figure, rules, books, today=TODAY), "json").decode()
    assert f"2026-{numbers[0]}" in chain
    assert f"2026-{numbers[1]}" in chain


def test_fava_leads_from_one_to_the_other(door: Served, numbers: tuple[str, str]):
    slug = door.slug(Book.ASSOCIATION)
    link = f"rattelse-2026-{numbers[0]}"
    page = door.client.get(
        f"/{slug}/api/journal_page?page=1&order=desc&filter=%5E{link}", base_url=door.url
    ).get_json()["data"]["journal"]
    assert "Rätt konto" in page
    assert "Annons" in page


def test_a_correction_of_what_is_not_there_is_told(door: Served, numbers: tuple[str, str]):
    head = git(door.door.workspace.root, "rev-parse", "HEAD")
    meta = {"corrects": "V99999", "reason": "fel"}
    answer = put(door, typed(narration="Rättar intet", meta=meta))
    assert answer.status_code == 422, answer.get_json()
    assert "V99999" in answer.get_json()["error"]
    assert git(door.door.workspace.root, "rev-parse", "HEAD") == head


def test_the_bytes_on_disk(door: Served, numbers: tuple[str, str]):
    text = (Path(door.door.workspace.root) / "ledger/association/2026/10.beancount").read_text(encoding="utf-8")
    assert f'  corrects: "{numbers[0]}"\n' in text
    assert "^rattelse" not in text
