"""What the reports on trials tell of the persons they count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.trial_withheld import withheld_trial
from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.trial_counts import Source, trial_of
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.reporting import trial
from onedoor_ledger.reporting.model import Figure
from onedoor_ledger.rulebook.model import TrialBy, TrialPlan

if TYPE_CHECKING:
    from tests.privacy.adversary import Reader, Sum

WHERE, WHAT = TrialBy.MUNICIPALITY, TrialBy.MEASURE
DECIDED = dt.date(2024, 12, 1)


def plan(id: str, by: TrialBy, tried: str, control: str, before: str, after: str) -> TrialPlan:
    """A trial of one group against another."""
    spans = parse_period(before), parse_period(after)
    return TrialPlan(id, id, by, (tried,), (control,), *spans, DECIDED, "x", Place("rules/trials.toml", 1))


PLANS = (
    plan("towns", WHERE, "granasa", "tallhed", "2026-01-01..2026-02-28", "2026-03-01..2026-05-31"),
    plan("towns-again", WHERE, "granasa", "tallhed", "2026-Q1", "2026-04-01..2026-08-31"),
    plan("insatser", WHAT, "i01", "i02", "2026-01-01..2026-02-28", "2026-03-01..2026-08-31"),
)
"""Three whose spans overlap, so that they can be subtracted."""
TWO_YEARS = (
    plan("towns", WHERE, "granasa", "tallhed", "2025", "2026-H1"),
    plan("towns-again", WHERE, "tallhed", "granasa", "2025-07-01..2026-06-30", "2026-H2"),
)


def told_by(reader: Reader) -> Iterator[tuple[Sum, int]]:
    """Every count the trials show."""
    today = reader.editions[-1].end + dt.timedelta(days=1)
    for each in reader.rules.trials:
        source = Source(reader.rules, reader.books, each)
        made = trial.build(trial_of([source]), [source], withheld_trial(reader.rules, reader.books, each), today=today)
        for span, period in (("before", each.before), ("after", each.after)):
            for group, ids in {"": ("",), each.tried[0]: each.tried, each.control[0]: each.control}.items():
                yield from _row(reader, made.figures, each, group or "untold", span, period, ids)
            yield from _row(reader, made.figures, each, "trial", span, period, each.tried)
            yield from _row(reader, made.figures, each, "control", span, period, each.control)


def asked(reader: Reader) -> Iterator[tuple[str, Sum]]:
    """Every count of a trial, and those that are left when spans are subtracted: each group's between two cuts."""
    cuts = sorted({day for p in reader.rules.trials for s in (p.before, p.after) for day in (s.start, _after(s))})
    for by in (WHERE, WHAT):
        spans = [(start, end) for n, start in enumerate(cuts) for end in cuts[n + 1 : n + 3]]
        for start, end in spans:
            for group in _groups(reader, by):
                for what in ("left", "good"):
                    name = f"{by.value}.{group or 'untold'}.{start}..{end}.{what}"
                    yield name, _sum(reader, by, (group,), (start, end - dt.timedelta(days=1)), what)


def _after(span: Period) -> dt.date:
    return span.end + dt.timedelta(days=1)


def _groups(reader: Reader, by: TrialBy) -> tuple[str, ...]:
    return ("granasa", "tallhed", "") if by is WHERE else tuple(m.id for m in reader.rules.measures)


def _row(
    reader: Reader,
    figures: Mapping[str, Figure],
    plan: TrialPlan,
    ref: str,
    span: str,
    period: Period,
    ids: tuple[str, ...],
) -> Iterator[tuple[Sum, int]]:
    left, share = (figures.get(f"trial.{ref}.{span}.{part}") for part in ("left", "share"))
    if left is None or share is None or not isinstance(left.value, int):
        return
    days = period.start, period.end
    yield _sum(reader, plan.by, ids, days, "left"), left.value
    if isinstance(share.value, Fraction):
        yield _sum(reader, plan.by, ids, days, "good"), int(share.value * left.value)


def _sum(reader: Reader, by: TrialBy, ids: tuple[str, ...], days: tuple[dt.date, dt.date], what: str) -> Sum:
    found: Sum = Counter()
    for id_ in ids:
        where, measures = (id_, None) if by is WHERE else (None, (id_,))
        found.update(reader.gone(days, good=what == "good", where=where, measures=measures))
    return found
