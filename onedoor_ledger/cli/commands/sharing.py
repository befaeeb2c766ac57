"""``onedoor share``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onedoor_ledger.cli import products, show
from onedoor_ledger.cli.options import format_option, option, period_argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _

if TYPE_CHECKING:
    from onedoor_ledger.routines.sharing import Shared


@click.command(
    cls=Command,
    help=N_(
        "Allocate the costs the parties share in PERIOD, and show who owes whom.\n\n"
        "The allocation is booked in the parties' book, never in the förbund's own, and settled as often as the host "
        "settles: each settlement note becomes a file in reports/. What is done already is not done again.\n\n"
        "With --with nothing is booked: what each party bears is shown beside what it would bear by the rules in "
        "RULEFILE."
    ),
)
@period_argument
@format_option("text", "json", "xlsx", help=products.FORMATS)
@products.out_option
@write_option(N_("Book the allocation and the settlement."))
@option(
    "--with",
    "other",
    metavar=N_("RULEFILE"),
    type=click.Path(path_type=Path),
    help=N_("What if: a file written as rules/keys.toml, whose rules stand instead of those with the same id."),
)
@click.pass_obj
def share(
    settings: Settings,
    period: Period,
    formats: tuple[str, ...],
    out: Path | None,
    other: Path | None,
    *,
    write: bool,
    replace: bool,
) -> None:
    """Show or book the allocation, and the settlement after it; or what another key would give."""
    if other is not None and write:
        raise click.UsageError(_("--with only shows what another key would give; it cannot be used with --write."))
    if other is not None:
        from onedoor_ledger.routines import comparing

        made = comparing.whatif(settings.workspace, period, other, today=settings.today, progress=settings.tell)
        files = products.workbook(made, comparing.WHATIF_STEM, formats)
        products.show(settings, made, formats, out, files, replace=replace)
        return
    from onedoor_ledger.routines import sharing

    done = sharing.run(
        settings.workspace, period, today=settings.today, by=settings.by, write=write, progress=settings.tell
    )
    report = done.report if formats == ("text",) else done.whole()
    files = products.workbook(report, sharing.STEM, formats)
    products.show(settings, report, formats, out, files, replace=replace)
    if "json" not in formats:
        _told(done)


def _told(done: Shared) -> None:
    """What was booked, or would be."""
    from onedoor_ledger.routines.job import numbers

    click.echo()
    if done.written is not None:
        show.written(done.written, numbers(done.vouchers))
    elif done.vouchers:
        show.vouchers(done.vouchers)
        show.preview_note(len(done.vouchers))
    else:
        click.echo(_("Everything shared in {period} is allocated and settled already.").format(period=done.period))
