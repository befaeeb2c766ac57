"""Which counts of a trial may not be shown: a share and how many it is of tell a count too."""

from __future__ import annotations

from onedoor_ledger.accounts.small_cells import Cells, withheld
from onedoor_ledger.incentive.trial import Counts, GroupOutcome, Trial

Cell = tuple[str, str, str]
"""(group id, ``before`` or ``after``, ``left``, ``good`` or ``other``)."""
WHAT = ("left", "good", "other")
EVERYBODY = "*"


def hidden_spans(trial: Trial, threshold: int) -> frozenset[tuple[str, str]]:
    """(group id, span) of every row that would show, or give away, a count below ``threshold``.

    A span is shown whole or not at all: with its share, how many ended tells how many went to work.
    """
    cells: Cells[Cell] = Cells()
    for span in ("before", "after"):
        for group in (*trial.groups, *(trial.together(trial=tried) for tried in (True, False))):
            _add(cells, group.id, span, _counts(group, span))
        for whole, tried in (("trial", True), ("control", False)):
            parts = [group.id for group in trial.groups if group.id and group.trial is tried]
            for what in WHAT:
                cells.total((whole, span, what), {(part, span, what): 1 for part in parts})
        for what in WHAT:
            # Those of every group: no row here, but the board's report tells how many ended, and what they went to.
            everybody = {(group.id, span, what): 1 for group in trial.groups}
            cells.add((EVERYBODY, span, what), sum(cells.values[part] for part in everybody))
            cells.total((EVERYBODY, span, what), everybody)
    told_elsewhere = [key for key in cells.values if key[0] == EVERYBODY]
    found = withheld(cells, threshold, shown_before=told_elsewhere)
    return frozenset((group, span) for group, span, _what in found)


def _counts(group: GroupOutcome, span: str) -> Counts:
    return group.before if span == "before" else group.after


def _add(cells: Cells[Cell], group: str, span: str, counts: Counts) -> None:
    for what, count in (("left", counts.left), ("good", counts.good), ("other", counts.left - counts.good)):
        cells.add((group, span, what), count)
    cells.total((group, span, "left"), {(group, span, "good"): 1, (group, span, "other"): 1})
