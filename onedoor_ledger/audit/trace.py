"""Verifieringskedja: a figure of a report back to its formula, rules, vouchers, and each voucher's evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from onedoor_ledger.audit.errors import NoSuchFigureError
from onedoor_ledger.books.model import Books
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.reporting.cells import figure_text, unit_text
from onedoor_ledger.reporting.model import Block, Cell, Column, Figure, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language
from onedoor_ledger.voucher import Book


def figure_of(reports: Iterable[Report], id: str) -> tuple[Report, Figure]:
    """The figure ``id`` and the report it stands in, the first that has it.

    :raises NoSuchFigureError: when none has; names what is spelt almost so.
    """
    known: list[str] = []
    for report in reports:
        if id in report.figures:
            return report, report.figures[id]
        known += report.figures
    raise NoSuchFigureError(id, get_close_matches(id, known, n=3))


def build(report: Report, figure: Figure, rules: Rulebook, books: Books, *, today: dt.date) -> Report:
    """The report ``trace`` of one figure."""
    sheet = Sheet(
        id="trace",
        title=_("Chain of evidence"),
        subtitle=f"{figure.id} · {figure.label}",
        sections=(
            Section(_("The figure"), _figure(report, figure)),
            Section(_("Rules"), (_rules(figure, rules),)),
            Section(_("Vouchers"), (_vouchers(figure, books),)),
            Section(_("Source documents"), (_documents(figure, books),)),
        ),
    )
    return Report(
        kind="trace",
        title=_("Chain of evidence for {id}, {period}").format(id=figure.id, period=period_name(report.period)),
        association=report.association,
        period=report.period,
        today=today,
        language=current_language(),
        figures={figure.id: figure},
        sheets=(sheet,),
        rules_digest=rules.digest,
    )


def _figure(report: Report, figure: Figure) -> tuple[Block, ...]:
    return (
        _("{label}: {value} {unit}").format(label=figure.label, value=figure_text(figure), unit=unit_text(figure)),
        _("Report: {report}").format(report=report.title),
        _("How it is made: {formula}").format(formula=figure.provenance.formula),
    )


def _rules(figure: Figure, rules: Rulebook) -> Block:
    named = figure.provenance.rules
    digest = _("All rules together have the checksum {digest}.").format(digest=rules.digest)
    if not named:
        return _("The figure rests on no rule but the chart of accounts.") + " " + digest
    versions = {rule.version: rule for rule in rules.sharing} | {rule.id: rule for rule in rules.sharing}
    rows = []
    for name in named:
        rule = versions.get(name)
        cells: dict[str, Cell] = {"rule": name}
        if rule is not None:
            cells |= {"version": rule.version, "place": str(rule.place), "digest": rule.digest}
        rows.append(Row(cells))
    columns = (
        Column("rule", _("Rule")),
        Column("version", _("Version")),
        Column("place", _("Where")),
        Column("digest", _("Checksum")),
    )
    return Table("rules", _("Rules behind the figure"), columns, tuple(rows), note=digest)


def _vouchers(figure: Figure, books: Books) -> Block:
    if not figure.provenance.vouchers:
        return _("No voucher: the figure comes from rules or from other figures, or is withheld.")
    pairs = {key: by for book in Book for key, by in corrections(books.entries[book]).items()}
    columns = (
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("account", _("Account")),
        Column("text", _("Text")),
        Column("amount", _("Amount"), "ore"),
        Column("corrected", _("Corrected by")),
        Column("place", _("Where")),
    )
    rows = [
        Row(
            {
                "voucher": row["key"],
                "date": row["date"].date(),
                "account": row["account"],
                "text": " · ".join(filter(None, (row["payee"], row["narration"]))),
                "amount": None if row["book"] == Book.PEOPLE.value else int(row["amount"]),
                "corrected": ", ".join(pairs.get(row["key"], ())),
                "place": f"{row['file']}:{int(row['lineno'])}",
            }
        )
        for row in _rows(figure, books)
    ]
    return Table("vouchers", _("Every posting of the vouchers behind the figure"), columns, tuple(rows))


def _documents(figure: Figure, books: Books) -> Block:
    found: dict[tuple[str, str, str, str], None] = {}
    said = {
        f"{entry.date.year}-{entry.meta.get('voucher', '')}": str(entry.meta.get("evidence") or "")
        for book in Book
        for entry in books.entries[book]
        if type(entry).__name__ == "Transaction"
    }
    for row in _rows(figure, books):
        document = row["document"] or said.get(row["key"], "")
        if document or row["source"]:
            found[row["key"], document, row["source"], row["row"]] = None
    if not found:
        return _("None of the vouchers names a document.")
    columns = (
        Column("voucher", _("Voucher")),
        Column("document", _("Document")),
        Column("row", _("Row")),
        Column("digest", _("Checksum")),
    )
    rows = tuple(
        Row({"voucher": key, "document": document, "row": row, "digest": source})
        for key, document, source, row in found
    )
    return Table("documents", _("Where the vouchers come from"), columns, rows)


def _rows(figure: Figure, books: Books) -> Iterator[dict[str, Any]]:
    """The postings of the figure's vouchers, and of the vouchers whose costs those share."""
    frame = books.postings
    keys = set(figure.provenance.vouchers)
    shared = frame.loc[frame["key"].isin(keys), "allocates"]
    keys |= {source.partition("/")[0] for source in shared}
    own = frame.loc[frame["key"].isin(keys) & (frame["key"] != "")]
    columns = list(own.columns)
    for values in own.itertuples(index=False, name=None):
        yield dict(zip(columns, values, strict=True))
