"""The text twin and the JSON."""

from __future__ import annotations

import json as stdlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from onedoor_ledger.reporting import json, text
from onedoor_ledger.reporting.model import Report
from tests.reporting.conftest import make

GOLDEN = Path(__file__).parent / "golden"


def test_the_text_twin(report: Report, golden: Callable[[str | bytes, Path], None]):
    golden(text.render(report), GOLDEN / "board.txt")


def test_a_figure_in_json_says_what_it_was_made_from(report: Report):
    figures = stdlib.loads(json.render(report))["figures"]
    assert figures["contribution.tallhed.paid"] == {
        "label": "Tallheds kommun: betalt",
        "unit": "öre",
        "value": 3_750_000,
        "formula": "Krediteringar av medlemmens fordran för årets delbetalningar",
        "vouchers": ["2026-V5", "2026-V16"],
        "rules": [],
    }


def test_the_text_is_at_most_a_hundred_wide_and_ends_lines_clean(draft: Report):
    for line in text.render(draft).splitlines():
        assert len(line) <= text.WIDTH
        assert line == line.rstrip()


def test_the_same_books_give_the_same_text():
    assert text.render(make()) == text.render(make())
    assert json.render(make()) == json.render(make())


def test_json_holds_whole_numbers_ratios_and_no_floats(report: Report):
    def no_float(value: str) -> float:
        raise AssertionError(value)

    whole = stdlib.loads(json.render(report), parse_float=no_float)
    assert whole["period"] == "2026-Q3"
    assert whole["figures"]["result"]["unit"] == "öre"
    numerator, denominator = whole["figures"]["equity.forecast.share"]["value"]
    assert numerator / denominator > 0.3
    assert whole["figures"]["measure.i01.outcome"]["estimated"] == 10_000_000
    figures = {
        cell["figure"]
        for table in whole["tables"].values()
        for row in table["rows"]
        for cell in row["cells"].values()
        if isinstance(cell, dict)
    }
    assert figures <= whole["figures"].keys()


def test_a_figure_and_a_row_are_each_a_line_of_the_json(report: Report):
    text = json.render(report)
    bank = report.figures["bank"]
    assert isinstance(bank.value, int)
    other = replace(report, figures={**report.figures, "bank": replace(bank, value=bank.value + 1)})
    lines, others = text.splitlines(), json.render(other).splitlines()
    assert len(lines) == len(others)
    changed = [line for line, now in zip(lines, others, strict=True) if line != now]
    assert len(changed) == 1
    assert changed[0].startswith('  "bank": {"label": ')
    whole = stdlib.loads(text)
    rows = sum(len(table["rows"]) for table in whole["tables"].values())
    assert len(lines) < len(whole["figures"]) + rows + 9 * len(whole["tables"]) + 20
