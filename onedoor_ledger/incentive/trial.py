"""Trial and control: the same share before and after, in the groups that tried and in those that did not.

What is compared was decided beforehand (``rules/trials.toml``): who chooses spans and groups afterwards finds what is
looked for, and can take one count from another.

The outcome is the share of those who left an insats that went to work or studies. Descriptive: groups were not drawn by
lot, and every table carries how many it rests on and what else than the trial can explain a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import CONTROL, TRIED, TrialBy

Z = 1.959964
"""The normal distribution's 97.5th percentile: intervals hold in 95 cases of 100."""
MIXED = Fraction(1, 5)
"""How much of a group must have come from other supports than it is compared with before the mix is warned of; and how
much of those who ended may be told of no group."""

SPANS = ("before", "after")
Hidden = frozenset[tuple[str, str]]
"""(group id, span) of the rows that may not be shown; the together rows are ``trial`` and ``control``."""


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

    def span(self, name: str) -> Counts:
        """Its ``before`` or ``after``."""
        return self.before if name == "before" else self.after

    @property
    def change(self) -> Fraction | None:
        """After less before; None when either has nobody."""
        return _difference(self.after, self.before)


class Caution(StrEnum):
    """What the reader must know beside the numbers: most of it can explain a difference."""

    CHOSEN_LATE = "chosen_late"
    FEW = "few"
    UNTOLD = "untold"
    REGRESSION = "regression"
    MIX_OVER_TIME = "mix_over_time"
    MIX_BETWEEN = "mix_between"


@dataclass(frozen=True, slots=True)
class Trial:
    """The comparison."""

    by: TrialBy
    before: Period
    after: Period
    groups: tuple[GroupOutcome, ...]
    """Those the plan names, and last '' for what no group is told of, when there is any."""
    least: int
    """Fewer observations than this are warned of."""
    chosen_late: bool = False
    """Whether it was decided when the span to be judged had begun."""

    def together(self, *, trial: bool) -> GroupOutcome:
        """The trial's groups together, or the others' that are told by name."""
        chosen = [group for group in self.groups if group.id and group.trial is trial]
        before = sum((group.before for group in chosen), Counts())
        after = sum((group.after for group in chosen), Counts())
        return GroupOutcome(TRIED if trial else CONTROL, trial, before, after)

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

    def cautions(self, hidden: Hidden = frozenset()) -> tuple[Caution, ...]:
        """What the reader must be told beside the numbers; nothing that would tell of the ``hidden`` rows."""
        both = (self.together(trial=True), self.together(trial=False))
        rows = {(group.id, span): group.span(span) for group in both for span in SPANS}

        def unlike(one: tuple[str, str], other: tuple[str, str]) -> bool:
            return not {one, other} & hidden and distance(rows[one], rows[other]) > MIXED

        found = {
            Caution.CHOSEN_LATE: self.chosen_late,
            Caution.FEW: min(counts.left for counts in rows.values()) < self.least,
            Caution.UNTOLD: any(self._much_untold(span, hidden) for span in SPANS),
            Caution.REGRESSION: self._extreme_before(hidden),
            Caution.MIX_OVER_TIME: any(unlike((side, "before"), (side, "after")) for side in (TRIED, CONTROL)),
            Caution.MIX_BETWEEN: unlike((TRIED, "after"), (CONTROL, "after")),
        }
        return tuple(caution for caution, holds in found.items() if holds)

    def _much_untold(self, span: str, hidden: Hidden) -> bool:
        """Whether many of those who ended are told of no group, and may have fared otherwise."""
        everybody = sum(group.span(span).left for group in self.groups)
        untold = sum(group.span(span).left for group in self.groups if not group.id)
        return not any(span == each for _group, each in hidden) and untold > MIXED * everybody

    def _extreme_before(self, hidden: Hidden) -> bool:
        """Whether the trial's groups had all lower, or all higher, shares before than every other group.

        What was extreme once tends to be less so the next time, whatever is done.
        """
        named = [group for group in self.groups if group.id and (group.id, "before") not in hidden]
        tried = [group.before.share for group in named if group.trial]
        others = [group.before.share for group in named if not group.trial]
        first = [share for share in tried if share is not None]
        rest = [share for share in others if share is not None]
        return bool(first and rest) and (max(first) < min(rest) or min(first) > max(rest))


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
