"""``onedoor report annual``, ``specifications``, ``subledger`` and ``scb``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import argument, format_option, period_argument
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import ReportCommand
from onedoor_ledger.cli.values import YearType
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.texts import N_

_year = argument("year", type=YearType(), metavar=N_("YEAR"), help=N_("The accounting year, such as 2026."))


def _command(name: str, help: str, *, yearly: bool) -> click.Command:
    """A command over a year or over any period."""

    @click.command(name, cls=ReportCommand, help=help)
    @(_year if yearly else period_argument)
    @format_option("text", "json", "xlsx", help=products.FORMATS)
    @products.out_option
    @click.pass_obj
    def command(
        settings: Settings,
        /,
        formats: tuple[str, ...],
        out: Path | None,
        *,
        replace: bool,
        **which: Any,  # noqa: ANN401
    ) -> None:
        from onedoor_ledger.routines import annual

        period: Period = year_of(which["year"]) if yearly else which["period"]
        made = annual.report(name, settings.workspace, period, today=settings.today, progress=settings.tell)
        products.show(
            settings, made, formats, out, products.workbook(made, annual.STEMS[name], formats), replace=replace
        )

    return command


annual = _command(
    "annual",
    N_(
        "Annual accounts for YEAR: statements, cash flow, budget, notes, each member's share of every row.\n\n"
        "Last year stands beside every row. A year that has not ended is made as preliminary and says so."
    ),
    yearly=True,
)
specifications = _command(
    "specifications",
    N_(
        "What each balance consists of at the end of PERIOD, account by account (bokslutsbilagor).\n\n"
        "What nothing explains is shown as such."
    ),
    yearly=False,
)
subledger = _command(
    "subledger",
    N_(
        "Sub-ledgers for PERIOD: what members owe, and what suppliers and parties are owed and when it is due.\n\n"
        "They agree with the ledger's accounts, or say where they do not."
    ),
    yearly=False,
)
scb = _command(
    "scb",
    N_(
        "Summary of accounts for SCB for YEAR: by group of konto and counterparty, in thousand kronor.\n\n"
        "Every sum agrees with the income statement and the balance sheet."
    ),
    yearly=True,
)
