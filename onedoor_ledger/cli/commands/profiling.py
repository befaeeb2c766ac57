"""``onedoor profile``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.options import argument, option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _

_KINDS = ("bank", "requisitions", "spending", "door", "transitions", "statistics")


@click.command(
    cls=Command,
    help=N_(
        "Propose a profile for an export nobody knows, by looking at FILE.\n\n"
        "Prints TOML for importers/: encoding, titles, columns, decimals, dates, total rows, with a comment where it "
        "is unsure. A file with persons is refused."
    ),
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("The export: CSV or XLSX."))
@option("--kind", type=click.Choice(_KINDS), help=N_("What it is, when the guess is wrong."))
@option("--sender", metavar=N_("ID"), help=N_("Who sends it: an id in rules/parties.toml."))
@option("--save", metavar=N_("NAME"), help=N_("Keep it as importers/NAME.toml."))
@click.pass_obj
def profile(settings: Settings, file: Path, kind: str | None, sender: str | None, save: str | None) -> None:
    """Print the proposal, and keep it when asked."""
    from onedoor_ledger.routines.profiling import propose

    text = propose(settings.workspace, file, kind=kind, sender=sender, save=save, today=settings.today)
    click.echo(text, nl=False)
    if save is not None:
        click.echo(_("Kept as importers/{name}.toml.").format(name=save), err=True)
