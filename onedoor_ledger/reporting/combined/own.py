"""A förbund's own report among the others': every sheet as it stands alone, under its förbund's name and ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from onedoor_ledger.reporting.combined.part import SHORT, Part, tab_of
from onedoor_ledger.reporting.combined.rows import own_cell, own_figure
from onedoor_ledger.reporting.model import Block, Flow, Row, Sheet, Table
from onedoor_ledger.texts import _

ENDING = "tillsammans"
"""What a file of several förbund ends with: Swedish in every language, as every file of the förbund's records."""


def own_sheets(part: Part) -> Iterator[Sheet]:
    """Its sheets, whole."""
    for sheet in part.report.sheets:
        sections = tuple(
            replace(each, blocks=tuple(_own(part, block) for block in each.blocks)) for each in sheet.sections
        )
        title = _("{who}: {what}").format(who=part.short, what=sheet.title)
        tab = tab_of(part.short[:SHORT].strip(), sheet.title)
        yield replace(sheet, id=part.own(sheet.id), title=title, sections=sections, tab=tab)


def named_together(file: str) -> str:
    """What a file is called when it is of several förbund: ``floden-2026-Q3-tillsammans.html``."""
    name = PurePosixPath(file)
    return file if name.stem.endswith(ENDING) else f"{name.stem}-{ENDING}{name.suffix}"


def _own(part: Part, block: Block) -> Block:
    if isinstance(block, Table):
        rows = tuple(
            Row({key: own_cell(part, cell) for key, cell in row.cells.items()}, row.style) for row in block.rows
        )
        return replace(block, id=part.own(block.id), rows=rows)
    if isinstance(block, Flow):
        return replace(block, id=part.own(block.id), page=named_together(block.page))
    if isinstance(block, tuple):
        return tuple(
            replace(
                each,
                value=own_figure(part, each.value),
                beside=tuple((name, own_figure(part, figure)) for name, figure in each.beside),
            )
            for each in block
        )
    return block
