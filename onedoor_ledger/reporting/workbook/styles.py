"""How the workbook looks: one accent, readable on paper and on a tablet; colour never carries meaning alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT, SIZE = "Arial", 10
ACCENT, MIDDLE, LIGHT, RULE, GREY = "#17505A", "#7FA9AF", "#E8F1F2", "#B4C5C8", "#595959"

ROW = 18
"""Height in pixels of a line of text, at :data:`SIZE` points."""

Props = dict[str, object]
BASE: Props = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter"}
NAMED: dict[str, Props] = {
    "title": {"font_size": 18, "bold": True, "font_color": ACCENT},
    "subtitle": {"font_color": GREY},
    "note": {"font_color": GREY, "font_size": 9},
    "warning": {"bold": True, "font_color": ACCENT},
    "section": {"font_size": 12, "bold": True, "font_color": ACCENT},
    "text": {},
    "link": {"font_color": ACCENT, "underline": 1},
    "caption": {"bold": True, "font_color": GREY},
    "header": {
        "bold": True,
        "font_color": ACCENT,
        "bg_color": LIGHT,
        "bottom": 2,
        "bottom_color": ACCENT,
        "text_wrap": True,
        "valign": "bottom",
    },
    "normal": {"bottom": 4, "bottom_color": RULE},
    "muted": {"bottom": 4, "bottom_color": RULE, "italic": True, "font_color": GREY},
    "subtotal": {"bold": True, "bottom": 1, "bottom_color": RULE},
    "total": {"bold": True, "top": 1, "top_color": ACCENT, "bottom": 6, "bottom_color": ACCENT},
    "card_label": {"bg_color": LIGHT, "bold": True, "font_color": ACCENT},
    "card_value": {"bg_color": LIGHT, "bold": True, "font_size": 18, "font_color": ACCENT, "shrink": True},
    "card_beside": {"bg_color": LIGHT, "font_size": 9, "font_color": GREY},
}


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook, each made once."""

    book: Workbook
    _made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def get(self, name: str, **more: object) -> Format:
        """The named style with ``more`` properties of XlsxWriter's."""
        props = BASE | NAMED[name] | more
        key = tuple(sorted(props.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(props)
        return self._made[key]
