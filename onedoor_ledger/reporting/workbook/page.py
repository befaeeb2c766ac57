"""Paper: A4, the width always whole, the association, the period and the page number on every page.

Landscape, unless a sheet is printed upright.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from onedoor_ledger.reporting.model import Report
from onedoor_ledger.texts import _

A4 = 9
MARGIN, TOP, BOTTOM = 0.4, 0.5, 0.6
LONG_SIDE, SHORT_SIDE = 11.69, 8.27
SMALLEST = 0.66
"""A sheet is shrunk to one page down to this scale, else it runs over several."""
SURELY = 0.97
"""How much of a page is counted on: programs measure a row with a pixel more or less."""


def printed(*, portrait: bool) -> tuple[int, int]:
    """What is printed of a page, wide and high, in pixels at a hundred per cent."""
    wide, high = (SHORT_SIDE, LONG_SIDE) if portrait else (LONG_SIDE, SHORT_SIDE)
    return int((wide - 2 * MARGIN) * 96), int((high - TOP - BOTTOM) * 96)


def set_page(
    sheet: Worksheet, report: Report, width: int, height: int, rows: Sequence[int], *, portrait: bool = False
) -> None:
    """Set the print-out of a sheet ``width`` times ``height`` pixels; ``rows`` (first, last) are repeated."""
    if portrait:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1 if fits_one(width, height, portrait=portrait) else 0)
    sheet.repeat_rows(rows[0], rows[1])
    draft = _("DRAFT") + " · " if report.pending else ""
    page = _("Page {n} of {total}").format(n="&P", total="&N")
    sheet.set_footer(f"&L&9{_plain(report.association)}&C&9{draft}{_plain(report.title)}&R&9{page}", {"margin": 0.25})
    sheet.set_header(f"&R&9{draft}&A", {"margin": 0.22})


def fits_one(width: int, height: int, *, portrait: bool = False) -> bool:
    """Whether a sheet stands on one page without becoming too small to read."""
    wide, high = printed(portrait=portrait)
    return min(1.0, wide / width, high / height) >= SMALLEST


def on_a_page(width: int, *, portrait: bool = False) -> int:
    """Pixels of a sheet ``width`` pixels wide that a page surely holds, when it is printed over several."""
    wide, high = printed(portrait=portrait)
    return int(SURELY * high / min(1.0, wide / width))


def _plain(text: str) -> str:
    """A text for a header or footer, where an ampersand commands."""
    return text.replace("&", "&&")
