"""``rules/statements.toml``: the rows of resultaträkning, balansräkning and kassaflödesanalys, with their konto."""

from __future__ import annotations

import re

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model.statements import KontoRange, StatementKind, StatementRow
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

PARTS = {
    StatementKind.RR: ("income", "cost"),
    StatementKind.BR: ("assets", "equity", "provisions", "debts"),
    StatementKind.KF: ("operating", "investing", "financing", "infrastructure", "opening", "closing"),
}
SIDES = ("in", "out")
_SPAN = re.compile(r"(\d{2,6})(?:-(\d{2,6}))?")


def statement_rows(file: RuleFile) -> tuple[StatementRow, ...]:
    """The rows of both statements in the file's order; a row that sums others stands after them."""
    found: list[StatementRow] = []
    for row in file.root.tables("row"):
        found.append(_row(row, found))
    return tuple(found)


def _row(row: Table, before: list[StatementRow]) -> StatementRow:
    statement = row.choice("statement", StatementKind)
    sums = row.texts("sums")
    known = [other.id for other in before if other.statement is statement]
    for name in sums:
        if name not in known:
            remedy = _("A row sums rows that stand before it in the same statement: {rows}.").format(
                rows=", ".join(known) or "–"
            )
            row.fault(BadValueError(row.place("sums"), name, remedy))
    ref = row.id()
    if ref in known:
        row.fault(BadValueError(row.place("id"), ref, _("Give each row of a statement its own id.")))
    return StatementRow(
        id=ref,
        statement=statement,
        title=row.text("title"),
        part="" if sums else row.word("part", PARTS[statement]),
        konto=konto_spans(row, "konto"),
        sums=sums,
        dated=row.dated(),
        less=konto_spans(row, "less") if statement is StatementKind.KF else (),
        only=row.word("only", SIDES) if statement is StatementKind.KF and "only" in row else "",
    )


def konto_spans(row: Table, key: str) -> tuple[KontoRange, ...]:
    """The konto under ``key``: single numbers and spans of them."""
    spans = []
    for text in row.texts(key):
        match = _SPAN.fullmatch(text)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            row.fault(BadValueError(row.place(key), text, _('Write a konto "2011" or a span "1500-1699".')))
            continue
        spans.append(KontoRange(int(match[1]), int(match[2] or match[1])))
    return tuple(spans)
