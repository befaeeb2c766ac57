"""``onedoor report trial``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import show_several
from onedoor_ledger.cli.values import PeriodType
from onedoor_ledger.period import Period
from onedoor_ledger.routines.trial import BY
from onedoor_ledger.texts import N_


@click.command(
    cls=Command,
    help=N_(
        "Trial and control: the share of those who ended that went to work or studies, before and in PERIOD.\n\n"
        "Groups are kommuner, front doors, measures or förbund (--workspace repeated). Descriptive: the report says "
        "how many it rests on, and what else can explain a difference."
    ),
)
@period_argument
@option("--before", metavar=N_("PERIOD"), type=PeriodType(), required=True, help=N_("What PERIOD is held against."))
@option(
    "--compare",
    type=click.Choice(BY),
    default=BY[0],
    help=N_("What is compared: municipality (the default), site, measure or association."),
)
@option(
    "--trial",
    "tried",
    metavar=N_("ID"),
    multiple=True,
    required=True,
    help=N_("A group that tried, by its id in the rules; repeated for several. The others are the control."),
)
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def trial(
    settings: Settings,
    period: Period,
    before: Period,
    compare: str,
    tried: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    *,
    replace: bool,
) -> None:
    """Show the report, or make its workbook."""
    from onedoor_ledger.routines import trial as job

    workspaces = settings.workspaces
    report = job.trial(workspaces, before, period, compare, tried, today=settings.today, progress=settings.tell)
    if len(workspaces) == 1:
        files = products.workbook(report, job.STEM, formats)
        products.show(settings, report, formats, out, files, replace=replace)
        return
    show_several(report, formats, out, f"{job.STEM}-{period}.xlsx")
