"""The first page as a worksheet: four key figures, sentences, two tables to the left, pictures and dates to the right.

Nothing is merged: a card is a few cells with one background, a sentence a text that runs over empty cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.reporting.cells import cell_text
from onedoor_ledger.reporting.model import Chart, KeyFigure, Report, Section, Sheet, Table
from onedoor_ledger.reporting.workbook.canvas import PADDING, Canvas
from onedoor_ledger.reporting.workbook.charts import ChartSheet
from onedoor_ledger.reporting.workbook.measure import folded
from onedoor_ledger.reporting.workbook.page import set_page
from onedoor_ledger.reporting.workbook.sheet import TITLE_ROWS, sheet_name
from onedoor_ledger.reporting.workbook.styles import ACCENT, ROW
from onedoor_ledger.reporting.workbook.tables import INDENT, draw_table, spread


@dataclass(frozen=True, slots=True)
class Layout:
    """The page's grid: columns in pixels to the left and to the right of a gap, and the four cards' columns."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    cards: tuple[tuple[int, int], ...]
    """First and last column of each card."""

    @property
    def widths(self) -> tuple[int, ...]:
        """All columns."""
        return (*self.left, GAP, *self.right)

    @property
    def column(self) -> int:
        """The first column to the right."""
        return len(self.left) + 1


GAP = 18
CHART_GAP = 10
BOOKED = Layout((276, 80, 80, 80, 80, 80, 92), (82, 76, 76, 76, 76, 76, 76), ((0, 1), (2, 5), (6, 10), (11, 14)))
"""A page whose sections 4-6 only ask for what they need: pictures stand to the right."""
CALCULATED = Layout(
    (290, 66, 66, 66, 72, 70, 92),
    (178, 72, 76, 72, 84, 84, 80, 76, 132),
    ((0, 1), (2, 6), (8, 11), (12, 16)),
)
"""A page with the table of section 4, which takes the pictures' place."""


def draw_front(sheet: Sheet, report: Report, charts: ChartSheet) -> None:
    """Draw the board's first page on exactly one A4 page."""
    how, *left, four, five, six, dates = sheet.sections
    layout = CALCULATED if _tables(four) else BOOKED
    canvas = Canvas(charts.book.add_worksheet(sheet_name(sheet, charts.book)), charts.styles, layout.widths)
    canvas.text(sheet.title, "title")
    canvas.text(sheet.subtitle, "subtitle")
    for note in report.notes:
        canvas.text(note, "warning")
    canvas.space(6)
    canvas.text(how.title, "section")
    for block in how.blocks:
        if isinstance(block, tuple):
            _cards(canvas, block, layout)
            canvas.space(6)
        elif isinstance(block, str):
            canvas.text(block)
    canvas.space(8)
    page = _Page(canvas, charts, layout)
    if layout is CALCULATED:
        page.calculated(left, (four, five, six), dates)
    else:
        page.booked(left, (four, five, six), dates)
    canvas.space(6)
    canvas.text(sheet.foot, "note")
    canvas.sheet.freeze_panes(TITLE_ROWS, 0)
    set_page(canvas.sheet, report, canvas.width, canvas.height, (0, TITLE_ROWS - 1))
    canvas.sheet.fit_to_pages(1, 1)
    canvas.sheet.print_area(0, 0, canvas.row - 1, len(layout.widths) - 1)


def _cards(canvas: Canvas, figures: Sequence[KeyFigure], layout: Layout) -> None:
    top = canvas.row
    lines = 2 + max(len(figure.beside) for figure in figures)
    for figure, (first, last) in zip(figures, layout.cards, strict=False):
        for row in range(top, top + lines):
            for column in range(first, last + 1):
                edge = {"left": 5, "left_color": ACCENT} if column == first else {}
                canvas.sheet.write_blank(row, column, None, canvas.styles.get("card_beside", **edge))
        edge = {"left": 5, "left_color": ACCENT, "indent": 1}
        canvas.string(top, first, figure.label, "card_label", **edge)
        canvas.cell(top + 1, first, figure.value, "tkr", "card_value", **edge, align="left")
        for n, (name, beside) in enumerate(figure.beside):
            canvas.string(top + 2 + n, first, f"{name}: {cell_text(beside, 'tkr')}", "card_beside", **edge)
    for row, height in zip(range(top, top + lines), (22, 32, *(17,) * lines), strict=False):
        canvas.tall(row, height)
    canvas.row += lines


@dataclass(frozen=True, slots=True)
class _Page:
    """The two columns below the key figures, from the canvas' row on."""

    canvas: Canvas
    charts: ChartSheet
    layout: Layout

    def calculated(self, left: Sequence[Section], right: Sequence[Section], dates: Section) -> None:
        """The books and the calendar's place to the left, the calculations to the right.

        Rows are shared by both columns, so the high header of section 4's table stands beside that of section 2's.
        """
        top = self.canvas.row
        header = self._left(left)
        bottom, row = self.canvas.row, top
        for section in right:
            row += self._text(section.title, row, "section")
            for table in _tables(section):
                row = max(row, header)
                row += draw_table(self.canvas, table, column=self.layout.column, row=row)
                row += self._text(table.note, row, "note") if table.note else 0
            for block in section.blocks:
                row += self._text(block, row) if isinstance(block, str) else 0
            row += 1
        self.canvas.row = max(bottom, row + self._dates(dates, row))

    def booked(self, left: Sequence[Section], right: Sequence[Section], dates: Section) -> None:
        """Sections 2 and 3 to the left; their charts, what is asked for and section 7 to the right."""
        canvas, top = self.canvas, self.canvas.row
        self._left(left)
        drawn = [block for section in left for block in section.blocks if isinstance(block, Chart)]
        bottom = canvas.row
        asked = sum(self._height(section) for section in right)
        row = max(bottom - asked - self._dates_height(dates), top)
        while canvas.top_of(row) - canvas.top_of(top) < _room(drawn):
            row += 1
        self._charts(drawn, top, row)
        for section in right:
            row += self._text(section.title, row, "section")
            for block in section.blocks:
                row += self._text(block, row) if isinstance(block, str) else 0
        canvas.row = max(bottom, row + self._dates(dates, row))

    def _left(self, sections: Sequence[Section]) -> int:
        """Write sections 2 and 3; returns the row of the first table's header."""
        canvas, width, headers = self.canvas, sum(self.layout.left), list[int]()
        for n, section in enumerate(sections):
            if n:
                canvas.space(8)
            canvas.text(section.title, "section", width=width)
            for block in section.blocks:
                if isinstance(block, str):
                    canvas.text(block, width=width)
                elif isinstance(block, Table):
                    canvas.space(4)
                    headers.append(canvas.row)
                    draw_table(canvas, block)
                    if block.note:
                        canvas.text(block.note, "note", width=width)
        return headers[0] if headers else 0

    def _text(self, text: str, row: int, style: str = "text") -> int:
        """Write to the right; returns the rows used."""
        return self.canvas.text(text, style, column=self.layout.column, width=sum(self.layout.right), row=row)

    def _charts(self, drawn: Sequence[Chart], top: int, bottom: int) -> None:
        """The pictures between two rows: each gets the least it needs, those that are no single bar share the rest."""
        canvas = self.canvas
        rest = canvas.top_of(bottom) - canvas.top_of(top) - _room(drawn)
        growing = sum(1 for chart in drawn if chart.kind != "stacked")
        row = top
        for chart in drawn:
            height = _least(chart) + (0 if chart.kind == "stacked" else rest // growing)
            self.charts.insert(canvas.sheet, row, self.layout.column, chart, sum(self.layout.right), height)
            until = canvas.top_of(row) + height + CHART_GAP
            while canvas.top_of(row) < until:
                row += 1

    def _height(self, section: Section) -> int:
        """Rows a section of sentences needs to the right."""
        room, points = sum(self.layout.right) - PADDING, float(self.canvas.styles.get("text").font_size)
        texts = (block for block in section.blocks if isinstance(block, str))
        return 1 + sum(len(folded(text, room, points)) for text in texts)

    def _dates_height(self, dates: Section) -> int:
        """Rows section 7 needs: its heading, a header and a row for each line of a date."""
        room = sum(self.layout.right[2:]) - PADDING - INDENT
        return 1 + sum(len(spread(block, room).rows) + 1 for block in _tables(dates))

    def _dates(self, dates: Section, row: int) -> int:
        """Write section 7 to the right from ``row`` on; returns the rows used."""
        used = self._text(dates.title, row, "section")
        for block in dates.blocks:
            if isinstance(block, str):
                used += self._text(block, row + used)
            elif isinstance(block, Table):
                reach = len(self.layout.right) - len(block.columns)
                used += draw_table(self.canvas, block, column=self.layout.column, row=row + used, reach=reach)
        return used


def _tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def _room(drawn: Sequence[Chart]) -> int:
    """Pixels the charts cannot do without together; each begins at a row, so up to a row may be lost before it."""
    return sum(_least(chart) + CHART_GAP + ROW for chart in drawn)


def _least(chart: Chart) -> int:
    """Pixels a chart cannot do without."""
    return 118 if chart.kind == "stacked" else 100 + len(chart.categories) * 16
