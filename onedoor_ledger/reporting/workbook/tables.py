"""Tables on a canvas: a real header row, rows as high as their texts, sums as formulas.

A last column of text may reach over the empty columns to its right: its texts are folded to that width over as many
rows as they need, so that a narrow grid holds long texts without a merged cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onedoor_ledger.reporting.cells import NUMERIC
from onedoor_ledger.reporting.model import Column, Row, Table
from onedoor_ledger.reporting.workbook.canvas import PADDING, Canvas
from onedoor_ledger.reporting.workbook.measure import folded
from onedoor_ledger.reporting.workbook.styles import ROW, SIZE

INDENT = 9
"""Pixels of the indent that keeps a text apart from the number before it."""
FIRST_ROWS = 2
"""So many rows stay on the page of their table's header."""


def draw_table(canvas: Canvas, table: Table, *, column: int = 0, row: int | None = None, reach: int = 0) -> int:
    """Draw ``table``; returns the rows used. Without ``row`` the canvas moves on below it.

    :param reach: how many columns the last column of text may reach over, to the right of its own.
    """
    widths = list(canvas.widths[column : column + len(table.columns)])
    if reach:
        widths[-1] = sum(canvas.widths[column + len(table.columns) - 1 : column + len(table.columns) + reach])
        table = spread(table, widths[-1] - PADDING - INDENT)
    top = canvas.row if row is None else row
    canvas.hold(top, top + min(len(table.rows), FIRST_ROWS))
    _header(canvas, table, top, column, widths, reach)
    first, summed = top + 1, _summable(table)
    for n, each in enumerate(table.rows):
        at = first + n
        if each.style == "total" or _continues(table, each):
            canvas.hold(at - 1, at)
        canvas.tall(at, _height(table.columns, each, widths))
        for k, col in enumerate(table.columns):
            cell = each.cells.get(col.key)
            if each.style == "total" and summed and col.total:
                canvas.total(at, column + k, cell, col.format, first)
                continue
            more: dict[str, object] = {"indent": 1} if _indented(k, col) else {}
            if col.format == "text" and not (reach and k == len(table.columns) - 1):
                more["text_wrap"] = True
            canvas.cell(at, column + k, cell, col.format, each.style, **more)
        _rest(canvas, at, column + len(table.columns), reach, each.style)
    used = 1 + len(table.rows)
    if row is None:
        canvas.row += used
    return used


def spread(table: Table, width: int) -> Table:
    """The table with its last column's texts on as many rows as a column of ``width`` pixels asks for."""
    last = table.columns[-1].key
    rows: list[Row] = []
    for row in table.rows:
        first, *more = folded(str(row.cells.get(last) or ""), width)
        rows.append(replace(row, cells={**row.cells, last: first}))
        rows += [replace(row, cells={last: text}) for text in more]
    return replace(table, rows=tuple(rows))


def _continues(table: Table, row: Row) -> bool:
    """Whether the row holds no more than the rest of the text above it."""
    return len(table.columns) > 1 and list(row.cells) == [table.columns[-1].key]


def _header(canvas: Canvas, table: Table, row: int, column: int, widths: Sequence[int], reach: int) -> None:
    """A header row that programs and screen readers know as one: the table is a table to Excel too."""
    lines = max(
        len(folded(col.title, width - PADDING - (INDENT if _indented(k, col) else 0), bold=True))
        for k, (col, width) in enumerate(zip(table.columns, widths, strict=True))
    )
    canvas.tall(row, 8 + lines * (ROW - 4))
    inside = len(table.rows) - 1 if _totals_last(table) else len(table.rows)
    columns = []
    for k, col in enumerate(table.columns):
        more: dict[str, object] = {"indent": 1} if _indented(k, col) else {}
        if reach and k == len(table.columns) - 1:
            more["text_wrap"] = False
        align = "right" if col.format in NUMERIC else "left"
        columns.append({"header": col.title, "header_format": canvas.styles.get("header", align=align, **more)})
    area = {
        "name": f"t_{table.id}",
        "columns": columns,
        "autofilter": False,
        "style": None,
        "description": table.caption,
    }
    canvas.sheet.add_table(row, column, row + max(inside, 1), column + len(columns) - 1, area)
    _rest(canvas, row, column + len(columns), reach, "header")


def _rest(canvas: Canvas, row: int, column: int, reach: int, style: str) -> None:
    """The empty cells a last text runs over look like it."""
    for k in range(reach):
        canvas.sheet.write_blank(row, column + k, None, canvas.styles.get(style))


def _indented(k: int, column: Column) -> bool:
    return k > 0 and column.format not in NUMERIC


def _height(columns: Sequence[Column], row: Row, widths: Sequence[int]) -> int:
    lines, bold = 1, row.style in ("total", "subtotal")
    for k, (col, width) in enumerate(zip(columns, widths, strict=True)):
        value = row.cells.get(col.key)
        if isinstance(value, str) and col.format == "text":
            room = width - PADDING - (INDENT if _indented(k, col) else 0)
            lines = max(lines, len(folded(value, room, SIZE, bold=bold)))
    return ROW if lines == 1 else 5 + lines * (ROW - 4)


def _totals_last(table: Table) -> bool:
    """Whether only the last row is a total: then it stands under the table, not in it."""
    return [n for n, row in enumerate(table.rows) if row.style == "total"] == [len(table.rows) - 1]


def _summable(table: Table) -> bool:
    """Whether the total is the plain sum of the rows above it."""
    return _totals_last(table) and all(row.style == "normal" for row in table.rows[:-1]) and len(table.rows) > 1
