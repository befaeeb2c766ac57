"""The report's text twin: for a diff, a screen reader, a protocol. Aligned columns, nothing wider than a hundred."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from onedoor_ledger.reporting.cells import NUMERIC, cell_text
from onedoor_ledger.reporting.model import Block, Chart, Column, Flow, KeyFigure, Report, Row, Sheet, Table
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.texts import _

WIDTH = 100
GAP = 2
FIRST_TEXT, NARROWEST_TEXT = 28, 14
"""The first column of texts and any other get at least so many characters before the table is folded into two."""


def render(report: Report) -> str:
    """The whole report as text, each line at most :data:`WIDTH` characters and without trailing spaces."""
    lines = [report.association, report.title, _("Made on {date}.").format(date=long_date(report.today))]
    for note in report.notes:
        lines += textwrap.wrap(f"! {note}", WIDTH, subsequent_indent="  ")
    for sheet in report.sheets:
        lines += ["", "", *_sheet(sheet)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield "=" * WIDTH
    yield from _wrapped(sheet.title.upper())
    yield from _wrapped(sheet.subtitle)
    yield "=" * WIDTH
    for section in sheet.sections:
        yield ""
        yield section.title
        yield "-" * len(section.title)
        for block in section.blocks:
            yield from _block(block)
    if sheet.foot:
        yield ""
        yield from _wrapped(sheet.foot)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield from _wrapped(block)
    elif isinstance(block, Table) and block.bulk:
        sentence = _("{caption}: {n} rows, in the workbook and the JSON.")
        yield from _wrapped(sentence.format(caption=block.caption, n=len(block.rows)))
    elif isinstance(block, Table):
        yield ""
        yield from _table(block)
        yield ""
    elif isinstance(block, Chart):
        yield from _wrapped(_("[Chart] {description}").format(description=block.description))
    elif isinstance(block, Flow):
        yield from _wrapped(_("[Picture] {description}").format(description=block.description))
    else:
        yield from _key_figures(block)
        yield ""


def _key_figures(figures: Sequence[KeyFigure]) -> Iterator[str]:
    label = max(len(figure.label) for figure in figures)
    values = [cell_text(figure.value, "tkr") for figure in figures]
    width = max(map(len, values))
    for figure, value in zip(figures, values, strict=True):
        beside = "; ".join(f"{name} {cell_text(other, 'tkr')}" for name, other in figure.beside)
        yield from _wrapped(f"{figure.label:<{label}}  {value:>{width}}  ({beside})")


def _table(table: Table) -> Iterator[str]:
    """The table under its caption, folded into several where its columns need more room than there is."""
    texts = [[cell_text(row.cells.get(column.key), column.format) for column in table.columns] for row in table.rows]
    narrowest = [_narrowest(c, [row[i] for row in texts], first=i == 0) for i, c in enumerate(table.columns)]
    bands: list[list[int]] = [[0]]
    for i in range(1, len(table.columns)):
        if sum(narrowest[k] + GAP for k in [*bands[-1], i]) - GAP > WIDTH:
            bands.append([0])
        bands[-1].append(i)
    for n, band in enumerate(bands):
        yield table.caption if n == 0 else _("{caption} (continued)").format(caption=table.caption)
        widths = _widths(table.columns, band, narrowest, texts)
        yield from _band(table, band, widths, texts)
        if n + 1 < len(bands):
            yield ""
    if table.note:
        yield from _wrapped(table.note)


def _band(table: Table, band: list[int], widths: list[int], texts: list[list[str]]) -> Iterator[str]:
    rule = "-" * (sum(widths) + GAP * (len(widths) - 1))
    columns = [table.columns[i] for i in band]
    yield rule
    yield from _line(columns, widths, [column.title for column in columns])
    yield rule
    for row, cells in zip(table.rows, texts, strict=True):
        if _stands_out(row):
            yield rule
        yield from _line(columns, widths, [cells[i] for i in band])
    yield rule


def _stands_out(row: Row) -> bool:
    return row.style == "total"


def _line(columns: list[Column], widths: list[int], cells: list[str]) -> Iterator[str]:
    """One row on as many lines as its longest cell needs; numbers to the right."""
    folded = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for n in range(max(len(cell) for cell in folded)):
        parts = []
        for column, width, cell in zip(columns, widths, folded, strict=True):
            text = cell[n] if n < len(cell) else ""
            parts.append(f"{text:>{width}}" if column.format in NUMERIC else f"{text:<{width}}")
        yield (" " * GAP).join(parts).rstrip()


def _narrowest(column: Column, cells: list[str], *, first: bool) -> int:
    """How narrow a column can be: a number and a date stand whole, a text is folded between its words."""
    if column.format != "text":
        return max([*map(len, column.title.split()), *map(len, cells)])
    words = [word for text in (*cells, column.title) for word in text.split()]
    longest = max(map(len, [*cells, column.title]))
    least, most = (FIRST_TEXT, FIRST_TEXT + 4) if first else (NARROWEST_TEXT, FIRST_TEXT)
    return min(max([*map(len, words), least]), most, longest)


def _widths(columns: Sequence[Column], band: list[int], narrowest: list[int], texts: list[list[str]]) -> list[int]:
    """Widths of a band's columns: what is left over goes to the text columns that need it, narrowest need first."""
    widths = {i: narrowest[i] for i in band}
    left = WIDTH - sum(widths.values()) - GAP * (len(band) - 1)
    wish = {i: max(len(columns[i].title), *(len(row[i]) for row in texts)) if texts else widths[i] for i in band}
    hungry = sorted((i for i in band if wish[i] > widths[i]), key=lambda i: (wish[i] - widths[i], i))
    for n, i in enumerate(hungry):
        given = min(wish[i] - widths[i], left // (len(hungry) - n))
        widths[i] += given
        left -= given
    return [widths[i] for i in band]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH) or [""]
