"""``onedoor report``: a report of what is booked, and the files it is kept in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

BOARD_STEM = "styrelserapport"
"""File names are Swedish in every language: they are the förbund's records."""
BOARD_FORMATS = ("xlsx", "txt", "json")
VAT_STEM = "momsersattning"


def board(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The board's report over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    return board_of(open_books(workspace, progress), period, today=today, progress=progress)


def board_of(
    opened: Opened, period: Period, *, today: dt.date, pending: int = 0, progress: Progress = silent
) -> Report:
    """The board's report over books that are open; ``pending`` vouchers of them are not booked yet."""
    from onedoor_ledger.reporting.board import build
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    progress(_("Making the board's report"))
    report = build(opened.rules, opened.books, period, today=today, pending=pending)
    return remade(opened.workspace, report, BOARD_STEM)


def vat(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The claim for VAT of ``period`` over what is booked, or a year's statement.

    :raises onedoor_ledger.accounts.vat_errors.ClaimPeriodError: when no claim may cover the period.
    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.accounts.vat import require_claimable

    require_claimable(period)
    return vat_of(open_books(workspace, progress), period, today=today)


def vat_of(opened: Opened, period: Period, *, today: dt.date) -> Report:
    """The claim for VAT of ``period``, or a year's statement.

    :raises NoBooksError: when nothing is booked in the period.
    :raises onedoor_ledger.accounts.vat_errors.ClaimPeriodError: when no claim may cover the period.
    """
    from onedoor_ledger.accounts.vat import require_claimable
    from onedoor_ledger.reporting.vat import build
    from onedoor_ledger.routines.products import remade

    require_claimable(period)
    require_period(opened.books, period)
    return remade(opened.workspace, build(opened.rules, opened.books, period, today=today), VAT_STEM)


def takes_vat(period: Period) -> bool:
    """Whether a claim for VAT, or a yearly statement, may cover ``period``."""
    from onedoor_ledger.accounts.vat import is_claimable, is_year

    return is_claimable(period) or is_year(period)


def rendered(report: Report, ending: str) -> bytes:
    """A report as the bytes of a ``xlsx``, ``txt``, ``json`` or ``html`` file."""
    if ending == "xlsx":
        from onedoor_ledger.reporting.xlsx import render as workbook

        return workbook(report)
    if ending == "json":
        from onedoor_ledger.reporting.json import render as as_json

        return as_json(report).encode()
    if ending == "html":
        from onedoor_ledger.reporting.html import render as as_html

        return as_html(report).encode()
    from onedoor_ledger.reporting.text import render as as_text

    return as_text(report).encode()


def board_files(report: Report, endings: Collection[str] = BOARD_FORMATS) -> Mapping[str, bytes]:
    """The report's files by name; with a workbook the page that holds its flow picture, where it has one."""
    from onedoor_ledger.routines.flows import pages

    named = {f"{BOARD_STEM}-{report.period}.{ending}": rendered(report, ending) for ending in endings}
    return named | dict(pages(report) if "xlsx" in endings else {})


def folder(workspace: Workspace, period: Period) -> Path:
    """Where a period's reports are kept."""
    return workspace.reports / period.name


def save(target: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put files in ``target``; a file that is the same already is left alone."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = target / name
        if not path.is_file() or path.read_bytes() != content:
            fresh = path.with_name(f".{name}.new")
            fresh.write_bytes(content)
            fresh.replace(path)
    return tuple(target / name for name in files)
