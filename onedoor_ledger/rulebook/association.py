"""``rules/association.toml``: the förbund itself."""

from __future__ import annotations

import re

from onedoor_ledger.privacy import organisation_number
from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model import Archive, Association, FoldOnImport, WindingUp
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_COUNTRY = re.compile(r"[A-Z]{2}")


def association(file: RuleFile) -> Association:
    """The förbund as the file says."""
    root = file.root
    engine = root.table("engine")
    root.text("source")
    return Association(
        id=root.id(),
        name=root.text("name"),
        orgnr=orgnr(root),
        invented=root.yes("invented", default=False),
        first_year=root.whole("first_year"),
        commit=engine.yes("commit", default=True),
        small_cell=engine.whole_or("small_cell", 5) or 0,
        bankgiro=root.text_or("bankgiro", "") or "",
        winding_up=_winding_up(root),
        fold_on_import=_fold_on_import(root),
        archive=_archive(root),
    )


def _fold_on_import(root: Table) -> FoldOnImport | None:
    if "fold_on_import" not in root:
        return None
    table = root.table("fold_on_import")
    return FoldOnImport(table.text("decision"), table.text("agreement"))


def _archive(root: Table) -> Archive | None:
    if "archive" not in root:
        return None
    table = root.table("archive")
    country = table.text("country")
    if country and not _COUNTRY.fullmatch(country):
        table.fault(BadValueError(table.place("country"), country, _('Write two letters, such as "SE".')))
    return Archive(table.text("place"), country, table.text_or("notified", "") or "", table.text("source"))


def _winding_up(root: Table) -> WindingUp | None:
    if "winding_up" not in root:
        return None
    table = root.table("winding_up")
    return WindingUp(table.wholes("contributions"), table.text("source"))


def orgnr(table: Table) -> str:
    """The key ``orgnr``, written 222000-9993, its check digit right."""
    text = table.text("orgnr")
    number = organisation_number(text)
    if text and number is None:
        table.fault(BadValueError(table.place("orgnr"), text, _("Write an organisation number such as 222000-9993.")))
    return number or text
