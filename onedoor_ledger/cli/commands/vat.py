"""``onedoor report vat``."""

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
        "The refund of VAT for PERIOD: what to claim, voucher by voucher, and what is claimed and credited.\n\n"
        "A claim covers one calendar month, or three in a row of the same calendar year. A whole year gives the "
        "yearly statement: every claim, what was credited, and VAT nobody has claimed."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def vat(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the claim or the yearly statement, or make its workbook."""
    from onedoor_ledger.routines import reporting

    report = reporting.vat(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = products.workbook(report, reporting.VAT_STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)
