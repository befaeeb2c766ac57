"""Rule changes that lie between before and after: what part of a difference may be the rule and not the insats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import pairwise

from onedoor_ledger import money
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, TaxRule, UnitCost
from onedoor_ledger.texts import _

_DAY = dt.timedelta(days=1)


def breaks_of(rules: Rulebook, period: Period, states: Collection[str]) -> tuple[str, ...]:
    """The changes of unit costs of ``states``, and of the tax, from 1 January the year before to the period's end."""
    start = period.year_before().year_start
    found = [*_of_costs(rules, states, start, period.end), *_of_tax(rules, start, period.end)]
    return tuple(found)


def _of_costs(rules: Rulebook, states: Collection[str], start: dt.date, end: dt.date) -> Iterator[str]:
    names = {state.id: state.name for state in rules.states} | {group.id: group.name for group in rules.state_groups}
    for earlier, later in _successive(rules.incentive.unit_costs):
        if later.state in states and start < later.dated.start <= end and earlier.monthly != later.monthly:
            text = _(
                "{state}: {before} kr a month up to and including {day}, {after} kr after it; a difference is also the"
                " rule's."
            )
            yield text.format(
                state=names.get(later.state, later.state),
                before=money.kronor(nearest(earlier.monthly)),
                after=money.kronor(nearest(later.monthly)),
                day=earlier.dated.end or later.dated.start - _DAY,
            )


def _successive(rows: tuple[UnitCost, ...]) -> Iterator[tuple[UnitCost, UnitCost]]:
    groups: dict[tuple[str, ...], list[UnitCost]] = {}
    for row in rows:
        groups.setdefault((row.state, row.purse, row.kind), []).append(row)
    for group in groups.values():
        yield from pairwise(sorted(group, key=lambda row: row.dated.start))


def _of_tax(rules: Rulebook, start: dt.date, end: dt.date) -> Iterator[str]:
    for earlier, later in pairwise(sorted(rules.incentive.taxes, key=lambda row: row.dated.start)):
        if start < later.dated.start <= end and _differ(earlier, later):
            yield _("The tax or the employer's fee changed on {day}.").format(day=later.dated.start)


def _differ(earlier: TaxRule, later: TaxRule) -> bool:
    return (earlier.rate, earlier.employer_fee, earlier.purses) != (later.rate, later.employer_fee, later.purses)
