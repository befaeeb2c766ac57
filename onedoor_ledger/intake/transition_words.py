"""What the one who imports is told about counts that were too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.intake.coarsening import Cell, Level, Where
from onedoor_ledger.intake.model import Source
from onedoor_ledger.texts import N_, _

_TOLD = {
    Level.MUNICIPALITY: N_("{n} for all municipalities"),
    Level.SEX: N_("{n} for both sexes"),
    Level.MEASURE: N_("{n} for all measures"),
    Level.STATE: N_("{n} for a group of states"),
}


def coarsened_finding(
    cells: Sequence[Cell], told: Mapping[Where, int], threshold: int, source: Source
) -> tuple[Finding, ...]:
    """One line: how many of the file's counts (``told``) were too few, and how they are told instead."""
    counted: Counter[Level] = Counter()
    larger = 0
    for cell in cells:
        if cell.level is not None:
            few = sum(told[where] < threshold for where in cell.sources)
            counted[cell.level] += few
            larger += len(cell.sources) - few
    if not counted:
        return ()
    parts = [_(text).format(n=counted[level]) for level, text in _TOLD.items() if counted[level]]
    if larger:
        parts.append(_("and with them {n} that were enough by themselves").format(n=larger))
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
