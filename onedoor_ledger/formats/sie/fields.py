"""Fields of a SIE record into values: strict, with the line in every error."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from onedoor_ledger.formats.records import SieObject
from onedoor_ledger.formats.sie.errors import SieFieldError
from onedoor_ledger.formats.sie.lexer import Record
from onedoor_ledger.money import from_decimal
from onedoor_ledger.texts import _

_AMOUNT = re.compile(r"-?(?=\.?[0-9])[0-9]*(?:\.[0-9]*)?", re.ASCII)
_WITH_ORE = re.compile(r"-?[0-9]{1,16}\.[0-9]{2}", re.ASCII)
_DATE = re.compile(r"[0-9]{8}", re.ASCII)
_INDEX = re.compile(r"-?[0-9]{1,3}", re.ASCII)


class Fields:
    """Reads typed fields of one record; every method raises :class:`SieFieldError` on what it cannot read."""

    __slots__ = ("_name", "record")

    def __init__(self, record: Record, name: str) -> None:
        self.record = record
        self._name = name

    def required(self, index: int, what: str) -> str:
        """A text that must be there."""
        text = self.record.text(index).strip()
        if not text:
            raise self._error(what, text)
        return text

    def amount(self, index: int) -> int:
        """Öre: point, at most two decimals, minus first."""
        text = self.record.text(index)
        if _WITH_ORE.fullmatch(text) is not None:
            return int(text[:-3] + text[-2:])
        if _AMOUNT.fullmatch(text) is None:
            raise self._error(_("amount"), text)
        try:
            return from_decimal(Decimal(text))
        except ValueError:
            raise self._error(_("amount"), text) from None

    def day(self, index: int) -> dt.date:
        """A date, YYYYMMDD."""
        found = self.optional_day(index)
        if found is None:
            raise self._error(_("date"), "")
        return found

    def optional_day(self, index: int) -> dt.date | None:
        """A date, None when the field is empty or missing."""
        text = self.record.text(index).strip()
        if not text:
            return None
        try:
            return _day(text)
        except ValueError:
            raise self._error(_("date"), text) from None

    def year(self, index: int) -> int:
        """A year index: 0 current, -1 previous."""
        text = self.record.text(index)
        if _INDEX.fullmatch(text) is None:
            raise self._error(_("year index"), text)
        return int(text)

    def objects(self, index: int) -> tuple[SieObject, ...]:
        """An object list's pairs of dimension and object."""
        field = self.record.fields[index] if index < len(self.record.fields) else ()
        items = field if isinstance(field, tuple) else ()
        if len(items) % 2:
            raise self._error(_("object list"), " ".join(items))
        return _objects(items)

    def _error(self, what: str, value: str) -> SieFieldError:
        return SieFieldError(self._name, self.record.line, self.record.label, what, value)


@lru_cache(maxsize=4096)
def _day(text: str) -> dt.date:
    if _DATE.fullmatch(text) is None:
        raise ValueError(text)
    return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))


@lru_cache(maxsize=4096)
def _objects(items: tuple[str, ...]) -> tuple[SieObject, ...]:
    """Pairs as objects; a year has few different ones on many rows."""
    return tuple(SieObject(items[i], items[i + 1]) for i in range(0, len(items), 2))
