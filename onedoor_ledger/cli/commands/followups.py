"""``onedoor report cost`` and ``onedoor report followup``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.commands.statements import FORMATS, show_report
from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_

_OUT = N_("Where the workbook goes; else reports/PERIOD/.")


@click.command(
    cls=Command,
    help=N_(
        "The Kostnadsrapport for PERIOD in the layout boards know from SUS: funds by financier, measures, "
        "administration, what is left.\n\ntext and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=FORMATS)
@option("--out", metavar=N_("DIR"), type=click.Path(path_type=Path, file_okay=False), help=_OUT)
@click.pass_obj
def cost(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import followups, reporting

    report = followups.cost(settings.workspace, period, today=settings.today, progress=settings.tell)
    name = f"{followups.COST_STEM}-{period}.xlsx"
    show_report(settings, report, formats, out, {name: reporting.rendered(report, "xlsx")} if "xlsx" in formats else {})


@click.command(
    cls=Command,
    help=N_(
        "What Uppföljning Finsam asks for PERIOD, in the form's order: to be typed in once.\n\n"
        "text and json go to standard output, a workbook becomes a file."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=FORMATS)
@option("--out", metavar=N_("DIR"), type=click.Path(path_type=Path, file_okay=False), help=_OUT)
@click.pass_obj
def followup(settings: Settings, period: Period, formats: tuple[str, ...], out: Path | None) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import followups, reporting

    report = followups.followup(settings.workspace, period, today=settings.today, progress=settings.tell)
    name = f"{followups.FOLLOWUP_STEM}-{period}.xlsx"
    show_report(settings, report, formats, out, {name: reporting.rendered(report, "xlsx")} if "xlsx" in formats else {})
