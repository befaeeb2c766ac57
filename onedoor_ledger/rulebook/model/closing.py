"""How long after a month its events may be registered, and by when it is locked (BFNAR 2013:2)."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.rulebook.model.dated import Dated

DEFAULT_DAYS = 50
"""Days after the month's end where the rules have no row."""


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """A row ``[[closing]]`` of ``rules/association.toml``."""

    days: int
    dated: Dated
