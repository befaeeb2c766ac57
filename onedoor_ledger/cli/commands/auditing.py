"""``onedoor audit``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli.options import argument, format_option, option, wrong
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_


@click.command(
    cls=Command,
    help=N_(
        "What changed between two revisions, in the books' own terms.\n\n"
        "Vouchers added and corrected, balances moved, rules changed, months locked, reports made again. Anything "
        "booked that was edited or removed is an alarm, and ends with 1. Needs nothing but a clone, and runs nothing "
        "that lies in it."
    ),
)
@argument("span", metavar="A..B", help=N_("Two revisions of git: v2026-06..HEAD."))
@option("--seal", metavar=N_("DIGEST"), default="", help=N_("A seal from a closing protocol that B must hold."))
@format_option("text", "json", "xlsx", help=N_("text (the default), json or xlsx; may be repeated."))
@option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Where the workbook goes; else where you stand."),
)
@click.pass_obj
def audit(settings: Settings, span: str, *, seal: str, formats: tuple[str, ...], out: Path | None) -> None:
    """Show what changed."""
    from onedoor_ledger.routines import auditing, reporting

    report, found = auditing.run(settings.folder, span, seal=seal, today=settings.today, progress=settings.tell)
    for form, ending in (("text", "txt"), ("json", "json")):
        if form in formats:
            click.echo(reporting.rendered(report, ending).decode(), nl=False)
    if "xlsx" in formats:
        name = f"{auditing.STEM}-{found.before.commit[:10]}-{found.after.commit[:10]}.xlsx"
        for path in reporting.save(out or Path(), {name: reporting.rendered(report, "xlsx")}):
            click.echo(str(path), err=len(formats) > 1)
    wrong(len(found.alarms))
