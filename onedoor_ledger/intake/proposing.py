"""What an unknown table looks like: its encoding, header row, columns, decimals, date order, total rows.

Nothing here knows what the file is for; :mod:`proposing_meanings` guesses that, and the treasurer decides.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.encoding import decode_text
from onedoor_ledger.formats.errors import EncodingError
from onedoor_ledger.formats.values import normalised
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.proposing_errors import NoTableError
from onedoor_ledger.period import parse_period

_HEADER_WITHIN = 60
_LOOKED_AT = 400
"""Rows under the header that are looked at; total rows are looked for in all of them."""
_DELIMITERS = (";", "\t", ",", "|")
_NUMBER = re.compile(r"[-\u2212+]?[0-9][0-9 .,]*[0-9]?(?: ?kr)?-?")
_TOTAL = re.compile(r"(summa|totalt?|total sum|delsumma|ovägt medel|medel|riket)\b.*", re.IGNORECASE)
_DATES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "%Y-%m-%d"),
        (r"(19|20)\d\d/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])", "%Y/%m/%d"),
        (r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", "%Y%m%d"),
        (r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(19|20)\d\d", "%d.%m.%Y"),
        (r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/(19|20)\d\d", "%d/%m/%Y"),
        (r"(19|20)\d\d-(0[1-9]|1[0-2])", "%Y-%m"),
        (r"(19|20)\d\d(0[1-9]|1[0-2])", "%Y%m"),
        (r"(19|20)\d\dM(0[1-9]|1[0-2])", "%YM%m"),
    )
)
_MOST = 0.8
"""So large a part of a column's filled cells decides what it holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its cells show it."""

    header: str
    holds: str
    """``date``, ``period``, ``amount``, ``count``, ``code``, ``text`` or ``nothing``."""
    dates: str = ""
    words: tuple[str, ...] = ()
    """Its different texts, the commonest first, where they are few."""
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A table nobody has described, as far as looking goes."""

    format: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[Column, ...]
    decimal: str
    decimal_sure: bool
    rows: int
    totals: Mapping[str, tuple[str, ...]]
    """Header to how the total rows begin there."""

    def column(self, header: str) -> Column | None:
        """The column under ``header``."""
        return next((column for column in self.columns if column.header == header), None)


def look(source: Source, kind: str) -> Seen:
    """What the table in ``source`` looks like; ``kind`` is ``csv`` or ``xlsx``.

    :raises NoTableError: when it holds none.
    """
    best: Seen | None = None
    for candidate in _workbook(source) if kind == "xlsx" else _text(source):
        if best is None or _weight(candidate) > _weight(best):
            best = candidate
    if best is None:
        raise NoTableError(source.place())
    return best


def _weight(seen: Seen) -> tuple[int, int]:
    return sum(column.holds != "nothing" for column in seen.columns), seen.rows


def _workbook(source: Source) -> Iterator[Seen]:
    from onedoor_ledger.formats.sheets import sheets, text

    names: list[str] = []
    found = []
    for title, rows in sheets(source.content, source.file):
        names.append(title)
        found.append((title, [[text(cell) for cell in row] for row in rows]))
    for title, lines in found:
        seen = _table(lines, "xlsx", sheet=title, sheets=tuple(names))
        if seen is not None:
            yield seen


def _text(source: Source) -> Iterator[Seen]:
    text, encoding = _decoded(source)
    for delimiter in _DELIMITERS:
        try:
            lines = [
                [normalised(cell) for cell in row]
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            ]
        except csv.Error:
            continue
        seen = _table(lines, "csv", encoding=encoding, delimiter=delimiter)
        if seen is not None:
            yield seen


def _decoded(source: Source) -> tuple[str, str]:
    try:
        return decode_text(source.content, source.file, None)
    except EncodingError:
        return decode_text(source.content, source.file, "cp437")


def _table(
    lines: Sequence[Sequence[str]],
    layout: str,
    *,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    encoding: str = "",
    delimiter: str = "",
) -> Seen | None:
    at = _header_at(lines)
    if at is None:
        return None
    titles = lines[at]
    body = [row for row in lines[at + 1 :] if any(row)]
    totals = _totals(titles, body)
    data = [row for row in body if not _is_total(titles, row, totals)][:_LOOKED_AT]
    columns = tuple(
        _column(title, [row[i] if i < len(row) else "" for row in data]) for i, title in enumerate(titles) if title
    )
    decimal, sure = _decimal(data, layout)
    return Seen(layout, sheet, sheets, encoding, delimiter, at + 1, columns, decimal, sure, len(data), totals)


def _header_at(lines: Sequence[Sequence[str]]) -> int | None:
    """The row of most words that has cells under most of them; numbers and dates are no headers."""
    best, best_score = None, 1
    for at, row in enumerate(lines[:_HEADER_WITHIN]):
        words = {i for i, cell in enumerate(row) if cell and _holds(cell) in ("text", "code", "year")}
        filled = sum(bool(cell) for cell in row)
        below = [line for line in lines[at + 1 : at + 6] if any(line)]
        if len(words) < filled or not below:
            continue
        under = max(sum(i < len(line) and bool(line[i]) for i in words) for line in below)
        values = any(_holds(cell) not in ("text", "nothing") for line in below for cell in line)
        score = min(len(words), under * 2) if values else 0
        if score > best_score:
            best, best_score = at, score
    return best


def _totals(titles: Sequence[str], body: Sequence[Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in body:
        for title, cell in zip(titles, row, strict=False):
            match = _TOTAL.fullmatch(cell)
            if title and match is not None:
                found.setdefault(title, {})[match[1].casefold()] = None
                break
    return {title: tuple(words) for title, words in found.items()}


def _is_total(titles: Sequence[str], row: Sequence[str], totals: Mapping[str, tuple[str, ...]]) -> bool:
    return any(cell.casefold().startswith(totals.get(title, ("\0",))) for title, cell in zip(titles, row, strict=False))


def _column(header: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell]
    if not filled:
        return Column(header, "nothing")
    kinds = Counter(_holds(cell) for cell in filled)
    for holds in ("date", "period", "year"):
        if kinds[holds] >= _MOST * len(filled):
            return Column(header, "date" if holds == "date" else holds, _pattern(filled), filled=len(filled))
    if kinds["amount"] and kinds["amount"] + kinds["count"] + kinds["year"] >= _MOST * len(filled):
        return Column(header, "amount", filled=len(filled))
    if kinds["count"] + kinds["year"] >= _MOST * len(filled):
        return Column(
            header, "code" if any(c.startswith("0") and len(c) > 1 for c in filled) else "count", filled=len(filled)
        )
    common = Counter(filled)
    words = tuple(word for word, _n in common.most_common()) if len(common) <= max(12, len(filled) // 3) else ()
    return Column(header, "text", words=words[:40], filled=len(filled))


def _holds(cell: str) -> str:
    if any(pattern.fullmatch(cell) for pattern, _form in _DATES):
        return "date"
    if re.fullmatch(r"(19|20)\d\d", cell):
        return "year"
    if _is_period(cell):
        return "period"
    if _NUMBER.fullmatch(cell):
        return "amount" if re.search(r"[.,]\d{1,2}\D*\Z|kr|^[-\u2212]", cell) else "count"
    return "text"


def _is_period(cell: str) -> bool:
    try:
        parse_period(cell)
    except UserError:
        return False
    return True


def _pattern(cells: Sequence[str]) -> str:
    """The date pattern most of the cells are written by; days before months when only that fits."""
    fits = Counter(form for cell in cells for pattern, form in _DATES if pattern.fullmatch(cell))
    return fits.most_common(1)[0][0] if fits else "%Y-%m-%d"


def _decimal(rows: Sequence[Sequence[str]], layout: str) -> tuple[str, bool]:
    """The decimal sign, and whether any cell shows it."""
    if layout == "xlsx":
        return ".", True
    signs = Counter(
        match[1]
        for row in rows
        for cell in row
        if _NUMBER.fullmatch(cell) and (match := re.search(r"([.,])\d{1,2}\Z", cell))
    )
    return (signs.most_common(1)[0][0], len(signs) == 1) if signs else (",", False)
