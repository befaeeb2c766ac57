"""``[[closing]]`` in ``rules/association.toml``: within how many days of its end a month is registered and locked."""

from __future__ import annotations

from onedoor_ledger.rulebook.model.closing import ClosingRule
from onedoor_ledger.rulebook.reading import RuleFile


def closings(file: RuleFile) -> tuple[ClosingRule, ...]:
    """The rows in the file's order."""
    return tuple(ClosingRule(row.whole("days"), row.dated()) for row in file.root.tables("closing"))
