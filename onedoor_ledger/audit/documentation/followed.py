"""How a figure is followed, shown on a real one: figure, voucher, document, row; and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.audit.trace import build as trace
from onedoor_ledger.books.model import Books
from onedoor_ledger.reporting.model import Block, Figure, Report, Section, Sheet, Unit
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


def sheet(report: Report | None, rules: Rulebook, books: Books, today: dt.date) -> Sheet:
    """The chain of one of the report's figures, the one that shows most of the way with fewest vouchers."""
    figure = example(report, books) if report is not None else None
    sections: tuple[Section, ...]
    if report is None or figure is None:
        sections = (Section(_("In words"), (_in_words(), _("No figure of the year rests on a voucher yet."))),)
    else:
        chain = trace(report, figure, rules, books, today=today).sheets[0]
        sections = (
            Section(_("In words"), (_in_words(), _as_command(report, figure))),
            *chain.sections,
            Section(_("And back again"), tuple(_back(figure, rules, books))),
        )
    return Sheet(
        id="followed",
        title=_("How a figure is followed"),
        subtitle=_("From a report to the voucher, the document and its row, and back."),
        sections=sections,
    )


def example(report: Report, books: Books) -> Figure | None:
    """The figure to show; None when none rests on a voucher."""
    able = [f for f in report.figures.values() if f.unit is Unit.ORE and f.value and f.provenance.vouchers]
    if not able:
        return None
    frame = books.postings
    with_row = set(frame.loc[(frame["document"] != "") & (frame["row"] != ""), "key"])
    with_document = set(frame.loc[frame["document"] != "", "key"])

    def rank(figure: Figure) -> tuple[bool, bool, bool, int]:
        keys = set(figure.provenance.vouchers)
        return not keys & with_row, not keys & with_document, figure.estimated != 0, len(keys)

    return min(able, key=rank)


def _in_words() -> str:
    return _(
        "Every figure of a report has an id, says how it was made and names its vouchers. Each voucher names the "
        "document it rests on, with checksum, and the row in it; the document lies in ledger/documents/ as it was "
        "received. Below, one figure is followed all the way."
    )


def _as_command(report: Report, figure: Figure) -> str:
    return _("The same for any figure: onedoor trace {id} {period}").format(id=figure.id, period=report.period)


def _back(figure: Figure, rules: Rulebook, books: Books) -> Iterator[Block]:
    """The way from the first voucher with a row, else the first, through both orders to the statements."""
    frame = books.postings
    own = frame.loc[frame["key"].isin(figure.provenance.vouchers) & (frame["key"] != "")]
    if own.empty:
        return
    first = own.sort_values("row", key=lambda row: row == "", kind="stable").iloc[0]
    lines = frame.loc[frame["key"] == first["key"]]
    yield _(
        "Voucher {voucher} stands in the grundbok among what was registered on {registered}, and in the huvudbok on "
        "{accounts}."
    ).format(
        voucher=first["key"],
        registered=first["registered"],
        accounts=", ".join(dict.fromkeys(map(_account, _pairs(lines)))),
    )
    if first["book"] != Book.ASSOCIATION.value:
        return
    day = first["date"].date()
    for konto, _name in dict.fromkeys(_pairs(lines)):
        row = next((r for r in rules.statement_rows if r.dated.covers(day) and r.holds(konto)), None)
        if row is not None:
            yield _("Konto {konto} is part of the row {row} ({statement}).").format(
                konto=konto, row=row.title, statement=row.statement.value.upper()
            )


def _pairs(lines: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(map(str, lines["konto"]), map(str, lines["account"]), strict=True))


def _account(pair: tuple[str, str]) -> str:
    return " ".join(filter(None, pair))
