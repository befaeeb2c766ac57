"""``onedoor compare``: sharing keys and claims rules on a table, before anyone signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onedoor_ledger.cli.options import argument, format_option, option
from onedoor_ledger.cli.parts import Group
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

_FORMATS = N_("text (the default), json or xlsx; may be repeated.")
_out = option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help=N_("Where the workbook goes; else where you stand."),
)


@click.group(cls=Group, help=N_("Ways to share a cost, side by side."), no_args_is_help=True)
def compare() -> None:
    """Holds what can be compared."""


@compare.command(
    help=N_(
        "Sharing keys side by side on the costs in FILE.\n\n"
        "FILE is a CSV table with the columns coalition and cost: a row for each party alone, each group and all "
        "together, members joined by +. A third column, benefit, may say what each party alone has to gain. No "
        "workspace is needed, and nothing is booked."
    )
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("The table of coalition costs."))
@format_option("text", "json", "xlsx", help=_FORMATS)
@_out
@click.pass_obj
def keys(settings: Settings, file: Path, formats: tuple[str, ...], out: Path) -> None:
    """Show what each method asks of each party."""
    from onedoor_ledger.routines import comparing

    _show(comparing.keys(file, today=settings.today), formats, out, f"{comparing.KEYS_STEM}-{file.stem}.xlsx")


@compare.command(
    help=N_(
        "Claims rules side by side: an amount too small for the claims in FILE.\n\n"
        "FILE is a CSV table with the columns party and claim. For agreements between parties only; nothing is booked."
    )
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("The table of claims."))
@option("--amount", metavar=N_("AMOUNT"), required=True, help=N_("What there is to share, in the file's own unit."))
@format_option("text", "json", "xlsx", help=_FORMATS)
@_out
@click.pass_obj
def claims(settings: Settings, file: Path, amount: str, formats: tuple[str, ...], out: Path) -> None:
    """Show what each rule gives each party."""
    from onedoor_ledger.routines import comparing

    made = comparing.claims(file, amount, today=settings.today)
    _show(made, formats, out, f"{comparing.CLAIMS_STEM}-{file.stem}.xlsx")


def _show(report: Report, formats: tuple[str, ...], out: Path, name: str) -> None:
    from onedoor_ledger.routines.reporting import rendered, save

    for form, ending in (("text", "txt"), ("json", "json")):
        if form in formats:
            click.echo(rendered(report, ending).decode(), nl=False)
    if "xlsx" in formats:
        (path,) = save(out, {name: rendered(report, "xlsx")})
        click.echo(str(path), err=len(formats) > 1)
