"""``onedoor init``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Make a new förbund's folders, rules, chart of accounts and git repository in DIR.\n\n"
        "What is not given as an option is asked for. With --sie the förbund moves in from its old system: chart, "
        "opening balances and vouchers."
    ),
)
@argument(
    "folder",
    type=click.Path(path_type=Path),
    metavar=N_("DIR"),
    help=N_("The folder to make; it must be new or empty."),
)
@option("--name", metavar=N_("NAME"), help=N_("The förbund's name."))
@option("--orgnr", metavar=N_("NUMBER"), help=N_("The förbund's organisation number."))
@option("--year", metavar=N_("YEAR"), type=click.IntRange(2004, 2100), help=N_("The first year of the books."))
@option(
    "--member",
    "members",
    metavar=N_("NAME,NUMBER[,INHABITANTS]"),
    multiple=True,
    help=N_("A member and its organisation number, a kommun with its inhabitants; once for each."),
)
@option("--pool", type=click.IntRange(0), metavar=N_("KRONOR"), help=N_("The year's contributions, if decided."))
@option("--sie", type=click.Path(path_type=Path), metavar=N_("FILE"), help=N_("A SIE 4 file of the old system."))
@option("--invented", is_flag=True, help=N_("Say in the rules and on the reports that the förbund is made up."))
@click.pass_obj
def init(
    settings: Settings,
    folder: Path,
    name: str | None,
    orgnr: str | None,
    year: int | None,
    members: tuple[str, ...],
    pool: int | None,
    sie: Path | None,
    *,
    invented: bool,
) -> None:
    """Found a förbund."""
    from onedoor_ledger.routines import founding

    by = settings.by
    known = founding.proposal(sie)
    this_year = settings.today.year
    done = founding.run(
        folder,
        name=name or click.prompt(_("The förbund's name"), default=known.name or None),
        orgnr=orgnr or click.prompt(_("Its organisation number"), default=known.orgnr or None),
        year=year or known.year or click.prompt(_("First year of the books"), default=this_year, type=int),
        members=members or _asked_members(),
        today=settings.today,
        by=by,
        sie=sie,
        pool=pool,
        invented=invented,
    )
    click.echo(_("{name} has its books in {folder}:").format(name=done.name, folder=folder))
    for path in done.founded.files:
        click.echo(f"  {path}")
    if done.founded.moved:
        click.echo(_("{n} vouchers moved in.").format(n=done.founded.moved))
    show.findings(done.founded.findings)
    click.echo(_("Next: put what arrives in inbox/, then “onedoor import”. “onedoor fava” opens the books."))


def _asked_members() -> tuple[str, ...]:
    click.echo(
        _("Members, one a line: name, organisation number and, for a kommun, inhabitants. End with an empty line.")
    )
    told: list[str] = []
    while line := click.prompt(_("Member"), default="", show_default=False):
        told.append(line)
    return tuple(told)
