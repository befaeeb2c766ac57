"""A table with persons is refused, with a text to send back: the party folds, the förbund refuses (domain.md 6).

Every cell of every sheet is looked at, whether or not a profile knows the file; nothing of a person is kept, quoted
or counted in what is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from onedoor_ledger.formats.encoding import decode_swedish, decode_text
from onedoor_ledger.formats.errors import EncodingError
from onedoor_ledger.intake.errors import PersonsError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.narration import in_swedish
from onedoor_ledger.privacy import PersonReason, holds_person_number, person_columns
from onedoor_ledger.texts import N_, _

_HEADER_WITHIN = 60
"""A header stands within so many rows from the top."""
_DELIMITERS = ";\t,"
_LONG = 1e9
"""The least number with ten digits."""
_REMEMBERED = 100_000
"""So many different texts without a person are remembered."""

CATEGORIES: Mapping[PersonReason, str] = {
    PersonReason.NUMBER_COLUMN: N_("a column for person numbers or dates of birth"),
    PersonReason.NAME_COLUMN: N_("a column for names"),
    PersonReason.CASE_COLUMN: N_("a column for case or client numbers"),
    PersonReason.NUMBER_CELL: N_("person numbers"),
}
"""What is said of what was found, in the order it is said."""


def refuse(source: Source, kind: str | None) -> None:
    """Refuse ``source`` when it holds persons: a workbook by its cells, anything else that is text by its lines.

    :raises PersonsError: by category, never with the data.
    """
    found: set[PersonReason] = set()
    if kind == "xlsx":
        found = _in_sheets(source)
    elif kind == "csv" or b"\0" not in source.content:
        found = _reasons(_text_rows(source))
    refuse_for(source, found)


def refuse_named(source: Source) -> None:
    """Refuse a file named after a person: its name would stand in the books.

    :raises PersonsError: when the name holds a person number.
    """
    refuse_for(source, {PersonReason.NUMBER_CELL} if holds_person_number(source.name) else set())


def refuse_for(source: Source, found: Collection[PersonReason]) -> None:
    """Refuse for what was ``found``, if anything.

    :raises PersonsError: by category.
    """
    reasons = [reason for reason in CATEGORIES if reason in found]
    if reasons:
        categories = [_(CATEGORIES[reason]) for reason in reasons]
        raise PersonsError(source.place(), categories, letter(source.name, reasons))


def letter(name: str, reasons: Sequence[PersonReason]) -> str:
    """The text for the sender, in Swedish: what kind of data, why it goes back, what to send instead."""
    lines = [
        N_("Your file {name} holds data on individuals: {categories}."),
        N_("A samordningsförbund may not handle data on individuals. The file has not been read or booked."),
        N_(
            "Please put the data together with you first, and send only counts and sums: one row per month or "
            "quarter and kind of cost or support, without any row per person. Leave out person numbers, names, "
            "case numbers and dates of birth, and put groups of fewer than five persons together."
        ),
        N_("Treat the message you sent by your own rules on personal data."),
    ]
    said = ", ".join(in_swedish(CATEGORIES[reason]) for reason in reasons)
    return "\n".join(in_swedish(line) for line in lines).format(name=_safe(name), categories=said)


def _safe(name: str) -> str:
    """A file can be named after a person."""
    return "" if holds_person_number(name) else f"”{name}”"


def _reasons(rows: Iterable[tuple[int, Sequence[str]]]) -> set[PersonReason]:
    found: set[PersonReason] = set()
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        if number <= _HEADER_WITHIN and len(filled) > 1:
            found |= {trace.reason for trace in person_columns(filled)}
        if any(holds_person_number(cell) for cell in filled):
            found.add(PersonReason.NUMBER_CELL)
    return found


def _text_rows(source: Source) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        text, _encoding = decode_text(source.content, source.file, None)
    except EncodingError:
        text, _encoding = decode_swedish(source.content)
    for number, line in enumerate(text.splitlines(), start=1):
        # a whole line is one more cell: a number split by a delimiter is a number too
        yield number, [line, *(cell.strip(' "') for d in _DELIMITERS for cell in line.split(d) if d in line)]


def _in_sheets(source: Source) -> set[PersonReason]:
    """Every cell of every sheet. A number below a thousand million is shorter than any person's, and most are."""
    from onedoor_ledger.formats.sheets import sheets

    found: set[PersonReason] = set()
    for _title, rows in sheets(source.content, source.file):
        found |= _reasons((n, [_cell(cell) for cell in row]) for n, row in enumerate(rows[:_HEADER_WITHIN], start=1))
        harmless: set[str] = set()
        for row in rows[_HEADER_WITHIN:]:
            for cell in row:
                if type(cell) is float and -_LONG < cell < _LONG:
                    continue
                text = cell if type(cell) is str else _cell(cell)
                if text in harmless:
                    continue
                if holds_person_number(text):
                    found.add(PersonReason.NUMBER_CELL)
                    break
                if len(harmless) < _REMEMBERED:
                    harmless.add(text)
    return found


def _cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
