"""Every row of ``rules/`` with when it holds and who decided it, whatever kind of rule it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

_NAMES = ("id", "account", "konto", "name", "title", "key", "statistic", "party", "measure", "year", "quarter", "on")
_DATED = ("from", "to", "source")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row of a rules file; '' where it does not say."""

    table: str
    name: str
    since: str
    until: str
    source: str
    says: str


def sheet(workspace: Workspace) -> Sheet:
    """A table per file."""
    files = sorted(workspace.rules.rglob("*.toml"), key=workspace.relative)
    sections = []
    for n, path in enumerate(files, start=1):
        name = workspace.relative(path)
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
        sections.append(Section(name, (_table(f"rules_{n:02d}", name, tuple(rows_of(whole))),)))
    return Sheet(
        id="rules",
        title=_("Rules and their versions"),
        subtitle=_(
            "A rule that changes gets a new row with a new date; the old one stays and still holds for its time."
        ),
        sections=tuple(sections),
    )


def rows_of(whole: Mapping[str, Any]) -> Iterator[RuleRow]:
    """The rows of a file, in its order; what the file says of all of them comes first."""
    yield from _rows(whole, "", "")


def _rows(table: Mapping[str, Any], path: str, name: str) -> Iterator[RuleRow]:
    said = {key: value for key, value in table.items() if key not in _DATED and not _is_table(value)}
    named = next((key for key in _NAMES if key in said), "")
    name = str(said.pop(named)) if path and named else name
    since, until, source = (str(table.get(key, "")) for key in _DATED)
    if said or named or source:
        yield RuleRow(path, name, since, until, source, "; ".join(f"{key} = {_shown(said[key])}" for key in said))
    for key, value in table.items():
        if _is_table(value):
            below = f"{path}.{key}" if path else str(key)
            for inner in value if isinstance(value, list) else [value]:
                yield from _rows(inner, below, name)


def _is_table(value: Any) -> bool:  # noqa: ANN401 - any TOML value
    """Whether ``value`` has rows of its own; a map of plain values only, such as weights, is shown in its row."""
    if isinstance(value, Mapping):
        return any(key in value for key in (*_DATED, "id")) or any(map(_is_table, value.values()))
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _shown(value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(inner)}" for key, inner in value.items())
    return ", ".join(_shown(part) for part in value) if isinstance(value, list) else str(value)


def _table(id: str, name: str, rows: tuple[RuleRow, ...]) -> Table:
    columns = (
        Column("table", _("Kind of row")),
        Column("name", _("Row")),
        Column("since", _("From")),
        Column("until", _("To")),
        Column("source", _("Decided or published by")),
        Column("says", _("What it says")),
    )
    made = tuple(
        Row(
            {
                "table": row.table or _("(the whole file)"),
                "name": row.name,
                "since": row.since,
                "until": row.until,
                "source": row.source,
                "says": row.says,
            }
        )
        for row in rows
    )
    note = _("A row without a source of its own has that of the row it belongs to, or of the whole file.")
    return Table(id, name, columns, made, note=note)
