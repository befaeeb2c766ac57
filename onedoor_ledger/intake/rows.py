"""A profile's rows by meaning: which cell is the amount, which the period, and what its words mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from onedoor_ledger.errors import Place
from onedoor_ledger.formats import values
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.intake.errors import CellMissingError, RowPeriodError, WordUnknownError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period, PeriodError, month_of, parse_period
from onedoor_ledger.rulebook import profile_cells
from onedoor_ledger.rulebook.model import Profile

PERSONS = "persons"
"""The one meaning that counts persons and not öre."""
_LONGER = re.compile(r"\d{4}(?:-(?:Q[1-4]|T[1-3]|H[12]))?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ProfiledRow:
    """One data row of a profiled table."""

    profile: Profile
    source: Source
    row: TableRow

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.source.place(self.row.row)

    def text(self, meaning: str) -> str:
        """The cell for ``meaning``, or what every row shares; '' when neither says anything."""
        header = self.profile.columns.get(meaning)
        cell = self.row.cells.get(header, "") if header is not None else ""
        return cell or self.profile.fixed.get(meaning, "")

    def with_columns(self, meanings: Mapping[str, tuple[str, str]]) -> ProfiledRow:
        """The row read under other columns: each meaning's header, or where that is '' a text for every row."""
        columns = {**self.profile.columns, **{m: header for m, (header, _text) in meanings.items() if header}}
        fixed = {**self.profile.fixed, **{m: text for m, (_header, text) in meanings.items() if text}}
        return replace(self, profile=replace(self.profile, columns=columns, fixed=fixed))

    def header(self, meaning: str) -> str:
        """The header ``meaning`` stands under, for messages."""
        return self.profile.columns.get(meaning, meaning)

    def need(self, meaning: str) -> str:
        """Like :meth:`text`, but it must say something.

        :raises CellMissingError: when it does not.
        """
        text = self.text(meaning)
        if not text:
            raise CellMissingError(self.place, self.header(meaning))
        return text

    def id(self, meaning: str, ids: Collection[str]) -> str:
        """The rulebook's id that the cell's word means.

        :raises WordUnknownError: when the profile does not say and it is no id itself.
        """
        text = self.need(meaning)
        words = _folded(self.profile.values.get(meaning, {}))
        found = words.get(_fold(text), text)
        if found not in ids:
            raise WordUnknownError(self.place, self.header(meaning), text, sorted({*words, *ids}))
        return found

    def id_or_name(self, meaning: str, names: Mapping[str, str]) -> str:
        """Like :meth:`id`, where the rules' own name for a thing will do too; ``names`` are names to ids.

        :raises WordUnknownError: when it is neither.
        """
        found = self.id(meaning, [*names.values(), *names])
        return names.get(found, found)

    def amount(self, meaning: str) -> int | None:
        """Öre, None when the cell is empty. A workbook's numbers come as plain decimals, its texts as Swedes write."""
        text = self.text(meaning)
        return self._read_amount(text) if text else None

    def need_amount(self, meaning: str) -> int:
        """Öre; CellMissingError when the cell is empty."""
        return self._read_amount(self.need(meaning))

    def added_up(self, meaning: str) -> int:
        """What a total row adds up: öre, or persons; 0 when the cell is empty."""
        if meaning == PERSONS:
            return self.count(meaning) if self.text(meaning) else 0
        return self.amount(meaning) or 0

    def shown(self, meaning: str, number: int) -> str:
        """A sum of :meth:`added_up` as told to users."""
        return str(number) if meaning == PERSONS else kronor(number)

    def _read_amount(self, text: str) -> int:
        return profile_cells.amount(self.profile, text, self.place)

    def count(self, meaning: str) -> int:
        """Whole persons."""
        return values.count(self.need(meaning), place=self.place)

    def day(self, meaning: str) -> dt.date | None:
        """The date, None when the cell is empty."""
        text = self.text(meaning)
        if not text:
            return None
        pattern = "%Y-%m-%d" if _ISO.fullmatch(text) else self.profile.dates
        return values.day(text, pattern, place=self.place)

    def period(self, meaning: str) -> Period:
        """The period the cell names (2026-Q3), through the profile's words.

        :raises RowPeriodError: when it is none.
        """
        text = self._word(meaning)
        try:
            return parse_period(text)
        except PeriodError:
            raise RowPeriodError(self.place, self.header(meaning), text) from None

    def month(self, meaning: str) -> Period:
        """The calendar month the cell names: 2026-09, a day in it, or the profile's date pattern."""
        text = self._word(meaning)
        if _ISO.fullmatch(text):
            return month_of(values.day(text, "%Y-%m-%d", place=self.place))
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return self.period(meaning)
        return month_of(values.day(text, self.profile.dates, place=self.place))

    def month_or_longer(self, meaning: str) -> Period:
        """The month the cell names, or a longer period written as one: 2026-Q3, 2026."""
        return self.period(meaning) if _LONGER.fullmatch(self._word(meaning)) else self.month(meaning)

    def _word(self, meaning: str) -> str:
        text = self.need(meaning)
        return _folded(self.profile.values.get(meaning, {})).get(_fold(text), text)


def data_rows(profile: Profile, source: Source, table: Table) -> tuple[ProfiledRow, ...]:
    """Every row that says something under the profile's columns, totals included."""
    wanted = set(profile.columns.values())
    return tuple(
        ProfiledRow(profile, source, row)
        for row in table.rows
        if any(text for header, text in row.cells.items() if header in wanted) and _asked_for(profile, row)
    )


def _asked_for(profile: Profile, row: TableRow) -> bool:
    """Whether the row is of the kind the profile reads: not one of the parts, or totals, of those."""
    return all(_fold(row.cells.get(header, "")) in words for header, words in profile.only.items())


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {_fold(word): meant for word, meant in words.items()}


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
