"""``rules/goals.toml``: goals for god ekonomisk hushållning (KL 11:1, 11:6) and the three-year plan."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import Goal, PlanYear
from onedoor_ledger.rulebook.reading import RuleFile, Table

_KINDS = ("financial", "operational")
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
