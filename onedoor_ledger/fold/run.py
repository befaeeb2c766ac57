"""A party's list in, the folded file out: bytes that hold counts and sums only, with control totals and a digest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from onedoor_ledger.fold.engine import Cell, Counted, Key, count
from onedoor_ledger.fold.errors import FoldEncodingError, FoldFileMissingError
from onedoor_ledger.fold.paths import Paths, follow
from onedoor_ledger.fold.paths import large_enough as large_enough_pairs
from onedoor_ledger.fold.profile import HEADINGS, PATHS, SPENDING, FoldProfile
from onedoor_ledger.fold.rows import ENCODINGS, Rows, csv_rows, sheet_rows
from onedoor_ledger.fold.small import large_enough
from onedoor_ledger.formats import folded
from onedoor_ledger.money import ledger_text
from onedoor_ledger.privacy import mask

_ZIP = b"PK"
Work = TypeVar("Work")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Folded:
    """What a fold made."""

    name: str
    """What the file is to be called: the profile and the periods, nothing of the list's own name."""
    content: bytes
    digest: str
    rows: int
    """Rows in the list."""
    persons: int
    """Different persons in the list: for the party's own eyes, not in the file."""
    amount: int
    """Öre."""
    cells: int
    merged: int
    """How many cells were put together with others because they were small; of persons' ways: counts left out."""
    kind: str
    """The profile's."""


def fold(path: Path, profile: FoldProfile) -> Folded:
    """Fold the list at ``path``.

    Raises:
        UserError: when it cannot be read as the profile says; nothing of a person is in the message.
    """
    shown = mask(path.name)
    if not path.is_file():
        raise FoldFileMissingError(shown)
    if profile.kind == PATHS:
        return _paths(_read(path, shown, profile, follow), profile, shown)
    return made(_read(path, shown, profile, count), profile, shown)


def _read(path: Path, name: str, profile: FoldProfile, work: Callable[[Rows, FoldProfile, str], Work]) -> Work:
    """What ``work`` makes of the rows: of a workbook's sheet, or of a CSV file.

    The text is read in the profile's encoding, or in the first usual one that every byte of it fits.
    """
    wanted = list(profile.columns.values())
    with path.open("rb") as stream:
        is_workbook = stream.read(2) == _ZIP
    if is_workbook:
        return work(sheet_rows(path.read_bytes(), name, wanted, profile.sheet), profile, name)
    for encoding in (profile.encoding,) if profile.encoding else ENCODINGS:
        try:
            with csv_rows(path, name, wanted, encoding, profile.delimiter) as rows:
                return work(rows, profile, name)
        except UnicodeDecodeError:
            continue
    raise FoldEncodingError(name)


def _paths(paths: Paths, profile: FoldProfile, name: str) -> Folded:
    """The folded file of persons' ways between payers: a row per year and count, and no total that adds them."""
    counts = large_enough_pairs(paths.counts, profile.small_cell, name)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*HEADINGS[PATHS].values(), "År", "Mått", "Antal"])
    for (year, what), n in sorted(counts.items()):
        writer.writerow([_plain(profile.fixed["party"]), year, what, n])
    table = text.getvalue().encode()
    years = sorted({year for year, _what in counts})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}--{years[-1]}"
    return Folded(
        name=f"{profile.name}-{span}.csv",
        content=folded.stamped(_notes(profile, paths.rows), table),
        digest=folded.digest(table),
        rows=paths.rows,
        persons=paths.persons,
        amount=0,
        cells=len(counts),
        merged=len(paths.counts.keys() - counts.keys()),
        kind=profile.kind,
    )


def made(counted: Counted, profile: FoldProfile, name: str) -> Folded:
    """The folded file of what was counted.

    Raises:
        FoldTooSmallError: when a group is too small to be told.
    """
    cells = large_enough(counted.cells, profile, name)
    table = _table(cells, profile)
    periods = sorted({key[0] for key in cells})
    span = periods[0] if len(periods) == 1 else f"{periods[0]}--{periods[-1]}"
    return Folded(
        name=f"{profile.name}-{span}.csv",
        content=folded.stamped(_notes(profile, counted.rows), table),
        digest=folded.digest(table),
        rows=counted.rows,
        persons=counted.persons,
        amount=counted.amount,
        cells=len(cells),
        merged=sum(key not in cells or cells[key] is not cell for key, cell in counted.cells.items()),
        kind=profile.kind,
    )


def _notes(profile: FoldProfile, rows: int) -> list[tuple[str, str]]:
    return [
        ("Profil", _plain(profile.name)),
        ("Rader i underlaget", str(rows)),
        ("Minsta grupp", str(profile.small_cell)),
    ]


def _table(cells: dict[Key, Cell], profile: FoldProfile) -> bytes:
    """Header, a row per cell in order of period and words, and a row of totals. The same cells give the same bytes."""
    money = profile.kind == SPENDING
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    headings = HEADINGS[profile.kind].values()
    writer.writerow(["Period", *headings, *(["Personer", "Belopp"] if money else ["Antal"])])
    for key, cell in sorted(cells.items()):
        writer.writerow([*map(_plain, key), len(cell.persons), *([_kronor(cell.amount)] if money else [])])
    persons, amount = sum(len(c.persons) for c in cells.values()), sum(c.amount for c in cells.values())
    writer.writerow(["Summa", *[""] * len(headings), persons, *([_kronor(amount)] if money else [])])
    return text.getvalue().encode()


def _plain(word: str) -> str:
    """A word that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return f"'{word}" if word.lstrip()[:1] in _FORMULA else word


def _kronor(ore: int) -> str:
    return ledger_text(ore).replace(".", ",")
