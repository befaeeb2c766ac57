"""A party's list in, the folded file out: bytes that hold counts and sums only, with control totals and a digest."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.fold.engine import Cell, Counted, Key, count
from onedoor_ledger.fold.errors import FoldEncodingError, FoldFileMissingError
from onedoor_ledger.fold.profile import HEADINGS, SPENDING, FoldProfile
from onedoor_ledger.fold.rows import ENCODINGS, csv_rows, sheet_rows
from onedoor_ledger.fold.small import large_enough
from onedoor_ledger.formats import folded
from onedoor_ledger.money import ledger_text
from onedoor_ledger.privacy import mask

_ZIP = b"PK"
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
    """How many cells were put together with others because they were small."""


def fold(path: Path, profile: FoldProfile) -> Folded:
    """Fold the list at ``path``.

    Raises:
        UserError: when it cannot be read as the profile says; nothing of a person is in the message.
    """
    shown = mask(path.name)
    if not path.is_file():
        raise FoldFileMissingError(shown)
    with path.open("rb") as stream:
        is_workbook = stream.read(2) == _ZIP
    return made(
        _workbook(path.read_bytes(), shown, profile) if is_workbook else _text(path, shown, profile), profile, shown
    )


def _workbook(content: bytes, name: str, profile: FoldProfile) -> Counted:
    wanted = list(profile.columns.values())
    return count(sheet_rows(content, name, wanted, profile.sheet), profile, name)


def _text(path: Path, name: str, profile: FoldProfile) -> Counted:
    """A CSV file in the profile's encoding, or in the first usual one that every byte of it fits."""
    for encoding in (profile.encoding,) if profile.encoding else ENCODINGS:
        try:
            with csv_rows(path, name, list(profile.columns.values()), encoding, profile.delimiter) as rows:
                return count(rows, profile, name)
        except UnicodeDecodeError:
            continue
    raise FoldEncodingError(name)


def made(counted: Counted, profile: FoldProfile, name: str) -> Folded:
    """The folded file of what was counted.

    Raises:
        FoldTooSmallError: when a group is too small to be told.
    """
    cells = large_enough(counted.cells, profile, name)
    table = _table(cells, profile)
    periods = sorted({key[0] for key in cells})
    notes = [
        ("Profil", _plain(profile.name)),
        ("Rader i underlaget", str(counted.rows)),
        ("Minsta grupp", str(profile.small_cell)),
    ]
    span = periods[0] if len(periods) == 1 else f"{periods[0]}--{periods[-1]}"
    return Folded(
        name=f"{profile.name}-{span}.csv",
        content=folded.stamped(notes, table),
        digest=folded.digest(table),
        rows=counted.rows,
        persons=counted.persons,
        amount=counted.amount,
        cells=len(cells),
        merged=sum(key not in cells or cells[key] is not cell for key, cell in counted.cells.items()),
    )


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
