"""Lines of a SIE file into labelled records (SIE-gruppen 4B, section 5: fields, quotes, object lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onedoor_ledger.formats.sie.errors import SieFieldError
from onedoor_ledger.texts import _

_QUOTED = r'"((?:\\"|[^"])*)"'
_FIELD = re.compile(rf"[ \t]*(?:{_QUOTED}|(\{{)|([^ \t\"{{][^ \t]*))")
_OBJECT = re.compile(rf"[ \t]*(?:{_QUOTED}|(\}})|([^ \t\"}}][^ \t}}]*))")
_DOS_END = "\x1a"
_BRACES = frozenset("{}")

_WORD = r"[^ \t\"{}\\]++|\"[^\"\\]*+\""
_COMMON = re.compile(
    rf"#[^ \t\"{{}}\\]++(?:[ \t]++(?:{_WORD}|\{{(?:[ \t]*+(?:{_WORD})(?=[ \t}}]))*[ \t]*+\}}(?=[ \t]|\Z)))*"
)
"""Nearly every line of every file: fields set apart by spaces, nothing escaped.

Each field can end in one place only, so no line takes long. Only single letters repeat possessively: a group that does
matches what it should not before Python 3.11.5.
"""
_ROW = re.compile(
    r'(#[A-Z]++)[ \t]++([0-9]++)[ \t]*+\{([^{}\\]*+)\}[ \t]++([-0-9.]++)[ \t]++([0-9]{8})[ \t]++"([^"\\]*+)"'
)
"""A whole ``#TRANS`` as most systems write it: konto, objects, amount, date, text. Two lines of three are one."""
_TOKEN = re.compile(r"\"[^\"]*\"|[{}]|[^ \t\"{}]+")


class Record(NamedTuple):
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
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        line = raw.strip(" \t").removesuffix(_DOS_END)
        if line in _BRACES:
            yield Record(line, (), number)
        elif line.startswith("#"):
            if (row := _ROW.fullmatch(line)) and (items := _items(row[3])) is not None:
                label, konto, _list, *rest = row.groups()
                yield Record(label, (konto, items, *rest), number)
            elif _COMMON.fullmatch(line):
                label, *tokens = _TOKEN.findall(line)
                yield Record(label.upper(), _common(tokens), number)
            else:
                label = re.split(r"[ \t]", line, maxsplit=1)[0]
                yield Record(label.upper(), tuple(_fields(line[len(label) :], label, name, number)), number)


@lru_cache(maxsize=4096)
def _items(text: str) -> tuple[str, ...] | None:
    """What stands between the braces of an object list; None when that takes more than a look."""
    if not _COMMON.fullmatch(f"#X {{{text}}}"):
        return None
    return tuple(token[1:-1] if token[0] == '"' else token for token in _TOKEN.findall(text))


def _common(tokens: list[str]) -> tuple[str | tuple[str, ...], ...]:
    """The fields of a line that holds no escapes; its quotes and braces are known to match."""
    plain = [token[1:-1] if token[0] == '"' else token for token in tokens]
    fields: list[str | tuple[str, ...]] = []
    position = 0
    for _list in range(tokens.count("{")):
        begin = tokens.index("{", position)
        end = tokens.index("}", begin)
        fields += plain[position:begin]
        fields.append(tuple(plain[begin + 1 : end]))
        position = end + 1
    return (*fields, *plain[position:])


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
