"""Avstämning: the statements against each other, against the year before and against the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.accounts.reconciliation import Reconciled
from onedoor_ledger.reporting.annual_material import AnnualMaterial
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import _, ngettext


def checks_sheet(made: AnnualMaterial) -> Sheet:
    """What must agree, and whether it does."""
    between, before, ledger = made.checks
    year = made.period.year
    sections = [
        Section(
            _("Between the statements"),
            (_verdict(made), _table("between", between, _("The one side"), _("The other side"))),
        )
    ]
    if before:
        closed, opened = (
            _("Closing balance {year}").format(year=year - 1),
            _("Opening balance {year}").format(year=year),
        )
        words = _("This year begins with what the year before ended with, row by row (LKBR).")
        sections.append(Section(_("With the year before"), (words, _table("carried", before, closed, opened))))
    how = _("The ledger's own entries are added up again, account by account, by another path than the report took.")
    told = _table("ledger", ledger, _("In the report"), _("In the ledger"))
    sections.append(Section(_("With the ledger"), (how, told)))
    return Sheet("checks", _("Reconciliation"), _("Kronor and öre."), tuple(sections), portrait=True)


def _verdict(made: AnnualMaterial) -> Block:
    wrong = len(made.found)
    if not wrong:
        return _("Everything agrees to the öre.")
    words = ngettext(
        "{n} thing does not agree: do not use the report before it is mended.",
        "{n} things do not agree: do not use the report before they are mended.",
        wrong,
    )
    return words.format(n=wrong)


def _table(id: str, rows: Sequence[Reconciled], one: str, other: str) -> Table:
    columns = (
        Column("label", _("What")),
        Column("one", one, "ore"),
        Column("other", other, "ore"),
        Column("difference", _("Difference"), "ore"),
        Column("agrees", _("Agrees")),
    )
    made = tuple(
        Row(
            {
                "label": row.label,
                "one": row.reported,
                "other": row.ledger,
                "difference": row.difference,
                "agrees": _("No") if row.difference else _("Yes"),
            }
        )
        for row in rows
    )
    return Table(f"checks_{id}", one, columns, made)
