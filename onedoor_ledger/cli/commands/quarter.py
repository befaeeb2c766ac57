"""``onedoor quarter``."""

from __future__ import annotations

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.products import replace_option
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "The treasurer's whole job for PERIOD: import, accrue, share, check, report.\n\n"
        "The reports are written to reports/PERIOD/ either way; without --write they are drafts that say so, and "
        "nothing is booked. A second run books nothing new and makes the same files."
    ),
)
@period_argument
@replace_option
@write_option(N_("Book it all, keep the files, write the reports, in one commit."))
@click.pass_obj
def quarter(settings: Settings, period: Period, *, write: bool, replace: bool) -> None:
    """Show or do the treasurer's job."""
    from onedoor_ledger.routines import quarter as routine
    from onedoor_ledger.routines.job import numbers

    workspace = settings.workspace
    done = routine.run(
        workspace,
        period,
        today=settings.today,
        by=settings.by,
        write=write,
        replace=replace,
        progress=settings.tell,
    )
    show.files(done.batch)
    click.echo()
    steps = ((_("Imported"), done.imported), (_("Accrued"), done.accrued), (_("Shared"), done.shared))
    head = (_("Step"), _("Vouchers"), _("Numbers"))
    show.columns(head, [(step, str(len(made)), numbers(made) or "–") for step, made in steps], right=frozenset({1}))
    show.findings(done.findings)
    click.echo("\n" + show.tally(done.findings))
    if done.written is not None:
        click.echo()
        show.written(done.written, numbers(done.vouchers))
    elif done.vouchers:
        show.preview_note(len(done.vouchers))
    click.echo("\n" + (_("Reports:") if write or not done.vouchers else _("Draft reports:")))
    for path in done.reports:
        click.echo(f"  {workspace.relative(path)}")
