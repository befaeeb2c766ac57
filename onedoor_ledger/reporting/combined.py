"""Several förbund's reports of one kind, compared and added: a trial in fifteen kommuner is read as one.

A figure keeps its id when it is the sum, and gets its förbund's id before it when it is that förbund's own. Amounts
and persons are added; ratios and quantiles are not, nor what is one förbund's own, as an insats or a budget line. A
part that may not be shown hides the sum too, which would give it away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.cells import is_share
from onedoor_ledger.reporting.model import (
    Cell,
    Column,
    Figure,
    Provenance,
    Report,
    Row,
    Section,
    Sheet,
    Table,
    Unit,
    Why,
)
from onedoor_ledger.reporting.uncertainty_figures import is_quantile
from onedoor_ledger.reporting.words import listed
from onedoor_ledger.texts import _, current_language

ADDED = frozenset({Unit.ORE, Unit.PERSONS})
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Part:
    """One förbund's report."""

    id: str
    name: str
    report: Report
    local: frozenset[str] = frozenset()
    """Ids that mean something in this förbund only: its insatser, front doors, keys and budget lines."""


def combine(parts: Sequence[Part], period: Period, *, today: dt.date) -> Report:
    """The reports side by side with their sums; all of one kind and period."""
    first = parts[0].report
    figures: dict[str, Figure] = {}
    rows: dict[str, list[Row]] = {}
    local = frozenset[str]().union(*(part.local for part in parts))
    for id_ in dict.fromkeys(id_ for part in parts for id_ in part.report.figures):
        found = {part.id: part.report.figures[id_] for part in parts if id_ in part.report.figures}
        rows.setdefault(_format(next(iter(found.values()))), []).append(_row(id_, found, figures, local))
    names = {"kr": _("Amounts"), "count": _("Persons"), "percent": _("Shares"), "amount": _("Other numbers")}
    return Report(
        kind=first.kind,
        title=_("{title}: {n} förbund together").format(title=first.title, n=len(parts)),
        association=listed([part.report.association for part in parts]),
        period=period,
        today=today,
        language=current_language(),
        figures=figures,
        sheets=(
            Sheet(
                id="combined",
                title=_("The förbund side by side"),
                subtitle=_("Each förbund's own figures and their sum; empty where a förbund has no such figure."),
                sections=tuple(
                    Section(names[form], (_table(form, parts, rows[form]),)) for form in names if form in rows
                ),
            ),
        ),
        rules_digest=" ".join(dict.fromkeys(part.report.rules_digest for part in parts)),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.report.notes)),
        pending=sum(part.report.pending for part in parts),
    )


def _row(id: str, found: Mapping[str, Figure], figures: dict[str, Figure], local: frozenset[str]) -> Row:
    cells: dict[str, Cell] = {}
    for part, own in found.items():
        figures[f"{part}.{id}"] = cells[part] = replace(own, id=f"{part}.{id}")
    first = next(iter(found.values()))
    # One förbund's insats I01 is another than its neighbour's: such figures stand side by side and are not added.
    if first.unit in ADDED and local.isdisjoint(id.split(".")) and not is_quantile(id):
        figures[id] = cells[TOGETHER] = _sum(id, list(found.values()))
    return Row({"what": first.label, **cells})


def _sum(id: str, own: Sequence[Figure]) -> Figure:
    """The figures added; without a value as soon as one of them has none."""
    hidden = {figure.why for figure in own if figure.value is None}
    why = Why.SUPPRESSED if Why.SUPPRESSED in hidden else next(iter(hidden), None)
    total = sum(figure.value for figure in own if isinstance(figure.value, int))
    return Figure(
        id,
        own[0].label,
        own[0].unit,
        None if hidden else total,
        Provenance(_("Sum over the förbund")),
        why=why,
        estimated=sum(figure.estimated for figure in own),
    )


def _format(figure: Figure) -> str:
    if figure.unit is Unit.AMOUNT:
        return "amount"
    if figure.unit is Unit.PERSONS:
        return "count"
    return "percent" if is_share(figure) else "kr"


def _table(form: str, parts: Sequence[Part], rows: Sequence[Row]) -> Table:
    columns = (
        Column("what", _("Figure")),
        *(Column(part.id, part.name, form) for part in parts),
        Column(TOGETHER, _("Together"), form),
    )
    return Table(f"combined_{form}", _("Side by side"), columns, tuple(rows))
