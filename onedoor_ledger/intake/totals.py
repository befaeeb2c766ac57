"""Total rows are no data: they are left out, and what they say is checked against the rows above."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake.errors import ControlTotalError
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.money import ledger_text


def without_totals(rows: Sequence[ProfiledRow], meanings: Sequence[str]) -> tuple[ProfiledRow, ...]:
    """The data rows, once each total row agrees with the sum of all rows above it or of those since the last total.

    :param meanings: the columns that are added up, such as ``amount``.
    :raises ControlTotalError: when a total says something else.
    """
    data: list[ProfiledRow] = []
    everything = dict.fromkeys(meanings, 0)
    since = dict.fromkeys(meanings, 0)
    errors: list[UserError] = []
    for row in rows:
        total = _is_total(row)
        if not total:
            data.append(row)
        for meaning in meanings:
            try:
                if not total:
                    amount = row.amount(meaning) or 0
                    everything[meaning] += amount
                    since[meaning] += amount
                elif not errors:
                    _check(row, meaning, since[meaning], everything[meaning])
            except UserError as error:
                errors.append(error)
        if total:
            since = dict.fromkeys(meanings, 0)
    raise_all(errors)
    return tuple(data)


def _is_total(row: ProfiledRow) -> bool:
    return any(
        row.row.cells.get(header, "").casefold().startswith(tuple(t.casefold() for t in texts))
        for header, texts in row.profile.skip.items()
    )


def _check(row: ProfiledRow, meaning: str, since: int, everything: int) -> None:
    header = row.profile.columns.get(meaning)
    cell = row.row.cells.get(header, "") if header else ""
    if not cell:
        return
    stated = row.read_amount(cell)
    if stated not in (since, everything):
        summed = ledger_text(everything)
        raise ControlTotalError(row.place, row.header(meaning), ledger_text(stated), summed)
