"""Verifieringskedja: one trail, whoever shows it; every figure of every kind of report has one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from onedoor_ledger.audit.trace import build, figure_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.json import render as as_json
from onedoor_ledger.reporting.model import Figure, Provenance, Unit, Why
from onedoor_ledger.reporting.rule_trail import rules_table
from onedoor_ledger.reporting.trail import Trails
from onedoor_ledger.routines.job import Opened, open_books
from onedoor_ledger.routines.kinds import KINDS, kinds_of, reports_of
from onedoor_ledger.texts import language
from onedoor_ledger.workspace import Workspace

TODAY = dt.date(2026, 10, 14)


@pytest.fixture(scope="module")
def opened() -> Opened:
    with language("sv"):
        return open_books(Workspace(Path(__file__).parents[2]))


@pytest.fixture(scope="module")
def trails(opened: Opened) -> Trails:
    return Trails(opened.rules, opened.books)


def test_kinds_have_names_of_their_own_and_are_what_the_command_line_has():
    from onedoor_ledger.cli.commands.reporting import report

    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert set(names) <= set(report.commands)


def test_every_figure_of_every_kind_leads_to_vouchers_that_are_there(opened: Opened, trails: Trails):
    span = parse_period("2025")
    assert kinds_of(span) == KINDS, "a whole year has every kind of report"
    known = set(opened.books.postings["key"])
    for kind in kinds_of(span):
        report = kind.build(opened, span, TODAY)
        assert report.kind == kind.name
        for figure in report.figures.values():
            assert figure.provenance.formula, figure.id
            assert set(figure.provenance.vouchers) <= known, figure.id
            trail = trails.of(figure)
            assert {posting.key for posting in trail.postings} >= set(figure.provenance.vouchers), figure.id


@pytest.mark.parametrize(
    ("figure", "period"),
    [
        ("vat.claim", "2026-Q2"),
        ("vat.2025-q4.paid", "2025"),
        ("party.fk.borne", "2026-Q2"),
        ("grundbok.debit", "2026-07"),
        ("share.ingangen.af", "2026-Q2"),
    ],
)
def test_a_figure_is_found_in_whichever_report_has_it(opened: Opened, figure: str, period: str):
    span = parse_period(period)
    report, found = figure_of(reports_of(opened, span, TODAY, figure=figure), figure)
    traced = build(report, found, opened.rules, opened.books, today=TODAY)
    tables = json.loads(as_json(traced))["tables"]
    assert {row["cells"]["voucher"] for row in tables["vouchers"]["rows"]} >= set(found.provenance.vouchers)
    assert tables["documents"]["rows"]


def test_the_workbook_carries_the_trail_that_trace_shows(opened: Opened):
    span = parse_period("2026-Q2")
    report, figure = figure_of(reports_of(opened, span, TODAY), "measure.i03.outcome")
    chain = json.loads(as_json(report))["tables"]
    own = json.loads(as_json(build(report, figure, opened.rules, opened.books, today=TODAY)))["tables"]
    shown = {tuple(row["cells"].get(k) for k in ("voucher", "document", "row", "digest"))
             for row in chain["chain_vouchers"]["rows"]}  # fmt: skip
    traced = {tuple(row["cells"].get(k) for k in ("voucher", "document", "row", "digest"))
              for row in own["documents"]["rows"]}  # fmt: skip
    assert traced
    assert traced <= shown
    keys = [row["cells"]["voucher"] for row in chain["chain_vouchers"]["rows"]]
    assert len(keys) <= 1.1 * len(set(keys)), "a voucher stands once, or once for each of its documents"
    rules = {row["cells"]["rule"] for row in chain["chain_rules"]["rows"]}
    assert rules == {name for f in report.figures.values() for name in f.provenance.rules}


def test_a_withheld_count_has_no_trail(opened: Opened, trails: Trails):
    report = next(reports_of(opened, parse_period("2026-Q2"), TODAY))
    withheld = [figure for figure in report.figures.values() if figure.why is Why.SUPPRESSED]
    assert all(not trails.of(figure).postings for figure in withheld)


@pytest.mark.parametrize("figure", ["incentive.granasa.relief", "incentive.society.net", "before.norrvidd"])
def test_a_calculated_figure_leads_to_the_rows_of_the_rules_it_rests_on(opened: Opened, trails: Trails, figure: str):
    span = parse_period("2026-Q2")
    report, found = figure_of(reports_of(opened, span, TODAY, figure=figure), figure)
    traced = trails.of(found)
    assert traced.postings
    rows = {rule.name: rule for rule in traced.rules}
    kinds = {name.partition(" ")[0] for name in rows}
    assert kinds == {"rules/unit_costs.toml"} | ({"rules/effects.toml"} if figure.startswith("incentive") else set())
    for rule in rows.values():
        assert rule.start is not None
        assert rule.start <= span.end
        assert rule.source
        assert rule.grade
        file, line = rule.place.split(":")
        text = (Path(__file__).parents[2] / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert text.startswith(("id = ", "[[effect]]", "[[method]]", "measure = ")), (rule, text)
    aid = rows["rules/unit_costs.toml [aid-cost]"]
    assert (aid.start, aid.end, aid.grade) == (dt.date(2025, 1, 1), None, "4 *")
    table = json.loads(as_json(build(report, found, opened.rules, opened.books, today=TODAY)))["tables"]["rules"]
    assert [column["key"] for column in table["columns"]] == ["rule", "start", "end", "grade", "source", "place"]
    assert "antagande" in table["note"].lower()


def test_a_row_that_has_ended_says_so(opened: Opened, trails: Trails):
    ended = [cost for cost in opened.rules.incentive.unit_costs if cost.dated.end]
    assert ended
    names = tuple(cost.named for cost in ended)
    rules = trails.rules([Figure("f", "F", Unit.ORE, 1, Provenance("", rules=(*names, "rules/budget/2026.toml")))])
    assert [rule.end for rule in rules] == [*(cost.dated.end for cost in ended), None]
    assert "end" in {column.key for column in rules_table("t", "T", rules, "").columns}
    assert [column.key for column in rules_table("t", "T", rules[-1:], "").columns] == ["rule"]
