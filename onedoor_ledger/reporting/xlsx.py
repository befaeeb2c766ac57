"""The report as a workbook: print-ready, and the same bytes for the same report."""

from __future__ import annotations

import datetime as dt
import io

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from onedoor_ledger.reporting.model import Report
from onedoor_ledger.reporting.workbook.charts import ChartSheet
from onedoor_ledger.reporting.workbook.front import draw_front
from onedoor_ledger.reporting.workbook.language import with_language
from onedoor_ledger.reporting.workbook.page import set_page
from onedoor_ledger.reporting.workbook.sheet import draw
from onedoor_ledger.reporting.workbook.styles import FONT, ROW, SIZE, Styles
from onedoor_ledger.texts import LOCALES, _


def render(report: Report) -> bytes:
    """The workbook's bytes.

    The clock in it is the report's own day, so that the same books give the same file and its digest can stand in
    the minutes.
    """
    out = io.BytesIO()
    with Workbook(out, _options()) as book:
        book.set_properties(
            {
                "title": f"{report.title} – {report.association}",
                "subject": report.title,
                "author": report.association,
                "company": report.association,
                "category": report.kind,
                "comments": " ".join(report.notes),
                "created": dt.datetime.combine(report.today, dt.time(12), dt.UTC),
            }
        )
        book.set_custom_property("period", report.period.name)
        book.set_custom_property("rules", report.rules_digest)
        if report.rules_before:
            book.set_custom_property("rules_before", report.rules_before)
        charts = ChartSheet(book, _("Chart numbers"), Styles(book))
        for sheet in report.sheets:
            (draw_front if sheet.is_first_page else draw)(sheet, report, charts)
        if not charts.empty:
            _finish(charts.write(), charts, report)
    return with_language(out.getvalue(), LOCALES[report.language].replace("_", "-"))


def _finish(sheet: Worksheet, charts: ChartSheet, report: Report) -> None:
    """Give the charts' own sheet its title and paper."""
    sheet.write_string(0, 0, charts.name, charts.styles.get("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, _("What the charts are drawn from."), charts.styles.get("subtitle"))
    sheet.set_column_pixels(0, 0, 320)
    sheet.set_column_pixels(1, 4, 190)
    sheet.freeze_panes(2, 1)
    set_page(sheet, report, 1080, (charts.row + 1) * ROW, (0, 1))


def _options() -> dict[str, object]:
    """XlsxWriter's options, made anew each time: it keeps and changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_row_height": ROW,
    }
