"""``onedoor share``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import format_option, period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Allocate the costs the parties share in PERIOD, and show who owes whom.\n\n"
        "The allocation is booked in the parties' book, never in the förbund's own. What is allocated already is not "
        "allocated again."
    ),
)
@period_argument
@format_option("text", "json", help=N_("text for people (the default), json for programs."))
@write_option(N_("Book the allocation."))
@click.pass_obj
def share(settings: Settings, period: Period, formats: tuple[str, ...], *, write: bool) -> None:
    """Show or book the allocation, and the settlement after it."""
    from onedoor_ledger.routines import sharing
    from onedoor_ledger.routines.job import numbers
    from onedoor_ledger.routines.reporting import rendered

    done = sharing.run(
        settings.workspace, period, today=settings.today, by=settings.by, write=write, progress=settings.tell
    )
    if "json" in formats:
        click.echo(rendered(done.report, "json").decode(), nl=False)
        return
    click.echo(rendered(done.report, "txt").decode())
    if done.written is not None:
        show.written(done.written, numbers(done.vouchers))
    elif done.vouchers:
        show.vouchers(done.vouchers)
        show.preview_note(len(done.vouchers))
    else:
        click.echo(_("Everything shared in {period} is allocated already.").format(period=period))
