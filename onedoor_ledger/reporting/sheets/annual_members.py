"""Medlemmarnas andelar av varje rad: for their consolidated accounts (LKBR 12:5, FL 9 § 8)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from onedoor_ledger.accounts.layout import LaidRow
from onedoor_ledger.reporting.annual_material import AnnualMaterial, member_row, opening_row, row_title
from onedoor_ledger.reporting.cells import cell_text
from onedoor_ledger.reporting.model import Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.annual_statements import STYLES
from onedoor_ledger.sharing.members import MembersShares, SharedRow
from onedoor_ledger.texts import _

NO_BREAK = "\u00a0"


def annual_members_sheet(made: AnnualMaterial) -> Sheet:
    """Each member's share of every row of both statements, to the öre."""
    title, found = _("Members' shares of each row"), made.members
    if found is None:
        why = _("The rules have no statement rows (rules/statements.toml) or no contributions for the year.")
        return Sheet("members", title, "", (Section(_("Nothing to show"), (why,)),))
    layout = made.annual.layout
    return Sheet(
        "members",
        title,
        _("By the contributions of {year}. Kronor and öre. Income is plus, cost minus.").format(year=found.year),
        (
            Section(_("Income statement by member"), (_table(made, found, "rr", layout.income, found.income),)),
            Section(_("Balance sheet by member"), (_table(made, found, "br", layout.balance, found.balance), _how())),
        ),
        foot=_("For the members' consolidated accounts and notes. Shown, never booked."),
    )


def _how() -> str:
    return _(
        "By the law (FL 5 and 9 §§): the parties first, then the members inside each, as the contributions are shared."
        " Each row adds up to the association's own amount to the öre, and each column to its own sums."
    )


def _table(
    made: AnnualMaterial, found: MembersShares, statement: str, laid: Iterable[LaidRow], shared: Iterable[SharedRow]
) -> Table:
    refs = {member_row(row, statement, opening_row(made)) for row in shared}
    rows = []
    for row in laid:
        ref, cost = f"{statement}.{row.id}", row.part == "cost"
        if ref not in refs:
            continue
        cells: dict[str, Cell] = {"row": row_title(row), "whole": made.cell(ref, cost=cost)}
        cells |= {member: made.cell(f"{ref}.{member}", cost=cost) for member in found.weights}
        rows.append(Row(cells, STYLES[row.kind]))
    columns = (
        Column("row", _("Row")),
        Column("whole", _("The association"), "ore"),
        *(Column(member, _share(made, member, found.weights[member]), "ore") for member in found.weights),
    )
    caption = _("Income statement by member") if statement == "rr" else _("Balance sheet by member")
    return Table(f"members_{statement}", caption, columns, tuple(rows))


def _share(made: AnnualMaterial, member: str, share: Fraction) -> str:
    """The member and its part, which is not cut from its sign at a line's end."""
    return f"{made.short(member)} {cell_text(share, 'percent').replace(' ', NO_BREAK)}"
