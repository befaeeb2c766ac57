"""Charts: their numbers on a sheet of their own, their sentence as alt text, patterns beside colour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from onedoor_ledger.reporting.model import Chart, Unit
from onedoor_ledger.reporting.words import KRONA, THOUSAND
from onedoor_ledger.reporting.workbook.numbers import number_format
from onedoor_ledger.reporting.workbook.styles import ACCENT, FONT, GREY, LIGHT, MIDDLE, ROW, RULE, Styles

_FILLS: tuple[dict[str, object], ...] = (
    {"fill": {"color": RULE}, "border": {"color": RULE}},
    {"fill": {"color": ACCENT}, "border": {"color": ACCENT}},
    {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": ACCENT, "bg_color": "white"},
        "border": {"color": ACCENT},
    },
)
"""Light, dark, hatched: told apart without colour too."""
_STACK: tuple[dict[str, object], ...] = (
    {"fill": {"color": ACCENT}, "border": {"color": "white"}, "label": "white"},
    {"fill": {"color": MIDDLE}, "border": {"color": "white"}, "label": "black"},
    {"fill": {"color": LIGHT}, "border": {"color": ACCENT}, "label": "black"},
)

_FONT = {"name": FONT, "size": 9, "color": GREY}
_TITLE_FONT = {"name": FONT, "size": 10, "bold": True, "color": ACCENT}
FIRST_ROW = 3


@dataclass
class ChartSheet:
    """Draws charts and keeps the numbers they stand on, in plain sight, on the workbook's last sheet."""

    book: Workbook
    name: str
    styles: Styles
    _headers: dict[Chart, int] = field(default_factory=dict)
    """Row of each chart's header, in the order drawn."""
    row: int = FIRST_ROW

    def insert(self, target: Worksheet, row: int, column: int, chart: Chart, width: int, height: int) -> None:
        """Put ``chart`` on ``target`` at a cell, ``width`` times ``height`` pixels."""
        header = self._place(chart)
        first, last = header + 1, header + len(chart.categories)
        drawn: Any = self.book.add_chart({"type": "bar", "subtype": "stacked" if chart.kind == "stacked" else None})
        for n in range(len(chart.series)):
            drawn.add_series(
                {
                    "name": [self.name, header, n + 1],
                    "categories": [self.name, first, 0, last, 0],
                    "values": [self.name, first, n + 1, last, n + 1],
                    **_look(chart, n),
                }
            )
        drawn.set_title({"name": chart.title, "overlay": False, "name_font": _TITLE_FONT})
        drawn.set_legend({"position": "bottom", "font": _FONT})
        categories, values = _axes(chart)
        drawn.set_y_axis(categories)
        drawn.set_x_axis(values)
        drawn.set_chartarea({"border": {"color": RULE}})
        drawn.set_size({"width": width, "height": height})
        target.insert_chart(row, column, drawn, {"description": chart.description, "object_position": 2})

    @property
    def empty(self) -> bool:
        """Whether no chart was drawn: then their sheet is not wanted."""
        return not self._headers

    def write(self) -> Worksheet:
        """Add the sheet with every chart's numbers; call once, when all charts are drawn."""
        sheet = self.book.add_worksheet(self.name)
        for chart, header in self._headers.items():
            sheet.write_string(header - 1, 0, chart.title, self.styles.get("section"))
            sheet.set_row_pixels(header - 1, ROW + 6)
            sheet.set_row_pixels(header, 36)
            sheet.write_blank(header, 0, None, self.styles.get("header"))
            for k, category in enumerate(chart.categories):
                sheet.write_string(header + 1 + k, 0, category, self.styles.get("normal"))
            for n, series in enumerate(chart.series):
                sheet.write_string(header, n + 1, series.name, self.styles.get("header", align="right"))
                for k, value in enumerate(series.values):
                    form = self.styles.get("normal", num_format=number_format(value // _scale(chart), "count"))
                    sheet.write_number(header + 1 + k, n + 1, value / _scale(chart), form)
        return sheet

    def _place(self, chart: Chart) -> int:
        """The row of the chart's header on the sheet of numbers; a chart drawn twice has them once."""
        if chart not in self._headers:
            self._headers[chart] = self.row + 1
            self.row += len(chart.categories) + 3
        return self._headers[chart]


def _scale(chart: Chart) -> int:
    """What the numbers are divided by: thousand kronor, kronor of a hundred, or persons as they are."""
    if chart.unit is Unit.PERSONS:
        return 1
    return KRONA if chart.kind == "stacked" else THOUSAND


def _look(chart: Chart, n: int) -> dict[str, object]:
    """How series ``n`` is drawn."""
    if chart.kind != "stacked":
        return {**_FILLS[n % len(_FILLS)], "gap": 45, "overlap": 0}
    look = dict(_STACK[n % len(_STACK)])
    font = {"name": FONT, "size": 9, "bold": True, "color": look.pop("label")}
    return {**look, "data_labels": {"value": True, "font": font}, "gap": 30}


def _axes(chart: Chart) -> tuple[dict[str, object], dict[str, object]]:
    """The axis of the categories, first on top, and the axis of the values, below."""
    if chart.kind == "stacked":
        return {"visible": False}, {"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": 100}
    line = {"color": RULE, "width": 0.5}
    categories: dict[str, object] = {
        "reverse": True,
        "interval_unit": 1,
        "num_font": _FONT,
        "line": line,
        "major_tick_mark": "none",
    }
    values: dict[str, object] = {
        "num_font": _FONT,
        "num_format": "0" if chart.unit is Unit.PERSONS else r"#\ ##0",
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": line},
        "label_position": "high",
    }
    return categories, values
