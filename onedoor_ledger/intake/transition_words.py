"""What the one who imports is told about counts that were too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.intake.coarsening import Cell, Level
from onedoor_ledger.intake.model import Source
from onedoor_ledger.texts import N_, _

_TOLD = {
    Level.MUNICIPALITY: N_("{n} for all municipalities"),
    Level.SEX: N_("{n} for both sexes"),
    Level.MEASURE: N_("{n} for all measures"),
    Level.STATE: N_("{n} for a group of states"),
    Level.NEIGHBOURS: N_("{n} with those nearest"),
}


def coarsened_finding(cells: Sequence[Cell], threshold: int, source: Source) -> tuple[Finding, ...]:
    """One line: how many of the file's counts were too few, and how they are told instead."""
    counted: Counter[Level] = Counter()
    for cell in cells:
        if cell.level is not None:
            counted[cell.level] += sum(where != cell.where for where in cell.sources)
    if not counted:
        return ()
    parts = [_(text).format(n=counted[level]) for level, text in _TOLD.items() if counted[level]]
    return (
        Finding(
            "told-together",
            Severity.NOTE,
            _("{n} counts below {threshold} are told together: {parts}.").format(
                n=sum(counted.values()), threshold=threshold, parts=", ".join(parts)
            ),
            source.place(),
            _("The totals are exact. The file is not kept in the books, where anybody may ask for it; keep it apart."),
        ),
    )
