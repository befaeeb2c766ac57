"""The settlement as a report: who bore what under each rule, who owes whom (avräkningsunderlag)."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.reporting.model import Block, Column, Figure, Provenance, Report, Row, Section, Sheet, Table, Unit
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.settlement import RuleShares, Settlement, SharedFigure
from onedoor_ledger.texts import _, current_language


def build(rules: Rulebook, settlement: Settlement, *, today: dt.date, pending: int) -> Report:
    """One sheet: a table per sharing rule, the claims between host and participants, each one's position."""
    title = _("Cost sharing and settlement, {period}").format(period=settlement.period)
    draft = _("Draft: rests on {n} vouchers that are not booked yet.").format(n=pending)
    blocks: list[Block] = [_rule_table(rules, shares) for shares in settlement.rules]
    sections = [Section(_("Who bears what"), tuple(blocks) or (_("No rule shares anything in this period."),))]
    if settlement.claims:
        sections.append(Section(_("Who owes whom"), (_claims(rules, settlement), _positions(rules, settlement))))
    sheet = Sheet("sharing", title, _("Amounts in kronor."), tuple(sections), foot=_foot())
    return Report(
        kind="sharing",
        title=title,
        association=rules.association.name,
        period=settlement.period,
        today=today,
        language=current_language(),
        figures={figure_id: _figure(figure) for figure_id, figure in settlement.figures.items()},
        sheets=(sheet,),
        rules_digest=rules.digest,
        notes=(draft,) if pending else (),
        pending=pending,
    )


def _figure(shared: SharedFigure) -> Figure:
    made_from = Provenance(shared.formula, shared.vouchers, shared.rules)
    return Figure(shared.id, shared.label, Unit.ORE, shared.value, made_from)


def _rule_table(rules: Rulebook, shares: RuleShares) -> Table:
    rows = [Row({"who": _name(rules, who), "share": amount}) for who, amount in shares.shares.items()]
    rows.append(Row({"who": _("Together"), "share": shares.total}, "total"))
    columns = (Column("who", _("Participant")), Column("share", _("Bears, net"), "ore"))
    note = _("For information: the förbund's own costs are never charged again.") if shares.informative else ""
    return Table(f"share_{shares.rule.id}", shares.rule.title, columns, tuple(rows), note)


def _claims(rules: Rulebook, settlement: Settlement) -> Table:
    rows = [
        Row(
            {
                "host": _name(rules, claim.host),
                "who": _name(rules, claim.participant),
                "net": claim.net,
                "vat": claim.vat,
                "gross": claim.gross,
                "open": claim.open,
            }
        )
        for claim in settlement.claims
    ]
    columns = (
        Column("who", _("Participant")),
        Column("host", _("Owes")),
        Column("net", _("Net"), "ore"),
        Column("vat", _("VAT"), "ore"),
        Column("gross", _("Gross"), "ore"),
        Column("open", _("Open at the period's end"), "ore"),
    )
    return Table("claims", _("What the host invoices each participant"), columns, tuple(rows))


def _positions(rules: Rulebook, settlement: Settlement) -> Table:
    rows = [Row({"who": _name(rules, who), "net": amount}) for who, amount in settlement.positions.items()]
    columns = (Column("who", _("Participant")), Column("net", _("To receive (minus: to pay)"), "ore"))
    return Table("positions", _("Each participant's position"), columns, tuple(rows))


def _name(rules: Rulebook, id: str) -> str:
    return next((participant.name for participant in rules.participants if participant.id == id), id)


def _foot() -> str:
    return _(
        "Debts stand between host and participant, gross. The parties' book is not part of the förbund's own books."
    )
