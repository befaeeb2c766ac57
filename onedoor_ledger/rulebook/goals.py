"""``rules/goals.toml``: goals for god ekonomisk hushållning (KL 11:1, 11:6), their follow-up, the three-year plan."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import EquityStep, FollowUp, Goal, PlanYear
from onedoor_ledger.rulebook.reading import RuleFile, Table

_KINDS = ("financial", "operational")
_MET = ("yes", "partly", "no")
_MEASURES = ("equity_share", "participations", "text")


def goals(file: RuleFile) -> tuple[Goal, ...]:
    """The goals in the file's order."""
    return tuple(_goal(row) for row in file.root.tables("goal"))


def plan(file: RuleFile) -> tuple[PlanYear, ...]:
    """The plan's years in order; none when the file has no plan."""
    if "plan" not in file.root:
        return ()
    table = file.root.table("plan")
    decided = table.text("decided")
    years = [
        PlanYear(row.whole("year"), row.kronor("income"), row.kronor("cost"), row.kronor("equity"), decided)
        for row in table.tables("years")
    ]
    return tuple(sorted(years, key=lambda year: year.year))


def followups(file: RuleFile) -> tuple[FollowUp, ...]:
    """What was written down of each goal and year, in the file's order."""
    return tuple(
        FollowUp(
            row.text("goal"),
            row.whole("year"),
            row.day("on"),
            row.text("by"),
            row.text("outcome"),
            row.word("met", _MET),
        )
        for row in file.root.tables("followup")
    )


def equity_steps(file: RuleFile) -> tuple[EquityStep, ...]:
    """The ladder for equity, smallest contributions first; none until somebody fills it in."""
    steps = [
        EquityStep(row.kronor("up_to") if "up_to" in row else None, row.whole("percent"), row.dated())
        for row in file.root.tables("equity_step")
    ]
    return tuple(sorted(steps, key=lambda step: (step.up_to is None, step.up_to or 0)))


def _goal(row: Table) -> Goal:
    return Goal(
        id=row.id(),
        title=row.text("title"),
        kind=row.word("kind", _KINDS),
        measure=row.word("measure", _MEASURES),
        low=row.whole_or("low"),
        high=row.whole_or("high"),
        dated=row.dated(),
    )
