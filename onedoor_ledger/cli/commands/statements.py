"""``onedoor report party`` and ``onedoor report sharing``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onedoor_ledger.reporting.model import Report

FORMATS = N_("text (the default), json or xlsx; may be repeated.")
"""What the option says of the formats of a report that has no others."""


@click.command(
    cls=Command,
    help=N_(
        "The parties' statements for PERIOD: opening, called, paid, shares of each cost with its voucher, closing.\n\n"
        "Two parties' statements say the same of each other. A workbook becomes a file per party."
    ),
)
@period_argument
@option("--party", metavar=N_("ID"), help=N_("One party, by its id in rules/parties.toml; else everybody."))
@format_option("text", "json", "xlsx", help=FORMATS)
@option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Where the workbook goes; else reports/PERIOD/."),
)
@click.pass_obj
def party(settings: Settings, period: Period, party: str | None, formats: tuple[str, ...], out: Path | None) -> None:
    """Show the statements, or make a workbook for each party."""
    from onedoor_ledger.routines import statements

    report, each = statements.party(settings.workspace, period, party, today=settings.today, progress=settings.tell)
    show_report(settings, report, formats, out, statements.party_files(each) if "xlsx" in formats else {})


@click.command(
    cls=Command,
    help=N_(
        "Cost sharing for PERIOD: who bears what, who owes whom, every cost line, the members' shares, the keys.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=FORMATS)
@option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Where the workbook goes; else reports/PERIOD/."),
)
@click.pass_obj
def sharing(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import reporting, statements

    report = statements.sharing(settings.workspace, period, today=settings.today, progress=settings.tell)
    name = f"{statements.SHARING_STEM}-{period}.xlsx"
    show_report(settings, report, formats, out, {name: reporting.rendered(report, "xlsx")} if "xlsx" in formats else {})


def show_report(
    settings: Settings, report: Report, formats: tuple[str, ...], out: Path | None, files: Mapping[str, bytes]
) -> None:
    """Text or JSON to standard output, workbooks to their files."""
    from onedoor_ledger.routines import reporting

    for form, ending in (("text", "txt"), ("json", "json")):
        if form in formats:
            click.echo(reporting.rendered(report, ending).decode(), nl=False)
    if files:
        workspace = settings.workspace
        for path in reporting.save(out or reporting.folder(workspace, report.period), files):
            click.echo(workspace.relative(path), err=len(formats) > 1)
