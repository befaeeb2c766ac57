"""Costs a host keeps: shared cost by cost under a key that gives nobody else a weight, so no allocation tells of them.

They are shared all the same. Who asks what a rule shares asks here for them, beside the allocations that are booked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Scope, SharingRule
from onedoor_ledger.sharing.sources import SourceLine, booked, lines
from onedoor_ledger.sharing.versions import Chooser

if TYPE_CHECKING:
    import pandas as pd


def kept(
    sharing: Iterable[SharingRule], postings: pd.DataFrame, period: Period
) -> Iterator[tuple[SharingRule, SourceLine]]:
    """The costs dated in ``period`` that stay with their bearer, each with the rule version that says so.

    A cost that an allocation stands for is that allocation's, whatever the rules say now.

    :raises onedoor_ledger.sharing.errors.RuleGapError: as allocating does, where rules with such keys have a gap.
    """
    rules = [rule for rule in sharing if rule.scope is Scope.PARTIES]
    if not any(alone(rule) for rule in rules):
        return
    standing = {(each.rule, each.source) for each in booked(postings) if not each.taken_back}
    chooser = Chooser(rules)
    for line in lines(postings):
        if line.amount and line.date in period:
            rule = chooser.rule_for(line)
            if rule is not None and alone(rule) and (rule.id, line.key) not in standing:
                yield rule, line


def alone(rule: SharingRule) -> bool:
    """Whether ``rule`` shares cost by cost and nobody but the bearer has a weight."""
    return rule.per_line and not any(weight for who, weight in rule.weights.items() if who != rule.bearer)
