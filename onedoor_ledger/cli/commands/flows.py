"""``onedoor report flows``."""

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
        "Flows between supports from 1 January to the end of PERIOD: what only moved to another purse, who changed"
        " support, how often the payer changed, and a projection apart.\n\n"
        "Descriptive, not a cause. A workbook becomes a file, with the page that holds its picture; html is that page"
        " alone."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", "html", help=N_("text (the default), json, xlsx or html; may be repeated."))
@products.out_option
@click.pass_obj
def flows(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook and page."""
    from onedoor_ledger.routines import flows as job

    report = job.flows(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = job.flows_files(report, formats) if {"xlsx", "html"} & set(formats) else {}
    products.show(settings, report, formats, out, files, replace=replace)
