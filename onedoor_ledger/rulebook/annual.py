"""``rules/annual.toml``: what the annual report says beside the books."""

from __future__ import annotations

import re

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model.accounts import ROLES
from onedoor_ledger.rulebook.model.annual import (
    AnnualRules,
    KontoGroup,
    Note,
    NoteLine,
    PaymentDay,
    Pledge,
    Principle,
    Specification,
)
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.rulebook.statements import konto_spans
from onedoor_ledger.texts import _

HOW = ("items", "oldest", "movement")
KINDS = ("pledge", "liability")
LAST_DAY = 28
"""The last day of the month that every month has."""
_DIGITS = re.compile(r"\d{2,3}")
_ROW = re.compile(r"(rr|br)\.[a-z][a-z0-9_-]*")


def annual_rules(file: RuleFile) -> AnnualRules:
    """Everything the file says, in its order."""
    root = file.root
    return AnnualRules(
        principles=tuple(
            Principle(row.text("title"), row.text("text"), row.dated()) for row in root.tables("principle")
        ),
        notes=_notes(root),
        specifications=tuple(
            Specification(konto_spans(row, "konto"), row.word("by", HOW), row.text_or("evidence") or "", row.dated())
            for row in root.tables("specification")
        ),
        pledges=tuple(
            Pledge(row.word("kind", KINDS), row.text("title"), row.kronor("amount"), row.dated())
            for row in root.tables("pledge")
        ),
        payment_days=tuple(_payment_day(row) for row in root.tables("payment_day")),
        groups=tuple(_group(row) for row in root.tables("group")),
    )


def _notes(root: Table) -> tuple[Note, ...]:
    found: list[Note] = []
    for row in root.tables("note"):
        ref = row.id()
        if ref in {note.id for note in found}:
            row.fault(BadValueError(row.place("id"), ref, _("Give each note its own id.")))
        of = row.text_or("row") or ""
        if of and not _ROW.fullmatch(of):
            row.fault(BadValueError(row.place("row"), of, _('Write the statement and the row\'s id, "rr.intakter".')))
        lines = tuple(NoteLine(line.text("title"), konto_spans(line, "konto")) for line in row.tables("line"))
        found.append(Note(ref, row.text("title"), of, row.text_or("text") or "", lines, row.dated()))
    return tuple(found)


def _payment_day(row: Table) -> PaymentDay:
    day = row.whole("day")
    if not 1 <= day <= LAST_DAY:
        row.fault(BadValueError(row.place("day"), str(day), _("Write a day of the month, 1 to 28.")))
    return PaymentDay(row.word("role", tuple(ROLES)), min(max(day, 1), LAST_DAY), row.whole("days"), row.dated())


def _group(row: Table) -> KontoGroup:
    digits = row.text("digits")
    if digits and not _DIGITS.fullmatch(digits):
        row.fault(BadValueError(row.place("digits"), digits, _('Write the first two or three digits, "35" or "501".')))
    return KontoGroup(digits, row.text("title"), row.dated())
