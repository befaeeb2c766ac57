"""Noter: the accounting principles, what the rows consist of, and what the law asks for beside them (LKBR 9 kap.)."""

from __future__ import annotations

from onedoor_ledger.accounts.notes import NoteTable
from onedoor_ledger.reporting.annual_material import AnnualMaterial
from onedoor_ledger.reporting.model import Block, Cell, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.annual_statements import year_columns
from onedoor_ledger.texts import _


def notes_sheet(made: AnnualMaterial) -> Sheet:
    """Note 1 is the principles; the others follow in the rules' order."""
    title = _("Note {n}  {title}")
    sections = [Section(title.format(n=1, title=_("Accounting principles")), _principles(made))]
    for table in made.annual.notes:
        text: tuple[Block, ...] = (table.note.text,) if table.note.text else ()
        name = title.format(n=table.number, title=table.note.title)
        sections.append(Section(name, (*text, _table(made, table))))
    subtitle = _("In kronor. Each note adds up to the row that refers to it.")
    return Sheet("notes", _("Notes to the statements"), subtitle, tuple(sections), portrait=True)


def _principles(made: AnnualMaterial) -> tuple[Block, ...]:
    held = [row for row in made.rules.annual.principles if row.dated.covers(made.period.end)]
    if not held:
        return (_("The rules say nothing of the accounting principles: write them in rules/annual.toml."),)
    return tuple(f"{row.title}. {row.text}" for row in held)


def _table(made: AnnualMaterial, table: NoteTable) -> Table:
    ref = table.note.id
    rows = [
        Row({"row": line.title or _("Other"), **_pair(made, f"{ref}.{n}")})
        for n, line in enumerate(table.lines, start=1)
        if line.now.amount or (line.previous is not None and line.previous.amount) or not table.note.row
    ]
    rows.append(Row({"row": _("Sum"), **_pair(made, ref)}, "total"))
    columns = year_columns(made, _("What"), notes=False)
    source = _("Source: {source}.").format(source=table.note.dated.source)
    return Table(ref.replace("-", "_"), table.note.title, columns, tuple(rows), note="" if table.note.row else source)


def _pair(made: AnnualMaterial, ref: str) -> dict[str, Cell]:
    return {"now": made.figures[ref], "previous": made.figures[f"{ref}.previous"]}
