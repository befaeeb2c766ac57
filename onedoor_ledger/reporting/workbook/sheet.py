"""Any sheet but the first page: title, sections, tables one under the other, charts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter.workbook import Workbook

from onedoor_ledger.reporting.cells import cell_text
from onedoor_ledger.reporting.model import Block, Chart, Column, Flow, Report, Section, Sheet, Table
from onedoor_ledger.reporting.workbook.breaks import breaks_of
from onedoor_ledger.reporting.workbook.canvas import PADDING, Canvas
from onedoor_ledger.reporting.workbook.charts import ChartSheet
from onedoor_ledger.reporting.workbook.measure import text_px
from onedoor_ledger.reporting.workbook.page import fits_one, on_a_page, set_page
from onedoor_ledger.reporting.workbook.styles import ROW, Styles
from onedoor_ledger.reporting.workbook.tables import INDENT, draw_table
from onedoor_ledger.texts import _

NARROW, WIDEST, WIDEST_LAST, FIRST = 62, 380, 480, 200
NARROWEST_SHEET = 1000
"""A sheet is at least this wide, so that sentences have room."""
UPRIGHT = 700
"""The same for one that is printed upright: its first column takes what is over."""
ABOVE = 8
"""A table's header is repeated on every page when no more rows stand above it."""
WIDEST_CHART = 1000
TITLE_ROWS = 2
LONGEST_TAB = 31
_NOT_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONG = 160
UNCUT, UNCUT_UPRIGHT = 12, 24
"""Rows of a section's tables that stay on one page, the longer one's when it is upright."""


@dataclass
class _Drawing:
    """A sheet being drawn: its canvas, its tables and their header rows, and whether it is printed on one page."""

    canvas: Canvas
    charts: ChartSheet
    one_page: bool
    portrait: bool = False
    tables: list[Table] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    wished: set[int] = field(default_factory=set)
    """Rows that stay on the page of the row above them where there is room for it."""
    on_paper: int | None = None
    """So many rows are printed of a sheet that is read on screen; None: all of them."""

    def breaks(self, last: int) -> list[int]:
        """The rows that begin a page, but the first; the rows up to ``last`` are repeated on each."""
        if self.one_page or self.on_paper is not None:
            return []
        canvas = self.canvas
        heights = [canvas.heights.get(row, ROW) for row in range(canvas.row)]
        page = on_a_page(canvas.width, portrait=self.portrait)
        return breaks_of(heights, page, canvas.top_of(last + 1), canvas.held, self.wished)


def draw(sheet: Sheet, report: Report, charts: ChartSheet) -> None:
    """Draw ``sheet`` as a worksheet of the workbook, on one page where it can be read there."""
    scratch = Workbook(io.BytesIO(), {"in_memory": True})
    trial = _drawn(sheet, report, ChartSheet(scratch, "numbers", Styles(scratch)), one_page=True).canvas
    drawing = _drawn(sheet, report, charts, one_page=fits_one(trial.width, trial.height, portrait=sheet.portrait))
    _frame(drawing, report)


def sheet_name(sheet: Sheet, book: Workbook) -> str:
    """The name on the tab: the title (the first page's without its period), what a tab may hold of it.

    One that another sheet of ``book`` has already gets a number.
    """
    title = sheet.tab or sheet.title
    title = title.partition(",")[0] if sheet.is_first_page else title
    name = " ".join(title.translate(_NOT_IN_TABS).split())[:LONGEST_TAB].strip(" '")
    taken = {str(each.name).casefold() for each in book.worksheets()}
    named, n = name, 1
    while named.casefold() in taken:
        n += 1
        named = f"{name[: LONGEST_TAB - 1 - len(str(n))]} {n}"
    return named


def grid(sheet: Sheet) -> list[int]:
    """Widths of the sheet's columns: what its tables need, and room for sentences."""
    tables = [block for section in sheet.sections for block in section.blocks if isinstance(block, Table)]
    columns = max((len(table.columns) for table in tables), default=1)
    widths = [NARROW] * columns
    for table in tables:
        for k, column in enumerate(table.columns):
            if not (_reaches(table, columns) and k == len(table.columns) - 1):
                widths[k] = max(widths[k], _needed(table, column, k, last=k == columns - 1))
    if sheet.portrait:
        return [widths[0] + max(0, UPRIGHT - sum(widths)), *widths[1:]]
    missing = NARROWEST_SHEET - sum(widths)
    return [*widths, missing] if missing > NARROW else widths


def _drawn(sheet: Sheet, report: Report, charts: ChartSheet, *, one_page: bool) -> _Drawing:
    worksheet = charts.book.add_worksheet(sheet_name(sheet, charts.book))
    drawing = _Drawing(Canvas(worksheet, charts.styles, grid(sheet)), charts, one_page, sheet.portrait)
    canvas = drawing.canvas
    canvas.text(sheet.title, "title")
    canvas.text(sheet.subtitle, "subtitle")
    if sheet.on_screen:
        canvas.text(_("This sheet is read on screen: on paper it is only this heading."), "note")
        drawing.on_paper = canvas.row
    for note in report.notes:
        canvas.text(note, "warning")
    for section in sheet.sections:
        _section(drawing, section)
    if sheet.foot:
        canvas.hold(canvas.row - 1, canvas.row + 1)
        canvas.space(8)
        canvas.text(sheet.foot, "note")
    return drawing


def _section(drawing: _Drawing, section: Section) -> None:
    """A heading stays with the start of what is under it, a text with the table it leads to, a short section whole."""
    canvas, start = drawing.canvas, drawing.canvas.row
    canvas.space(8)
    canvas.text(section.title, "section")
    captions = _captions(section)
    lead = start
    for n, block in enumerate(section.blocks):
        begun = canvas.row
        if isinstance(block, Table) and block.caption in captions:
            canvas.space(6)
            canvas.text(block.caption, "caption")
        drawn = canvas.row
        _block(drawing, block)
        if isinstance(block, Table):
            canvas.hold(lead, drawn + 1)
        elif n == 0:
            canvas.hold(start, begun)
        lead = begun if isinstance(block, str) else canvas.row
    if _short(section, portrait=drawing.portrait):
        drawing.wished.update(range(start + 1, canvas.row))


def _captions(section: Section) -> tuple[str, ...]:
    """The captions that are shown: of a single table the section's title says what it is, of several it cannot."""
    tables = [block.caption for block in section.blocks if isinstance(block, Table)]
    return tuple(caption for caption in tables if caption != section.title) if len(tables) > 1 else ()


def _block(drawing: _Drawing, block: Block) -> None:
    canvas = drawing.canvas
    if isinstance(block, str):
        canvas.text(block)
    elif isinstance(block, Table):
        canvas.space(6)
        drawing.headers.append(canvas.row)
        drawing.tables.append(block)
        reach = len(canvas.widths) - len(block.columns) if _reaches(block, len(canvas.widths)) else 0
        draw_table(canvas, block, reach=reach)
        if block.note:
            canvas.hold(canvas.row - 1, canvas.row)
            canvas.text(block.note, "note")
    elif isinstance(block, Flow):
        _pointer(canvas, block)
    elif isinstance(block, Chart):
        height = _chart_height(block)
        begun = canvas.row
        canvas.space(10)
        drawing.charts.insert(canvas.sheet, canvas.row, 0, block, min(canvas.width, WIDEST_CHART), height)
        bottom = canvas.height + height
        while canvas.height < bottom:
            canvas.row += 1
        canvas.hold(begun, canvas.row - 1)


def _pointer(canvas: Canvas, flow: Flow) -> None:
    """What a picture that a workbook cannot hold shows, and a link to the page beside the workbook that holds it."""
    canvas.text(flow.description)
    link = _("The picture is in {page}, beside this workbook.").format(page=flow.page)
    canvas.sheet.write_url(canvas.row, 0, f"external:{flow.page}", canvas.styles.get("link"), string=link)
    canvas.row += 1


def _short(section: Section, *, portrait: bool) -> bool:
    """Whether a section's tables are short enough to stay on one page with its heading."""
    rows = [len(block.rows) for block in section.blocks if isinstance(block, Table)]
    return bool(rows) and sum(rows) <= (UNCUT_UPRIGHT if portrait else UNCUT)


def _chart_height(chart: Chart) -> int:
    return 110 if chart.kind == "stacked" else 90 + len(chart.categories) * (12 * len(chart.series) + 6)


def _reaches(table: Table, columns: int) -> bool:
    """Whether the last column holds long texts, which may run over the columns other tables need to its right."""
    last = table.columns[-1]
    return len(table.columns) < columns and last.format == "text" and max(_cell_widths(table, last), default=0) > LONG


def _needed(table: Table, column: Column, k: int, *, last: bool) -> int:
    """Pixels a column needs: numbers and dates whole, texts up to a widest and then folded."""
    longest_word = max(text_px(word, bold=True) for word in column.title.split())
    widest = max([longest_word, *_cell_widths(table, column)]) + PADDING + 4
    if column.format != "text":
        return widest + (INDENT if column.format == "date" and k else 0)
    widest = min(widest + (INDENT if k else 0), WIDEST_LAST if last else WIDEST)
    return max(widest, FIRST) if k == 0 else widest


def _cell_widths(table: Table, column: Column) -> Iterator[int]:
    for row in table.rows:
        text = cell_text(row.cells.get(column.key), column.format)
        yield text_px(text, bold=row.style in ("total", "subtotal"))


def _frame(drawing: _Drawing, report: Report) -> None:
    """Freeze and repeat the header of a sheet with one table near its top, else the title rows."""
    canvas, headers = drawing.canvas, drawing.headers
    alike = len(headers) == 1 and headers[0] <= ABOVE
    last = headers[0] if alike else TITLE_ROWS - 1
    canvas.sheet.freeze_panes(last + 1, 1 if alike else 0)
    set_page(canvas.sheet, report, canvas.width, canvas.height, (0, last), portrait=drawing.portrait)
    canvas.sheet.fit_to_pages(1, 1 if drawing.one_page else 0)
    canvas.sheet.set_h_pagebreaks(drawing.breaks(last))
    canvas.sheet.print_area(0, 0, max((drawing.on_paper or canvas.row) - 1, 0), len(canvas.widths) - 1)
