"""``onedoor year``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "What YEAR needs before its first voucher: budget, contributions, agreements, keys, dates, numbers.\n\n"
        "With --write the files of January are made in all three books."
    ),
)
@argument("year", type=int, metavar=N_("YEAR"), help=N_("This year or the next: 2027."))
@write_option(N_("Make January's files and commit."))
@click.pass_obj
def year(settings: Settings, year: int, *, write: bool) -> None:
    """Show what is ready and what is not."""
    from onedoor_ledger.routines import new_year

    done = new_year.run(
        settings.workspace, year, today=settings.today, by=settings.by, write=write, progress=settings.tell
    )
    for point in done.points:
        click.echo(f"{'✓' if point.ready else '–'} {point.what}")
        if not point.ready and point.remedy:
            click.echo(f"    → {point.remedy}")
    click.echo()
    if done.written is not None:
        show.written(done.written, "")
    elif done.files:
        click.echo(
            _("Preview: these files would be made: {files}. Add --write to make them.").format(
                files=", ".join(done.files)
            )
        )
    else:
        click.echo(_("The files of January {year} are there already.").format(year=done.year))
