"""Which version of which rule shares a cost: in force on the day it bears on, the most specific account wins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.rulebook.model import Scope, SharingRule
from onedoor_ledger.sharing.errors import RuleGapError
from onedoor_ledger.sharing.sources import SourceLine

Specific = tuple[int, int]
"""How specifically an account is named: exact names before prefixes, longer before shorter."""


def covers(rule: SharingRule, account: str) -> Specific | None:
    """How specifically ``rule`` names ``account``; None if it does not."""
    found = [
        (int(name == account), len(name))
        for name in rule.accounts
        if name == account or (name.endswith(":") and account.startswith(name))
    ]
    return max(found, default=None)


def selects(rule: SharingRule, line: SourceLine) -> bool:
    """Whether the line's insats, place and kind of cost are among those the rule narrows itself to."""
    return (
        rule.book.value == line.book
        and (not rule.measures or line.measure in rule.measures)
        and (not rule.sites or line.site in rule.sites)
        and (not rule.cost_types or line.cost_type in rule.cost_types)
    )


class Chooser:
    """Finds the version that shares a line; what it has found for equal lines it remembers.

    Two rules that name an account equally on the same day are refused when the rules are read.
    """

    def __init__(self, rules: Sequence[SharingRule]) -> None:
        self._rules = [rule for rule in rules if rule.scope is Scope.PARTIES]
        self._candidates: dict[tuple[str, ...], list[tuple[Specific, SharingRule]]] = {}
        self._found: dict[tuple[object, ...], SharingRule | None] = {}

    def rule_for(self, line: SourceLine) -> SharingRule | None:
        """The version that shares ``line``; None when no rule does.

        :raises RuleGapError: when the day falls between two versions of the rule that would share it.
        """
        kind = (line.book, line.account, line.measure, line.site, line.cost_type)
        if kind not in self._candidates:
            self._candidates[kind] = [
                (specific, rule)
                for rule in self._rules
                if (specific := covers(rule, line.account)) is not None and selects(rule, line)
            ]
        if not self._candidates[kind]:
            return None
        at = (*kind, line.bears_on)
        if at not in self._found:
            self._found[at] = _in_force(self._candidates[kind], line)
        return self._found[at]


def _in_force(candidates: Sequence[tuple[Specific, SharingRule]], line: SourceLine) -> SharingRule | None:
    day = line.bears_on
    held = [(specific, rule.revision, n) for n, (specific, rule) in enumerate(candidates) if rule.dated.covers(day)]
    best = max(held, default=None)
    for id_ in dict.fromkeys(rule.id for _specific, rule in candidates):
        versions = [(specific, rule) for specific, rule in candidates if rule.id == id_]
        if best is None or max(specific for specific, _rule in versions) > best[0]:
            _refuse_gap([rule for _specific, rule in versions], line, day)
    return None if best is None else candidates[best[2]][1]


def _refuse_gap(versions: Sequence[SharingRule], line: SourceLine, day: dt.date) -> None:
    before = [rule for rule in versions if rule.dated.end is not None and rule.dated.end < day]
    after = [rule for rule in versions if rule.dated.start > day]
    if before and after:
        later = min(after, key=lambda rule: rule.dated.start)
        raise RuleGapError(later.place, later.id, line.key, day)
