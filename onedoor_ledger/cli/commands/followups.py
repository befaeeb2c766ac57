"""``onedoor report cost``, ``followup`` and ``models``."""

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
        "The Kostnadsrapport for PERIOD in the layout boards know from SUS: funds by financier, measures, "
        "administration, what is left.\n\ntext and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def cost(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import followups

    report = followups.cost(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = products.workbook(report, followups.COST_STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)


@click.command(
    cls=ReportCommand,
    help=N_(
        "What the national follow-up of Finsam asks for PERIOD, in the form's order: to be typed in once.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def followup(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import followups

    report = followups.followup(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = products.workbook(report, followups.FOLLOWUP_STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)


@click.command(
    cls=ReportCommand,
    help=N_(
        "Three ways to organise one front door, and a merged state insurance: the books of PERIOD under each model.\n\n"
        "Further models are files in rules/models/. text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def models(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import followups

    report = followups.models(settings.workspace, period, today=settings.today, progress=settings.tell)
    files = products.workbook(report, followups.MODELS_STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)
