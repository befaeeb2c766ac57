"""The report of a trial: what was decided, what the numbers say, and what speaks against them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.trial import Hidden
from onedoor_ledger.incentive.trial_counts import Source, trial_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import text
from onedoor_ledger.reporting.model import Report, Why
from onedoor_ledger.reporting.trial import build
from onedoor_ledger.rulebook.model import TrialBy, TrialPlan
from tests.incentive.demo_books import demo

TODAY = dt.date(2026, 10, 14)
PLAN = TrialPlan(
    id="lots",
    title="Samma lots",
    by=TrialBy.MUNICIPALITY,
    tried=("granasa",),
    control=("kvarnsund",),
    before=parse_period("2025-H2"),
    after=parse_period("2026-H1"),
    decided=dt.date(2025, 11, 27),
    source="Styrelsen (påhittad)",
    place=Place("rules/trials.toml", 2),
)


def made(plan: TrialPlan = PLAN, hidden: Hidden = frozenset()) -> Report:
    sources = [Source(*demo(), plan)]
    return build(trial_of(sources), sources, hidden, today=TODAY)


def said(report: Report) -> str:
    return " ".join(text.render(report).split())


def test_it_says_what_was_decided_when_and_by_whom() -> None:
    words = said(made())
    assert "Samma lots" in words
    assert "Beslutat den 27 november 2025: Styrelsen (påhittad)" in words
    assert "Försöket: Granåsa kommun. Jämförelsen: Kvarnsunds kommun. I ingetdera: Tallheds kommun och" in words
    assert "95 fall av 100" in words
    assert not any(words.count(late) for late in ("Valt i efterhand", "visas här"))


def test_what_was_decided_when_it_could_be_seen_is_told() -> None:
    assert "Valt i efterhand" in said(made(replace(PLAN, decided=dt.date(2026, 1, 1))))


def test_figures_lead_to_the_trial_in_the_rules() -> None:
    assert made().figures["trial.granasa.after.left"].provenance.rules == ("rules/trials.toml [lots]",)


@pytest.mark.parametrize("side", ["trial", "control"])
@pytest.mark.parametrize("span", ["before", "after"])
def test_the_difference_is_told_only_when_all_it_is_made_of_is(side: str, span: str) -> None:
    report = made(hidden=frozenset({(side, span)}))
    gone = {id_ for id_, figure in report.figures.items() if figure.why is Why.SUPPRESSED}
    assert gone == {
        f"trial.{side}.{span}.left",
        f"trial.{side}.{span}.share",
        f"trial.{side}.change.share",
        "trial.difference.share",
    }
    words = said(report)
    assert "95 fall av 100" not in words
    assert "sägs inte heller" in words
