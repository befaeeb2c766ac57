"""``onedoor export``: the books in the formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, option
from onedoor_ledger.cli.parts import Group
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import YearType
from onedoor_ledger.texts import N_, _


@click.group(cls=Group, help=N_("The books in the formats of others."), no_args_is_help=True)
def export() -> None:
    """Holds the formats."""


@export.command(
    help=N_(
        "The association's book of YEAR as SIE 4E, for auditors and for the members' systems.\n\n"
        "Balances, budget and vouchers, with measure and counterparty as dimensions. The parties' book and the "
        "people are never in it."
    )
)
@argument("year", type=YearType(), metavar=N_("YEAR"), help=N_("The accounting year, such as 2026."))
@option(
    "--out",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Where the file goes; else reports/YEAR/sie-YEAR.se."),
)
@option("--checksum", is_flag=True, help=N_("Put a checksum in the file (#KSUMMA), so that a later change is seen."))
@click.pass_obj
def sie(settings: Settings, year: int, out: Path | None, *, checksum: bool) -> None:
    """Write the SIE file."""
    from onedoor_ledger.routines import exporting

    workspace = settings.workspace
    done = exporting.sie(workspace, year, today=settings.today, out=out, with_checksum=checksum, progress=settings.tell)
    click.echo(workspace.relative(done.path))
    click.echo(
        _("{vouchers} vouchers, {rows} rows, {kontos} konton.").format(
            vouchers=len(done.file.vouchers),
            rows=sum(len(voucher.rows) for voucher in done.file.vouchers),
            kontos=len(done.file.accounts),
        )
    )
    show.findings(done.findings)
