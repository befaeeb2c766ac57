"""``onedoor init``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.parts import Command, argument, option
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(cls=Command, help=N_("Make the folders, rules, chart and repository of a new förbund in DIR."))
@argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=N_("DIR"),
    help=N_("The folder to make; it must be new or empty."),
)
@click.pass_obj
def init(settings: Settings, folder: Path) -> None:
    """Found a förbund."""
    click.echo(_("x"))
