"""Medlemmarnas andelar: each member's share of förbundets statements (FL 9 § 8), of a shortfall, and at its end."""

from __future__ import annotations

from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sharing_material import SharingMaterial
from onedoor_ledger.reporting.words import exact_money, listed, long_date
from onedoor_ledger.sharing.members import MembersShares, SharedRow
from onedoor_ledger.texts import _

STYLES = {"sum": "subtotal", "result": "normal", "equity": "subtotal", "total": "total", "row": "normal"}


def members_sheet(made: SharingMaterial) -> Sheet:
    """Tables for the members' own accounts; nothing of it is booked."""
    title, found = _("Members' shares"), made.members
    if found is None:
        why = _("The rules have no statement rows (rules/statements.toml) or no contributions for the year.")
        return Sheet("members", title, "", (Section(_("Nothing to show"), (why,)),))
    return Sheet(
        "members",
        title,
        _("Each member's share by the contributions of {year}, on {date}. Kronor and öre.").format(
            year=found.year, date=long_date(made.period.end)
        ),
        (
            Section(_("In short"), (_how(found), _weights(made, found))),
            Section(_("Income statement by member"), (_statement(made, found, "income"),)),
            Section(_("Balance sheet by member"), (_statement(made, found, "balance"), _meaning())),
            Section(_("If the assets do not cover the debts"), _shortfall(made, found)),
            Section(_("If the association is wound up"), _winding_up(made, found)),
        ),
        foot=_("For the members' consolidated accounts and notes. Shown, never booked."),
    )


def _how(found: MembersShares) -> str:
    words = _(
        "By the law (FL 5 and 9 §§): the parties first, then the members inside each, as the contributions are shared."
        " Each row adds up to the association's own amount to the öre, and each column to its own sums. Income is"
        " plus, cost minus."
    )
    if found.unplaced:
        words += " " + _("{x} stands on konto that no row holds: the statement does not balance.").format(
            x=exact_money(found.unplaced)
        )
    return words


def _meaning() -> str:
    return _(
        "Equity at the start of the year is shared as this year's contributions are; last year's shares may have been"
        " others."
    )


def _statement(made: SharingMaterial, found: MembersShares, which: str) -> Table:
    shown = found.income if which == "income" else found.balance
    caption = _("From 1 January") if which == "income" else _("At the period's end")
    rows = tuple(_row(row, row.title or _title(row)) for row in shown if _worth(row))
    return Table(f"members_{which}", caption, _columns(made, found), rows)


def _weights(made: SharingMaterial, found: MembersShares) -> Table:
    columns = (
        Column("member", _("Member")),
        Column("share", _("Share"), "percent"),
        Column("assets", _("Of the assets"), "ore", total=True),
        Column("owed", _("Of debts and provisions"), "ore", total=True),
        Column("equity", _("Of equity"), "ore", total=True),
        Column("result", _("Of the year's result"), "ore", total=True),
    )
    rows = []
    for member in found.weights:
        cells: dict[str, Cell] = {"member": made.name(member), "share": found.weights[member]}
        rows.append(Row(cells | {key: made.figures[f"member.{member}.{key}"] for key in found.sums}))
    total: dict[str, Cell] = {key: row.whole for key, row in found.sums.items()}
    rows.append(Row({"member": _("The association"), **total}, "total"))
    return Table("members_shares", _("In short"), columns, tuple(rows))


def _worth(row: SharedRow) -> bool:
    """A row with an amount, or a sum the law's layout wants."""
    return bool(row.whole) or any(row.by_member.values()) or row.kind != "row"


def _row(row: SharedRow, title: str) -> Row:
    return Row({"row": title, "whole": row.whole, **row.by_member}, STYLES[row.kind])


def _columns(made: SharingMaterial, found: MembersShares) -> tuple[Column, ...]:
    return (
        Column("row", _("Row")),
        Column("whole", _("The association"), "ore", total=True),
        *(Column(member, made.short(member), "ore", total=True) for member in found.weights),
    )


def _title(row: SharedRow) -> str:
    words = {
        "equity_opening": _("Equity at the start of the year"),
        "equity_result": _("A II The year's result"),
        "equity": _("A III Equity at the end"),
        "debts_and_equity": _("Equity, provisions and debts together"),
    }
    return words.get(row.id, row.id)


def _shortfall(made: SharingMaterial, found: MembersShares) -> tuple[Block, ...]:
    if not found.shortfall.whole:
        words = _("The assets cover the debts by {x}: no member has anything to add (FL 22 §).")
        return (words.format(x=exact_money(found.sums["equity"].whole)),)
    words = _("The assets do not cover the debts: {x} is lacking. Each member adds its share (FL 22 §).")
    table = Table(
        "members_shortfall",
        _("What each member adds"),
        _columns(made, found),
        (_row(found.shortfall, _("To add")),),
    )
    return (words.format(x=exact_money(found.shortfall.whole)), table)


def _winding_up(made: SharingMaterial, found: MembersShares) -> tuple[Block, ...]:
    how, row = found.how, found.winding_up
    if how is None or row is None:
        return (_("The rules do not say how förbundsordningen shares what is left: add it to rules/association.toml."),)
    words = _(
        "Had the association ended on {date}, {x} would be left. By förbundsordningen it is shared by the members'"
        " contributions of {years} together ({source})."
    ).format(
        date=long_date(made.period.end),
        x=exact_money(row.whole),
        years=listed([str(year) for year in how.years if year <= made.period.year]),
        source=how.source,
    )
    table = Table(
        "members_winding_up",
        _("What each member would get"),
        _columns(made, found),
        (_row(row, _("Would be left")),),
    )
    return (words, table)
