"""Exact numbers in a rule file: whole, or decimal within quotes; parts written [numerator, denominator]."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from onedoor_ledger.rulebook.errors import WrongTypeError
from onedoor_ledger.rulebook.reading import Table
from onedoor_ledger.texts import _

_MOST_DIGITS = 18
"""Over any statistic, and far under what makes an exact fraction slow."""


def number(row: Table, key: str) -> Fraction:
    """A number of at most eighteen digits before and after the point; 0 after a fault."""
    return exact(row, key, row.raw(key))


def exact(row: Table, key: str, value: object | None) -> Fraction:
    """``value``, which stands under ``key``, as an exact number."""
    try:
        if isinstance(value, int | str) and not isinstance(value, bool):
            given = Decimal(value)
            if given.is_finite() and given.adjusted() < _MOST_DIGITS and int(given.as_tuple().exponent) > -_MOST_DIGITS:
                return Fraction(given)
    except InvalidOperation:
        pass
    row.fault(WrongTypeError(row.place(key), _('a whole number, or a decimal number within quotes such as "2.5"')))
    return Fraction(0)


def amounts(row: Table, key: str) -> dict[str, Fraction]:
    """A table of numbers, zero or more, whose keys are data."""
    table = row.table(key)
    found = {name: number(table, name) for name in table}
    for name, value in found.items():
        if value < 0:
            table.fault(WrongTypeError(table.place(name), _("a number, zero or more")))
    return found


def part(row: Table, key: str, value: object | None = None) -> Fraction:
    """A part of the whole, written ``[1, 4]``, from nothing to all of it."""
    given = row.raw(key) if value is None else value
    if isinstance(given, list) and len(given) == 2 and all(type(n) is int for n in given):
        numerator, denominator = given
        if 0 <= numerator <= denominator and denominator:
            return Fraction(numerator, denominator)
    row.fault(WrongTypeError(row.place(key), _("a part of the whole as two whole numbers, such as [1, 4]")))
    return Fraction(0)
