"""The parties' tables: requisitions, spending, the front door, transitions. CSV and XLSX with the oddities of life."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from examples.norradalen import people, people_towns
from examples.norradalen.accounts import NAMES
from examples.norradalen.parties import DOOR_NET_KR, DOOR_PAID_KR, Reported
from examples.norradalen.requisitions import Requisition

Cell = str | int | None
"""Text, öre, or nothing."""
CREATED = dt.datetime(2026, 10, 12, 9, 0)  # noqa: DTZ001 - a workbook's own clock has no zone
NBSP = "\u00a0"
QUARTER, MONTH = "2026-Q3", (2026, 9)
REQUISITION_HEADER = (
    "Rekvisition nr", "Insats", "Period", "Kostnadsslag", "Begärt belopp", "Godkänt belopp", "Orsak", "Slutrekvisition",
    "Datum",
)  # fmt: skip
COST_TYPES = (("Personal", 62), ("Sociala avgifter", 24), ("Lokal och omkostnader", 14))
"""Per cent of a requisition, the last takes the rest; what is refused stands on the row it concerns."""
REFUSED_ROW = {"i01": 0, "i03": 2}
SPENDING_HEADER = ("Månad", "Förmån", "Belopp")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: what stands above, the header, the rows and a total."""

    preamble: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]

    @property
    def lines(self) -> list[tuple[Cell, ...]]:
        """Everything from the top, an empty line above the header."""
        return [*self.preamble, (), self.header, *self.rows, self.total]


def requisitions(known: Iterable[Requisition], party: str) -> Table:
    """A party's requisitions of the quarter; the treasurer has filled in what was not accepted."""
    rows: list[tuple[Cell, ...]] = []
    asked = 0
    for r in known:
        if r.party == party and r.period == QUARTER and r.received is not None and r.received > dt.date(2026, 9, 30):
            rows += _requisition_rows(r)
            asked += r.asked
    preamble = (
        (f"Rekvisition till Samordningsförbundet Norrådalen (påhittat) från {NAMES[party]}",),
        ("Avser juli–september 2026, självkostnad enligt avtal",),
    )
    return Table(preamble, REQUISITION_HEADER, tuple(rows), ("", "Summa", None, None, asked, None, None, None, None))


def _requisition_rows(r: Requisition) -> list[tuple[Cell, ...]]:
    parts = [r.asked * share // 100 // 100 * 100 for _, share in COST_TYPES[:-1]]
    parts.append(r.asked - sum(parts))
    rows: list[tuple[Cell, ...]] = []
    for index, ((cost_type, _), part) in enumerate(zip(COST_TYPES, parts, strict=True)):
        refused = r.asked - r.accepted if index == REFUSED_ROW.get(r.measure, 0) else 0
        accepted = part - refused if refused else None
        reason = r.reason if refused else None
        rows.append(
            (r.reference, r.measure.upper(), QUARTER, cost_type, part, accepted, reason, "Nej", str(r.received))
        )
    return rows


def spending(found: Iterable[Reported], party: str, month: str) -> Table:
    """A party's sums for September; ``month`` as its system writes it."""
    own = [r for r in found if r.party == party and r.month == MONTH]
    rows = tuple((month, r.spending.word, r.amount) for r in own)
    preamble = ((f"{NAMES[party]}: kostnader för målgruppen, summor utan personer (påhittade)",), ("Uttag 2026-10-09",))
    return Table(preamble, SPENDING_HEADER, rows, ("Summa", None, sum(r.amount for r in own)))


def door() -> Table:
    """The host's costs for the front door, net of VAT, and what förbundet is asked for."""
    gross, paid = DOOR_NET_KR[2026] * 100, DOOR_PAID_KR[2026] * 100
    items = [("Lokaler", 402_000_00), ("Reception och bemanning", 231_000_00)]
    items.append(("Ingångsledare", gross - sum(amount for _, amount in items)))
    parts = [paid * amount // gross for _, amount in items]
    rows = tuple((QUARTER, item, amount, 0, part) for (item, amount), part in zip(items, parts, strict=True))
    preamble = (("Avräkningsunderlag A2026-3: en gemensam ingång i Granåsa (påhittad)",), ("Värd: Granåsa kommun",))
    header = ("Period", "Kostnadsslag", "Belopp exkl. moms", "Moms", "Rekvireras av förbundet")
    return Table(preamble, header, rows, (None, "Summa", gross, 0, sum(parts)))


def transitions() -> Table:
    """How many entered, moved and left in the quarter, per insats, kommun and sex."""
    rows: list[tuple[Cell, ...]] = []
    for measure, quarters in people.FLOWS.items():
        for origin, target, persons in quarters.get((2026, 3), ()):
            start = "Ny" if origin == people.NEW else _word(origin)
            left = target.startswith(people.LEFT)
            end = f"Avslutad: {_word(target.removeprefix(people.LEFT))}" if left else _word(target)
            for town, sex, number in people_towns.told(measure, (origin, target), persons):
                rows.append((QUARTER, measure.upper(), town, sex, start, end, str(number)))
    total = sum(int(str(row[-1])) for row in rows)
    preamble = (("Övergångar mellan försörjningar, endast antal (påhittat)",), ("Insatsernas samordnare, 2026-10-12",))
    return Table(
        preamble,
        ("Period", "Insats", "Kommun", "Kön", "Från", "Till", "Antal"),
        tuple(rows),
        ("Summa", *(None,) * 5, str(total)),
    )


def _word(state: str) -> str:
    return "Arbete med lönestöd" if state == people.SUBSIDISED else state


def as_csv(table: Table, encoding: str) -> bytes:
    """Semicolons, decimal comma, NBSP between thousands, CRLF."""
    lines = [";".join(_csv_cell(cell) for cell in line) for line in table.lines]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _csv_cell(cell: Cell) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    kronor, ore = divmod(abs(cell), 100)
    grouped = f"{kronor:,}".replace(",", NBSP)
    return f"{'-' if cell < 0 else ''}{grouped},{ore:02d}"


def as_xlsx(table: Table, sheet: str, title: str) -> bytes:
    """A workbook with one sheet, its own clock fixed so that the bytes are the same every time."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "Påhittad avsändare", "created": CREATED})
    bold = workbook.add_format({"bold": True})
    money = workbook.add_format({"num_format": "#,##0.00"})
    page = workbook.add_worksheet(sheet)
    page.set_column(0, len(table.header) - 1, 20)
    for row, line in enumerate(table.lines):
        for column, cell in enumerate(line):
            _write_cell(page, row, column, cell, bold if line == table.header else None, money)
    workbook.close()
    return stream.getvalue()


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, text: Format | None, money: Format) -> None:
    if isinstance(cell, int):
        page.write_number(row, column, cell / 100, money)
    elif cell:
        page.write_string(row, column, cell, text)
