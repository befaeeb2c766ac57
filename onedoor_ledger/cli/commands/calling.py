"""``onedoor call``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Call the members' contributions for PERIOD (avisering).\n\n"
        "Books what each member owes by the rules of the year, and writes a letter per member to reports/PERIOD/. "
        "What is called already is not booked again."
    ),
)
@period_argument
@write_option(N_("Book the contributions and write the letters."))
@click.pass_obj
def call(settings: Settings, period: Period, *, write: bool) -> None:
    """Show or book the avisering."""
    from onedoor_ledger.routines import calling
    from onedoor_ledger.routines.job import numbers

    done = calling.run(
        settings.workspace, period, today=settings.today, by=settings.by, write=write, progress=settings.tell
    )
    show.vouchers(done.vouchers)
    if done.already:
        click.echo(_("{period} is called already, in {voucher}.").format(period=period, voucher=done.already))
    if done.written is not None:
        show.written(done.written, numbers(done.vouchers))
        return
    for member, letter in done.letters.items():
        click.echo(f"\n── {calling.letter_path(period, member)} ──\n{letter}")
    if done.vouchers:
        show.preview_note(len(done.vouchers))
