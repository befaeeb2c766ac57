"""Verifieringskedja: a figure of a report back to its formula, rules, vouchers, and each voucher's evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from onedoor_ledger.audit.errors import NoSuchFigureError
from onedoor_ledger.books.model import Books
from onedoor_ledger.reporting.cells import figure_text, unit_text
from onedoor_ledger.reporting.model import Block, Column, Figure, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.rule_trail import rules_table
from onedoor_ledger.reporting.trail import Trail, Trails
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language


def figure_of(reports: Iterable[Report], id: str) -> tuple[Report, Figure]:
    """The figure ``id`` and the report it stands in, the first that has it.

    :raises NoSuchFigureError: when none has; names what is spelt almost so.
    """
    known: dict[str, None] = {}
    for report in reports:
        if id in report.figures:
            return report, report.figures[id]
        known |= dict.fromkeys(report.figures)
    raise NoSuchFigureError(id, get_close_matches(id, known, n=3))


def build(report: Report, figure: Figure, rules: Rulebook, books: Books, *, today: dt.date) -> Report:
    """The report ``trace`` of one figure."""
    trails = Trails(rules, books)
    trail = trails.of(figure)
    sheet = Sheet(
        id="trace",
        title=_("Chain of evidence"),
        subtitle=f"{figure.id} · {figure.label}",
        sections=(
            Section(_("The figure"), _figure(report, figure)),
            Section(_("Rules"), (_rules(trail, rules.digest),)),
            Section(_("Vouchers"), (_vouchers(trail, trails.corrected),)),
            Section(_("Source documents"), (_documents(trail),)),
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


def _rules(trail: Trail, digest: str) -> Block:
    said = _("All rules together have the checksum {digest}.").format(digest=digest)
    if not trail.rules:
        return _("The figure rests on no rule but the chart of accounts.") + " " + said
    return rules_table("rules", _("Rules behind the figure"), trail.rules, said)


def _vouchers(trail: Trail, corrected: Mapping[str, tuple[str, ...]]) -> Block:
    if not trail.figure.provenance.vouchers:
        return _("No voucher: the figure comes from rules or from other figures, or is withheld.")
    columns = (
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("account", _("Account")),
        Column("text", _("Text")),
        Column("amount", _("Amount"), "ore"),
        Column("corrected", _("Corrected by")),
        Column("place", _("Where")),
    )
    rows = (
        Row(
            {
                "voucher": posting.key,
                "date": posting.date,
                "account": posting.account,
                "text": posting.text,
                "amount": posting.amount,
                "corrected": ", ".join(corrected.get(posting.key, ())),
                "place": posting.place,
            }
        )
        for posting in trail.postings
    )
    return Table("vouchers", _("Every posting of the vouchers behind the figure"), columns, tuple(rows))


def _documents(trail: Trail) -> Block:
    if not trail.documents:
        return _("None of the vouchers names a document.")
    columns = (
        Column("voucher", _("Voucher")),
        Column("document", _("Document")),
        Column("row", _("Row")),
        Column("digest", _("Checksum")),
    )
    rows = (
        Row({"voucher": found.key, "document": found.document, "row": found.row, "digest": found.digest})
        for found in trail.documents
    )
    return Table("documents", _("Where the vouchers come from"), columns, tuple(rows))
