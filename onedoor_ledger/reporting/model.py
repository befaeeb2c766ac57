"""The report model: figures, tables, charts and words, computed before any surface sees them.

Contract: contracts.md section 5. A figure has an id, a unit, a value that is a whole number (öre, persons), a
ratio ``(n, d)`` or None with a reason, and what it was made from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.period import Period


class Unit(StrEnum):
    """What a figure counts."""

    ORE = "öre"
    PERSONS = "persons"
    RATIO = "ratio"
    AMOUNT = "amount"
    """An exact amount in the unit of the file it was read from (kronor, tkr): ``value`` is a Fraction."""


class Why(StrEnum):
    """Why a figure has no value."""

    SUPPRESSED = "suppressed"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a figure was made from: a formula in words, the postings' vouchers, the rules it rests on."""

    formula: str
    vouchers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report, computed once."""

    id: str
    label: str
    unit: Unit
    value: int | Fraction | None
    provenance: Provenance
    why: Why | None = None
    estimated: int = 0
    """Öre of ``value`` that is estimated (accrued, not yet requisitioned)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column.

    ``format`` is ``text``, ``kr`` (whole kronor), ``tkr``, ``tkr_diff`` (always with its sign), ``ore`` (two decimals),
    ``ore_diff``, ``count``, ``percent``, ``date``, or ``amount`` and ``amount_diff`` (an exact amount in its file's own
    unit, two decimals).
    """

    key: str
    title: str
    format: str = "text"
    total: bool = False


Cell = str | int | Fraction | dt.date | Figure | None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``style`` is ``normal``, ``total``, ``subtotal`` or ``muted``."""

    cells: Mapping[str, Cell]
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. ``id`` is ASCII and stable."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    bulk: bool = False
    """Rows to look things up in, hundreds of them: workbook and JSON hold them, the text twin says how many."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: values in the table's order, öre or persons."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with the sentence it shows (``description``, the alt text). ``kind``: ``bar`` or ``stacked``."""

    id: str
    kind: str
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.ORE


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure beside the two it is read against."""

    label: str
    value: Figure
    beside: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """One end of a flow picture: where persons came from, or where they went. ``colour`` is a group of the flow."""

    id: str
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class FlowLink:
    """So many persons from an end on the left to one on the right. Never a count that may not be shown."""

    start: str
    end: str
    persons: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow picture (Sankey): as wide as the persons are many, coloured by who paid before."""

    id: str
    title: str
    description: str
    """The sentences it shows, its alt text."""
    left: tuple[FlowEnd, ...]
    right: tuple[FlowEnd, ...]
    links: tuple[FlowLink, ...]
    colours: tuple[tuple[str, str], ...]
    """Groups of ends by id, with their names for the key."""
    page: str
    """The file beside a workbook that holds the picture: a workbook cannot."""


Block = Table | Chart | Flow | tuple[KeyFigure, ...] | str
"""What a section holds; a string is one sentence or paragraph."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a sheet."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: a workbook sheet, a part of the text twin, a Fava page. ``id`` is ASCII and stable."""

    id: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: str = ""
    portrait: bool = False
    """Printed upright: for narrow tables read from the top down, such as the annual report's statements."""
    on_screen: bool = False
    """Too long for paper: of the workbook's sheet only the heading is printed, and it says so."""
    tab: str = ""
    """What its tab says, where it is not the title."""

    @property
    def is_first_page(self) -> bool:
        """Whether it is the board's first page, a förbund's among others' too: laid out by itself."""
        return self.id.rpartition(".")[2] == "overview"


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``figures`` holds every figure by id; sheets refer to the same objects."""

    kind: str
    title: str
    association: str
    period: Period
    today: dt.date
    language: str
    figures: Mapping[str, Figure]
    sheets: tuple[Sheet, ...]
    rules_digest: str
    notes: tuple[str, ...] = field(default=())
    rules_before: str = ""
    """Digest of the rules that a locked period was first reported under, when they are others than these."""
    pending: int = 0
    """Vouchers the report rests on that are not booked yet; above zero the report is a draft and says so."""
