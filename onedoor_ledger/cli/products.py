"""What every command that makes a report's files shares: where they go, and when they may be replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onedoor_ledger.cli.options import F, option
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.texts import N_

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

FORMATS = N_("text (the default), json or xlsx; may be repeated.")


def out_option(function: F) -> F:
    """``--out DIR`` and ``--replace``."""
    where = N_("Where the workbook goes; else reports/PERIOD/.")
    folder = click.Path(path_type=Path, file_okay=False)
    return option("--out", metavar=N_("DIR"), type=folder, help=where)(replace_option(function))


def replace_option(function: F) -> F:
    """``--replace``: the kept reports of a locked period give way."""
    said = N_("Replace a kept report of a locked period that differs; without it the command is refused.")
    return option("--replace", is_flag=True, help=said)(function)


def show(
    settings: Settings,
    report: Report,
    formats: tuple[str, ...],
    out: Path | None,
    files: Mapping[str, bytes],
    *,
    replace: bool = False,
) -> None:
    """Text or JSON to standard output, workbooks and pages to their files.

    :raises onedoor_ledger.routines.product_errors.LockedReportError: when a kept report of a locked period would give
        way to another one, and not ``replace``. Nothing is then shown.
    """
    from onedoor_ledger.routines import products, reporting

    workspace = settings.workspace
    kept = products.keep(workspace, report.period, files, replace=replace, out=out) if files else ()
    for form, ending in (("text", "txt"), ("json", "json")):
        if form in formats:
            click.echo(reporting.rendered(report, ending).decode(), nl=False)
    for path in kept:
        click.echo(workspace.relative(path), err=len(formats) > 1)


def workbook(report: Report, stem: str, formats: tuple[str, ...]) -> Mapping[str, bytes]:
    """``STEM-PERIOD.xlsx`` when a workbook is asked for."""
    from onedoor_ledger.routines import kinds

    return kinds.workbook(stem)(report) if "xlsx" in formats else {}
