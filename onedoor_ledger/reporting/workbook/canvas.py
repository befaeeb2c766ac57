"""A worksheet being drawn from the top down: where we are, how high it is, and writing a cell of any kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from onedoor_ledger.reporting.cells import NUMERIC, value_of, why_text
from onedoor_ledger.reporting.model import Cell, Figure
from onedoor_ledger.reporting.workbook.measure import folded
from onedoor_ledger.reporting.workbook.numbers import DATE_FORMAT, number_format, stored
from onedoor_ledger.reporting.workbook.styles import ROW, Styles

FORMULA_STARTS = ("=", "+", "-", "@")
PADDING = 6


@dataclass
class Canvas:
    """One worksheet with its column widths (pixels) and the heights given to its rows so far."""

    sheet: Worksheet
    styles: Styles
    widths: Sequence[int]
    row: int = 0
    heights: dict[int, int] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    """Rows that stay on the page of the row above them."""

    def __post_init__(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column_pixels(column, column, width)

    @property
    def width(self) -> int:
        """All columns together, in pixels."""
        return sum(self.widths)

    @property
    def height(self) -> int:
        """The rows so far, in pixels."""
        return self.top_of(self.row)

    def top_of(self, row: int) -> int:
        """Pixels above ``row``."""
        return sum(self.heights.get(r, ROW) for r in range(row))

    def tall(self, row: int, pixels: int) -> None:
        """Give ``row`` a height, the greatest asked for."""
        height = max(pixels, self.heights.get(row, 0))
        self.heights[row] = height
        self.sheet.set_row_pixels(row, height)

    def hold(self, first: int, last: int) -> None:
        """Keep the rows ``first`` to ``last`` on one page."""
        self.held.update(range(first + 1, last + 1))

    def space(self, pixels: int) -> None:
        """A blank row."""
        self.tall(self.row, pixels)
        self.row += 1

    def text(
        self, text: str, style: str = "text", *, column: int = 0, width: int | None = None, row: int | None = None
    ) -> int:
        """Write ``text`` from ``column`` on, folded over as many rows as ``width`` asks for (no cells are merged).

        Without ``row`` the canvas moves on below it. Returns the number of rows used.
        """
        start = self.row if row is None else row
        form = self.styles.get(style)
        points = float(form.font_size)
        lines = folded(text, (width or self.width) - PADDING, points, bold=bool(form.bold))
        for n, line in enumerate(lines):
            self.tall(start + n, max(ROW, int(points * 1.75)))
            self.string(start + n, column, line, style)
        self.hold(start, start + len(lines) - 1)
        if row is None:
            self.row += len(lines)
        return len(lines)

    def string(self, row: int, column: int, text: str, style: str, **more: object) -> None:
        """Write a text that stays one, whatever it begins with and even when it is edited."""
        quoted = {"quote_prefix": True} if text.startswith(FORMULA_STARTS) else {}
        self.sheet.write_string(row, column, text, self.styles.get(style, **quoted, **more))

    def cell(self, row: int, column: int, cell: Cell, format: str, style: str, **more: object) -> None:
        """Write any cell in a column of ``format``."""
        value = value_of(cell)
        align = {"align": "right"} if format in NUMERIC else {}
        if isinstance(cell, Figure) and value is None:
            self.sheet.write_string(row, column, why_text(cell), self.styles.get(style, **align, italic=True, **more))
        elif value is None:
            self.sheet.write_blank(row, column, None, self.styles.get(style, **more))
        elif isinstance(value, str):
            self.string(row, column, value, style, **align, **more)
        elif isinstance(value, dt.date):
            form = self.styles.get(style, num_format=DATE_FORMAT, align="left", **more)
            self.sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), form)
        else:
            form = self.styles.get(style, **{"num_format": number_format(value, format), **align, **more})
            self.sheet.write_number(row, column, stored(value, format), form)

    def total(self, row: int, column: int, cell: Cell, format: str, first: int) -> None:
        """Write a sum as a formula over the rows from ``first``, with its value for readers that do not calculate."""
        value = value_of(cell)
        if not isinstance(value, (int, Fraction)):
            self.cell(row, column, cell, format, "total")
            return
        form = self.styles.get("total", num_format=number_format(value, format), align="right")
        span = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(row - 1, column)}"
        self.sheet.write_formula(row, column, f"=SUM({span})", form, stored(value, format))
