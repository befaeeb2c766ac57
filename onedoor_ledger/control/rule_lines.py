"""Where a decision stands: file and line of a key in ``rules/``, for findings about what was decided."""

from __future__ import annotations

from onedoor_ledger.errors import Place
from onedoor_ledger.rulebook.lines import line_of, shown
from onedoor_ledger.workspace import Workspace


def rule_place(workspace: Workspace, file: str, *path: str | int) -> Place:
    """The place of ``path`` in ``rules/FILE``: ``("goal", 0, "title")``; a number picks a row of the key before."""
    keys: list[tuple[str, int | None]] = []
    for part in path:
        if isinstance(part, int):
            keys[-1] = (keys[-1][0], part)
        else:
            keys.append((part, None))
    name = f"rules/{file}"
    where = workspace.root / name
    text = where.read_text("utf-8-sig", errors="replace") if where.is_file() else ""
    return Place(name, line_of(text, tuple(keys)), shown(tuple(keys)) or None)
