"""``rules/budget/YEAR.toml``: the year's budget per line and quarter, its revisions, forecasts and comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model import Budget, BudgetLine, Comment, Forecast, Measure, Revision
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_GROUPS = ("income", "individual", "structural", "administration")


def budget(file: RuleFile, measures: Sequence[Measure]) -> Budget:
    """One year's budget, the revisions applied by date. A line that is a measure has the measure's name and kind."""
    root = file.root
    year = root.whole("year")
    if year and file.name.rsplit("/", 1)[-1] != f"{year}.toml":
        root.fault(BadValueError(root.place("year"), str(year), _("Give the file the year's name: 2026.toml.")))
    known = {measure.id: measure for measure in measures}
    revisions = tuple(sorted((_revision(row) for row in root.tables("revision")), key=lambda r: r.on))
    lines = [_line(row, known) for row in root.tables("line")]
    return Budget(
        year=year,
        decided=root.text("decided"),
        lines=_revised(lines, revisions),
        comments=tuple(
            Comment(row.text("line"), row.day("on"), row.text("cause"), row.text("decision"), row.text("by"))
            for row in root.tables("comment")
        ),
        forecasts=tuple(forecast for row in root.tables("forecast") for forecast in _forecasts(row)),
        deficit_motive=root.text_or("deficit_motive"),
        revisions=revisions,
    )


def _line(row: Table, measures: Mapping[str, Measure]) -> BudgetLine:
    measure = measures.get(row.text("id"))
    if measure is not None:
        return BudgetLine(measure.id, measure.name, measure.kind.value, _quarters(row))
    return BudgetLine(row.id(), row.text("name"), row.word("group", _GROUPS), _quarters(row))


def _quarters(row: Table) -> tuple[int, int, int, int]:
    q1, q2, q3, q4 = row.kronor_list("quarters", 4)
    return q1, q2, q3, q4


def _revision(row: Table) -> Revision:
    return Revision(row.text("line"), row.day("on"), row.text("decided"), _quarters(row))


def _revised(lines: Sequence[BudgetLine], revisions: Sequence[Revision]) -> tuple[BudgetLine, ...]:
    latest = {revision.line: revision.quarters for revision in revisions}
    return tuple(replace(line, quarters=latest.get(line.id, line.quarters)) for line in lines)


def _forecasts(row: Table) -> tuple[Forecast, ...]:
    on, by, amounts = row.day("on"), row.text("by"), row.table("amounts")
    return tuple(Forecast(line, on, amounts.kronor(line), by) for line in amounts)
