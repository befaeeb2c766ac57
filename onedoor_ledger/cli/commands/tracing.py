"""``onedoor trace``."""

from __future__ import annotations

import click

from onedoor_ledger.cli.options import argument, format_option, period_argument
from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_


@click.command(
    cls=Command,
    help=N_(
        "Where a FIGURE of a report comes from (verifieringskedja).\n\n"
        "Its formula, the rules and their versions, every voucher and posting, and the documents they were made from, "
        "with checksum and row."
    ),
)
@argument("figure", metavar=N_("FIGURE"), help=N_("The figure's id, as in the report's JSON: measure.i01.outcome."))
@period_argument
@format_option("text", "json", help=N_("text for people (the default), json for programs."))
@click.pass_obj
def trace(settings: Settings, figure: str, period: Period, formats: tuple[str, ...]) -> None:
    """Show the chain of evidence."""
    from onedoor_ledger.routines import reporting, tracing

    report = tracing.trace(settings.workspace, figure, period, today=settings.today, progress=settings.tell)
    click.echo(reporting.rendered(report, "json" if "json" in formats else "txt").decode(), nl=False)
