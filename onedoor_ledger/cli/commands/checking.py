"""``onedoor check``."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import format_option, wrong
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.texts import N_, current_language


@click.command(
    cls=Command,
    help=N_(
        "Run every control over rules and books.\n\n"
        "Each finding says where it stands, which rule it breaks and what to do. Ends with 1 when one is an error; "
        "warnings and notes do not stop anything."
    ),
)
@format_option("text", "json", help=N_("text for people (the default), json for programs."))
@click.pass_obj
def check(settings: Settings, formats: tuple[str, ...]) -> None:
    """Show every finding."""
    from onedoor_ledger.routines import checking

    found = checking.run(settings.workspace, settings.tell)
    if "json" in formats:
        click.echo(as_json(found))
    else:
        show.findings(found)
        click.echo(("\n" if found else "") + show.tally(found))
    wrong(sum(finding.severity is Severity.ERROR for finding in found))


def as_json(found: Sequence[Finding]) -> str:
    """The findings for programs, in the order they are shown to people."""
    rows = [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "remedy": finding.remedy,
            "file": finding.place.file if finding.place else None,
            "row": finding.place.row if finding.place else None,
            "key": finding.place.key if finding.place else None,
            "voucher": finding.voucher,
        }
        for finding in found
    ]
    counts = {severity.value: sum(f.severity is severity for f in found) for severity in Severity}
    answer = {"report": "check", "language": current_language(), "counts": counts, "findings": rows}
    return json.dumps(answer, ensure_ascii=False, indent=2)
