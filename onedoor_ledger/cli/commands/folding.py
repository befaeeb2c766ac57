"""``onedoor fold``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.options import argument, option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.texts import N_


@click.command(
    cls=Command,
    help=N_(
        "Rows of persons in FILE into counts and sums; run by a party, on its own machine.\n\n"
        "PROFILE is a profile's name or file (docs/fold.md). Small groups are put together with others. No workspace "
        "is needed, and nothing of a person is kept or shown."
    ),
)
@argument("profile", metavar=N_("PROFILE"), help=N_("A profile's name, or its file (.toml)."))
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("The list of persons: CSV or XLSX."))
@option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help=N_("Where the folded file goes; else where you stand."),
)
def fold(profile: str, file: Path, out: Path) -> None:
    """Make the folded file."""
    from onedoor_ledger.fold.__main__ import told
    from onedoor_ledger.fold.profile import find
    from onedoor_ledger.fold.run import fold as run

    click.echo(told(run(file, find(profile)), out))
