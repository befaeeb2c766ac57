"""Where the archive is stored (BFL 7:2-7:4): in Sweden, or notified; a copy at a git host is never the archive."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.control.postings import warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

_HOME = "SE"
_EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)


def archive_place(workspace: Workspace, rules: Rulebook) -> Iterator[Finding]:
    """A remark when the rules do not say where the archive is, or it lies abroad without leave."""
    archive = rules.association.archive
    if archive is None:
        yield warning(
            "archive-place",
            _("The rules do not say where the archive is stored."),
            rule_place(workspace, "association.toml"),
            _("Add [archive] with place and country to rules/association.toml; a git remote is only a copy."),
        )
    elif archive.country not in _EU:
        yield warning(
            "archive-abroad",
            _("The archive is stored in {country}, outside the EU.").format(country=archive.country),
            rule_place(workspace, "association.toml", "archive", "country"),
            _("Move it to Sweden: outside the EU it takes leave from Skatteverket (BFL 7:4)."),
        )
    elif archive.country != _HOME and not archive.notified:
        yield warning(
            "archive-abroad",
            _("The archive is stored in {country}, and nothing says that Skatteverket was told.").format(
                country=archive.country
            ),
            rule_place(workspace, "association.toml", "archive", "country"),
            _("Notify Skatteverket (BFL 7:3 a) and write the day in “notified”, or move the archive to Sweden."),
        )
