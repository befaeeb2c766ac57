"""A figure leads to its documents; grundbok and huvudbok hold exactly the same postings."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from onedoor_ledger.audit.errors import NoSuchFigureError
from onedoor_ledger.audit.rule_changes import rule_changes
from onedoor_ledger.books.load import load
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import journals
from onedoor_ledger.reporting.model import Report, Row
from onedoor_ledger.routines import tracing
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

TODAY = dt.date(2026, 10, 14)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(Path(__file__).parents[2])


@pytest.mark.parametrize("book", [Book.ASSOCIATION, Book.PARTIES])
@pytest.mark.parametrize("period", ["2026", "2026-Q2", "2026-07", "2025-03-05..2026-02-10"])
def test_the_two_orders_agree(workspace: Workspace, book: Book, period: str):
    rules, books = load_rules(workspace), load(workspace)
    span = parse_period(period)
    grundbok, huvudbok = (
        journals.build(kind, rules, books, span, book=book, today=TODAY) for kind in ("grundbok", "huvudbok")
    )
    frame = books.postings
    inside = (frame["book"] == book.value) & (frame["date"] >= str(span.start)) & (frame["date"] <= str(span.end))
    booked = Counter(zip(frame.loc[inside, "key"], frame.loc[inside, "amount"].astype(int), strict=True))
    assert postings(grundbok) == postings(huvudbok) == booked
    debit, credit = (grundbok.figures[f"grundbok.{side}"].value for side in ("debit", "credit"))
    assert debit == credit
    registered = [row.cells["registered"] for row in rows(grundbok, "grundbok") if row.style == "normal"]
    assert registered == sorted(registered)
    for form in ("txt", "json", "xlsx"):
        assert rendered(grundbok, form)


def rows(report: Report, prefix: str) -> list[Row]:
    blocks = (block for section in report.sheets[0].sections for block in section.blocks)
    return [row for block in blocks if getattr(block, "id", "").startswith(prefix) for row in block.rows]


def postings(report: Report) -> Counter[tuple[object, int]]:
    found: Counter[tuple[object, int]] = Counter()
    for row in rows(report, report.kind):
        if row.style == "normal":
            amount = row.cells["debit"] if row.cells["debit"] is not None else -int(row.cells["credit"])
            found[row.cells["voucher"], int(amount)] += 1
    return found


def test_a_figure_leads_to_its_vouchers_and_rules(workspace: Workspace):
    report = tracing.trace(workspace, "measure.i01.outcome", parse_period("2026-Q2"), today=TODAY)
    whole = json.loads(rendered(report, "json"))
    assert whole["figures"]["measure.i01.outcome"]["value"] > 0
    vouchers = {row["cells"]["voucher"] for row in whole["tables"]["vouchers"]["rows"]}
    assert vouchers == set(whole["figures"]["measure.i01.outcome"]["vouchers"])
    assert all(row["cells"]["document"] for row in whole["tables"]["documents"]["rows"])


def test_a_share_leads_to_its_rule_version_and_to_what_was_shared(workspace: Workspace):
    report = tracing.trace(workspace, "share.ingangen.af", parse_period("2026-Q2"), today=TODAY)
    whole = json.loads(rendered(report, "json"))
    [rule] = whole["tables"]["rules"]["rows"]
    assert rule["cells"]["version"] == "ingangen@2025-01-01"
    assert "rules/keys.toml" in rule["cells"]["place"]
    texts = [row["cells"]["account"] for row in whole["tables"]["vouchers"]["rows"]]
    assert "Kostnader:Granåsa:Ingång:Brutto" in texts


def test_a_misspelt_figure_is_helped(workspace: Workspace):
    with pytest.raises(NoSuchFigureError, match=r"measure\.i01\.outcome"):
        tracing.trace(workspace, "measure.i01.outcom", parse_period("2026-Q2"), today=TODAY)


def test_rules_that_differ_say_from_when(tmp_path: Path):
    text = '[[rule]]\nid = "a"\nfrom = 2026-01-01\nweights = { fk = 1, af = 2 }\n'
    texts = (text, text.replace("af = 2", "af = 3"))
    spaces = []
    for number, text in enumerate(texts):
        root = tmp_path / str(number)
        (root / "rules").mkdir(parents=True)
        (root / "rules" / "keys.toml").write_text(text, encoding="utf-8")
        spaces.append(Workspace(root))
    [change] = rule_changes(*spaces)
    assert (change.file, change.key) == ("rules/keys.toml", "rule[a 2026-01-01].weights.af")
    assert (change.since, change.was, change.now) == ("2026-01-01", "2", "3")
