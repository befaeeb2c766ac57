"""Partsredovisning: each participant's statement; what two parties' statements say of each other is the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.reporting.sharing_material import SharingMaterial, draft, sharing_material
from onedoor_ledger.reporting.sheets.cost_sharing import cost_sharing_sheet
from onedoor_ledger.reporting.sheets.party_statement import share_lines_sheet, statement_sheet
from onedoor_ledger.reporting.unfinished import booked_so_far
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language


def build(
    rules: Rulebook,
    books: Books,
    period: Period,
    *,
    today: dt.date,
    parties: Collection[str] = (),
    pending: int = 0,
) -> Report:
    """Make the statements of ``parties`` (ids), or of everybody when none is named.

    The figures are everybody's, whoever is asked for: each party sees the same numbers.
    """
    return _report(sharing_material(rules, books, period, today=today), parties, pending)


def each(rules: Rulebook, books: Books, period: Period, *, today: dt.date, pending: int = 0) -> Mapping[str, Report]:
    """A report of its own for each participant, by its id, from the same material."""
    made = sharing_material(rules, books, period, today=today)
    return {who.id: _report(made, (who.id,), pending) for who in rules.participants}


def _report(made: SharingMaterial, parties: Collection[str], pending: int) -> Report:
    sheets = []
    for statement in made.statements:
        if not parties or statement.participant.id in parties:
            sheets.append(statement_sheet(made, statement))
            if statement.lines:
                sheets.append(share_lines_sheet(made, statement))
    names = [made.name(party) for party in parties]
    title = _("Party statement {period}").format(period=period_name(made.period))
    return Report(
        kind="party",
        title=f"{title}, {names[0]}" if len(names) == 1 else title,
        association=made.rules.association.printed,
        period=made.period,
        today=made.today,
        language=current_language(),
        figures=made.figures.made(),
        sheets=(*sheets, cost_sharing_sheet(made)),
        rules_digest=made.rules.digest,
        notes=(*booked_so_far(made.period, made.today), *draft(pending)),
        pending=pending,
    )
