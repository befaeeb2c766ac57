"""Paper: A4 landscape, the width always whole, the association, the period and the page number on every page."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from onedoor_ledger.reporting.model import Report
from onedoor_ledger.texts import _

A4 = 9
MARGIN, TOP, BOTTOM = 0.4, 0.5, 0.6
WIDE, HIGH = int((11.69 - 2 * MARGIN) * 96), int((8.27 - TOP - BOTTOM) * 96)
"""What is printed of an A4 page, in pixels at a hundred per cent."""
SMALLEST = 0.66
"""A sheet is shrunk to one page down to this scale, else it runs over several."""


def set_page(sheet: Worksheet, report: Report, width: int, height: int, rows: Sequence[int]) -> None:
    """Set the print-out of a sheet ``width`` times ``height`` pixels; ``rows`` (first, last) are repeated."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1 if fits_one(width, height) else 0)
    sheet.repeat_rows(rows[0], rows[1])
    draft = _("DRAFT") + " · " if report.pending else ""
    page = _("Page {n} of {total}").format(n="&P", total="&N")
    sheet.set_footer(f"&L&9{_plain(report.association)}&C&9{draft}{_plain(report.title)}&R&9{page}", {"margin": 0.25})
    sheet.set_header(f"&R&9{draft}&A", {"margin": 0.22})


def fits_one(width: int, height: int) -> bool:
    """Whether a sheet stands on one page without becoming too small to read."""
    return min(1.0, WIDE / width, HIGH / height) >= SMALLEST


def left_on_page(width: int, drawn: int, repeated: int) -> int:
    """Pixels left on the page below ``drawn`` of a sheet printed over several; ``repeated`` stands on top of each."""
    page = int(HIGH / min(1.0, WIDE / width))
    return page - drawn if drawn < page else (page - repeated) - (drawn - page) % (page - repeated)


def _plain(text: str) -> str:
    """A text for a header or footer, where an ampersand commands."""
    return text.replace("&", "&&")
