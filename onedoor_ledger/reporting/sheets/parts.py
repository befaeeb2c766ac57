"""What several sheets share: the columns and rows of the year's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onedoor_ledger.accounts.lines import COST_GROUPS, INCOME_GROUP, Line, group_name
from onedoor_ledger.reporting.board_figures import line_id
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Cell, Row
from onedoor_ledger.texts import _

LineCells = Callable[[str], dict[str, Cell]]
"""Cells of one row from the start of its figures' ids (``measure.i01``, ``cost``, ``result``)."""


def line_rows(material: Material, cells: LineCells, *, detailed: bool = True) -> Iterator[Row]:
    """The triad with its sums, all cost, income and the result.

    ``detailed`` shows each line of the administration and of the income; otherwise only their sums.
    """
    lines = material.year.lines
    for group in COST_GROUPS:
        if detailed or group != "administration":
            yield from (_row(line, cells(line_id(material.rules, line))) for line in _shown(lines.group(group)))
        if lines.group(group):
            yield Row({"line": group_name(group), **cells(group)}, "subtotal")
    yield Row({"line": _("All cost"), **cells("cost")}, "total")
    if detailed:
        yield from (_row(line, cells(line_id(material.rules, line))) for line in _shown(lines.group(INCOME_GROUP)))
    yield Row({"line": group_name(INCOME_GROUP), **cells(INCOME_GROUP)}, "subtotal")
    yield Row({"line": _("Result"), **cells("result")}, "total")


def deviation(material: Material, ref: str) -> int | None:
    """Forecast against budget of the line or sum ``id``; plus is better for the förbund."""
    forecast, budget = material.figures[f"{ref}.forecast"].value, material.figures[f"{ref}.budget"].value
    if not isinstance(forecast, int) or not isinstance(budget, int):
        return None
    return forecast - budget if is_income(material, ref) else budget - forecast


def is_income(material: Material, ref: str) -> bool:
    """Whether more is better: income and the result."""
    incomes = {line_id(material.rules, line) for line in material.year.lines.group(INCOME_GROUP)}
    return ref in ("result", INCOME_GROUP) or ref in incomes


def _shown(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines with a budget, or with anything booked this year or at the same time last year."""
    return tuple(line for line in lines if line.budgeted or line.outcome.vouchers or line.last_year.vouchers)


def _row(line: Line, cells: dict[str, Cell]) -> Row:
    return Row({"line": line.name, **cells})
