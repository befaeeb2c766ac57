"""The first page as a worksheet: four key figures, sentences, two tables to the left, pictures and dates to the right.

Nothing is merged: a card is a few cells with one background, a sentence a text that runs over empty cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.reporting.cells import cell_text
from onedoor_ledger.reporting.model import Chart, KeyFigure, Report, Section, Sheet, Table
from onedoor_ledger.reporting.workbook.canvas import PADDING, Canvas
from onedoor_ledger.reporting.workbook.charts import ChartSheet
from onedoor_ledger.reporting.workbook.page import set_page
from onedoor_ledger.reporting.workbook.sheet import TITLE_ROWS, sheet_name
from onedoor_ledger.reporting.workbook.styles import ACCENT, ROW
from onedoor_ledger.reporting.workbook.tables import INDENT, draw_table, spread

LEFT = (276, 80, 80, 80, 80, 80, 92)
GAP = 18
RIGHT = (82, 76, 76, 76, 76, 76, 76)
WIDTHS = (*LEFT, GAP, *RIGHT)
CHART_GAP = 10
CARDS = ((0, 1), (2, 5), (6, 10), (11, 14))
"""First and last column of each card."""
RIGHT_COLUMN = len(LEFT) + 1


def draw_front(sheet: Sheet, report: Report, charts: ChartSheet) -> None:
    """Draw the board's first page on exactly one A4 page."""
    canvas = Canvas(charts.book.add_worksheet(sheet_name(sheet)), charts.styles, WIDTHS)
    canvas.text(sheet.title, "title")
    canvas.text(sheet.subtitle, "subtitle")
    for note in report.notes:
        canvas.text(note, "warning")
    how, *left, dates = sheet.sections
    canvas.space(6)
    canvas.text(how.title, "section")
    for block in how.blocks:
        if isinstance(block, tuple):
            _cards(canvas, block)
            canvas.space(6)
        elif isinstance(block, str):
            canvas.text(block)
    canvas.space(8)
    _two_columns(canvas, charts, left, dates)
    canvas.space(6)
    canvas.text(sheet.foot, "note")
    canvas.sheet.freeze_panes(TITLE_ROWS, 0)
    set_page(canvas.sheet, report, canvas.width, canvas.height, (0, TITLE_ROWS - 1))
    canvas.sheet.fit_to_pages(1, 1)
    canvas.sheet.print_area(0, 0, canvas.row - 1, len(WIDTHS) - 1)


def _cards(canvas: Canvas, figures: Sequence[KeyFigure]) -> None:
    top = canvas.row
    lines = 2 + max(len(figure.beside) for figure in figures)
    for figure, (first, last) in zip(figures, CARDS, strict=False):
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


def _two_columns(canvas: Canvas, charts: ChartSheet, left: Sequence[Section], dates: Section) -> None:
    """Sections 2 and 3 to the left; their charts, and section 7 below them, to the right."""
    top = canvas.row
    for n, section in enumerate(left):
        if n:
            canvas.space(8)
        canvas.text(section.title, "section", width=sum(LEFT))
        for block in section.blocks:
            if isinstance(block, str):
                canvas.text(block, width=sum(LEFT))
            elif isinstance(block, Table):
                canvas.space(4)
                draw_table(canvas, block)
                if block.note:
                    canvas.text(block.note, "note", width=sum(LEFT))
    drawn = [block for section in left for block in section.blocks if isinstance(block, Chart)]
    bottom = canvas.row
    row = max(bottom - _dates_height(dates), top)
    while canvas.top_of(row) - canvas.top_of(top) < _room(drawn):
        row += 1
    _charts(canvas, charts, drawn, top, row)
    canvas.row = max(bottom, row + _dates(canvas, dates, row))


def _charts(canvas: Canvas, charts: ChartSheet, drawn: Sequence[Chart], top: int, bottom: int) -> None:
    """The pictures between two rows: each gets the least it needs, those that are no single bar share the rest."""
    rest = canvas.top_of(bottom) - canvas.top_of(top) - _room(drawn)
    growing = sum(1 for chart in drawn if chart.kind != "stacked")
    row = top
    for chart in drawn:
        height = _least(chart) + (0 if chart.kind == "stacked" else rest // growing)
        charts.insert(canvas.sheet, row, RIGHT_COLUMN, chart, sum(RIGHT), height)
        until = canvas.top_of(row) + height + CHART_GAP
        while canvas.top_of(row) < until:
            row += 1


def _room(drawn: Sequence[Chart]) -> int:
    """Pixels the charts cannot do without together; each begins at a row, so up to a row may be lost before it."""
    return sum(_least(chart) + CHART_GAP + ROW for chart in drawn)


def _least(chart: Chart) -> int:
    """Pixels a chart cannot do without."""
    return 118 if chart.kind == "stacked" else 100 + len(chart.categories) * 16


def _dates_height(dates: Section) -> int:
    """Rows section 7 needs: its heading, a header and a row for each line of a date."""
    room = sum(RIGHT[2:]) - PADDING - INDENT
    return 1 + sum(len(spread(block, room).rows) + 1 for block in dates.blocks if isinstance(block, Table))


def _dates(canvas: Canvas, dates: Section, row: int) -> int:
    """Write section 7 to the right from ``row`` on; returns the rows used."""
    canvas.text(dates.title, "section", column=RIGHT_COLUMN, width=sum(RIGHT), row=row)
    used = 1
    for block in dates.blocks:
        if isinstance(block, str):
            used += canvas.text(block, column=RIGHT_COLUMN, width=sum(RIGHT), row=row + used)
        elif isinstance(block, Table):
            used += draw_table(
                canvas, block, column=RIGHT_COLUMN, row=row + used, reach=len(RIGHT) - len(block.columns)
            )
    return used
