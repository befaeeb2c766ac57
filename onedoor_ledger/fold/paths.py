"""Persons' ways between payers, as four counts a year: all that leaves of them (docs/fold.md).

A list has a row per person and spell on a support: who paid, from when, to when. Counted per calendar year: persons
followed, those of them with three or more payers, those whose support ended, and those of them who had support anew
within twelve months. A break of at most a month is none.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.fold.engine import same_for_every_spelling
from onedoor_ledger.fold.errors import FoldCellError, FoldNoWholeYearError, FoldTooSmallError, FoldWordError
from onedoor_ledger.fold.profile import OTHER, FoldProfile
from onedoor_ledger.fold.rows import Rows, key
from onedoor_ledger.formats import values
from onedoor_ledger.formats.errors import DuplicateColumnError, EmptyTableError
from onedoor_ledger.texts import _

FOLLOWED, THREE_PAYERS = "Personer som följts", "Med tre eller fler betalare"
ENDED, CAME_BACK = "Försörjning som upphört", "Tillbaka inom tolv månader"
"""The counts as the folded file names them; the förbund's profile knows which statistics they are."""
PAIRS = ((FOLLOWED, THREE_PAYERS), (ENDED, CAME_BACK))
"""A count and the part of it."""
PAYERS_MANY = 3
BREAK = dt.timedelta(days=31)
WITHIN = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Spell:
    """On support, paid by one payer, both days included."""

    start: dt.date
    end: dt.date
    payer: str


@dataclass(frozen=True, slots=True)
class Paths:
    """The counts by year and statistic, with the totals of the list."""

    counts: Mapping[tuple[int, str], int]
    rows: int
    persons: int


def follow(rows: Rows, profile: FoldProfile, name: str) -> Paths:
    """Count the list.

    Raises:
        UserError: at the first cell that is not what the profile says; never with what it holds.
    """
    reader = _Reader(rows, profile, name)
    spells = reader.spells()
    if not spells:
        raise EmptyTableError(name, 1)
    latest = max(max(spell.start, _known(spell.end)) for own in spells.values() for spell in own)
    earliest = min(spell.start for own in spells.values() for spell in own)
    counts: Counter[tuple[int, str]] = Counter()
    for own in spells.values():
        for year in range(earliest.year, latest.year + 1):
            counts.update((year, what) for what in _of_one(sorted(own, key=_order), year, latest))
    years = [year for year in range(earliest.year, latest.year + 1) if _covers(year, earliest, latest)]
    if not years:
        raise FoldNoWholeYearError(name)
    seen_out = [year for year in years if _year_end(year) + WITHIN <= latest]
    whole = {FOLLOWED: years, THREE_PAYERS: years, ENDED: seen_out, CAME_BACK: seen_out}
    return Paths({(y, what): n for (y, what), n in counts.items() if y in whole[what]}, reader.read, len(spells))


def _covers(year: int, earliest: dt.date, latest: dt.date) -> bool:
    """Whether the list reaches over the whole year; support told from a later day began then."""
    return earliest <= dt.date(year, 1, 31) and _year_end(year) <= latest


def large_enough(counts: Mapping[tuple[int, str], int], least: int, name: str) -> Mapping[tuple[int, str], int]:
    """The pairs of counts in which neither the part nor those left over are few.

    Raises:
        FoldTooSmallError: when there is no such pair.
    """
    found: dict[tuple[int, str], int] = {}
    for year in sorted({year for year, _what in counts}):
        for whole, part in PAIRS:
            all_of, some = counts.get((year, whole), 0), counts.get((year, part), 0)
            followed = found.get((year, FOLLOWED), all_of)  # who ended was followed: the rest are a count too
            if all_of and not any(0 < n < least for n in (all_of, some, all_of - some, followed - all_of)):
                found |= {(year, whole): all_of, (year, part): some}
    if not found:
        raise FoldTooSmallError(name, str(max(year for year, _what in counts)), least)
    return found


def _of_one(own: Sequence[Spell], year: int, latest: dt.date) -> Iterator[str]:
    """What one person counts as in a year."""
    first, last = dt.date(year, 1, 1), _year_end(year)
    there = [spell for spell in own if spell.start <= last and spell.end >= first]
    if there:
        yield FOLLOWED
        if len({spell.payer for spell in there}) >= PAYERS_MANY:
            yield THREE_PAYERS
    ends = [(end, anew) for end, anew in _ends(own) if first <= end <= last and end < latest]
    if ends:
        yield ENDED
        if any(anew is not None and anew - end <= WITHIN for end, anew in ends):
            yield CAME_BACK


def _ends(own: Sequence[Spell]) -> Iterator[tuple[dt.date, dt.date | None]]:
    """When support ended, and when it began anew after it; a short break is no end."""
    reach = own[0].end
    for _spell, following in pairwise(own):
        if following.start > reach and following.start - reach > BREAK:
            yield reach, following.start
        reach = max(reach, following.end)
    yield reach, None


def _order(spell: Spell) -> tuple[dt.date, dt.date]:
    return spell.start, spell.end


def _known(end: dt.date) -> dt.date:
    """A day the list tells of: one who is still there has no last day."""
    return dt.date.min if end == dt.date.max else end


def _year_end(year: int) -> dt.date:
    return dt.date(year, 12, 31)


class _Reader:
    """Rows to spells by person, the person a number that means nothing outside this run."""

    def __init__(self, rows: Rows, profile: FoldProfile, name: str) -> None:
        self._rows, self._profile, self._name = rows, profile, name
        self._secret = secrets.token_hex(16)
        self._at = {meaning: self._index(header) for meaning, header in profile.columns.items()}
        self._skipped = [(self._index(header), begins) for header, begins in profile.skip.items()]
        words = profile.values["payer"]
        self._payers = {values.normalised(word).casefold(): payer for word, payer in words.items()}
        self.read = 0

    def spells(self) -> Mapping[int, list[Spell]]:
        """Every person's spells."""
        found: dict[int, list[Spell]] = {}
        for number, row in self._rows.body:
            cells = [*row, *[""] * (len(self._rows.header) - len(row))]
            if not any(cells) or self._is_total(cells):
                continue
            self.read += 1
            found.setdefault(self._person(cells, number), []).append(self._spell(cells, number))
        return found

    def _spell(self, row: Sequence[str], number: int) -> Spell:
        start = self._day(row, number, "date")
        end = self._day(row, number, "until") if row[self._at["until"]].strip() else dt.date.max
        if end < start:
            raise FoldCellError(self._name, number, self._profile.columns["until"], _("no earlier than it began"))
        word = values.normalised(row[self._at["payer"]]).casefold()
        payer = self._payers.get(word, self._payers.get(OTHER))
        if payer is None:
            raise FoldWordError(self._name, number, self._profile.columns["payer"], "payer")
        return Spell(start, end, payer)

    def _person(self, row: Sequence[str], number: int) -> int:
        plain = same_for_every_spelling(row[self._at["person"]])
        if not plain:
            raise FoldCellError(self._name, number, self._profile.columns["person"], _("filled in"))
        return hash(self._secret + plain)

    def _day(self, row: Sequence[str], number: int, meaning: str) -> dt.date:
        try:
            return values.day(row[self._at[meaning]], self._profile.dates, place=Place(self._name, number))
        except UserError:
            raise FoldCellError(self._name, number, self._profile.columns[meaning], _("a date")) from None

    def _is_total(self, row: Sequence[str]) -> bool:
        return any(values.normalised(row[at]).casefold().startswith(begins) for at, begins in self._skipped)

    def _index(self, header: str) -> int:
        if self._rows.header.count(key(header)) > 1:
            raise DuplicateColumnError(self._name, 1, header)
        return self._rows.header.index(key(header))
