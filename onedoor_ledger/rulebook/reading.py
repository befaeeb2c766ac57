"""Typed reading of a rule file: every key is asked for by name and kind, and every fault is collected.

A fault leaves a stand-in value behind so that the rest of the file is read too; nothing made from stand-ins leaves
the package, because :func:`onedoor_ledger.rulebook.load.load` raises when a fault has been collected.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from onedoor_ledger import money
from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.errors import (
    BadIdError,
    BadValueError,
    FloatMoneyError,
    MissingKeyError,
    RulesUnreadableError,
    UnknownKeyError,
    WrongTypeError,
)
from onedoor_ledger.rulebook.lines import KeyPath, line_of, shown
from onedoor_ledger.rulebook.model import CONTROL, TRIED, Dated
from onedoor_ledger.texts import _

RESERVED = frozenset(
    {"society", "total", "party", "previous", "state", "region", "municipalities"}  # figure ids
    | {"state_appropriation", "akassa", "municipal_sector", "individuals", "employers", "own"}  # purses
    | {"state_taxes", "municipality", "municipalities_together"}
    | {"entered", "left"}  # words of transition profiles
    | {TRIED, CONTROL}
)
"""Words that stand for something else already (contracts.md section 5)."""

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_ERROR_LINE = re.compile(r"at line (\d+)")
_NO_DAY = dt.date(1, 1, 1)
_NO_PERIOD = Period(_NO_DAY, _NO_DAY, "")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class RuleFile:
    """One TOML file, its faults so far, and every table handed out, so that unread keys can be told."""

    def __init__(self, path: Path, name: str, errors: list[UserError]) -> None:
        self.name = name
        self.errors = errors
        self.text = ""
        self.broken = False
        """Whether the file is not there or unreadable: then no key in it is called missing."""
        self._tables: list[Table] = []
        self.root = Table(self, (), self._read(path))

    def _read(self, path: Path) -> Mapping[str, object]:
        if not path.is_file():
            self.broken = True
            return {}
        try:
            self.text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            return tomllib.loads(self.text)
        except UnicodeDecodeError as fault:
            self.errors.append(RulesUnreadableError(self.name, fault.reason, None))
        except tomllib.TOMLDecodeError as fault:
            line = _ERROR_LINE.search(str(fault))
            self.errors.append(RulesUnreadableError(self.name, str(fault), int(line[1]) if line else None))
        self.broken = True
        return {}

    def place(self, path: KeyPath) -> Place:
        """File, line and key path, as told to users."""
        return Place(self.name, line_of(self.text, path), shown(path) or None)

    def opened(self, table: Table) -> None:
        """Remember a table that was handed out."""
        self._tables.append(table)

    def finish(self) -> None:
        """Collect every key nothing asked for."""
        for table in self._tables:
            table.tell_unread()


class Table:
    """A table of a rule file. Each reader asks for a key; a fault is collected and a stand-in returned."""

    def __init__(self, file: RuleFile, path: KeyPath, values: Mapping[str, object]) -> None:
        self.file = file
        self.path = path
        self.values = values
        self._asked: set[str] = set()
        file.opened(self)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def place(self, *keys: str) -> Place:
        """Where a key stands (or the table itself); several keys step down into tables within."""
        return self.file.place((*self.path, *((key, None) for key in keys)))

    def fault(self, error: UserError) -> None:
        """Collect a fault found by whoever reads the table."""
        self.file.errors.append(error)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            return self._wrong(key, _("a text within straight quotes"), "")
        return value.strip()

    def text_or(self, key: str, default: str | None = None) -> str | None:
        """A text, or ``default`` when the key is not there."""
        return self.text(key) if self._has(key) else default

    def raw(self, key: str) -> object | None:
        """The value as it stands, None when the key is not there; its reader tells what is wrong with it."""
        return self.values[key] if self._has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is not there."""
        if not self._has(key):
            return ()
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return self._wrong(key, _('a list of texts, such as ["a", "b"]'), ())
        return tuple(value)

    def items(self, key: str) -> tuple[object, ...]:
        """A list whose items the caller reads."""
        value = self._get(key)
        if value is None:
            return ()
        return tuple(value) if isinstance(value, list) else self._wrong(key, _("a list within [ and ]"), ())

    def id(self, key: str = "id") -> str:
        """An id: ASCII, written once, never a reserved word."""
        value = self.text(key)
        if value and (value in RESERVED or not _ID.fullmatch(value)):
            self.fault(BadIdError(self.place(key), value, reserved=value in RESERVED))
        return value

    def whole(self, key: str) -> int:
        """A whole number, zero or more."""
        value = self._get(key)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            return self._wrong(key, _("a whole number, zero or more"), 0)
        return value

    def whole_or(self, key: str, default: int | None = None) -> int | None:
        """A whole number, or ``default`` when the key is not there."""
        return self.whole(key) if self._has(key) else default

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, zero or more."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(item) is int and item >= 0 for item in value):
            return self._wrong(key, _("a list of whole numbers, such as [1, 4, 7, 10]"), ())
        return tuple(value)

    def yes(self, key: str, *, default: bool) -> bool:
        """``true`` or ``false``."""
        if not self._has(key):
            return default
        value = self.values[key]
        return value if isinstance(value, bool) else self._wrong(key, _("true or false"), default)

    def day(self, key: str) -> dt.date:
        """A TOML date without quotes: 2026-01-31."""
        value = self._get(key)
        if value is None:
            return _NO_DAY
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            return self._wrong(key, _("a date without quotes, such as 2026-01-31"), _NO_DAY)
        return value

    def day_or_none(self, key: str) -> dt.date | None:
        """A date, or None when the key is not there."""
        return self.day(key) if self._has(key) else None

    def dated(self) -> Dated:
        """``from``, ``to`` (until further notice when not there) and ``source``."""
        start, end = self.day("from"), self.day_or_none("to")
        if end is not None and end < start and start != _NO_DAY:
            self.fault(BadValueError(self.place("to"), str(end), _("A rule cannot end before it starts.")))
        return Dated(start, end, self.text("source"))

    def period(self, key: str) -> Period:
        """A period's name: 2026-Q3."""
        text = self.text(key)
        try:
            return parse_period(text) if text else _NO_PERIOD
        except PeriodError as fault:
            return self._bad(key, text, fault.remedy, _NO_PERIOD)

    def kronor(self, key: str) -> int:
        """An amount in whole kronor, or kronor and öre as a text; returned in öre."""
        return self._ore(key, self._get(key))

    def kronor_list(self, key: str, length: int) -> tuple[int, ...]:
        """A list of ``length`` amounts, in öre."""
        value = self._get(key)
        if value is None:
            return (0,) * length
        if not isinstance(value, list) or len(value) != length:
            return self._wrong(key, _("a list of {n} amounts").format(n=length), (0,) * length)
        return tuple(self._ore(key, item) for item in value)

    def choice(self, key: str, kind: type[E], stand_in: E | None = None) -> E:
        """One of the words of ``kind``; ``stand_in`` (else the first) when it is none."""
        value, words = self.text(key), [member.value for member in kind]
        if value in words:
            return kind(value)
        instead = stand_in or next(iter(kind))
        return self._bad(key, value, _one_of(words), instead) if value else instead

    def word(self, key: str, words: Sequence[str]) -> str:
        """One of ``words``."""
        value = self.text(key)
        return self._bad(key, value, _one_of(words), value) if value and value not in words else value

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables, written ``[[key]]`` or ``key = [{…}]``; empty when the key is not there."""
        if not self._has(key):
            return ()
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            return self._wrong(key, _("rows under [[{key}]]").format(key=key), ())
        return tuple(Table(self.file, (*self.path, (key, n)), item) for n, item in enumerate(value))

    def table(self, key: str) -> Table:
        """A table ``[key]``; an empty one when the key is not there."""
        value = self.values[key] if self._has(key) else {}
        if not isinstance(value, dict):
            value = self._wrong(key, _("a table [{key}]").format(key=key), {})
        return Table(self.file, (*self.path, (key, None)), value)

    def __iter__(self) -> Iterator[str]:
        """The table's own keys, for tables whose keys are data."""
        return iter(self.values)

    def tell_unread(self) -> None:
        """Collect the keys nothing asked for."""
        for key in self.values:
            if key not in self._asked:
                self.fault(UnknownKeyError(self.place(key), key, self._asked))

    def _has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.values

    def _get(self, key: str) -> object | None:
        if self._has(key):
            return self.values[key]
        if not self.file.broken:
            self.fault(MissingKeyError(self.place(), key))
        return None

    def _ore(self, key: str, value: object | None) -> int:
        if value is None:
            return 0
        try:
            if isinstance(value, int) and not isinstance(value, bool):
                return value * money.ORE_PER_KRONA
            if isinstance(value, str):
                return money.from_decimal(Decimal(value))
        except (InvalidOperation, ValueError):
            pass
        self.fault(FloatMoneyError(self.place(key)))
        return 0

    def _wrong(self, key: str, expected: str, stand_in: T) -> T:
        self.fault(WrongTypeError(self.place(key), expected))
        return stand_in

    def _bad(self, key: str, value: str, remedy: str, stand_in: T) -> T:
        self.fault(BadValueError(self.place(key), value, remedy))
        return stand_in


def _one_of(words: Iterable[str]) -> str:
    return _("Write one of: {words}.").format(words=", ".join(f'"{word}"' for word in words))
