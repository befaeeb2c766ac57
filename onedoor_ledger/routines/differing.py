"""What differs between two files of the same report, in short: the rules, then figures, then rows or lines."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath

from onedoor_ledger.errors import UserError
from onedoor_ledger.texts import _

SHOWN = 4
"""Differences told; the rest are counted."""
LONGEST = 60
"""Characters of a value that are told."""
_SHORT = 12
"""Characters of a checksum that tell two apart."""
_PROPERTY = re.compile(r'name="(\w+)"[^>]*><vt:lpwstr>([^<]*)<')
_FIGURE = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+")
_FIGURE_VALUE = 2
"""Column of a figure's value in the workbook's chain of evidence, from 0."""
_DAY_LINE = 2
"""The line of a text twin that says when it was made, from 0."""
_DAY_MARK = '<p class="lead">'
"""How that line of a page begins."""
_HEAD = ("today", "rules", "rules_before")
"""Keys of the JSON that are no part of what it says."""


@dataclass
class _Said:
    """What a report's file says: values of figures by id, and how often each row or line stands in it."""

    figures: dict[str, object] = field(default_factory=dict)
    lines: Counter[str] = field(default_factory=Counter)


def differences(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """What ``new`` says otherwise than ``old``, the day it was made left out; empty when that is all."""
    before, after = _said(name, old), _said(name, new)
    if before is None or after is None:
        return (_("the kept file is not a report of ours any longer"),)
    told = []
    then, now = (str(_head(name, content).get("rules") or "") for content in (old, new))
    if then != now:
        told.append(_("the rules' checksum is {new}, it was {old}").format(old=then[:_SHORT], new=now[:_SHORT]))
    found = [*_of_figures(before.figures, after.figures), *_of_lines(before.lines, after.lines)]
    told += found[:SHOWN]
    if len(found) > SHOWN:
        told.append(_("{n} more").format(n=len(found) - SHOWN))
    return tuple(told)


def rules_of(name: str, content: bytes) -> str:
    """The checksum of the rules a kept report (``json`` or ``xlsx``) was first made under; '' when it does not say."""
    said = _head(name, content)
    return str(said.get("rules_before") or said.get("rules") or "")


def _of_figures(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            then, now = _apart(before.get(key), after.get(key))
            yield f"{key}: {_short(then)} → {_short(now)}"


def _apart(then: object, now: object) -> tuple[object, object]:
    """Of two lists what only one of them has: a list of vouchers is long, and one of them is missing."""
    if isinstance(then, list) and isinstance(now, list):
        gone, new = [each for each in then if each not in now], [each for each in now if each not in then]
        return (gone, new) if gone or new else (then, now)
    return then, now


def _of_lines(before: Counter[str], after: Counter[str]) -> Iterator[str]:
    for line in after - before:
        yield _("only now: {line}").format(line=_short(line))
    for line in before - after:
        yield _("only before: {line}").format(line=_short(line))


def _said(name: str, content: bytes) -> _Said | None:
    """What a report's file says; None when it cannot be read."""
    ending = PurePath(name).suffix
    try:
        if ending == ".xlsx":
            return _of_workbook(content, name)
        text = content.decode()
        return _of_json(json.loads(text)) if ending == ".json" else _of_text(text)
    except (ValueError, KeyError, TypeError, AttributeError, UserError):
        return None


def _of_workbook(content: bytes, name: str) -> _Said:
    from onedoor_ledger.formats.sheets import sheets, text

    said = _Said()
    for title, rows in sheets(content, name):
        for row in rows:
            cells = [text(cell) for cell in row]
            if len(cells) > _FIGURE_VALUE and _FIGURE.fullmatch(cells[0]):
                said.figures[cells[0]] = cells[_FIGURE_VALUE]
            if any(cells):
                said.lines[f"{title}: {' '.join(filter(None, cells))}"] += 1
    return said


def _of_json(whole: Mapping[str, Mapping[str, Mapping[str, object]]]) -> _Said:
    """Values first, since those are what is read; then the rest of each figure: its words, vouchers and rules."""
    figures = whole["figures"].items()
    said = _Said({key: figure["value"] for key, figure in figures})
    said.figures |= {
        f"{key} {part}": what for key, figure in figures for part, what in figure.items() if part != "value"
    }
    tables = whole.get("tables", {}).items()
    said.lines.update(f"{id_}: {row}" for id_, table in tables for row in _rows(table))
    said.lines.update(
        f"{key}: {_written(value)}" for key, value in whole.items() if key not in ("figures", "tables", *_HEAD)
    )
    return said


def _rows(table: Mapping[str, object]) -> Iterator[str]:
    """A table's rows, each by its cells first, and what the table says besides them."""
    for part, said in table.items():
        if part == "rows" and isinstance(said, list):
            for row in said:
                others = {name: value for name, value in row.items() if name != "cells"}
                yield f"{_written(row['cells'])} {_written(others)}"
        else:
            yield f"{part}: {_written(said)}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _of_text(text: str) -> _Said:
    lines = text.splitlines()
    kept = (" ".join(line.split()) for n, line in enumerate(lines) if n != _DAY_LINE or line.startswith("<"))
    return _Said(lines=Counter(line for line in kept if line and not line.startswith(_DAY_MARK)))


def _head(name: str, content: bytes) -> Mapping[str, object]:
    """What a file says of itself: a workbook's properties, the JSON's own keys; nothing for the others."""
    try:
        said = _properties(content) if PurePath(name).suffix == ".xlsx" else json.loads(content)
    except (ValueError, KeyError, zipfile.BadZipFile):
        return {}
    return said if isinstance(said, dict) else {}


def _properties(content: bytes) -> dict[str, str]:
    """The properties of its own that a workbook of ours has."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return dict(_PROPERTY.findall(package.read("docProps/custom.xml").decode()))


def _short(value: object) -> str:
    text = "–" if value is None or value == "" else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
