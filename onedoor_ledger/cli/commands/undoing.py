"""``onedoor undo``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, option, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Take a batch back with mirrors of its vouchers, in all three books.\n\n"
        "Name the commit that booked it, or its numbers. Nothing is deleted: each mirror says which voucher it takes "
        "back, on that voucher's own day while the month is open, else on the first open day. The same file can then "
        "be imported again."
    ),
)
@argument(
    "what",
    nargs=-1,
    required=True,
    metavar=N_("COMMIT|V401–V463..."),
    help=N_("A commit, numbers of vouchers, or runs of them: V401–V463 P74–P78."),
)
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it stands in each mirror."))
@write_option(N_("Book the mirrors and commit."))
@click.pass_obj
def undo(settings: Settings, what: tuple[str, ...], reason: str, *, write: bool) -> None:
    """Show or book the mirrors."""
    from onedoor_ledger.routines import undoing
    from onedoor_ledger.routines.job import numbers

    done = undoing.run(
        settings.workspace,
        what,
        reason=reason,
        today=settings.today,
        by=settings.by,
        write=write,
        progress=settings.tell,
    )
    show.vouchers(done.vouchers)
    if done.written is None:
        show.preview_note(len(done.vouchers))
        return
    click.echo()
    show.written(done.written, numbers(done.vouchers))
    click.echo(_("The files themselves are still in ledger/documents/ and can be imported again from there."))
