"""The report as JSON: every figure by id with what it was made from, and the tables that show them.

``value`` is a whole number (öre, persons), ``[n, d]`` for a ratio or an exact amount (which has a ``decimal``
beside it), or null with ``why`` (contracts.md section 5).

The file is kept in git and read there: a figure stands on one line, a table's row on one line, so that what changes
in one of them is one line of the difference.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction

from onedoor_ledger.reporting.model import Cell, Figure, Report, Table, Unit
from onedoor_ledger.reporting.words import rounded


def render(report: Report) -> str:
    """The report as JSON text: same report, same text."""
    tables = (
        block
        for sheet in report.sheets
        for section in sheet.sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    head = {
        "report": report.kind,
        "title": report.title,
        "association": report.association,
        "period": report.period.name,
        "from": report.period.start.isoformat(),
        "to": report.period.end.isoformat(),
        "today": report.today.isoformat(),
        "language": report.language,
        "rules": report.rules_digest,
        **({"rules_before": report.rules_before} if report.rules_before else {}),
        "pending": report.pending,
    }
    whole = {
        **{key: _line(value) for key, value in head.items()},
        "notes": _array(report.notes, depth=1),
        "figures": _object({ref: _line(_figure(figure)) for ref, figure in report.figures.items()}, depth=1),
        "tables": _object({table.id: _table(table) for table in tables}, depth=1),
    }
    return _object(whole, depth=0) + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(members: Mapping[str, str], *, depth: int) -> str:
    """A JSON object of members already written, each from a line of its own; ``depth`` is how far in it stands."""
    return _within("{", (f"{_line(key)}: {text}" for key, text in members.items()), "}", depth)


def _array(items: Iterable[object], *, depth: int) -> str:
    """A JSON array, each item on a line."""
    return _within("[", (_line(item) for item in items), "]", depth)


def _within(opening: str, texts: Iterable[str], closing: str, depth: int) -> str:
    inside = ",".join(f"\n{' ' * (depth + 1)}{text}" for text in texts)
    return f"{opening}{inside}\n{' ' * depth}{closing}" if inside else opening + closing


def _figure(figure: Figure) -> dict[str, object]:
    made: dict[str, object] = {
        "label": figure.label,
        "unit": figure.unit.value,
        "value": _number(figure.value),
    }
    if figure.unit is Unit.AMOUNT and figure.value is not None:
        made["decimal"] = rounded(figure.value * 100) / 100
    if figure.why is not None:
        made["why"] = figure.why.value
    if figure.estimated:
        made["estimated"] = figure.estimated
    made["formula"] = figure.provenance.formula
    made["vouchers"] = list(figure.provenance.vouchers)
    made["rules"] = list(figure.provenance.rules)
    return made


def _table(table: Table) -> str:
    rows = (
        {"style": row.style, "cells": {key: _cell(cell) for key, cell in row.cells.items() if cell is not None}}
        for row in table.rows
    )
    parts = {
        "caption": _line(table.caption),
        "columns": _line([{"key": c.key, "title": c.title, "format": c.format} for c in table.columns]),
        "rows": _array(rows, depth=3),
        "note": _line(table.note),
    }
    return _object(parts, depth=2)


def _cell(cell: Cell) -> object:
    """A figure by its id, anything else by its value."""
    if isinstance(cell, Figure):
        return {"figure": cell.id}
    return cell.isoformat() if isinstance(cell, dt.date) else _number(cell)


def _number(value: object) -> object:
    return [value.numerator, value.denominator] if isinstance(value, Fraction) else value
