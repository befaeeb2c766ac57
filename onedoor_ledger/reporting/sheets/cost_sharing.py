"""Kostnadsfördelning: who bears what under each rule, and every cost line with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sharing_material import SharingMaterial
from onedoor_ledger.reporting.words import exact_money, percent, period_name
from onedoor_ledger.rulebook.model import SharingRule
from onedoor_ledger.sharing.cost_lines import CostLine
from onedoor_ledger.sharing.names import key_name
from onedoor_ledger.sharing.per_period import Waiting
from onedoor_ledger.sharing.settlement import RuleShares
from onedoor_ledger.texts import _


def cost_sharing_sheet(made: SharingMaterial) -> Sheet:
    """One section per sharing rule: the agreement, the key, and what each participant bears."""
    own = [shares for shares in made.settlement.rules if not shares.informative]
    informed = [shares for shares in made.settlement.rules if shares.informative]
    sections = [Section(shares.rule.title, _rule(made, shares)) for shares in own]
    if not own:
        sections.append(Section(_("Who bears what"), (_("No rule shares anything in this period."),)))
    sections += [Section(shares.rule.title, _rule(made, shares)) for shares in informed]
    if made.waiting:
        sections.append(Section(_("True-ups that wait"), tuple(_waits(made, one) for one in made.waiting)))
    if made.rests:
        sections.append(Section(_("What rounding leaves of keys that have ended"), (_rests_table(made),)))
    return Sheet(
        "cost_sharing",
        _("Cost sharing"),
        _("Who bears what, {period}. Kronor and öre, without VAT.").format(period=period_name(made.period)),
        tuple(sections),
        foot=parties_foot(),
    )


def cost_lines_sheet(made: SharingMaterial) -> Sheet:
    """Every shared cost with its voucher, where it comes from, and its parts; it sums both ways."""
    rules = dict.fromkeys(line.rule for line in made.lines)
    sections = [
        Section(made.title(rule), (lines_table(made, rule, [line for line in made.lines if line.rule == rule]),))
        for rule in rules
    ]
    nothing = Section(_("No cost lines"), (_("No rule shares anything in this period."),))
    return Sheet(
        "cost_lines",
        _("Every cost line"),
        _("Each shared cost, the voucher it stands on, and what each bears of it. Kronor and öre."),
        tuple(sections) or (nothing,),
        foot=parties_foot(),
    )


def lines_table(made: SharingMaterial, rule: str, lines: list[CostLine]) -> Table:
    """The lines of one rule, a column per participant."""
    who = list(dict.fromkeys(participant for line in lines for participant in line.shares))
    columns = (
        Column("date", _("Date"), "date"),
        Column("voucher", _("Entry")),
        Column("text", _("What")),
        Column("whole", _("The whole"), "ore", total=True),
        *(Column(participant, made.short(participant), "ore", total=True) for participant in who),
        Column("source", _("Source")),
    )
    rows = [
        Row(
            {
                "date": line.date,
                "voucher": line.voucher,
                "text": line_text(line),
                "whole": line.whole,
                **line.shares,
                "source": line.source,
            }
        )
        for line in lines
    ]
    totals: dict[str, Cell] = {p: sum(line.shares.get(p, 0) for line in lines) for p in who}
    rows.append(Row({"text": _("All together"), "whole": sum(line.whole for line in lines), **totals}, "total"))
    return Table(f"lines_{rule.replace('-', '_')}", _("Every shared cost and its parts"), columns, tuple(rows))


def line_text(line: CostLine) -> str:
    """What a cost line is: its text and its kind of account."""
    return with_account(line.text, line.account)


def with_account(text: str, account: str) -> str:
    """A cost's text and what its account says it is."""
    return f"{text}: {_account_word(account.rsplit(':', maxsplit=1)[-1])}" if account else text


def parties_foot() -> str:
    """What every sheet from the parties' book says."""
    return _("From the parties' book: side information, not part of the association's accounts.")


def key_words(made: SharingMaterial, rule: SharingRule) -> str:
    """The rule in a sentence: version, key, agreement, VAT."""
    vat = _("no VAT") if rule.vat == "none" else _("VAT {rate} per cent").format(rate=rule.vat)
    return _("{agreement}. Rule {version}, key “{key}”, {vat}; {bearer} has the cost. Decided: {source}.").format(
        agreement=rule.agreement,
        version=rule.version,
        key=key_name(rule.key),
        vat=vat,
        bearer=made.name(rule.bearer if rule.bearer != made.rules.association.id else ""),
        source=rule.dated.source,
    )


def _rule(made: SharingMaterial, shares: RuleShares) -> tuple[Block, ...]:
    if shares.informative:
        words = _("For information: the förbund's own costs are never charged again.")
    else:
        words = _("The parties share {x}.").format(x=exact_money(shares.total))
    return (words, _shares_table(made, shares), key_words(made, shares.rule))


def _shares_table(made: SharingMaterial, shares: RuleShares) -> Table:
    rule = shares.rule
    weights = sum(rule.weights.values())
    columns = (
        Column("who", _("Party")),
        Column("key", _("Key")),
        Column("part", _("Of the whole"), "percent"),
        Column("share", _("Bears, net"), "ore", total=True),
    )
    rows = list(_share_rows(made, shares, weights))
    rows.append(Row({"who": _("Together"), "share": made.figures[f"share.{rule.id}.total"]}, "total"))
    return Table(f"share_{rule.id.replace('-', '_')}", _("Who bears what"), columns, tuple(rows))


def _share_rows(made: SharingMaterial, shares: RuleShares, weights: int) -> Iterator[Row]:
    for who, amount in shares.shares.items():
        weight = shares.rule.weights.get(who)
        key = f"{percent(Fraction(weight, weights))} %" if weight is not None and weights else None
        part = Fraction(amount, shares.total) if shares.total else None
        figure = made.figures[f"share.{shares.rule.id}.{who}"]
        if amount or weight:
            yield Row({"who": made.name(who), "key": key, "part": part, "share": figure})


def _waits(made: SharingMaterial, one: Waiting) -> str:
    """A true-up that is due, and what it waits for."""
    return _("{rule}, {year}: the true-up waits. {reason}").format(
        rule=made.title(one.rule.id), year=one.year, reason=one.reason.message
    )


def _rests_table(made: SharingMaterial) -> Table:
    """Contracts: a closed version's rest is printed at slutreglering, and booked nowhere."""
    columns = (Column("rule", _("Rule")), Column("who", _("Party")), Column("rest", _("Öre not booked, exactly")))
    rows = tuple(
        Row({"rule": rest.rule.version, "who": made.name(rest.participant), "rest": str(rest.exact)})
        for rest in made.rests
    )
    note = _("Less than an öre each; they sum to nothing and are never booked.")
    return Table("rests", _("Rests of ended keys"), columns, rows, note)


def _account_word(component: str) -> str:
    words = {
        "Brutto": _("whole cost"),
        "ErsattAvFörbundet": _("paid by the association"),
    }
    return words.get(component, component)
