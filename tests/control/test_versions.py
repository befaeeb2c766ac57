"""A version that has been used may not be ended before what it shared."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.control.shares import allocations
from onedoor_ledger.control.versions import ended
from onedoor_ledger.rulebook.model import Bound, ByWeights, Capped
from onedoor_ledger.texts import language
from tests.sharing.door_books import WEIGHTS, Ledger, rule, rulebook
from tests.sharing.key_rules import share

JUNE = dt.date(2026, 6, 30)


def test_a_version_ended_before_what_it_shared_is_told() -> None:
    ledger = Ledger()
    first = ledger.cost(1_000, "2026-08-10")
    share(ledger, rulebook(rule()), "2026-Q3")
    assert list(ended(rulebook(rule()), ledger.books)) == []
    with language("en"):
        (finding,) = ended(rulebook(rule(end=JUNE)), ledger.books)
    assert finding.rule == "key-ended"
    assert "2026-08-10" in finding.message
    assert list(ended(rulebook(rule(end=dt.date(2026, 8, 10))), ledger.books)) == []
    ledger.cost(-1_000, "2026-09-10", reverses=first)
    share(ledger, rulebook(rule(end=dt.date(2026, 8, 10))), "2026-Q3")
    assert list(ended(rulebook(rule(end=dt.date(2026, 8, 10))), ledger.books)) == []


def test_what_was_shared_together_has_a_last_day_too() -> None:
    ledger = Ledger()
    key = Capped(ByWeights(WEIGHTS), (Bound("af", most=10),))
    ledger.cost(1_000, "2026-08-10")
    share(ledger, rulebook(rule({}, terms=key)), "2026-Q3")
    assert len(list(ended(rulebook(rule({}, terms=key, end=JUNE)), ledger.books))) == 1


def test_costs_shared_together_and_splits_taken_back_are_well() -> None:
    ledger = Ledger()
    ledger.cost(1_001, "2026-08-10")
    share(ledger, rulebook(rule()), "2026-Q3")
    rules = rulebook(rule(), rule({}, terms=Capped(ByWeights(WEIGHTS), (Bound("af", most=10),)), revision=2))
    assert len(share(ledger, rules, "2026-Q3")) == 2
    assert list(allocations(rules, ledger.books)) == []
