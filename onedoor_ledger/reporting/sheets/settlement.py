"""Avräkning: who owes whom for the period, each one's position, and the avräkningsunderlag behind it."""

from __future__ import annotations

from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sharing_material import SharingMaterial
from onedoor_ledger.reporting.sheets.cost_sharing import parties_foot
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model import Rhythm
from onedoor_ledger.sharing.pairs import Movement
from onedoor_ledger.sharing.statement import Kind
from onedoor_ledger.sharing.underlag import Underlag
from onedoor_ledger.texts import _


def settlement_sheet(made: SharingMaterial) -> Sheet:
    """Claims and debts between host and participant, gross; the net position is shown, never booked."""
    between: tuple[Block, ...] = (_claims(made), _between(made))
    nothing: tuple[Block, ...] = (_("Nobody owes another anything for shared costs."),)
    sections = [Section(_("Who owes whom"), between if _moved(made) else nothing)]
    if _moved(made):
        words = _(
            "The position is what each is to receive from all the others less what it is to pay. It is shown for"
            " information: debts stay between the two they concern, and nothing is set off in the books."
        )
        sections.append(Section(_("Each party's position"), (words, _positions(made))))
    sections.append(Section(_("Avräkningsunderlag"), _underlags(made)))
    if planned := _instalments(made):
        sections.append(Section(_("Called on account"), planned))
    return Sheet(
        "settlement",
        _("Settlement between the parties"),
        _("{period}, with what is open on {date}. Kronor and öre.").format(
            period=period_name(made.period), date=long_date(made.period.end)
        ),
        tuple(sections),
        foot=parties_foot(),
    )


def movement_columns() -> tuple[Column, ...]:
    """The columns of an account between two parties."""
    return (
        Column("opening", _("At the start"), "ore", total=True),
        Column("shared", _("Shared, net"), "ore", total=True),
        Column("vat", _("VAT"), "ore", total=True),
        Column("paid", _("Paid"), "ore", total=True),
        Column("closing", _("At the end"), "ore", total=True),
        Column("unsettled", _("of it not settled"), "ore", total=True),
        Column("unpaid", _("of it to pay"), "ore", total=True),
    )


def movement_cells(moved: Movement) -> dict[str, int]:
    """Its numbers; what is neither shared, VAT nor paid stands with what is shared."""
    return {
        "opening": moved.opening,
        "shared": moved.shared + moved.other,
        "vat": moved.vat,
        "paid": moved.paid,
        "closing": moved.closing,
        "unsettled": moved.unsettled,
        "unpaid": moved.unpaid,
    }


def underlag_table(made: SharingMaterial, found: list[Underlag], *, of: str = "", id: str = "underlags") -> Table:
    """A row per avräkningsunderlag and participant; ``of`` keeps one participant's own."""
    rows = [
        Row(
            {
                "number": each.number,
                "period": each.period.name,
                "made": each.issued,
                "due": each.due,
                "host": made.name(each.host),
                "who": made.name(part.participant),
                "what": _("on account") if each.on_account else _("outcome"),
                "amount": part.booked,
            }
        )
        for each in found
        for part in each.parts
        if of in ("", each.host, part.participant)
    ]
    rows.append(Row({"number": _("Total"), "amount": _total(rows)}, "total"))
    columns = (
        Column("number", _("Number")),
        Column("period", _("For")),
        Column("made", _("Made"), "date"),
        Column("due", _("To pay by"), "date"),
        Column("host", _("Host")),
        Column("who", _("Party")),
        Column("what", _("What")),
        Column("amount", _("To pay"), "ore", total=True),
    )
    return Table(id, _("What the host invoices each party"), columns, tuple(rows))


def _total(rows: list[Row]) -> int:
    return sum(amount for row in rows if isinstance(amount := row.cells["amount"], int))


def _moved(made: SharingMaterial) -> list[tuple[str, str, Movement]]:
    return [
        (statement.participant.id, row.other, row.moved)
        for statement in made.statements
        for row in statement.relations
        if row.kind is Kind.CLAIM and row.moved is not None
    ]


def _claims(made: SharingMaterial) -> Table:
    rows = [
        Row(
            {
                "who": made.name(claim.participant),
                "host": made.name(claim.host),
                **{part: made.figures[f"settlement.{claim.host}.{claim.participant}.{part}"] for part in _PARTS},
            }
        )
        for claim in made.settlement.claims
    ]
    claims = made.settlement.claims
    sums = (sum(c.net for c in claims), sum(c.vat for c in claims), sum(c.gross for c in claims))
    rows.append(Row({"who": _("Together"), **dict(zip(_PARTS, sums, strict=True))}, "total"))
    columns = (
        Column("who", _("Party")),
        Column("host", _("Owes")),
        Column("net", _("Net"), "ore", total=True),
        Column("vat", _("VAT"), "ore", total=True),
        Column("gross", _("Gross"), "ore", total=True),
    )
    return Table("claims", _("Shared in the period"), columns, tuple(rows))


_PARTS = ("net", "vat", "gross")


def _between(made: SharingMaterial) -> Table:
    moved = _moved(made)
    rows = [Row({"pair": f"{made.short(who)} → {made.short(host)}", **movement_cells(m)}) for host, who, m in moved]
    sums = [movement_cells(m) for _host, _who, m in moved]
    total = {key: sum(cells[key] for cells in sums) for key in (sums[0] if sums else ())}
    rows.append(Row({"pair": _("Together"), **total}, "total"))
    columns = (Column("pair", _("Owes → is owed")), *movement_columns())
    note = _("The same numbers stand on both sides' statements: one's debt is the other's claim.")
    return Table("between", _("The account between host and party"), columns, tuple(rows), note)


def _positions(made: SharingMaterial) -> Table:
    open_now = {statement.participant.id: statement.position for statement in made.statements}
    period = made.settlement.positions
    who = [p.id for p in made.rules.participants if open_now.get(p.id) or p.id in period]
    rows = [
        Row({"who": made.name(p), "net": made.figures.made().get(f"settlement.{p}", 0), "open": open_now.get(p, 0)})
        for p in who
    ]
    rows.append(Row({"who": _("Together"), "net": sum(period.values()), "open": sum(open_now.values())}, "total"))
    columns = (
        Column("who", _("Party")),
        Column("net", _("Of the period"), "ore", total=True),
        Column("open", _("Open at the period's end"), "ore", total=True),
    )
    return Table("positions", _("To receive (minus: to pay)"), columns, tuple(rows))


def _underlags(made: SharingMaterial) -> tuple[Block, ...]:
    if not made.underlags:
        none = _("No avräkningsunderlag is made for the period yet: “onedoor share {period} --write” makes it.")
        return (none.format(period=made.period),)
    return (underlag_table(made, list(made.underlags)),)


def _instalments(made: SharingMaterial) -> tuple[Block, ...]:
    rules = [rule for rule in made.rules.settlements if rule.on_account and rule.dated.covers(made.period.end)]
    rows = [
        Row(
            {
                "who": made.name(call.party),
                "host": made.name(rule.host),
                "period": call.period.name,
                "called": call.called,
                "amount": call.amount,
                "state": _("called") if call.called <= made.today else _("to be called"),
            }
        )
        for rule in rules
        for call in rule.on_account
        if call.period.year == made.period.year
    ]
    if not rows:
        return ()
    rows.append(Row({"who": _("Total"), "amount": _total(rows)}, "total"))
    columns = (
        Column("who", _("Party")),
        Column("host", _("Host")),
        Column("period", _("For")),
        Column("called", _("Called"), "date"),
        Column("amount", _("Amount"), "ore", total=True),
        Column("state", _("Status")),
    )
    yearly = any(rule.every is Rhythm.YEAR for rule in rules)
    words = _("What is called on account is taken off when the outcome is settled.")
    if yearly:
        words += " " + _("The year's slutreglering is the difference between outcome and what was called.")
    return (words, Table("on_account", _("Instalments of the year"), columns, tuple(rows)))
