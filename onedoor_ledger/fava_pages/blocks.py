"""A report's blocks as the template draws them: words, large figures, tables, bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from onedoor_ledger.fava_pages.cells import MINUS, CellView, cell, figure, is_number, unit_of
from onedoor_ledger.reporting.flow_picture import svg
from onedoor_ledger.reporting.model import Block, Chart, Flow, KeyFigure, Table, Unit
from onedoor_ledger.reporting.words import THOUSAND, grouped, rounded

FULL = 1000
"""Bar lengths are in thousandths of the longest."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Large:
    """A large figure beside the two it is read against."""

    label: str
    value: CellView
    unit: str
    beside: tuple[tuple[str, CellView], ...]


@dataclass(frozen=True, slots=True)
class LargeRow:
    """The large figures side by side."""

    kind: ClassVar[str] = "large"
    figures: tuple[Large, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A table's row."""

    style: str
    head: CellView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: the first column heads its rows."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[tuple[str, bool], ...]
    """Title, and whether the column is numbers."""
    rows: tuple[RowView, ...]
    note: str
    estimated: bool
    """Whether a mark stands in some cell and needs its explanation."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: which series, how long in thousandths, what it says."""

    series: int
    length: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of bars; ``stacked`` bars share one line."""

    kind: ClassVar[str] = "picture"
    id: str
    title: str
    description: str
    stacked: bool
    series: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as the shapes it is drawn of."""

    kind: ClassVar[str] = "drawing"
    title: str
    svg: Markup
    """Ours from end to end, its texts already escaped."""


BlockView = Words | LargeRow | TableView | Picture | Drawing


def block_view(block: Block) -> BlockView:
    """``block`` made ready for the template."""
    if isinstance(block, str):
        return Words(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return _picture(block)
    if isinstance(block, Flow):
        return Drawing(block.title, Markup(svg(block)))  # noqa: S704 - flow_picture escapes every text in it
    return LargeRow(tuple(_large(key) for key in block))


def _large(key: KeyFigure) -> Large:
    beside = tuple((label, figure(value)) for label, value in key.beside)
    return Large(key.label, figure(key.value), unit_of(key.value), beside)


def _table(table: Table) -> TableView:
    rows = []
    for row in table.rows:
        head, *cells = (cell(row.cells.get(column.key), column) for column in table.columns)
        rows.append(RowView(row.style, head, tuple(cells)))
    columns = tuple((column.title, is_number(column)) for column in table.columns)
    estimated = any(view.mark for row in rows for view in row.cells)
    return TableView(table.id, table.caption, columns, tuple(rows), table.note, estimated)


def _picture(chart: Chart) -> Picture:
    stacked = chart.kind == "stacked"
    lines = list(zip(*(series.values for series in chart.series), strict=True))
    longest = max((sum(line) if stacked else max(line) for line in lines), default=0) or 1
    groups = tuple(
        (category, tuple(_bar(chart, index, value, longest) for index, value in enumerate(line)))
        for category, line in zip(chart.categories, lines, strict=True)
    )
    return Picture(
        chart.id, chart.title, chart.description, stacked, tuple(series.name for series in chart.series), groups
    )


def _bar(chart: Chart, index: int, value: int, longest: int) -> Bar:
    length = max(value, 0) * FULL // longest
    return Bar(index, length, _amount(chart, value), chart.series[index].name)


def _amount(chart: Chart, value: int) -> str:
    if chart.unit is Unit.PERSONS:
        return grouped(value)
    return grouped(rounded(value, 100 if chart.kind == "stacked" else THOUSAND)).replace("-", MINUS)
