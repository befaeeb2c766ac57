"""Trial and control: the same share before and after, in the groups that tried and in those that did not.

The outcome is the share of those who left an insats that went to work or studies. Descriptive: groups were not drawn
by lot, and every table carries how many it rests on and what else than the trial can explain a difference.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook

Z = 1.959964
"""The normal distribution's 97.5th percentile: intervals hold in 95 cases of 100."""
MIXED = Fraction(1, 5)
"""How much of a group must have come from other supports than it is compared with before the mix is warned of."""


class By(StrEnum):
    """What is compared."""

    MUNICIPALITY = "municipality"
    SITE = "site"
    MEASURE = "measure"
    ASSOCIATION = "association"


@dataclass(frozen=True, slots=True)
class Counts:
    """Those who left in a span of days."""

    left: int = 0
    good: int = 0
    """Of them, to work or studies."""
    origins: Mapping[str, int] | None = None
    """Persons by the support they left from: the mix."""

    @property
    def share(self) -> Fraction | None:
        """``good / left``; None when nobody left."""
        return Fraction(self.good, self.left) if self.left > 0 else None

    def __add__(self, other: Counts) -> Counts:
        mix = Counter(self.origins or {}) + Counter(other.origins or {})
        return Counts(self.left + other.left, self.good + other.good, dict(mix))


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """One group's two spans."""

    id: str
    """'' for what no group is told of."""
    trial: bool
    before: Counts
    after: Counts

    @property
    def change(self) -> Fraction | None:
        """After less before; None when either has nobody."""
        return _difference(self.after, self.before)


class Caution(StrEnum):
    """What else can explain a difference."""

    FEW = "few"
    REGRESSION = "regression"
    MIX_OVER_TIME = "mix_over_time"
    MIX_BETWEEN = "mix_between"


@dataclass(frozen=True, slots=True)
class Trial:
    """The comparison."""

    by: By
    before: Period
    after: Period
    groups: tuple[GroupOutcome, ...]
    least: int
    """Fewer observations than this are warned of."""

    def together(self, *, trial: bool) -> GroupOutcome:
        """The trial's groups together, or the others' that are told by name."""
        chosen = [group for group in self.groups if group.id and group.trial is trial]
        before = sum((group.before for group in chosen), Counts())
        after = sum((group.after for group in chosen), Counts())
        return GroupOutcome("trial" if trial else "control", trial, before, after)

    @property
    def difference(self) -> Fraction | None:
        """The trial's change less the control's (difference in differences); None without both."""
        tried, control = self.together(trial=True).change, self.together(trial=False).change
        return None if tried is None or control is None else tried - control

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the difference lies in 95 cases of 100, had the groups been drawn by lot (Wald, four shares)."""
        if self.difference is None:
            return None
        variance = 0.0
        for group in (self.together(trial=True), self.together(trial=False)):
            for counts in (group.before, group.after):
                # Half a person added on either side: a share of none or all is not known without error.
                share = (counts.good + 0.5) / (counts.left + 1)
                variance += share * (1 - share) / (counts.left + 1)
        half = Z * sqrt(variance)
        return float(self.difference) - half, float(self.difference) + half

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What the reader must be told beside the numbers."""
        tried, control = self.together(trial=True), self.together(trial=False)
        found = []
        if min(counts.left for group in (tried, control) for counts in (group.before, group.after)) < self.least:
            found.append(Caution.FEW)
        if self._extreme_before():
            found.append(Caution.REGRESSION)
        if distance(tried.before, tried.after) > MIXED or distance(control.before, control.after) > MIXED:
            found.append(Caution.MIX_OVER_TIME)
        if distance(tried.after, control.after) > MIXED:
            found.append(Caution.MIX_BETWEEN)
        return tuple(found)

    def _extreme_before(self) -> bool:
        """Whether the trial's groups had all lower, or all higher, shares before than every other group.

        What was extreme once tends to be less so the next time, whatever is done.
        """
        tried = [group.before.share for group in self.groups if group.id and group.trial]
        others = [group.before.share for group in self.groups if group.id and not group.trial]
        first = [share for share in tried if share is not None]
        rest = [share for share in others if share is not None]
        return bool(first and rest) and (max(first) < min(rest) or min(first) > max(rest))


@dataclass(frozen=True, slots=True)
class Source:
    """One förbund's rules and books."""

    rules: Rulebook
    books: Books


def trial_of(sources: Sequence[Source], by: By, before: Period, after: Period, tried: Iterable[str]) -> Trial:
    """Compare the groups of ``by`` over two periods.

    Several förbund are added group by group; each förbund's moves are its own, so nobody is counted twice.

    :param tried: ids of the groups that tried; the others are the control.
    """
    chosen = frozenset(tried)
    old, new = (_counted(sources, by, period.start, period.end) for period in (before, after))
    names = sorted(set(old) | set(new) | chosen, key=lambda id_: (not id_, id_))
    methods = [
        method for source in sources for method in source.rules.incentive.methods if method.dated.covers(after.end)
    ]
    return Trial(
        by=by,
        before=before,
        after=after,
        groups=tuple(GroupOutcome(id_, id_ in chosen, old.get(id_, Counts()), new.get(id_, Counts())) for id_ in names),
        least=max((method.least_participants for method in methods), default=20),
    )


def groups_of(sources: Sequence[Source], by: By) -> Mapping[str, str]:
    """The groups there can be, id to name."""
    found: dict[str, str] = {}
    for source in sources:
        rules = source.rules
        found |= {
            By.MUNICIPALITY: {m.id: m.name for m in rules.members if m.kind.value == "municipalities"},
            By.SITE: {site.id: site.name for site in rules.sites},
            By.MEASURE: {measure.id: f"{measure.code} {measure.name}" for measure in rules.measures},
            By.ASSOCIATION: {rules.association.id: rules.association.name},
        }[by]
    return found


def distance(one: Counts, other: Counts) -> Fraction:
    """How different two mixes are: the share that would have to change support for them to be alike (0 to 1)."""
    if one.left <= 0 or other.left <= 0:
        return Fraction(0)
    first, second = one.origins or {}, other.origins or {}
    states = sorted({*first, *second})
    apart = (abs(Fraction(first.get(s, 0), one.left) - Fraction(second.get(s, 0), other.left)) for s in states)
    return sum(apart, Fraction(0)) / 2


def _difference(after: Counts, before: Counts) -> Fraction | None:
    return None if after.share is None or before.share is None else after.share - before.share


def _counted(sources: Sequence[Source], by: By, start: dt.date, end: dt.date) -> Mapping[str, Counts]:
    found: dict[str, Counts] = {}
    for source in sources:
        rules = source.rules
        good = {state.id for state in rules.states if state.good_end}
        for move in moves_of(rules, source.books, start, end):
            if move.left and move.origin:
                one = Counts(move.persons, move.persons * (move.target in good), {move.origin: move.persons})
                group = _group(move, by, rules.association.id)
                found[group] = found.get(group, Counts()) + one
    return found


def _group(move: Move, by: By, association: str) -> str:
    match by:
        case By.MUNICIPALITY:
            return move.municipality
        case By.SITE:
            return move.site
        case By.MEASURE:
            return move.measure
        case By.ASSOCIATION:
            return association
