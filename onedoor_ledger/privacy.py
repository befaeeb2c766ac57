"""Recognising persons, so that none reaches the ledger, a report, a message or a log (domain.md section 6).

Person numbers: YYMMDD-NNNC or YYYYMMDD-NNNC, ``+`` from a hundred years; Luhn over the last ten digits.
Samordningsnummer add 60 to the day; Skatteverket also issues month 00, day 60 and days past the month's end.
T-numbers have a letter for the first of the last four. An organisationsnummer has a third digit of at least 2.
Sources: SFS 1991:481 18 §, SFS 2022:1697, Skatteverket's published test numbers.

A ten-digit reference that happens to be a date and to pass Luhn cannot be told from a person: it is taken for one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MASKED = "******-****"
"""What stands in place of a person number."""

_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
_DASH = r"[-+\u00ad\u2010-\u2015\u2212]"
_GAP = rf"(?P<gap>{_SPACE}{{0,2}}{_DASH}?{_SPACE}{{0,2}})"
_NUMBER = re.compile(
    r"(?<![0-9])(?P<century>1[89]|20)?(?P<year>[0-9]{2})"
    rf"(?:(?P<month>[01][0-9])(?P<day>[0-9]{{2}}){_GAP}"
    rf"|-(?P<iso_month>[01][0-9])-(?P<iso_day>[0-9]{{2}}){_SPACE}?{_DASH}{_SPACE}?)"
    r"(?P<first>[0-9TRSUWXJKLMN])(?P<rest>[0-9]{3})(?![0-9])",
    re.IGNORECASE,
)
_SIX_DIGITS = re.compile(r"[0-9]{6}|[0-9]{2}-[01][0-9]-[0-9]{2}")
"""What every person number has: a text without it needs no closer look."""
_DIGEST = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{12,})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"[0-9]\.\Z")
_ORGANISATION = re.compile(rf"(?:16)?([0-9]{{6}}){_SPACE}?{_DASH}?{_SPACE}?([0-9]{{4}})", re.ASCII)


def luhn(digits: str) -> bool:
    """Whether the last of ``digits`` is the check digit of those before it (mod 10, weights 1 and 2 from the right)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def holds_person_number(text: str) -> bool:
    """Whether ``text`` has a person number in it, in any spelling."""
    return next(_persons(text), None) is not None


def mask(text: str) -> str:
    """``text`` with each person number replaced by :data:`MASKED`."""
    parts, position = [], 0
    for start, end in _persons(text):
        parts += [text[position:start], MASKED]
        position = end
    return "".join([*parts, text[position:]])


def organisation_number(text: str) -> str | None:
    """``222000-9993`` for an organisationsnummer in any spelling (16 before it, hyphen or not, spaces), else None.

    None also for a person number: an enskild firma's organisationsnummer is one.
    """
    found = _ORGANISATION.fullmatch(text.strip())
    if found is None or int(found[1][2]) < 2 or not luhn(found[1] + found[2]):
        return None
    return f"{found[1]}-{found[2]}"


def _persons(text: str) -> Iterator[tuple[int, int]]:
    if _SIX_DIGITS.search(text) is None:
        return
    digests = [match.span() for match in _DIGEST.finditer(text)]
    position = 0
    while (match := _NUMBER.search(text, position)) is not None:
        hidden = any(start <= match.start() and match.end() <= end for start, end in digests)
        if not hidden and _is_person(match) and not _is_fraction(match):
            yield match.span()
            position = match.end()
        else:
            position = match.start() + 1


def _is_person(match: re.Match[str]) -> bool:
    month = match["month"] or match["iso_month"]
    day = match["day"] or match["iso_day"]
    first, rest = match["first"], match["rest"]
    if not _plausible_date(match["century"], int(match["year"]), int(month), int(day)):
        return False
    if not first.isdigit():
        return True
    return first + rest[:2] != "000" and luhn(match["year"] + month + day + first + rest)


def _plausible_date(century: str | None, year: int, month: int, day: int) -> bool:
    if day >= 60:
        return month <= 12 and day <= 91
    if not (1 <= month <= 12 and day >= 1):
        return False
    years = [int(century) * 100 + year] if century else [1900 + year, 2000 + year]
    return any(day <= calendar.monthrange(y, month)[1] for y in years)


def _is_fraction(match: re.Match[str]) -> bool:
    """Whether digits without a hyphen are the decimals of a number, as in 0.9010102383."""
    if match["gap"] is None or match["gap"].strip():
        return False
    return _FRACTION.search(match.string, max(0, match.start() - 2), match.start()) is not None


class PersonReason(StrEnum):
    """Why a table is taken to hold persons."""

    NUMBER_COLUMN = "number-column"
    NAME_COLUMN = "name-column"
    CASE_COLUMN = "case-column"
    NUMBER_CELL = "number-cell"


@dataclass(frozen=True, slots=True)
class PersonTrace:
    """Where a table holds persons: why, under which header, on which row (None for the header itself). No data."""

    reason: PersonReason
    column: str
    row: int | None = None


_NUMBER_WORDS = re.compile(
    r".*(personnummer|personnr|persnr|samordningsnummer|samordningsnr|personbeteckning|fodelsenummer|födelsenummer"
    r"|födelsedatum|socialsecuritynumber|dateofbirth)[0-9]?|pnr[0-9]?|.+spnr[0-9]?|ssn|personid|födelsedag"
)
_NAME_WORDS = re.compile(
    r".*(förnamn|efternamn|tilltalsnamn)|(deltagar|deltagare|klient|patient|person|brukar|sökande|medsökande)[ens]*namn"
    r"|firstname|lastname|surname"
)
_CASE_WORDS = re.compile(
    r"ärende(id|nr|nummer)|dossier(id|nr|nummer)?|(klient|deltagar|deltagare|patient|brukar|individ)(id|nr|nummer)"
    r"|(personakt|akt|journal)(id|nr|nummer)|(case|client|participant)(id|number|no)"
)
_PLAIN_NAME = "namn"
_BESIDE_A_NAME = re.compile(r"(gatu|post|hem)?adress|postnummer|postnr|(mobil)?telefon(nummer|nr)?|epost|födelseår")


def person_columns(header: Sequence[str]) -> tuple[PersonTrace, ...]:
    """The columns whose header says that each row is a person.

    "Namn" alone may be a supplier's; it counts beside another such column or beside an address, a phone, a birth year.
    """
    words = {column: "".join(c for c in column.casefold() if c.isalnum()) for column in header}
    traces = [
        PersonTrace(reason, column)
        for column, word in words.items()
        for reason, pattern in (
            (PersonReason.NUMBER_COLUMN, _NUMBER_WORDS),
            (PersonReason.NAME_COLUMN, _NAME_WORDS),
            (PersonReason.CASE_COLUMN, _CASE_WORDS),
        )
        if pattern.fullmatch(word)
    ]
    if traces or any(_BESIDE_A_NAME.fullmatch(word) for word in words.values()):
        traces += [PersonTrace(PersonReason.NAME_COLUMN, c) for c, word in words.items() if word == _PLAIN_NAME]
    return tuple(traces)


def person_cells(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[PersonTrace]:
    """The cells that hold person numbers; ``rows`` are row numbers with cells by header."""
    for number, cells in rows:
        for column, text in cells.items():
            if holds_person_number(text):
                yield PersonTrace(PersonReason.NUMBER_CELL, column, number)


def table_holds_persons(header: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str]]]) -> PersonTrace | None:
    """The first sign that a table has persons in it, by header or by cells; None when there is none."""
    columns = person_columns(header)
    return columns[0] if columns else next(person_cells(rows), None)
