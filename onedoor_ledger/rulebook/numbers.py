"""Exact numbers in a rule file: whole, or decimal within quotes; parts written [numerator, denominator]."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from onedoor_ledger.rulebook.errors import WrongTypeError
from onedoor_ledger.rulebook.reading import Table
from onedoor_ledger.texts import _

_MOST_DIGITS = 18
"""Over any statistic, and far under what makes an exact fraction slow."""
_WRITTEN = re.compile(r"(?P<number>\d{1,18}(\.\d{1,17})?)(/(?P<over>\d{1,18}))?", re.ASCII)
"""A decimal number, and perhaps what it is divided by."""


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


def fraction(row: Table, key: str, value: object | None = None) -> Fraction:
    """A number, zero or more: whole, decimal within quotes, or a fraction within quotes, ``"75045/7"``."""
    given = row.raw(key) if value is None else value
    found = written(given)
    if found is None:
        row.fault(
            WrongTypeError(row.place(key), _('a whole number, or within quotes "2.5" or "75045/7"; never below 0'))
        )
    return found or Fraction(0)


def above_zero(row: Table, key: str) -> Fraction:
    """As :func:`fraction`, but not 0; 1 after a fault."""
    found = fraction(row, key)
    if not found and written(row.raw(key)) is not None:
        row.fault(WrongTypeError(row.place(key), _("a number above 0")))
    return found or Fraction(1)


def share_of_whole(row: Table, key: str, value: object | None = None) -> Fraction:
    """A share from 0 to 1, written ``0``, ``1``, ``"0.3238"`` or ``"1/3"``."""
    given = row.raw(key) if value is None else value
    found = written(given)
    if found is None or found > 1:
        row.fault(WrongTypeError(row.place(key), _('a share from 0 to 1 within quotes, such as "0.85" or "1/3"')))
        return Fraction(0)
    return found


def shares_of_whole(row: Table, key: str) -> dict[str, Fraction]:
    """A table of shares from 0 to 1 whose keys are data."""
    table = row.table(key)
    return {name: share_of_whole(table, name) for name in table}


def written(given: object | None) -> Fraction | None:
    """A value as it stands in a rule file as an exact number, zero or more; None when it is none."""
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given) if 0 <= given < 10**_MOST_DIGITS else None
    if isinstance(given, str) and (parts := _WRITTEN.fullmatch(given)) is not None:
        over = int(parts["over"] or 1)
        return Fraction(parts["number"]) / over if over else None
    return None
