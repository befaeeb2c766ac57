"""The pages before the förbund's own: what is compared of each sheet, under its headings and with its notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onedoor_ledger.reporting.combined.part import TOGETHER, Part, all_local, tab_of
from onedoor_ledger.reporting.combined.rows import Compared, Line, merged, own_cell
from onedoor_ledger.reporting.combined.shown import KEY_FIGURES, Shown, shown_of
from onedoor_ledger.reporting.model import Block, Cell, Column, Figure, KeyFigure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import listed, long_date, lower_first
from onedoor_ledger.texts import _

SHORT_COLUMN, TITLES = 4, 2
"""Columns of no more rows stand in one table; so many columns' titles stand beside its caption."""
AMOUNT = re.compile(r"\d\s(?:kronor|mil)")
"""An amount in a sentence, as :func:`onedoor_ledger.reporting.words.money` writes it in either language."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands in the reports."""

    sheet: str
    table: str
    own: str = ""
    """The heading of a table of one förbund's own, as of a front door: another's is another table."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands at a place in one förbund's report."""

    sheet: Sheet
    section: Section
    table: Table


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared of a table: its rows, where it stands, and its name in the combined report."""

    place: Place
    stands: dict[str, Stand]
    compared: Compared
    lines: list[Line]

    @property
    def first(self) -> Stand:
        """As the first of the förbund has it."""
        return next(iter(self.stands.values()))


def blocks_of(parts: Sequence[Part], *, alike: bool) -> list[Comparison]:
    """Everything compared, in the reports' own order; no two rows with one name."""
    found = {part.id: dict(_places(part, all_local(parts))) for part in parts}
    blocks = []
    for place in merged([list(places) for places in found.values()]):
        stands = {id_: places[place][0] for id_, places in found.items() if place in places}
        shown = next(places[place][1] for places in found.values() if place in places)
        tables = {id_: stand.table for id_, stand in stands.items()}
        compared = Compared(shown, tables, parts, adds=not place.own, alike=alike)
        if lines := compared.lines():
            blocks.append(Comparison(place, stands, compared, lines))
    _tell_apart(parts, blocks)
    return blocks


def front_sheets(parts: Sequence[Part], blocks: Sequence[Comparison], first: Section) -> Iterator[Sheet]:
    """A page per sheet of which something is compared; ``first`` opens the first of them."""
    for sheet, group in groupby(blocks, key=lambda block: block.place.sheet):
        own = list(group)
        whole = own[0].first.sheet
        yield Sheet(
            id=f"{TOGETHER}_{sheet}",
            title=_("{n} förbund: {what}").format(n=len(parts), what=whole.title),
            subtitle=_alike(parts, own, lambda sheet: sheet.subtitle),
            tab=tab_of(_("{n} förbund").format(n=len(parts)), whole.title),
            sections=((first,) if own[0] is blocks[0] else ()) + tuple(_sections(parts, own)),
            foot=_alike(parts, own, lambda sheet: sheet.foot),
        )
    if not blocks:
        title = _("{n} förbund: {what}").format(n=len(parts), what=parts[0].report.title)
        yield Sheet(id=TOGETHER, title=title, subtitle="", sections=(first,))


def _places(part: Part, local: frozenset[str]) -> Iterator[tuple[Place, tuple[Stand, Shown]]]:
    for sheet in part.report.sheets:
        for section in sheet.sections:
            tables = {table.id: table for block in section.blocks if (table := _as_table(block)) is not None}
            for id_, shown in shown_of(part.report.kind, list(tables)):
                own = section.title if "*" in shown.table and id_.partition("_")[2] in local else ""
                yield Place(sheet.id, id_, own), (Stand(sheet, section, tables[id_]), shown)


def _as_table(block: Block) -> Table | None:
    """A table, or a first page's large figures as one."""
    if isinstance(block, Table):
        return None if block.bulk else block
    if not isinstance(block, tuple):
        return None
    rows = [row for figure in block for row in _figure_rows(figure)]
    return Table(KEY_FIGURES, _("Key figures"), (Column("what", ""), Column("value", "", "tkr")), tuple(rows))


def _figure_rows(figure: KeyFigure) -> Iterator[Row]:
    yield Row({"what": figure.label, "value": figure.value})
    for name, beside in figure.beside:
        yield Row({"what": _("{row}: {figure}").format(row=figure.label, figure=name), "value": beside})


def _tell_apart(parts: Sequence[Part], blocks: Sequence[Comparison]) -> None:
    """Give rows of one name their section's too, and the förbund's where the section is the same."""
    names = {part.id: part.short for part in parts}
    for block in blocks:
        for line in block.lines:
            if line.column.key in block.compared.shown.told_by_section:
                line.call(_("{row} ({where})").format(row=line.label, where=block.first.section.title))
    for more in ("section", "owner"):
        seen = Counter(line.label for block in blocks for line in block.lines)
        for block in blocks:
            for line in block.lines:
                if seen[line.label] > 1:
                    owners = listed([names[id_] for id_ in line.cells])
                    told = block.first.section.title if more == "section" else owners
                    line.call(_("{row} ({where})").format(row=line.label, where=told))


def _sections(parts: Sequence[Part], blocks: Sequence[Comparison]) -> Iterator[Section]:
    for title, group in groupby(blocks, key=lambda block: block.first.section.title):
        own = list(group)
        yield Section(title, (*_explained(parts, own[0]), *(each for block in own for each in _tables(parts, block))))


def _explained(parts: Sequence[Part], block: Comparison) -> Iterator[str]:
    """The section's sentences that are the same for all and tell no figure: a förbund's own stand in its own report."""
    sections = [stand.section for stand in block.stands.values()]
    if len(sections) < len(parts):
        return
    for text in sections[0].blocks:
        alike = isinstance(text, str) and all(text in each.blocks for each in sections)
        if isinstance(text, str) and alike and not _tells_a_number(parts, text):
            yield text


def _tells_a_number(parts: Sequence[Part], text: str) -> bool:
    """Whether it tells a number but the period's last day: the same in all förbund, it is still each one's."""
    day = long_date(parts[0].report.period.end)
    return any(sign.isdigit() for sign in text.replace(day, ""))


def _tables(parts: Sequence[Part], block: Comparison) -> Iterator[Block]:
    """Its rows, those of one unit in one table; whatever the note says once, after the last."""
    groups = _groups(block)
    notes = " ".join(_notes(parts, block))
    for n, lines in enumerate(groups):
        form = lines[0].column.format
        titles = list(dict.fromkeys(lower_first(line.column.title) for line in lines))
        caption = block.first.table.caption
        if len(groups) > 1 and len(titles) <= TITLES:
            caption = f"{caption} – {listed(titles)}"
        columns = [Column("what", _("Figure")), *(Column(part.id, part.short, form) for part in parts)]
        if any(line.together is not None for line in lines):
            columns.append(Column(TOGETHER, _("Together"), form))
        id_ = f"{TOGETHER}_{block.place.sheet}_{block.place.table}" + (f"_{n + 1}" if n else "")
        note = notes if n + 1 == len(groups) else ""
        yield Table(id_, caption, tuple(columns), tuple(_rows(parts, lines)), note)


def _groups(block: Comparison) -> list[list[Line]]:
    """Rows of one unit together; long columns each by itself, so that a printed page holds it under its heading."""
    count = Counter(line.column.key for line in block.lines)
    long = not block.compared.shown.matrix and max(count.values()) > SHORT_COLUMN
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in block.lines:
        groups.setdefault((line.column.format, line.column.key if long else ""), []).append(line)
    return list(groups.values())


def _rows(parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Row]:
    """A sum stands out under a table of one column; among others' rows it is in bold only."""
    one = [n for n, line in enumerate(lines) if line.style == "total"] == [len(lines) - 1]
    for line in lines:
        cells: dict[str, Cell] = {"what": line.label, TOGETHER: line.together}
        cells |= {part.id: own_cell(part, line.cells.get(part.id)) for part in parts}
        yield Row(cells, "subtotal" if line.style == "total" and not one else line.style)


def _notes(parts: Sequence[Part], block: Comparison) -> Iterator[str]:
    """The table's note: once where it is the same for all, else each förbund's; a number in it is each one's own."""
    said = [(part, block.stands[part.id].table.note) for part in parts if part.id in block.stands]
    notes = list(dict.fromkeys(note for _part, note in said))
    if len(notes) == 1:
        own = _tells_a_number(parts, notes[0])
        yield from filter(None, [_("Each by itself: {what}").format(what=notes[0]) if own else notes[0]])
    else:
        yield from (_("{who}: {what}").format(who=part.short, what=note) for part, note in said if note)
    if block.compared.missing:
        names = listed([part.short for part in block.compared.missing])
        yield _("No sum: there is no such table of {names}.").format(names=names)


def _alike(parts: Sequence[Part], blocks: Sequence[Comparison], told: Callable[[Sheet], str]) -> str:
    """The sentences all the förbund have; none with an amount, which is one förbund's."""
    names = listed([part.shortened(part.report.association) for part in parts])
    stood = [(part, block.stands[part.id].sheet) for block in blocks for part in parts if part.id in block.stands]
    texts = [told(sheet).replace(part.report.association, names) for part, sheet in stood]
    sentences = [text.split(". ") for text in dict.fromkeys(texts)]
    shared = [each for each in sentences[0] if all(each in other for other in sentences)]
    kept = ". ".join(each for each in shared if not AMOUNT.search(each))
    return f"{kept}." if kept and not kept.endswith(".") and texts[0].endswith(".") else kept


def sums(blocks: Sequence[Comparison]) -> dict[str, Figure]:
    """Every figure that is a sum, by id."""
    lines = (line for block in blocks for line in block.lines)
    return {line.together.id: line.together for line in lines if isinstance(line.together, Figure)}
