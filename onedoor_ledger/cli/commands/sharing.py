"""``onedoor share``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import format_option, option, period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Allocate the costs the parties share in PERIOD, and show who owes whom.\n\n"
        "The allocation is booked in the parties' book, never in the förbund's own. What is allocated already is not "
        "allocated again.\n\n"
        "With --with nothing is booked: what each party bears is shown beside what it would bear by the rules in "
        "RULEFILE."
    ),
)
@period_argument
@format_option("text", "json", help=N_("text for people (the default), json for programs."))
@write_option(N_("Book the allocation."))
@option(
    "--with",
    "other",
    metavar=N_("RULEFILE"),
    type=click.Path(path_type=Path),
    help=N_("What if: a file written as rules/keys.toml, whose rules stand instead of those with the same id."),
)
@click.pass_obj
def share(settings: Settings, period: Period, formats: tuple[str, ...], other: Path | None, *, write: bool) -> None:
    """Show or book the allocation, and the settlement after it; or what another key would give."""
    if other is not None:
        if write:
            raise click.UsageError(_("--with only shows what another key would give; it cannot be used with --write."))
        _what_if(settings, period, other, "json" if "json" in formats else "txt")
        return
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


def _what_if(settings: Settings, period: Period, other: Path, ending: str) -> None:
    from onedoor_ledger.routines import comparing
    from onedoor_ledger.routines.reporting import rendered

    made = comparing.whatif(settings.workspace, period, other, today=settings.today, progress=settings.tell)
    click.echo(rendered(made, ending).decode(), nl=False)
