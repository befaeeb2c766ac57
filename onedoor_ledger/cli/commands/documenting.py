"""``onedoor report system``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import argument, format_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import YearType
from onedoor_ledger.texts import N_

_FILES = ("html", "xlsx")


@click.command(
    cls=Command,
    help=N_(
        "System documentation and processing history (BFL 5:11), made from the förbund's own files.\n\n"
        "Accounts, series, how files are read, rules with their versions, controls, a figure followed to its "
        "document, programs, and everything that was done in the books during YEAR. text and json go to standard "
        "output, html (one file to keep) and a workbook become files."
    ),
)
@argument("year", type=YearType(), required=False, metavar=N_("[YEAR]"), help=N_("The history's year; else this one."))
@format_option("text", "json", "html", "xlsx", help=N_("text (the default), json, html or xlsx; may be repeated."))
@products.out_option
@click.pass_obj
def system(settings: Settings, year: int | None, formats: tuple[str, ...], out: Path | None, *, replace: bool) -> None:
    """Show the documentation, or make its files."""
    from onedoor_ledger.routines import documenting, reporting

    today = settings.today
    year = year or today.year
    report = documenting.system(settings.workspace, year, today=today, progress=settings.tell)
    files = {
        f"{documenting.STEM}-{year}.{form}": reporting.rendered(report, form) for form in _FILES if form in formats
    }
    products.show(settings, report, formats, out, files, replace=replace)
