"""``onedoor report grundbok`` and ``onedoor report huvudbok``."""

from __future__ import annotations

from pathlib import Path

import click

from onedoor_ledger.cli import products
from onedoor_ledger.cli.options import format_option, option, period_argument
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.several import ReportCommand
from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_
from onedoor_ledger.voucher import Book

_BOOKS = (Book.ASSOCIATION.value, Book.PARTIES.value)


def _command(name: str, help: str) -> click.Command:
    @click.command(name, cls=ReportCommand, help=help)
    @period_argument
    @option(
        "--book",
        type=click.Choice(_BOOKS),
        default=Book.ASSOCIATION.value,
        help=N_("association (the default), or parties for the parties' book."),
    )
    @format_option("text", "json", "xlsx", help=products.FORMATS)
    @products.out_option
    @click.pass_obj
    def command(
        settings: Settings, period: Period, book: str, formats: tuple[str, ...], out: Path | None, *, replace: bool
    ) -> None:
        from onedoor_ledger.routines import journals, reporting

        which = Book(book)
        report = journals.journal(
            name, settings.workspace, period, book=which, today=settings.today, progress=settings.tell
        )

        file = journals.file_name(name, period, which)
        files = {file: reporting.rendered(report, "xlsx")} if "xlsx" in formats else {}
        products.show(settings, report, formats, out, files, replace=replace)

    return command


grundbok = _command(
    "grundbok",
    N_(
        "Grundbok for PERIOD: every posting in the order it was registered, and what each voucher rests on.\n\n"
        "It holds exactly the postings of the huvudbok."
    ),
)
huvudbok = _command(
    "huvudbok",
    N_(
        "Huvudbok for PERIOD: every posting by account, with opening and closing balance.\n\n"
        "It holds exactly the postings of the grundbok."
    ),
)
