"""``rules/models/NAME.toml``: one way to organise a front door (domain.md section 8)."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import OrganisationModel
from onedoor_ledger.rulebook.reading import RuleFile, Table

CONTRIBUTIONS = ("as_today", "fixed", "per_person")


def organisation_model(file: RuleFile) -> OrganisationModel:
    """The file's one model."""
    row = file.root
    return OrganisationModel(
        id=row.id(),
        name=row.text("name"),
        description=row.text("description"),
        source=row.text("source"),
        assumption=row.yes("assumption", default=False),
        bears=_purses(row, "bears"),
        merges=_purses(row, "merges"),
        shared_key=row.text_or("shared_key", "") or "",
        principal=row.text_or("principal", "") or "",
        contribution=row.word("contribution", CONTRIBUTIONS),
        place=row.place("id"),
    )


def _purses(row: Table, key: str) -> dict[str, str]:
    table = row.table(key)
    return {name: table.text(name) for name in table}
