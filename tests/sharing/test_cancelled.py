"""What is undone is not shared: neither the cost nor its mirror, and a second run books nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Bound, ByWeights, Capped
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.settlement import settle
from onedoor_ledger.voucher import Line
from tests.sharing.door_books import TODAY, WEIGHTS, Ledger, rule, rulebook
from tests.sharing.key_rules import share, worked_out

LINE_BY_LINE = rulebook(rule())
PER_PERIOD = rulebook(worked_out(Capped(ByWeights(WEIGHTS), (Bound("af", most=300_000),))))
BOTH = pytest.mark.parametrize("rules", [LINE_BY_LINE, PER_PERIOD], ids=["line", "period"])
DAYS = pytest.mark.parametrize("day", ["2026-09-30", "2026-10-05"])
RUNS = ("2026-Q3", "2026-Q4", "2026-Q3", "2026")
COST = 10_000


def undo(ledger: Ledger, number: int, day: str) -> None:
    """Take back voucher ``number`` as ``onedoor undo`` does."""
    key, first = f"P{number}", ledger.vouchers[number - 1]
    lines = tuple(Line(line.account, -line.amount, _mirrored(line, key)) for line in first.lines)
    meta = {**first.meta, "reverses": key}
    ledger.book(replace(first, date=dt.date.fromisoformat(day), lines=lines, meta=meta))


def _mirrored(line: Line, key: str) -> dict[str, str]:
    meta = dict(line.meta)
    if "exact" in meta:
        meta["exact"] = meta["exact"][1:] if meta["exact"].startswith("-") else f"-{meta['exact']}"
    return meta | ({"reverses": key} if "allocates" in meta else {})


def total(ledger: Ledger, rules, period: str) -> int:
    return sum(shares.total for shares in settle(rules, ledger.books, parse_period(period)).rules)


@BOTH
@DAYS
@pytest.mark.parametrize("shared", [True, False])
def test_an_undone_batch_is_not_shared_again(ledger: Ledger, rules, day: str, shared: bool):
    ledger.cost(COST)
    if shared:
        assert share(ledger, rules, "2026-Q3")
    for number in range(1, len(ledger.vouchers) + 1):
        undo(ledger, number, day)
    assert [share(ledger, rules, period) for period in RUNS] == [()] * len(RUNS)
    assert total(ledger, rules, "2026") == 0


@BOTH
@DAYS
def test_a_cost_taken_back_after_it_was_shared_takes_the_shares_back(ledger: Ledger, rules, day: str):
    ledger.cost(COST)
    share(ledger, rules, "2026-Q3")
    undo(ledger, 1, day)
    for period in RUNS:
        share(ledger, rules, period)
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == 0
    assert [share(ledger, rules, period) for period in RUNS] == [()] * len(RUNS)


@BOTH
@DAYS
def test_a_sharing_taken_back_alone_is_made_again_once(ledger: Ledger, rules, day: str):
    ledger.cost(COST)
    share(ledger, rules, "2026-Q3")
    undo(ledger, 2, day)
    assert total(ledger, rules, "2026") == 0
    assert len(share(ledger, rules, "2026-Q3")) == 1
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == COST * 24 // 100
    assert total(ledger, rules, "2026") == COST
    assert [share(ledger, rules, period) for period in RUNS] == [()] * len(RUNS)


@BOTH
@DAYS
def test_an_undo_undone_leaves_the_cost_to_be_shared_once(ledger: Ledger, rules, day: str):
    ledger.cost(COST)
    undo(ledger, 1, day)
    undo(ledger, 2, day)
    (voucher,) = allocate(rules, ledger.books, parse_period("2026-Q3"), today=TODAY)
    ledger.book(voucher)
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == COST * 24 // 100
    assert [share(ledger, rules, period) for period in RUNS] == [()] * len(RUNS)


@BOTH
def test_other_costs_of_the_period_are_shared_as_ever(ledger: Ledger, rules):
    ledger.cost(COST)
    ledger.cost(20_000)
    undo(ledger, 1, "2026-10-05")
    share(ledger, rules, "2026-Q3")
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == 4_800
    assert share(ledger, rules, "2026-Q4") == ()
