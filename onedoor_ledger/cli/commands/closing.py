"""``onedoor close``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import option, period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.errors import UserError
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Run every control and lock the months of PERIOD, in all three books.\n\n"
        "A locked month never changes; an error in it is corrected by a voucher in an open month (onedoor correct). "
        "With --write a protocol is kept in reports/PERIOD/, whose last digest you give to the auditor."
    ),
)
@period_argument
@option("--reopen", is_flag=True, help=N_("Open the months of PERIOD, and every later one, again."))
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why locked months are opened again."))
@option("--second", metavar=N_("NAME"), default="", help=N_("The second person who has agreed to it."))
@write_option(N_("Lock (or open again), keep the protocol, commit."))
@click.pass_obj
def close(settings: Settings, period: Period, *, reopen: bool, reason: str, second: str, write: bool) -> None:
    """Lock months, or open them again."""
    from onedoor_ledger.routines import closing

    workspace, today, by = settings.workspace, settings.today, settings.by
    if reopen:
        again = closing.open_again(
            workspace, period, reason=reason, second=second, today=today, by=by, write=write, progress=settings.tell
        )
        months = ", ".join(again.months)
        if again.written is None:
            click.echo(
                _("Preview: these months would be open again: {months}. Add --write to do it.").format(months=months)
            )
        else:
            click.echo(_("Open again: {months}.").format(months=months))
            show.written(again.written, "")
        return
    if reason or second:
        raise ReasonWithoutReopenError
    done = closing.run(workspace, period, today=today, by=by, write=write, progress=settings.tell)
    if not done.months:
        click.echo(_("{period} is locked already.").format(period=period))
        return
    show.findings(done.findings)
    click.echo(("\n" if done.findings else "") + done.protocol)
    if done.written is None:
        click.echo(_("Preview: nothing is locked yet. Add --write to lock."))
    else:
        show.written(done.written, "")


class ReasonWithoutReopenError(UserError):
    """A reason or a second person without --reopen."""

    code = "close-reason"
    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            _("--reason and --second belong to --reopen."),
            remedy=_("Leave them out to lock; add --reopen to open months again."),
        )
