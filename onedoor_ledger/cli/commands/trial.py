"""``onedoor report trial``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import argument, format_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import show_several
from onedoor_ledger.routines import trial as job
from onedoor_ledger.texts import N_


@click.command(
    cls=Command,
    help=N_(
        "Trial and control: the share of those who ended that went to work or studies, before and after.\n\n"
        "What is compared is written down beforehand in rules/trials.toml: kommuner, front doors, measures or förbund "
        "(--workspace repeated). Descriptive: the report says how many it rests on, and what else can explain a "
        "difference."
    ),
)
@argument(
    "id", metavar=N_("[ID]"), required=False, help=N_("The trial's id in the rules; needed when there are several.")
)
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@click.pass_obj
def trial(settings: Settings, id: str | None, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the report, or make its workbook."""
    workspaces = settings.workspaces
    named, report = job.trial(workspaces, id, today=settings.today, progress=settings.tell)
    stem = job.stem(named)
    if len(workspaces) == 1:
        products.show(settings, report, formats, out, products.workbook(report, stem, formats), replace=replace)
        return
    show_several(report, formats, out, f"{stem}-{report.period}.xlsx")
