"""``onedoor report party`` and ``onedoor report sharing``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import ReportCommand
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_

"""What the option says of the formats of a report that has no others."""


@click.command(
    cls=ReportCommand,
    help=N_(
        "The parties' statements for PERIOD: opening, called, paid, shares of each cost with its voucher, closing.\n\n"
        "Two parties' statements say the same of each other. A workbook becomes a file per party."
    ),
)
@period_argument
@option("--party", metavar=N_("ID"), help=N_("One party, by its id in rules/parties.toml; else everybody."))
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def party(
    settings: Settings, period: Period, party: str | None, formats: tuple[str, ...], out: Path | None, *, replace: bool
) -> None:
    """Show the statements, or make a workbook for each party."""
    from onedoor_ledger.routines import statements

    report, each = statements.party(settings.workspace, period, party, today=settings.today, progress=settings.tell)
    files = statements.party_files(each) if "xlsx" in formats else {}
    products.show(settings, report, formats, out, files, replace=replace)


@click.command(
    cls=ReportCommand,
    help=N_(
        "Cost sharing for PERIOD: who bears what, who owes whom, every cost line, the members' shares, the keys.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def sharing(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import statements

    report = statements.sharing(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = products.workbook(report, statements.SHARING_STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)
