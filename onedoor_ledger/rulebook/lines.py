"""Where a key stands in a TOML file: ``tomllib`` gives values without lines, so the text is searched once per error."""

from __future__ import annotations

import re

KeyPath = tuple[tuple[str, int | None], ...]
"""Keys from the top of the file; the number, from 0, picks a row of an array of tables."""


def shown(path: KeyPath) -> str:
    """The path as told to users, rows from 1: ``participant[3].population[1].on``."""
    return ".".join(key if row is None else f"{key}[{row + 1}]" for key, row in path)


def line_of(text: str, path: KeyPath) -> int | None:
    """The line, from 1, where ``path`` or its nearest parent stands in ``text``; None when none is found."""
    position, found = 0, True
    line: int | None = None
    for depth, (key, row) in enumerate(path):
        full = r"\s*\.\s*".join(_key(name) for name, _ in path[: depth + 1])
        nearer = _header(text, position, full, row)
        if nearer is None and found:
            nearer = _assigned(text, position, key, row)
        found = nearer is not None
        if nearer is not None:
            position = nearer
            line = text.count("\n", 0, position) + 1
    return line


def _key(name: str) -> str:
    return rf"[\"']?{re.escape(name)}[\"']?"


def _header(text: str, start: int, full: str, row: int | None) -> int | None:
    if row is None:
        match = re.compile(rf"^[ \t]*(?=\[\[?{full}\])", re.MULTILINE).search(text, start)
        return match.end() if match else None
    rows = list(re.compile(rf"^[ \t]*(?=\[\[{full}\]\])", re.MULTILINE).finditer(text, start))
    return rows[row].end() if row < len(rows) else None


def _assigned(text: str, start: int, key: str, row: int | None) -> int | None:
    """``key = …`` at the start of a line or inside an inline table on the line where ``start`` is."""
    end_of_line = start + len(_rest_of_line(text, start))
    inline = re.compile(rf"[{{,]\s*(?={_key(key)}\s*=)").search(text, start, end_of_line)
    match = inline or re.compile(rf"^[ \t]*(?={_key(key)}\s*=)", re.MULTILINE).search(text, start)
    if match is None or row is None:
        return match.end() if match else None
    closing = re.compile(r"^[ \t]*\]", re.MULTILINE).search(text, match.end())
    last = closing.start() if closing and "{" not in _rest_of_line(text, match.end()) else match.end()
    rows = list(re.compile(r"^[ \t]*(?=\{)", re.MULTILINE).finditer(text, match.end(), last))
    return rows[row].end() if row < len(rows) else match.end()


def _rest_of_line(text: str, start: int) -> str:
    return text[start:].split("\n", 1)[0]
