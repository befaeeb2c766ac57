"""``onedoor fava``."""

from __future__ import annotations

import click

from onedoor_ledger.cli.options import option
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Open the three books in Fava, in a browser on this computer.\n\n"
        "What is typed there gets a number, lands in its month's file and becomes a commit, as any other voucher."
    ),
)
@option(
    "--port",
    metavar=N_("PORT"),
    type=click.IntRange(1, 65535),
    default=5000,
    show_default=True,
    help=N_("The port to listen on."),
)
@option(
    "--host",
    metavar=N_("ADDRESS"),
    default="127.0.0.1",
    show_default=True,
    help=N_("The address to listen on. Any other than this computer's own lets others in: there is no login."),
)
@option("--read-only", is_flag=True, help=N_("Refuse everything that would change the books."))
@option("--open", "open_", is_flag=True, help=N_("Open the page in the browser at once."))
@click.pass_obj
def fava(settings: Settings, port: int, host: str, *, read_only: bool, open_: bool) -> None:
    """Serve until interrupted."""
    from onedoor_ledger.fava_pages import serving

    workspace = settings.workspace
    door = serving.Door(
        workspace=workspace,
        clock=settings.clock,
        by=settings.name or settings.by,
        host=host,
        port=port,
        read_only=read_only,
    )
    settings.tell(_("Reading the books"))
    server = serving.server_for(serving.build(door), door)
    if not door.loopback:
        warning = _("Warning: {host} can be reached from other computers, and there is no login.")
        click.echo(warning.format(host=host), err=True)
    click.echo(_("The books are open at {url} – stop with Ctrl+C.").format(url=door.url))
    if open_:
        click.launch(door.url)
    serving.run(server)
