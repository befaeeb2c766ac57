"""``rules/statistics.toml``: what keys share by, each row dated and with its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onedoor_ledger.rulebook.errors import BadValueError, OverlapError
from onedoor_ledger.rulebook.model import (
    Count,
    Counted,
    CountedBy,
    Dated,
    Statistic,
    StatisticKind,
    StatisticRow,
)
from onedoor_ledger.rulebook.numbers import amounts
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

NOBODY = "none"
"""In a counted statistic's map: counts for nobody."""


def statistics(file: RuleFile) -> tuple[Statistic, ...]:
    """The statistics in the file's order."""
    return tuple(_statistic(row) for row in file.root.tables("statistic"))


def _statistic(row: Table) -> Statistic:
    kind = row.choice("kind", StatisticKind)
    by_duration = row.yes("by_duration", default=False)
    rows = tuple(_row(each, kind, by_duration=by_duration) for each in row.tables("row"))
    counted = _counted(row.table("counted")) if "counted" in row else None
    if bool(rows) == bool(counted):
        remedy = _("Write either rows under [[statistic.row]], or how it is counted under [statistic.counted].")
        row.fault(BadValueError(row.place("id"), row.text("id"), remedy))
    _told_once(row, rows)
    return Statistic(
        id=row.id(),
        title=row.text("title"),
        unit=row.text("unit"),
        kind=kind,
        by_duration=by_duration,
        source=row.text("source"),
        rows=tuple(sorted(rows, key=lambda each: each.start)),
        counted=counted,
        place=row.place("id"),
    )


def _row(row: Table, kind: StatisticKind, *, by_duration: bool) -> StatisticRow:
    if kind is StatisticKind.FLOW:
        period = row.period("period")
        dated = Dated(period.start, period.end, row.text("source"))
    else:
        dated = row.dated()
    up_to = row.whole_or("up_to") if by_duration else None
    return StatisticRow(dated.start, dated.end, amounts(row, "values"), up_to, dated.source, row.place("values"))


def _counted(row: Table) -> Counted:
    to = row.table("to")
    named = {name: to.text(name) for name in to}
    what, by = row.choice("what", Count), row.choice("by", CountedBy)
    if what is Count.ENTERED and (by is not CountedBy.MEASURE or "states" in row):
        remedy = _('Who enters is counted per insats only: by = "measure", and no states.')
        row.fault(BadValueError(row.place("by"), by.value, remedy))
    return Counted(
        what=what,
        by=by,
        to={name: "" if who == NOBODY else who for name, who in named.items()},
        measures=row.texts("measures"),
        states=row.texts("states"),
    )


def _told_once(row: Table, rows: tuple[StatisticRow, ...]) -> None:
    """Two rows may not hold on the same day for the same duration."""
    for earlier, later in _neighbours(rows):
        if earlier.end is None or earlier.end >= later.start:
            row.fault(OverlapError(row.place("row"), str(later.start), str(earlier.start)))


def _neighbours(rows: tuple[StatisticRow, ...]) -> Iterator[tuple[StatisticRow, StatisticRow]]:
    for up_to in dict.fromkeys(row.up_to for row in rows):
        yield from pairwise(sorted((row for row in rows if row.up_to == up_to), key=lambda row: row.start))
