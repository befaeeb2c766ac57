"""Folding: each row of a person becomes part of a cell, and the person a number that means nothing outside this run.

Persons are told apart by a keyed hash of their id (SipHash under a random key that is never kept); a cell keeps which
numbers it has met, nothing else. What a row says is looked up, not parsed, wherever it has been seen before: that is
what makes a million rows quick.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.fold.errors import FoldCellError, FoldWordError
from onedoor_ledger.fold.profile import ALL, OTHER, SPENDING, FoldProfile
from onedoor_ledger.fold.rows import Rows, key
from onedoor_ledger.formats import values
from onedoor_ledger.formats.errors import DuplicateColumnError, EmptyTableError, RaggedRowError
from onedoor_ledger.privacy import holds_person_number
from onedoor_ledger.texts import _

_MOST_DIGITS = 9
"""Kronor of nine digits at most are read at once; longer ones are looked at for person numbers first."""
_REMEMBERED = 200_000
"""So many spellings of a cell are remembered; then they are looked up anew, so that memory stays bounded."""
_TWELVE = re.compile(r"(?:18|19|20)([0-9]{6}[0-9a-z][0-9]{3})")

Key = tuple[str, ...]
"""A period and one word per thing rows are put together by."""


@dataclass(slots=True)
class Cell:
    """What is known of one group in one period."""

    rows: int = 0
    amount: int = 0
    """Öre."""
    persons: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Counted:
    """A list put together: cells by key, and the totals of the whole list."""

    cells: Mapping[Key, Cell]
    rows: int
    amount: int
    persons: int
    """Different persons in the whole list."""


def count(rows: Rows, profile: FoldProfile, name: str) -> Counted:
    """Put the rows together, in one pass.

    Raises:
        UserError: at the first cell that is not what the profile says; never with what it holds.
    """
    work = _Work(rows, profile, name)
    work.run()
    if not work.cells:
        raise EmptyTableError(name, 1)
    cells = work.cells.values()
    met = set().union(*(cell.persons for cell in cells))
    return Counted(work.cells, sum(c.rows for c in cells), sum(c.amount for c in cells), len(met))


class _Work:
    def __init__(self, rows: Rows, profile: FoldProfile, name: str) -> None:
        self._rows = rows
        self._profile = profile
        self._name = name
        self.cells: dict[Key, Cell] = {}
        self._spellings: dict[object, Cell | None] = {}
        self._persons: dict[int, int] = {}
        self._secret = secrets.token_hex(16)
        self._periods: dict[str, str] = {}
        self._at = self._columns()
        self._grouped = [m for m in profile.grouped if m in profile.columns]
        self._skipped = [(self._index(header), begins) for header, begins in profile.skip.items()]
        self._words = {
            meaning: {values.normalised(word).casefold(): out for word, out in words.items()}
            for meaning, words in profile.values.items()
        }

    def run(self) -> None:
        """The loop over the rows: everything in it is a look-up, and the rest is in the methods below."""
        person_at, amount_at = self._at["person"], self._at.get("amount", -1)
        counts_money = self._profile.kind == SPENDING
        width, decimal, secret = len(self._rows.header), self._profile.decimal, self._secret
        looked_at = sorted({self._at["date"], *(self._at[m] for m in self._grouped), *(i for i, _b in self._skipped)})
        spelling = itemgetter(*looked_at)
        spellings, persons = self._spellings, self._persons
        missing = object()
        for number, row in self._rows.body:
            if len(row) != width:
                row = self._fitted(row, number)  # noqa: PLW2901 - the same row, as wide as the header
                if not row:
                    continue
            spelt = spelling(row)
            cell = spellings.get(spelt, missing)
            if cell is missing:
                cell = self._cell(spelt, row, number)
            if cell is None:
                continue
            person = row[person_at]
            met = persons.get(hash(secret + person))
            if met is None:
                met = self._person(person, number)
            cell.rows += 1  # type: ignore[attr-defined]
            cell.persons.add(met)  # type: ignore[attr-defined]
            if counts_money:
                text = row[amount_at]
                whole, _sign, fraction = text.partition(decimal)
                digits = whole + fraction
                if len(fraction) == 2 and len(whole) <= _MOST_DIGITS and digits.isdecimal():
                    cell.amount += int(digits)  # type: ignore[attr-defined]
                else:
                    cell.amount += self._amount(text, number)  # type: ignore[attr-defined]

    def _columns(self) -> dict[str, int]:
        return {meaning: self._index(header) for meaning, header in self._profile.columns.items()}

    def _index(self, header: str) -> int:
        titles = self._rows.header
        if titles.count(key(header)) > 1:
            raise DuplicateColumnError(self._name, 1, header)
        return titles.index(key(header))

    def _fitted(self, row: Sequence[str], number: int) -> Sequence[str]:
        """A row as wide as the header; an empty one has no cells."""
        width = len(self._rows.header)
        if not any(row):
            return ()
        if len(row) < width:
            return [*row, *[""] * (width - len(row))]
        if any(row[width:]):
            raise RaggedRowError(self._name, number, len(row), width)
        return row[:width]

    def _cell(self, spelt: object, row: Sequence[str], number: int) -> Cell | None:
        """The cell of a row never spelt like this before; None for a total row or an empty one."""
        cell = None
        if any(row) and not self._is_total(row):
            words = [self._word(meaning, row, number) for meaning in self._profile.grouped]
            cell = self.cells.setdefault((self._period(row, number), *words), Cell())
        if len(self._spellings) >= _REMEMBERED:
            self._spellings.clear()
        self._spellings[spelt] = cell
        return cell

    def _is_total(self, row: Sequence[str]) -> bool:
        return any(values.normalised(row[at]).casefold().startswith(begins) for at, begins in self._skipped)

    def _word(self, meaning: str, row: Sequence[str], number: int) -> str:
        if meaning not in self._at:
            return self._profile.fixed.get(meaning, ALL)
        words = self._words[meaning]
        word = words.get(values.normalised(row[self._at[meaning]]).casefold(), words.get(OTHER))
        if word is None:
            raise FoldWordError(self._name, number, self._profile.columns[meaning], meaning)
        return word

    def _period(self, row: Sequence[str], number: int) -> str:
        text = row[self._at["date"]]
        found = self._periods.get(text)
        if found is None:
            try:
                day = values.day(text, self._profile.dates, place=Place(self._name, number))
            except UserError:
                raise self._wrong("date", number, _("a date")) from None
            found = self._periods[text] = period_of(day, self._profile.period)
        return found

    def _person(self, text: str, number: int) -> int:
        """The number of a person whose id has not been spelt like this before; every spelling gets the same."""
        plain = same_for_every_spelling(text)
        if not plain:
            raise self._wrong("person", number, _("filled in"))
        canonical = hash(self._secret + plain)
        met = self._persons.setdefault(canonical, len(self._persons))
        self._persons[hash(self._secret + text)] = met
        return met

    def _amount(self, text: str, number: int) -> int:
        digits = sum(c.isdigit() for c in text)
        if digits > _MOST_DIGITS and holds_person_number(text):
            raise self._wrong("amount", number, _("an amount"))
        try:
            return values.amount(text, decimal=self._profile.decimal, place=Place(self._name, number))
        except UserError:
            raise self._wrong("amount", number, _("an amount")) from None

    def _wrong(self, meaning: str, number: int, wanted: str) -> FoldCellError:
        return FoldCellError(self._name, number, self._profile.columns[meaning], wanted)


def same_for_every_spelling(text: str) -> str:
    """A person's id without its century, signs and spaces; '' for none."""
    plain = "".join(c for c in text.casefold() if c.isalnum())
    twelve = _TWELVE.fullmatch(plain)
    return twelve[1] if twelve else plain


def period_of(day: dt.date, kind: str) -> str:
    """The period a day lies in: ``2026-09``, ``2026-Q3`` or ``2026``."""
    if kind == "month":
        return f"{day:%Y-%m}"
    return f"{day.year}-Q{(day.month + 2) // 3}" if kind == "quarter" else str(day.year)
