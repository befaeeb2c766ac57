"""Several förbund's reports of one kind, compared and added: a trial in fifteen kommuner is read as one.

First come pages that set the förbund side by side, what its reader compares first (:mod:`.shown`), with the sum of
what can be added (:mod:`.rows`); then each förbund's own report, whole. A figure keeps its id when it is the sum, and
gets its förbund's id before it when it is that förbund's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.combined.fronts import blocks_of, front_sheets, sums
from onedoor_ledger.reporting.combined.own import own_sheets
from onedoor_ledger.reporting.combined.part import Part
from onedoor_ledger.reporting.combined.rows import own_figure
from onedoor_ledger.reporting.combined.sentences import about, told
from onedoor_ledger.reporting.model import Report, Section
from onedoor_ledger.reporting.words import listed
from onedoor_ledger.texts import _, current_language

NAMED = 2
"""So many förbund are named at the foot of a page; more are counted."""
__all__ = ["Part", "combine"]


def combine(parts: Sequence[Part], period: Period, *, today: dt.date) -> Report:
    """The reports side by side with their sums, then each by itself; all of one kind and period."""
    alike = len({part.method for part in parts}) == 1
    blocks = blocks_of(parts, alike=alike)
    added = sums(blocks)
    first = Section(_("The förbund together"), (*told(added), *about(parts, compared=bool(blocks), alike=alike)))
    own = {(made := own_figure(part, figure)).id: made for part in parts for figure in part.report.figures.values()}
    return Report(
        kind=parts[0].report.kind,
        title=_("{title}, {n} förbund").format(title=parts[0].report.title, n=len(parts)),
        association=_names(parts),
        period=period,
        today=today,
        language=current_language(),
        figures=added | own,
        sheets=(*front_sheets(parts, blocks, first), *(sheet for part in parts for sheet in own_sheets(part))),
        rules_digest=" ".join(dict.fromkeys(part.report.rules_digest for part in parts)),
        notes=tuple(_notes(parts)),
        pending=sum(part.report.pending for part in parts),
    )


def _names(parts: Sequence[Part]) -> str:
    """Whose report it is, short enough for the foot of a page."""
    if len(parts) > NAMED:
        return _("{n} förbund").format(n=len(parts))
    return listed([part.shortened(part.report.association) for part in parts])


def _notes(parts: Sequence[Part]) -> Iterator[str]:
    """A note that all have once, any other with its förbund's name."""
    for note in dict.fromkeys(note for part in parts for note in part.report.notes):
        who = [part for part in parts if note in part.report.notes]
        if len(who) == len(parts):
            yield note
        else:
            yield _("{who}: {what}").format(who=listed([part.short for part in who]), what=note)
