"""Parterna: what each put in and what it received; and Gemensam ingång: the front door's cost and who bears it."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.accounts.parties import Door
from onedoor_ledger.reporting.charts import door_chart, party_chart, worth_drawing
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date, money, percent
from onedoor_ledger.rulebook.model import SharingRule
from onedoor_ledger.texts import _

PARTS = ("contributed", "reimbursed", "requisitioned", "paid_out", "door", "in_kind", "target_group")


def parties_sheet(material: Material) -> Sheet:
    """One row per participant, förbundets books and the parties' own kept apart."""
    made = material.figures
    rows = []
    for party in material.year.parties:
        cells: dict[str, Cell] = {"party": party.participant.name}
        rows.append(Row(cells | {key: made[f"party.{party.participant.id}.{key}"] for key in PARTS}))
    total: dict[str, Cell] = {
        key: sum(value for row in rows if isinstance(value := _value(row.cells[key]), int)) for key in PARTS
    }
    rows.append(Row({"party": _("All together"), **total}, "total"))
    columns = (
        Column("party", _("Party")),
        Column("contributed", _("Contributions paid"), "kr", total=True),
        Column("reimbursed", _("Reimbursement for measures (cost)"), "kr", total=True),
        Column("requisitioned", _("Requisitions received"), "kr", total=True),
        Column("paid_out", _("Requisitions paid"), "kr", total=True),
        Column("door", _("Bears itself of the front door"), "kr", total=True),
        Column("in_kind", _("Own time and premises"), "kr", total=True),
        Column("target_group", _("Own spending on the target group"), "kr", total=True),
    )
    notes = (
        _("Reimbursement repays what a measure costs the party: it is no gain."),
        _(
            "The three last columns come from the parties' book: side information, not part of the association's"
            " accounts. Requisitions received may belong to last year; the cost column belongs to this one."
        ),
    )
    table = Table("parties", _("What each party put in and received"), columns, tuple(rows), " ".join(notes))
    return Sheet(
        id="parties",
        title=_("The parties"),
        subtitle=_("What each put in and received, in kronor, up to {date}.").format(
            date=long_date(material.period.end)
        ),
        sections=(Section(_("Put in and received"), (table, *worth_drawing(party_chart(material.year)))),),
    )


def door_sheet(material: Material) -> Sheet:
    """What the front doors cost, who bears it, and who owes the host."""
    doors = material.year.doors
    sections = tuple(
        Section(door.site.name, (_door_words(door), _door(material, door), *worth_drawing(door_chart(door))))
        for door in doors
    )
    nothing = (Section(_("No front door"), (_("The rules name no front door the parties share."),)),)
    return Sheet(
        id="door",
        title=_("One front door"),
        subtitle=_("What the parties share outside the association's accounts, in kronor, up to {date}.").format(
            date=long_date(material.period.end)
        ),
        sections=sections or nothing,
        foot=_("From the parties' book: side information, not part of the association's accounts."),
    )


def _door_words(door: Door) -> str:
    return _(
        "The whole cost so far is {gross}; the association finances {part} as a structural measure, and the parties"
        " share the other {rest}. {host} is host: it has the contracts and is repaid by the others."
    ).format(
        gross=money(door.gross.amount),
        part=money(door.by_association.amount),
        rest=money(door.shared),
        host=door.host.name,
    )


def _door(material: Material, door: Door) -> Table:
    made = material.figures
    rule = _rule(material, door)
    weights = rule.weights if rule else {}
    whole = sum(weights.values())
    rows: list[Row] = []
    for share in door.shares:
        ref = share.participant.id
        part = weights.get(ref, 0)
        rows.append(
            Row(
                {
                    "party": share.participant.name,
                    "key": f"{percent(Fraction(part, whole))} %" if whole else None,
                    "cost": made[f"party.{ref}.door"],
                    "owes": made[f"door.{door.site.id}.owes.{ref}"],
                }
            )
        )
    costs = sum(share.cost.amount for share in door.shares)
    debts = sum(share.owes_host.amount for share in door.shares)
    rows.append(Row({"party": _("All together"), "cost": costs, "owes": debts}, "total"))
    columns = (
        Column("party", _("Party")),
        Column("key", _("Key")),
        Column("cost", _("Bears itself so far"), "kr", total=True),
        Column("owes", _("Owes the host"), "kr", total=True),
    )
    note = _("Key: {title}, {agreement}.").format(title=rule.title, agreement=rule.agreement) if rule else ""
    return Table(f"door_{door.site.id.replace('-', '_')}", _("Who bears the front door"), columns, tuple(rows), note)


def _rule(material: Material, door: Door) -> SharingRule | None:
    end = material.period.end
    return next((r for r in material.rules.sharing if r.site == door.site.id and r.dated.covers(end)), None)


def _value(cell: Cell) -> object:
    return getattr(cell, "value", cell)
