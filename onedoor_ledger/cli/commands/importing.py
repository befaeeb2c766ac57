"""``onedoor import``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, write_option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Recognise what arrived, match it, and show what would be booked.\n\n"
        "Takes the FILES named, else everything in inbox/. One run is one batch: if any file is refused, nothing is "
        "booked. A file booked is kept under ledger/documents/ and leaves the inbox."
    ),
)
@argument(
    "files",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar=N_("[FILE]..."),
    help=N_("The files to import; none means everything in inbox/."),
)
@write_option(N_("Book it, keep the files, commit."))
@click.pass_obj
def import_(settings: Settings, files: tuple[Path, ...], *, write: bool) -> None:
    """Show or book what arrived."""
    from onedoor_ledger.routines import importing
    from onedoor_ledger.routines.job import numbers

    done = importing.run(
        settings.workspace, files, today=settings.today, by=settings.by, write=write, progress=settings.tell
    )
    show.files(done.batch)
    show.vouchers(done.vouchers)
    show.statistics(done.batch.statistics)
    show.findings(done.findings)
    if done.written is not None:
        click.echo()
        show.written(done.written, numbers(done.vouchers))
    elif done.vouchers:
        show.preview_note(len(done.vouchers))
    elif done.batch.rules:
        click.echo("\n" + _("Preview: nothing is written. Add --write to put the rows into the rules."))
    elif any(file.known for file in done.batch.files):
        click.echo("\n" + _("Everything in these files is in the books already."))
