"""``onedoor correct``."""

from __future__ import annotations

import datetime as dt

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, option, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import DayType
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Correct VOUCHER with a new one that mirrors it and says why.\n\n"
        "Nothing booked is edited: the mirror takes the voucher's amounts back in an open month, and both lead to each "
        "other. Then book what is right, as any other voucher."
    ),
)
@argument("voucher", metavar=N_("VOUCHER"), help=N_("Its number: V412, or 2025-V412 for an earlier year's."))
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it stands in the correction."))
@option("--date", metavar=N_("DATE"), type=DayType(), help=N_("The correction's date, in an open month; else today's."))
@write_option(N_("Book the correction and commit."))
@click.pass_obj
def correct(settings: Settings, voucher: str, *, reason: str, date: dt.date | None, write: bool) -> None:
    """Show or book the correction."""
    from onedoor_ledger.routines import correcting
    from onedoor_ledger.routines.job import numbers

    done = correcting.run(
        settings.workspace,
        voucher,
        reason=reason,
        date=date,
        today=settings.today,
        by=settings.by,
        write=write,
        progress=settings.tell,
    )
    show.vouchers(done.vouchers)
    if done.written is not None:
        click.echo()
        show.written(done.written, numbers(done.vouchers))
        click.echo(
            _("{key} now leads to its correction. Book what is right as a voucher of its own.").format(
                key=done.corrects
            )
        )
    else:
        show.preview_note(len(done.vouchers))
