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
from onedoor_ledger.rulebook.model import CalendarRow
from onedoor_ledger.texts import N_, _, current_language


@click.command(
    cls=Command,
    help=N_(
        "Run every control over rules and books.\n\n"
        "Each finding says where it stands, which rule it breaks and what to do. Ends with 1 when one is an error; "
        "warnings and notes do not stop anything. The dates of the coming two months stand last."
    ),
)
@format_option("text", "json", help=N_("text for people (the default), json for programs."))
@click.pass_obj
def check(settings: Settings, formats: tuple[str, ...]) -> None:
    """Show every finding."""
    from onedoor_ledger.routines import agenda, checking
    from onedoor_ledger.routines.job import open_books

    opened = open_books(settings.workspace, settings.tell)
    found = checking.findings(opened, settings.tell)
    dates = agenda.upcoming(opened.rules, settings.today)
    if "json" in formats:
        click.echo(as_json(found, dates))
    else:
        show.findings(found)
        click.echo(("\n" if found else "") + show.tally(found))
        upcoming(dates)
    wrong(sum(finding.severity is Severity.ERROR for finding in found))


def upcoming(dates: Sequence[CalendarRow]) -> None:
    """The calendar's next dates; those the board decides on say so."""
    if dates:
        click.echo("\n" + _("Upcoming dates"))
        for row in dates:
            decides = _("the board decides")
            click.echo(f"  {row.on}  {row.title} ({decides})" if row.decide else f"  {row.on}  {row.title}")


def as_json(found: Sequence[Finding], dates: Sequence[CalendarRow]) -> str:
    """The findings and the dates for programs, in the order they are shown to people."""
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
    ahead = [
        {"on": row.on.isoformat(), "title": row.title, "decide": row.decide, "source": row.source} for row in dates
    ]
    answer = {
        "report": "check",
        "language": current_language(),
        "counts": counts,
        "findings": rows,
        "upcoming": ahead,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)
