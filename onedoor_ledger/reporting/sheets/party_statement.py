"""Partsredovisning: one participant's account with förbundet and the others, what it bears, and the lines behind it."""

from __future__ import annotations

from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sharing_material import MEASURED, SharingMaterial, relation_id, relation_name
from onedoor_ledger.reporting.sheets.cost_sharing import key_words, line_text, parties_foot
from onedoor_ledger.reporting.sheets.settlement import movement_cells, movement_columns, underlag_table
from onedoor_ledger.reporting.words import exact_money, long_date, period_name
from onedoor_ledger.sharing.statement import Kind, OwnCost, Statement
from onedoor_ledger.texts import _


def statement_sheet(made: SharingMaterial, statement: Statement) -> Sheet:
    """The participant's account in one page."""
    who = statement.participant
    sections = [Section(_("In short"), tuple(_short(made, statement)))]
    if statement.relations:
        sections.append(
            Section(_("What stands between {party} and others").format(party=who.name), _account(made, statement))
        )
    between = [row for row in statement.relations if row.moved is not None]
    if between:
        sections.append(Section(_("Settlement with the other parties"), _between(made, statement)))
    if statement.requisitions:
        sections.append(Section(_("Requisitions received"), (_requisitions(made, statement),)))
    sections.append(Section(_("What {party} bears itself").format(party=who.name), _own(made, statement)))
    return Sheet(
        f"party_{who.id}",
        who.name,
        _("Party statement, {period}. Kronor and öre.").format(period=period_name(made.period)),
        tuple(sections),
        foot=_(
            "Contributions and requisitions come from the association's books; the rest from the parties' book, which"
            " is side information and not part of them."
        ),
    )


def share_lines_sheet(made: SharingMaterial, statement: Statement) -> Sheet:
    """Each shared cost it bears a part of, rule by rule, with its voucher and source."""
    who = statement.participant
    rules = list(dict.fromkeys(line.rule for line in statement.lines))
    sections = tuple(Section(made.title(rule), _lines(made, statement, rule)) for rule in rules)
    nothing = (Section(_("No cost lines"), (_("{party} bears no shared cost in the period.").format(party=who.name),)),)
    return Sheet(
        f"party_{who.id}_lines",
        _("{party}: cost lines").format(party=who.short),
        _("What {party} bears of each shared cost, {period}. Kronor and öre, without VAT.").format(
            party=who.name, period=period_name(made.period)
        ),
        sections or nothing,
        foot=parties_foot(),
    )


def _short(made: SharingMaterial, statement: Statement) -> list[Block]:
    who, position = statement.participant.name, statement.position
    words: list[Block] = []
    if statement.lines:
        words.append(
            _("{party} bears {x} of the period's shared costs, before VAT.").format(
                party=who, x=exact_money(statement.borne)
            )
        )
    if position > 0:
        words.append(
            _("On {date} the other parties owe {party} {x} for shared costs.").format(
                date=long_date(made.period.end), party=who, x=exact_money(position)
            )
        )
    elif position < 0:
        words.append(
            _("On {date} {party} owes the other parties {x} for shared costs.").format(
                date=long_date(made.period.end), party=who, x=exact_money(position)
            )
        )
    for row in statement.relations:
        if row.kind is Kind.CONTRIBUTION and row.closing:
            text = (
                _("{party} has {x} of its contribution to the association unpaid.")
                if row.closing > 0
                else _("{party} has paid {x} of its contribution ahead.")
            )
            words.append(text.format(party=who, x=exact_money(row.closing)))
        if row.kind is Kind.REQUISITION and row.closing:
            text = _("The association has received requisitions of {x} that are not paid yet.")
            words.append(text.format(x=exact_money(row.closing)))
    return words or [_("Nothing is open between {party} and the others.").format(party=who)]


def _account(made: SharingMaterial, statement: Statement) -> tuple[Block, ...]:
    who = statement.participant.id
    rows = []
    for row in statement.relations:
        cells: dict[str, Cell] = {"what": relation_name(made, row.kind, row.other)}
        figures = {key: made.figures[relation_id(who, row.kind, row.other, key)] for key, _told in MEASURED}
        rows.append(Row(cells | figures))
    columns = (
        Column("what", _("{party} …").format(party=statement.participant.name)),
        Column("opening", _("At the start"), "ore"),
        Column("added", _("Called, received or shared"), "ore"),
        Column("paid", _("Paid"), "ore"),
        Column("closing", _("At the end"), "ore"),
    )
    note = _(
        "Each row: at the start + what came - what was paid = at the end. A contribution below zero is paid ahead."
    )
    return (Table(f"account_{who}", _("From start to end"), columns, tuple(rows), note),)


def _between(made: SharingMaterial, statement: Statement) -> tuple[Block, ...]:
    who = statement.participant.id
    rows = [
        Row({"other": made.name(row.other), **movement_cells(row.moved)})
        for row in statement.relations
        if row.moved is not None
    ]
    columns = (Column("other", _("The other party")), *movement_columns())
    caption = (
        _("What the others owe") if any(not row.owes for row in statement.relations if row.moved) else _("What it owes")
    )
    blocks: list[Block] = [Table(f"between_{who}", caption, columns, tuple(rows))]
    if statement.underlags:
        blocks.append(underlag_table(made, list(statement.underlags), of=who, id=f"underlags_{who}"))
    return tuple(blocks)


def _requisitions(made: SharingMaterial, statement: Statement) -> Table:
    names = {measure.id: f"{measure.code} {measure.name}" for measure in made.rules.measures}
    rows = [
        Row(
            {
                "date": each.date,
                "voucher": each.voucher,
                "measure": names.get(each.measure, each.measure),
                "service": each.service,
                "reference": each.reference,
                "asked": each.asked if each.asked is not None else each.accepted,
                "accepted": each.accepted,
            }
        )
        for each in statement.requisitions
    ]
    total = sum(each.accepted for each in statement.requisitions)
    rows.append(Row({"measure": _("All together"), "accepted": total}, "total"))
    columns = (
        Column("date", _("Received"), "date"),
        Column("voucher", _("Voucher")),
        Column("measure", _("Measure")),
        Column("service", _("For the period")),
        Column("reference", _("Reference")),
        Column("asked", _("Asked"), "ore"),
        Column("accepted", _("Accepted"), "ore", total=True),
    )
    who = statement.participant.id
    return Table(f"requisitions_{who}", _("What the association has accepted to pay"), columns, tuple(rows))


def _own(made: SharingMaterial, statement: Statement) -> tuple[Block, ...]:
    who = statement.participant.id
    if not statement.own:
        return (_("No own costs are reported for the period."),)
    kinds = {kind.component: kind.name for kind in made.rules.spending}
    rows = [Row({"what": _own_word(kinds, cost), "amount": cost.amount.amount}) for cost in statement.own]
    rows.append(Row({"what": _("All together"), "amount": sum(cost.amount.amount for cost in statement.own)}, "total"))
    columns = (Column("what", _("Cost")), Column("amount", _("In the period"), "ore", total=True))
    return (Table(f"own_{who}", _("Own costs borne"), columns, tuple(rows)),)


def _own_word(kinds: dict[str, str], cost: OwnCost) -> str:
    component = cost.account.split(":")[-1]
    words = {
        "Brutto": _("Front door: the whole cost, as host"),
        "ErsattAvFörbundet": _("Front door: paid by the association"),
        "FördeladUt": _("Front door: the others' shares"),
        "Andel": _("Front door: its share"),
    }
    return words.get(component) or kinds.get(component, component)


def _lines(made: SharingMaterial, statement: Statement, rule: str) -> tuple[Block, ...]:
    who = statement.participant.id
    own = [line for line in statement.lines if line.rule == rule]
    rows = [
        Row(
            {
                "date": line.date,
                "voucher": line.voucher,
                "text": line_text(line),
                "allocation": line.allocation,
                "whole": line.whole,
                "share": line.shares[who],
                "source": line.source,
            }
        )
        for line in own
    ]
    sums = {"whole": sum(line.whole for line in own), "share": sum(line.shares[who] for line in own)}
    rows.append(Row({"text": _("All together"), **sums}, "total"))
    columns = (
        Column("date", _("Date"), "date"),
        Column("voucher", _("Entry")),
        Column("text", _("What")),
        Column("allocation", _("Shared by")),
        Column("whole", _("The whole"), "ore", total=True),
        Column("share", made.short(who), "ore", total=True),
        Column("source", _("Source")),
    )
    table = Table(f"lines_{who}_{rule.replace('-', '_')}", _("Each cost and its share"), columns, tuple(rows))
    versions = dict.fromkeys(line.version for line in own)
    keys = [key_words(made, r) for r in made.rules.sharing if r.version in versions]
    return (table, *keys)
