"""Costs shared line by line under constant weights: what is booked already, each version's carry, mirrors.

A reversal mirrors what it takes back, booked and exact. A line whose key was changed backward is taken back under
the version that shared it, and shared anew (contracts.md section 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onedoor_ledger.period import Period, month_of, parse_period, quarter_of
from onedoor_ledger.rulebook.model import Settle, SharingRule
from onedoor_ledger.sharing.errors import VersionGoneError
from onedoor_ledger.sharing.keys import Carry
from onedoor_ledger.sharing.sources import Allocation, SourceLine
from onedoor_ledger.sharing.trees import tree_of


def known(versions: Mapping[str, SharingRule], version: str) -> SharingRule:
    """The rule version the books name.

    :raises VersionGoneError: when the rules no longer have it.
    """
    if version not in versions:
        raise VersionGoneError(version)
    return versions[version]


@dataclass(frozen=True, slots=True)
class Split:
    """A source line as this run books it; ``reverses`` names the voucher it takes back under an older revision."""

    line: SourceLine
    allocation: Allocation
    reverses: str = ""


class Splits:
    """Every line's split, the books' and this run's, with the carry of each version."""

    def __init__(
        self, versions: Iterable[SharingRule], lines: Iterable[SourceLine], booked: Iterable[Allocation]
    ) -> None:
        self._versions = {rule.version: rule for rule in versions}
        self._booked = list(booked)
        self.done = {(a.rule, a.source): a for a in self._booked if not a.taken_back}
        self._by_voucher: dict[str, list[SourceLine]] = {}
        mirrors = [line for line in lines if line.mirrors]
        named = {line.mirrors for line in mirrors}
        for line in lines:
            if line.voucher in named:
                self._by_voucher.setdefault(line.voucher, []).append(line)
        self._mirrored: set[tuple[str, str]] = set()
        self._carries: dict[str, Carry] = {}
        for line in mirrors:
            self._mark_mirrored(line)

    def split(self, line: SourceLine, rule: SharingRule) -> Split:
        """Share ``line``, or mirror the split of the line it takes back."""
        original = self._original(line, rule.id)
        if original is None:
            shares = self._carry(rule.version).split(line.amount)
            allocation = Allocation(rule.id, rule.version, line.key, shares)
        else:
            shares = tuple(share.negated for share in original.shares)
            allocation = Allocation(rule.id, original.version, line.key, shares)
            self._mirrored.add((rule.id, original.source))
            self._carry(original.version).add(shares)
        self.done[rule.id, line.key] = allocation
        return Split(line, allocation)

    def take_back(self, line: SourceLine, rule_id: str) -> Split:
        """Undo the split of ``line``, so that it can be shared under another version."""
        old = self.done.pop((rule_id, line.key))
        shares = tuple(share.negated for share in old.shares)
        self._carry(old.version).add(shares)
        for source in self._by_voucher.get(line.mirrors, ()):
            self._mirrored.discard((rule_id, source.key))
        return Split(line, Allocation(rule_id, old.version, line.key, shares), old.vouchers[-1])

    def follows(self, line: SourceLine, before: Allocation) -> bool:
        """Whether ``line`` mirrors a line that still stands as ``before`` took it back."""
        sources = [source for source in self._by_voucher.get(line.mirrors, ()) if source.amount == -line.amount]
        found = [self.done.get((before.rule, source.key)) for source in sources if source.account == line.account]
        return any(each is not None and each.version == before.version for each in found)

    def carry(self, version: str) -> Carry:
        """The carry of a version after all that is booked, and all that this run has split."""
        return self._carry(version)

    def _original(self, line: SourceLine, rule_id: str) -> Allocation | None:
        """The booked split of the posting ``line`` takes back: same account, opposite amount, not taken back yet."""
        keys = [
            source.key
            for source in self._by_voucher.get(line.mirrors, ())
            if source.account == line.account
            and source.amount == -line.amount
            and (rule_id, source.key) in self.done
            and (rule_id, source.key) not in self._mirrored
        ]
        same_place = f"{line.mirrors}/{line.posting}"
        best = min(keys, key=lambda key: key != same_place, default=None)
        return None if best is None else self.done[rule_id, best]

    def _mark_mirrored(self, line: SourceLine) -> None:
        """Remember which split an earlier run's reversal has already taken back."""
        for rule_id in dict.fromkeys(rule.id for rule in self._versions.values()):
            if (rule_id, line.key) not in self.done:
                continue
            original = self._original(line, rule_id)
            taken_back = self.done[rule_id, line.key].shares
            if original is not None and taken_back == tuple(share.negated for share in original.shares):
                self._mirrored.add((rule_id, original.source))

    def _carry(self, version: str) -> Carry:
        if version not in self._carries:
            rule = known(self._versions, version)
            carry = Carry(tree_of(rule), rule.bearer)
            for allocation in self._booked:
                if allocation.version == version:
                    carry.add(allocation.shares)
            self._carries[version] = carry
        return self._carries[version]


def in_turn(rule: SharingRule, line: SourceLine, period: Period, today: dt.date) -> bool:
    """Whether ``line`` takes part when ``period`` is shared: settled in it, or dated after it but serving it."""
    if line.date > period.end:
        return line.bears_on in period
    if rule.settle is None:
        return line.date in period
    end = settled(rule.settle, line.date).end
    return end in period and end <= today


def settled(settle: Settle, day: dt.date) -> Period:
    """The period of ``settle`` that ``day`` lies in."""
    if settle is Settle.MONTH:
        return month_of(day)
    return quarter_of(day) if settle is Settle.QUARTER else parse_period(str(day.year))


def due(
    lines: Iterable[tuple[SourceLine, SharingRule]], splits: Splits, period: Period, *, today: dt.date
) -> Iterator[Split]:
    """This run's splits, in the order of the lines.

    A second revision reaches back to its first day: what an earlier one shared is taken back and shared anew.
    """
    for line, rule in lines:
        before = splits.done.get((rule.id, line.key))
        revised = rule.revision > 1 and line.date <= period.end
        if before is not None:
            if before.version == rule.version or not revised or splits.follows(line, before):
                continue
            yield splits.take_back(line, rule.id)
        if rule.per_line and (revised or in_turn(rule, line, period, today)):
            yield splits.split(line, rule)
