"""Räkenskapssammandrag SCB: the statements in thousands by Kommun-Bas group and motpart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.accounts.layout import LaidRow
from onedoor_ledger.accounts.scb import GroupRow, Summary, summary_of
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.accounts.sie_dimensions import Dimensions
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import year_of
from onedoor_ledger.reporting.annual_material import row_title
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.annual_statements import STYLES
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language

THOUSAND = 100_000
"""Öre in a thousand kronor: a column of thousands holds öre."""


def build(rules: Rulebook, books: Books, year: int, *, today: dt.date) -> Report:
    """The summary of ``year``, in which something is booked."""
    period = year_of(year)
    summary = summary_of(rules, books, period)
    figures = Figures()
    _figures(figures, summary)
    dimensions = Dimensions(rules)
    notes = (_("Preliminary: the year has not ended."),) if today <= period.end else ()
    return Report(
        kind="scb",
        title=_("Summary of accounts for SCB {year}").format(year=year),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(
            _sheet(rules, summary, figures, dimensions, "rr"),
            _sheet(rules, summary, figures, dimensions, "br"),
        ),
        rules_digest=rules.digest,
        notes=notes,
    )


def _figures(figures: Figures, summary: Summary) -> None:
    """``scb.rr.intakter``: a row in whole thousands; ``scb.rr.intakter.35.fk``: a group towards a motpart."""
    formula = _("In whole thousands that add up, from the statement's row")
    for statement, rows in (("rr", summary.layout.income), ("br", summary.layout.balance)):
        for row in rows:
            amount = Sum(summary.thousands[statement, row.id] * THOUSAND, row.now.vouchers)
            figures.booked(f"scb.{statement}.{row.id}", row_title(row), amount, formula)
            for group in summary.of(statement, row.id):
                ref = ".".join(filter(None, ("scb", statement, row.id, group.group, group.party)))
                figures.booked(
                    ref, group.title or group.group, Sum(group.thousands * THOUSAND, group.amount.vouchers), formula
                )


def _sheet(rules: Rulebook, summary: Summary, figures: Figures, dimensions: Dimensions, statement: str) -> Sheet:
    income = statement == "rr"
    rows: list[Row] = []
    for row in summary.layout.income if income else summary.layout.balance:
        rows += _rows(rules, figures, dimensions, statement, row, summary.of(statement, row.id))
    columns = (
        Column("title", _("What")),
        Column("group", _("Group")),
        Column("motpart", _("Counterparty")),
        Column("konto", _("Konto")),
        Column("thousands", _("Thousand kronor"), "tkr"),
        Column("kronor", _("Kronor"), "ore"),
    )
    title = _("Income statement by group") if income else _("Balance sheet by group")
    caption = _("By group of Kommun-Bas and counterparty")
    foot = _(
        "Thousands are fitted so that every sum adds up; one may differ by one from its own rounding. The counterparty"
        " is that of the postings (dimension 20 in SIE), for balances that of the open items. SCB's form for the year"
        " decides which of its rows a group belongs to."
    )
    return Sheet(
        statement,
        title,
        _("In thousand kronor, with kronor and öre beside. Income is plus, cost minus."),
        (Section(_("Group by group"), (Table(f"scb_{statement}", caption, columns, tuple(rows)),)),),
        foot=foot,
        portrait=True,
    )


def _rows(
    rules: Rulebook,
    figures: Figures,
    dimensions: Dimensions,
    statement: str,
    row: LaidRow,
    groups: Sequence[GroupRow],
) -> list[Row]:
    """A row's groups, then the row itself."""
    made = []
    for group in groups:
        ref = ".".join(filter(None, ("scb", statement, row.id, group.group, group.party)))
        made.append(
            Row(
                {
                    "group": group.group,
                    "title": group.title,
                    "motpart": _motpart(rules, dimensions, group.party),
                    "konto": ", ".join(group.kontos),
                    "thousands": figures[ref],
                    "kronor": group.amount.amount,
                }
            )
        )
    total: dict[str, Cell] = {"title": row_title(row), "kronor": row.now.amount}
    total["thousands"] = figures[f"scb.{statement}.{row.id}"]
    return [*made, Row(total, "subtotal" if row.kind == "row" else STYLES[row.kind])]


def _motpart(rules: Rulebook, dimensions: Dimensions, party: str) -> str:
    """The motpart's name with its code in SIE; '' for nobody."""
    if not party:
        return ""
    name = next((p.name for p in rules.participants if p.id == party), party)
    code = dimensions.one("party", party)
    return f"{name} ({code.object})" if code is not None else name
