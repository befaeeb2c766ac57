"""Where a rule stands, looked up only when a fault must name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import Place
from onedoor_ledger.rulebook.reading import RuleFile

Where = tuple[str | int, ...]
"""File and key path: ``("measures", "measure", 0, "agreement", 1, "id")``; a number picks a row of the key before."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files the rules came from, by name without folder and suffix: ``parties``, ``budget/2026``."""

    files: Mapping[str, RuleFile]
    sharing: Sequence[tuple[str, int]] = ()
    """File and row of each sharing rule, where they come from more files than one."""

    def place(self, where: Where) -> Place:
        """File, line and key path of ``where``."""
        if self.sharing and where[:2] == ("keys", "rule"):
            file, row = self.sharing[int(where[2])]
            where = (file, "rule", row, *where[3:])
        name, *path = where
        keys: list[tuple[str, int | None]] = []
        for part in path:
            if isinstance(part, int):
                keys[-1] = (keys[-1][0], part)
            else:
                keys.append((part, None))
        return self.files[str(name)].place(tuple(keys))
