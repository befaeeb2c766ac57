"""``rules/states.toml`` and ``rules/spending.toml``: what a person lives on, what parties spend on the target group."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import SpendingKind, StateGroup, SupportState
from onedoor_ledger.rulebook.reading import RuleFile, Table


def states(file: RuleFile) -> tuple[SupportState, ...]:
    """The support states in the file's order."""
    file.root.text("source")
    return tuple(
        SupportState(
            id=row.id(),
            name=row.text("name"),
            component=row.text("component"),
            payer=row.text_or("payer"),
            leaves=row.yes("leaves", default=False),
            good_end=row.yes("good", default=False),
            group=row.text_or("group", "") or "",
        )
        for row in file.root.tables("state")
    )


def groups(file: RuleFile) -> tuple[StateGroup, ...]:
    """The groups of support states in the file's order; none when the file has none."""
    return tuple(StateGroup(row.id(), row.text("name"), row.text("component")) for row in file.root.tables("group"))


def spending(file: RuleFile) -> tuple[SpendingKind, ...]:
    """What the parties report on the target group, in the file's order."""
    file.root.text("source")
    return tuple(_kind(row) for row in file.root.tables("spending"))


def _kind(row: Table) -> SpendingKind:
    return SpendingKind(
        id=row.id(),
        name=row.text("name"),
        component=row.text("component"),
        financed_by=row.text("financed_by"),
        in_kind=row.yes("in_kind", default=False),
        reported_by=row.texts("reported_by"),
    )
