"""``onedoor report``: one subcommand per kind of report."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.commands import annual, documenting, followups, journals, statements
from onedoor_ledger.cli.commands.flows import flows
from onedoor_ledger.cli.commands.incentive import incentive
from onedoor_ledger.cli.commands.trial import trial
from onedoor_ledger.cli.commands.vat import vat
from onedoor_ledger.cli.options import format_option, period_argument
from onedoor_ledger.cli.parts import Group
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import ReportCommand
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_


@click.group(cls=Group, help=N_("Reports over what is booked."), no_args_is_help=True)
def report() -> None:
    """Holds the kinds of report."""


@report.command(
    cls=ReportCommand,
    help=N_(
        "The board's report for PERIOD: the position on one page, and what lies behind it.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def board(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the board's report, or make its workbook."""
    from onedoor_ledger.routines import reporting

    made = reporting.board(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = reporting.board_files(made, ("xlsx",)) if "xlsx" in formats else {}
    products.show(settings, made, formats, out, files, replace=replace)


report.add_command(statements.party)
report.add_command(statements.sharing)
report.add_command(vat)
report.add_command(journals.grundbok)
report.add_command(journals.huvudbok)
report.add_command(annual.annual)
report.add_command(annual.specifications)
report.add_command(annual.subledger)
report.add_command(annual.scb)
report.add_command(documenting.system)
report.add_command(followups.cost)
report.add_command(followups.followup)
report.add_command(incentive)
report.add_command(flows)
report.add_command(followups.models)
report.add_command(trial)
