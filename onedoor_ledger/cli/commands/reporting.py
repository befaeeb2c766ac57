"""``onedoor report``: one subcommand per kind of report."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.commands import journals, statements
from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.parts import Group
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_


@click.group(cls=Group, help=N_("Reports over what is booked."), no_args_is_help=True)
def report() -> None:
    """Holds the kinds of report."""


@report.command(
    help=N_(
        "The board's report for PERIOD: the position on one page, and what lies behind it.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    )
)
@period_argument
@format_option("text", "json", "xlsx", help=N_("text (the default), json or xlsx; may be repeated."))
@option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Where the workbook goes; else reports/PERIOD/."),
)
@click.pass_obj
def board(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None) -> None:
    """Show the board's report, or make its workbook."""
    from onedoor_ledger.routines import reporting

    workspace = settings.workspace
    made = reporting.board(workspace, period, today=settings.today, progress=settings.tell)
    if "text" in formats or "json" in formats:
        content = reporting.rendered(made, "json" if "json" in formats else "txt").decode()
        click.echo(content, nl=not content.endswith("\n"))
    if "xlsx" in formats:
        files = reporting.board_files(made, ("xlsx",))
        for path in reporting.save(out or reporting.folder(workspace, period), files):
            click.echo(workspace.relative(path), err={"text", "json"} & set(formats) != set())


report.add_command(statements.party)
report.add_command(statements.sharing)
report.add_command(journals.grundbok)
report.add_command(journals.huvudbok)
