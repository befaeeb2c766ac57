"""How well a figure of the rules is known: its grade, whether it is somebody's assumption, and its range."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model import Evidence
from onedoor_ledger.rulebook.numbers import written
from onedoor_ledger.rulebook.reading import Table
from onedoor_ledger.texts import _

GRADES = range(1, 7)


def evidence(
    row: Table,
    key: str = "",
    read: Callable[[Table, str], Fraction] | None = None,
    scale: Fraction = Fraction(1),
) -> Evidence:
    """``grade`` and ``assumption`` of a row, and with ``read`` its range: ``low`` and ``high`` around ``key``'s value.

    :param key: '' when the range is of a factor, 1 as it stands.
    :param scale: what the range is multiplied by, as the value itself was.
    """
    grade = row.whole("grade")
    if "grade" in row and grade not in GRADES:
        row.fault(BadValueError(row.place("grade"), str(grade), _("Grades go from 1 (best known) to 6.")))
    assumption = row.yes("assumption", default=False)
    if read is None or ("low" not in row and "high" not in row):
        return Evidence(grade, assumption)
    low, high = read(row, "low"), read(row, "high")
    value = written(row.raw(key)) if key else Fraction(1)
    if value is not None and not low <= value <= high:
        remedy = _("The range must hold the value itself: low at most the value, high at least.")
        row.fault(BadValueError(row.place("low"), str(row.raw("low")), remedy))
    return Evidence(grade, assumption, low * scale, high * scale)
