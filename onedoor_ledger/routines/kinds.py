"""Every kind of report there is: what ``trace`` looks through, ``check`` makes again and *Rapporter* offers.

A new kind joins by a row of its own in :data:`KINDS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines import annual, documenting, flows, followups, incentive, journals, reporting, statements
from onedoor_ledger.routines.job import Opened
from onedoor_ledger.texts import N_
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

Build = Callable[[Opened, Period, dt.date], "Report"]
Files = Callable[["Report"], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: ``name`` is its subcommand of ``onedoor report`` and :attr:`Report.kind`."""

    name: str
    title: str
    """What it is called, untranslated."""
    build: Build
    files: Files
    """The report's files by name, as they lie in ``reports/PERIOD/``."""
    takes: Callable[[Period], bool] = lambda _period: True
    """Whether there is such a report of a period at all."""


def _board(opened: Opened, period: Period, today: dt.date) -> Report:
    return reporting.board_of(opened, period, today=today)


def _sharing(opened: Opened, period: Period, today: dt.date) -> Report:
    return statements.sharing_of(opened, period, today=today)


def _party(opened: Opened, period: Period, today: dt.date) -> Report:
    return statements.party_of(opened, period, today=today)


def _incentive(opened: Opened, period: Period, today: dt.date) -> Report:
    return incentive.incentive_of(opened, period, today=today)


def _flows(opened: Opened, period: Period, today: dt.date) -> Report:
    return flows.flows_of(opened, period, today=today)


def _vat(opened: Opened, period: Period, today: dt.date) -> Report:
    return reporting.vat_of(opened, period, today=today)


def _grundbok(opened: Opened, period: Period, today: dt.date) -> Report:
    return journals.journal_of(opened, "grundbok", period, book=Book.ASSOCIATION, today=today)


def _huvudbok(opened: Opened, period: Period, today: dt.date) -> Report:
    return journals.journal_of(opened, "huvudbok", period, book=Book.ASSOCIATION, today=today)


def _yearly(kind: str) -> Build:
    return lambda opened, period, today: annual.report_of(kind, opened, period, today=today)


def _system(opened: Opened, period: Period, today: dt.date) -> Report:
    return documenting.system_of(opened, period.year, today=today)


def _system_files(report: Report) -> Mapping[str, bytes]:
    return {f"{documenting.STEM}-{report.period.year}.html": reporting.rendered(report, "html")}


def workbook(stem: str) -> Files:
    """Just a workbook, ``STEM-PERIOD.xlsx``."""
    return lambda report: {f"{stem}-{report.period}.xlsx": reporting.rendered(report, "xlsx")}


KINDS: tuple[Kind, ...] = (
    Kind("board", N_("Board report"), _board, reporting.board_files),
    Kind("sharing", N_("Cost sharing"), _sharing, workbook(statements.SHARING_STEM)),
    Kind("party", N_("Party statements, everybody's"), _party, workbook(statements.PARTY_STEM)),
    Kind("incentive", N_("Incentive per party"), _incentive, workbook(incentive.STEM)),
    Kind("flows", N_("Flows between supports"), _flows, flows.flows_files),
    Kind("models", N_("Ways to organise a front door"), followups.models_of, workbook(followups.MODELS_STEM)),
    Kind("cost", N_("Cost report"), followups.cost_of, workbook(followups.COST_STEM)),
    Kind("followup", N_("Uppföljning Finsam"), followups.followup_of, workbook(followups.FOLLOWUP_STEM)),
    Kind("vat", N_("VAT refund"), _vat, workbook(reporting.VAT_STEM), reporting.takes_vat),
    Kind("grundbok", N_("Grundbok"), _grundbok, workbook("grundbok")),
    Kind("huvudbok", N_("Huvudbok"), _huvudbok, workbook("huvudbok")),
    Kind("annual", N_("Annual accounts"), _yearly("annual"), workbook(annual.STEMS["annual"]), annual.is_year),
    Kind(
        "specifications",
        N_("Specifications of the balance sheet"),
        _yearly("specifications"),
        workbook(annual.STEMS["specifications"]),
    ),
    Kind("subledger", N_("Sub-ledgers"), _yearly("subledger"), workbook(annual.STEMS["subledger"])),
    Kind("scb", N_("Summary of accounts for SCB"), _yearly("scb"), workbook(annual.STEMS["scb"]), annual.is_year),
    Kind("system", N_("System documentation and processing history"), _system, _system_files, annual.is_year),
)


def kinds_of(period: Period) -> tuple[Kind, ...]:
    """The kinds there are reports of for ``period``."""
    return tuple(kind for kind in KINDS if kind.takes(period))


def kind_named(name: str) -> Kind | None:
    """The kind called ``name``; None when there is none."""
    return next((kind for kind in KINDS if kind.name == name), None)


def reports_of(opened: Opened, period: Period, today: dt.date, *, figure: str = "") -> Iterator[Report]:
    """Every report of the period, the board's first; made only as far as one has to look.

    :param figure: an id looked for; a kind it begins with is looked through before all others.
    """
    kinds = sorted(kinds_of(period), key=lambda kind: kind.name != figure.partition(".")[0])
    return (kind.build(opened, period, today) for kind in kinds)
