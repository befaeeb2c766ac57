"""Lines of a SIE file into labelled records (SIE-gruppen 4B, section 5: fields, quotes, object lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.formats.sie.errors import SieFieldError
from onedoor_ledger.texts import _

_QUOTED = r'"((?:\\"|[^"])*)"'
_FIELD = re.compile(rf"[ \t]*(?:{_QUOTED}|(\{{)|([^ \t\"{{][^ \t]*))")
_OBJECT = re.compile(rf"[ \t]*(?:{_QUOTED}|(\}})|([^ \t\"}}][^ \t}}]*))")
_DOS_END = "\x1a"


@dataclass(frozen=True, slots=True)
class Record:
    """One line: ``#TRANS`` with its fields; an object list is a tuple. A lone brace is a label of its own."""

    label: str
    fields: tuple[str | tuple[str, ...], ...]
    line: int

    def text(self, index: int) -> str:
        """Field ``index`` as text, '' when the record is shorter (or the field is an object list)."""
        field = self.fields[index] if index < len(self.fields) else ""
        return field if isinstance(field, str) else ""

    def flat(self) -> Iterator[str]:
        """All texts in order, those of object lists too (for the checksum)."""
        for field in self.fields:
            if isinstance(field, str):
                yield field
            else:
                yield from field


def records(text: str, name: str) -> Iterator[Record]:
    """The records of a file, empty lines left out; lines that begin with neither ``#`` nor a brace too.

    Raises:
        SieFieldError: on a quote or an object list that does not end on its line.
    """
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = raw.strip(" \t").removesuffix(_DOS_END)
        if line in ("{", "}"):
            yield Record(line, (), number)
        elif line.startswith("#"):
            label = re.split(r"[ \t]", line, maxsplit=1)[0]
            yield Record(label.upper(), tuple(_fields(line[len(label) :], label, name, number)), number)


def _fields(rest: str, label: str, name: str, number: int) -> Iterator[str | tuple[str, ...]]:
    position, end = 0, len(rest.rstrip(" \t"))
    while position < end:
        match = _FIELD.match(rest, position)
        if match is None:
            raise SieFieldError(name, number, label, _("quoted text"), rest[position:])
        position = match.end()
        if match[2] is None:
            yield _unescaped(match[1]) if match[1] is not None else match[3]
        else:
            items, position = _object_list(rest, position, label, name, number)
            yield items


def _object_list(rest: str, position: int, label: str, name: str, number: int) -> tuple[tuple[str, ...], int]:
    items: list[str] = []
    while (match := _OBJECT.match(rest, position)) is not None:
        position = match.end()
        if match[2] is not None:
            return tuple(items), position
        items.append(_unescaped(match[1]) if match[1] is not None else match[3])
    raise SieFieldError(name, number, label, _("object list"), rest)


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"')
