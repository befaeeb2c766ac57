"""``report trial`` of the trial the demo's rules have written down, word by word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onedoor_ledger.accounts.moves import moves_of
from onedoor_ledger.accounts.trial_withheld import withheld_trial
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.trial_counts import Source, trial_of
from onedoor_ledger.reporting import text
from onedoor_ledger.reporting.trial import build
from onedoor_ledger.rulebook.model import Rulebook
from tests.demo.conftest import TODAY

GOLDEN = Path(__file__).parent / "golden"
TRIAL = "samma-lots-granasa"


def test_the_report_is_the_golden_one(rules: Rulebook, books: Books, golden: Callable[[str, Path], None]):
    plan = rules.trial(TRIAL)
    sources = [Source(rules, books, plan)]
    report = build(trial_of(sources), sources, withheld_trial(rules, books, plan), today=TODAY)
    golden(text.render(report), GOLDEN / "trial.txt")


def test_everybody_who_ended_is_in_one_row(rules: Rulebook, books: Books):
    plan = rules.trial(TRIAL)
    found = trial_of([Source(rules, books, plan)])
    for name, span in (("before", plan.before), ("after", plan.after)):
        ended = sum(m.persons for m in moves_of(rules, books, span.start, span.end) if m.left and m.origin)
        assert sum(group.span(name).left for group in found.groups) == ended > 0
