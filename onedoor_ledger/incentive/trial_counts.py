"""A trial's counts: the people book's moves by the groups of the plan, of one förbund or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.accounts.moves import moves_of
from onedoor_ledger.accounts.trial_cells import group_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.trial import Counts, GroupOutcome, Trial
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import CONTROL, TRIED, Rulebook, TrialBy, TrialPlan
from onedoor_ledger.rulebook.trials import groups_of

LOCAL = (TrialBy.SITE, TrialBy.MEASURE)
"""Groups whose ids each förbund writes for itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """One förbund's rules and books, and the trial as its rules have it."""

    rules: Rulebook
    books: Books
    plan: TrialPlan
    among_several: bool = False
    """Whether other förbund are in the comparison too."""

    def id(self, group: str) -> str:
        """A group's id in the comparison: another förbund may have an insats or a door of the same name."""
        named = group not in ("", TRIED, CONTROL)
        return f"{self.rules.association.id}.{group}" if named and self._local else group

    @property
    def names(self) -> Mapping[str, str]:
        """Every group of the rules, by its id in the comparison."""
        rules = self.rules
        known = groups_of(rules.association, rules.participants, rules.sites, rules.measures)[self.plan.by]
        own = f", {rules.association.name}" if self._local else ""
        return {self.id(id_): f"{name}{own}" for id_, name in known.items()}

    def groups(self, *, trial: bool) -> tuple[str, ...]:
        """Ids in the comparison of those that tried, or of the control."""
        return tuple(self.id(group) for group in (self.plan.tried if trial else self.plan.control))

    @property
    def _local(self) -> bool:
        return self.among_several and self.plan.by in LOCAL


def trial_of(sources: Sequence[Source]) -> Trial:
    """Compare the groups of the trial over its two spans.

    Several förbund are added group by group; each förbund's moves are its own, so nobody is counted twice.

    :param sources: with the same trial, nowhere one group on both sides.
    """
    plan = sources[0].plan
    old, new = (_counted(sources, span) for span in (plan.before, plan.after))
    sides = {group: trial for trial in (True, False) for source in sources for group in source.groups(trial=trial)}
    untold = [""] if "" in old or "" in new else []
    methods = [
        method for source in sources for method in source.rules.incentive.methods if method.dated.covers(plan.after.end)
    ]
    return Trial(
        by=plan.by,
        before=plan.before,
        after=plan.after,
        groups=tuple(
            GroupOutcome(id_, sides.get(id_, False), old.get(id_, Counts()), new.get(id_, Counts()))
            for id_ in (*sides, *untold)
        ),
        least=max((method.least_participants for method in methods), default=20),
        chosen_late=any(source.plan.chosen_late for source in sources),
    )


def _counted(sources: Sequence[Source], span: Period) -> Mapping[str, Counts]:
    found: dict[str, Counts] = {}
    for source in sources:
        rules = source.rules
        good = {state.id for state in rules.states if state.good_end}
        for move in moves_of(rules, source.books, span.start, span.end):
            if move.left and move.origin:
                one = Counts(move.persons, move.persons * (move.target in good), {move.origin: move.persons})
                group = source.id(group_of(move, source.plan.by, rules.association.id))
                found[group] = found.get(group, Counts()) + one
    return found
