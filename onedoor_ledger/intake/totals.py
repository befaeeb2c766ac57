"""Total rows are no data: they are left out, and what they say is checked against the rows above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake.errors import ControlTotalError
from onedoor_ledger.intake.rows import ProfiledRow


def without_totals(rows: Sequence[ProfiledRow], meanings: Sequence[str]) -> tuple[ProfiledRow, ...]:
    """The data rows, once each total row agrees with the sum of all rows above it or of those since the last total.

    A data row that cannot be read makes every total below it unsure: it is left to the one who books it to say so.

    :param meanings: the columns that are added up, such as ``amount``.
    :raises UserErrors: every total that says something else, or nothing readable.
    """
    data: list[ProfiledRow] = []
    everything: Counter[str] = Counter()
    since: Counter[str] = Counter()
    errors: list[UserError] = []
    readable = True
    for row in rows:
        if not _is_total(row):
            data.append(row)
            try:
                amounts = {meaning: row.added_up(meaning) for meaning in meanings}
            except UserError:
                readable = False
                continue
            everything.update(amounts)
            since.update(amounts)
            continue
        for meaning in meanings if readable else ():
            try:
                _check(row, meaning, since[meaning], everything[meaning])
            except UserError as error:
                errors.append(error)
        since.clear()
    raise_all(errors)
    return tuple(data)


def _is_total(row: ProfiledRow) -> bool:
    return any(
        row.row.cells.get(header, "").casefold().startswith(tuple(t.casefold() for t in texts))
        for header, texts in row.profile.skip.items()
    )


def _check(row: ProfiledRow, meaning: str, since: int, everything: int) -> None:
    if not row.text(meaning):
        return
    stated = row.added_up(meaning)
    if stated not in (since, everything):
        shown = row.shown(meaning, stated), row.shown(meaning, everything)
        raise ControlTotalError(row.place, row.header(meaning), *shown)
