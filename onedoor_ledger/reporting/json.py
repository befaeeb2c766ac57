"""The report as JSON: every figure by id with what it was made from, and the tables that show them.

``value`` is a whole number (öre, persons), ``[n, d]`` for a ratio or an exact amount (which has a ``decimal``
beside it), or null with ``why`` (contracts.md section 5).
"""

from __future__ import annotations

import datetime as dt
import json
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
    whole = {
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
        "notes": list(report.notes),
        "figures": {ref: _figure(figure) for ref, figure in report.figures.items()},
        "tables": {table.id: _table(table) for table in tables},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


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


def _table(table: Table) -> dict[str, object]:
    return {
        "caption": table.caption,
        "columns": [{"key": c.key, "title": c.title, "format": c.format} for c in table.columns],
        "rows": [
            {"style": row.style, "cells": {key: _cell(cell) for key, cell in row.cells.items() if cell is not None}}
            for row in table.rows
        ],
        "note": table.note,
    }


def _cell(cell: Cell) -> object:
    """A figure by its id, anything else by its value."""
    if isinstance(cell, Figure):
        return {"figure": cell.id}
    return cell.isoformat() if isinstance(cell, dt.date) else _number(cell)


def _number(value: object) -> object:
    return [value.numerator, value.denominator] if isinstance(value, Fraction) else value
