"""Rules that differ between two revisions: which value, what it was, what it is, and from when it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

_NAMES = ("id", "account", "konto", "name", "key", "statistic", "party", "measure", "year", "quarter", "on", "title")
"""What tells rows of a file apart, the best first."""
_FROM = ("from", "on", "year")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A value of a rules file that is new, gone or other; '' where it is not there."""

    file: str
    key: str
    since: str
    """From when the row holds, as it says itself."""
    was: str
    now: str


def rule_changes(before: Workspace, after: Workspace) -> Iterator[RuleChange]:
    """Every value of ``rules/`` and ``importers/`` that differs, by file and key."""
    was, now = _files(before), _files(after)
    for file in sorted({*was, *now}):
        old, new = _values(was.get(file)), _values(now.get(file))
        for key in dict.fromkeys([*old, *new]):
            a, b = old.get(key, ("", "")), new.get(key, ("", ""))
            if a[0] != b[0]:
                yield RuleChange(file, key, b[1] or a[1], a[0], b[0])


def _files(workspace: Workspace) -> dict[str, Path]:
    paths = [*workspace.rules.rglob("*.toml"), *workspace.importers.rglob("*.toml")]
    return {workspace.relative(path): path for path in paths}


def _values(path: Path | None) -> dict[str, tuple[str, str]]:
    """Each value's text and from when it holds, by a key that a reader finds in the file."""
    if path is None:
        return {}
    try:
        whole = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {"": (_("unreadable"), "")}
    return dict(_flat(whole, "", ""))


def _flat(value: Any, key: str, since: str) -> Iterator[tuple[str, tuple[str, str]]]:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        since = next((str(value[name]) for name in _FROM if name in value), since)
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else str(name), since)
    elif isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        seen: dict[str, int] = {}
        for row in value:
            name = _row_name(row)
            seen[name] = seen.get(name, 0) + 1
            yield from _flat(row, f"{key}[{name}{f' #{seen[name]}' if seen[name] > 1 else ''}]", since)
    else:
        yield key, (_shown(value), since)


def _row_name(row: Mapping[str, Any]) -> str:
    name = next((str(row[key]) for key in _NAMES if key in row), "")
    return f"{name} {row['from']}".strip() if "from" in row else name


def _shown(value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(_shown(part) for part in value) if isinstance(value, list) else str(value)
