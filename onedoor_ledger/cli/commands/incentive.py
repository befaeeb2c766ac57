"""``onedoor report incentive``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import format_option, period_argument
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import ReportCommand
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_


@click.command(
    cls=ReportCommand,
    help=N_(
        "Incentive per party for PERIOD: what each purse put in and is calculated to get back, and the whole.\n\n"
        "From 1 January to the period's end. Calculated by rules/unit_costs.toml and rules/effects.toml; nothing is "
        "booked. text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def incentive(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import incentive as job

    report = job.incentive(settings.workspace, period, today=settings.today, progress=settings.tell)
    products.show(settings, report, formats, out, products.workbook(report, job.STEM, formats), replace=replace)
