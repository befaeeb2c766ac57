"""``onedoor archive``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onedoor_ledger.cli import show
from onedoor_ledger.cli.options import argument, option, wrong
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import YearType
from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import N_, _

if TYPE_CHECKING:
    from onedoor_ledger.archiving.verify import Verified


@click.command(
    cls=Command,
    help=N_(
        "Archive YEAR: one file that can be read without this program in ten years.\n\n"
        "Books, documents as received, rules, reports, documentation, seals, tables (CSV) and SIE, with a checksum of "
        "every file and a text that says how to read it. Every month must be locked. With --verify a package is "
        "looked through instead: checksums, seals, and the tables against the books."
    ),
)
@argument("year", type=YearType(), required=False, metavar=N_("[YEAR]"), help=N_("The accounting year, such as 2026."))
@option(
    "--verify",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Look this package through; needs no workspace."),
)
@option(
    "--out",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Where the package goes; else reports/YEAR/arkiv-YEAR.zip."),
)
@option(
    "--unlocked",
    metavar=N_("REASON"),
    default="",
    help=N_("Archive though months are not locked; the reason stands in the package."),
)
@option("--replace", is_flag=True, help=N_("Let another package that is there give way."))
@click.pass_obj
def archive(
    settings: Settings, year: int | None, verify: Path | None, out: Path | None, unlocked: str, *, replace: bool
) -> None:
    """Make a package, or look one through."""
    from onedoor_ledger.routines import archiving

    if (year is None) == (verify is None):
        raise YearOrPackageError
    if verify is not None:
        found = archiving.verify(verify, settings.tell)
        show.findings(found.faults)
        _summary(found)
        wrong(len(found.faults))
        return
    workspace, by = settings.workspace, settings.by if unlocked else ""
    done = archiving.run(
        workspace,
        year or 0,
        today=settings.today,
        out=out,
        unlocked=unlocked,
        by=by,
        replace=replace,
        progress=settings.tell,
    )
    click.echo(workspace.relative(done.path))
    if done.unlocked:
        click.echo(_("Not locked: {months}. The reason stands in the package.").format(months=", ".join(done.unlocked)))
    if done.with_persons:
        click.echo(_("Documents as received that hold person numbers:"))
        for name in done.with_persons:
            click.echo(f"  {name}")
    _summary(done.verified)


def _summary(found: Verified) -> None:
    """What was looked at, and the two digests to keep elsewhere."""
    if not found.faults:
        click.echo(_("{n} files, each as the list of checksums says; every seal holds.").format(n=found.files))
    if found.joints:
        last = found.joints[-1]
        click.echo(_("Joint seal of {month}: {head}").format(month=last.month, head=last.head))
    click.echo(_("The package's own checksum: sha256:{digest}").format(digest=found.digest))


class YearOrPackageError(UserError):
    """Neither a year to archive nor a package to look through, or both."""

    code = "archive-year-or-package"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("Say a year to archive, or a package to look through."),
            remedy=_("onedoor archive 2025, or onedoor archive --verify arkiv-2025.zip"),
        )
