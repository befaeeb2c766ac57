"""Cell texts into amounts, counts and days: what is not certain is an error, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from onedoor_ledger.errors import Place
from onedoor_ledger.formats.errors import AmountError, CountError, DayError, SuppressedCountError, ThreeDecimalsError
from onedoor_ledger.money import from_decimal

_MINUS = "-\u2212\u2010\u2011\u2012\u2013\u2014"
_SPACES = re.compile(r"\s+")
_CURRENCY = re.compile(r"\s*(?:kr\.?|sek|:-)\Z|\A(?:kr\.?|sek)\s*", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
_SUPPRESSED = re.compile(r"<\s*[0-9]+|[0-9]+\s*[-\u2013]\s*[0-9]+|\.\.|\*")
_THREE = 3
_LONGEST = 40


def normalised(text: str) -> str:
    """``text`` stripped, with every run of white space (no-break, narrow and thin spaces too) as one space."""
    return _SPACES.sub(" ", text.replace("\ufeff", "").replace("\u200b", "")).strip()


def amount(text: str, *, decimal: str, place: Place, three_decimals: bool = False) -> int:
    """Öre of an amount as people and systems write them: ``1 234,50 kr``, ``−612 400``, ``100,00-``.

    Args:
        text: the cell.
        decimal: ``,`` or ``.``. The other sign is taken as a decimal sign only when one or two digits follow it (a
            workbook's own numbers), and as grouping only in groups of three before a decimal sign.
        place: file and row for errors.

        three_decimals: whether the sender is known to write thousandths of a krona, as ``2762.720``.

    Raises:
        ThreeDecimalsError: on ``2762.720`` otherwise: thousandths or thousands, nobody can tell.
        AmountError: on anything else that is no amount in whole öre.
    """
    plain = _CURRENCY.sub("", normalised(text)).strip()
    digits, negative = _unsigned(plain)
    other = "." if decimal == "," else ","
    whole, sign, fraction = digits.rpartition(decimal)
    if not sign:
        whole, sign, fraction = digits.rpartition(other)
        if not sign:
            whole, fraction = digits, ""
    elif other in whole and re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(other)}[0-9]{{3}})+", whole):
        whole = whole.replace(other, "")
    well_formed = _GROUPED.fullmatch(whole) and re.fullmatch(r"[0-9]*", fraction) and len(digits) <= _LONGEST
    if not well_formed or (sign and not fraction):
        raise AmountError(text, place)
    if len(fraction) == _THREE and not three_decimals:
        raise ThreeDecimalsError(text, place)
    try:
        ore = from_decimal(Decimal(f"{whole.replace(' ', '')}.{fraction or '0'}"))
    except ValueError:
        raise AmountError(text, place) from None
    return -ore if negative else ore


def thousands(text: str, *, decimal: str, place: Place) -> int:
    """Öre of an amount written in thousands of kronor, with any number of decimals: ``12,345`` is 12 345 kr.

    Raises:
        AmountError: when it is no such number, or no whole number of öre.
    """
    digits, negative = _unsigned(normalised(text))
    whole, sign, fraction = digits.rpartition(decimal)
    whole, fraction = (whole, fraction) if sign else (digits, "")
    if not _GROUPED.fullmatch(whole) or not re.fullmatch(r"[0-9]*", fraction) or len(digits) > _LONGEST:
        raise AmountError(text, place)
    ore = Decimal(f"{whole.replace(' ', '')}.{fraction or '0'}").scaleb(5)
    if ore != int(ore):
        raise AmountError(text, place)
    return -int(ore) if negative else int(ore)


def count(text: str, *, place: Place) -> int:
    """A whole number of persons, zero or more.

    Raises:
        SuppressedCountError: on ``<5`` and other signs for "too few to say".
        CountError: on anything else that is no whole number.
    """
    plain = normalised(text)
    if _SUPPRESSED.fullmatch(plain):
        raise SuppressedCountError(text, place)
    if not _GROUPED.fullmatch(plain) or len(plain) > _LONGEST:
        raise CountError(text, place)
    return int(plain.replace(" ", ""))


def day(text: str, pattern: str, *, place: Place) -> dt.date:
    """A day by a ``strptime`` ``pattern`` (a month gives its first day); ``2026-09-30`` is always understood.

    Raises:
        DayError: when the text is no such day.
    """
    plain = normalised(text)
    for form in (pattern, "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise DayError(text, pattern, place)


def _unsigned(text: str) -> tuple[str, bool]:
    if text[:1] and text[0] in _MINUS:
        return text[1:].lstrip(), True
    if text[-1:] and text[-1] in _MINUS:
        return text[:-1].rstrip(), True
    return text.removeprefix("+").lstrip(), False
