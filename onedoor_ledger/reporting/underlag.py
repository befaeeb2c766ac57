"""Avräkningsunderlag: the paper a host invoices from, one for all it shares with, each with its own lines and sum."""

from __future__ import annotations

from onedoor_ledger.reporting.model import Block, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.cost_sharing import with_account
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.sharing.underlag import Underlag, UnderlagLine, UnderlagPart
from onedoor_ledger.texts import _, current_language


def build(rules: Rulebook, underlag: Underlag, *, pending: int = 0) -> Report:
    """Make the paper. Its day is the underlag's own, so that it is the same whenever it is made again."""
    title = _("Avräkningsunderlag {number}").format(number=underlag.number)
    host = rules.participant(underlag.host)
    parts = tuple(Section(rules.participant(p.participant).name, _part(rules, underlag, p)) for p in underlag.parts)
    sheet = Sheet(
        "underlag",
        title,
        _("{host}, {period}. Kronor and öre.").format(host=host.name, period=period_name(underlag.period)),
        (Section(_("To invoice"), _summary(rules, underlag, host)), *parts),
        foot=_(
            "Made by the association for the host to invoice from. The cost and the debts are the parties', not the"
            " association's."
        ),
    )
    return Report(
        kind="underlag",
        title=title,
        association=rules.association.printed,
        period=underlag.period,
        today=underlag.issued,
        language=current_language(),
        figures={},
        sheets=(sheet,),
        rules_digest=rules.digest,
        notes=(_("Draft: not booked yet."),) if pending else (),
        pending=pending,
    )


def _summary(rules: Rulebook, underlag: Underlag, host: Participant) -> tuple[Block, ...]:
    words = [_("Host and invoicer: {host}, {orgnr}.").format(host=host.name, orgnr=host.orgnr or "–")]
    if underlag.rule is not None:
        words.append(_("Agreement: {agreement}.").format(agreement=underlag.rule.agreement))
    if underlag.due is not None and underlag.rule is not None:
        words.append(
            _("Made on {date}; to be paid within {days} days, by {due}.").format(
                date=long_date(underlag.issued), days=underlag.rule.days, due=long_date(underlag.due)
            )
        )
    if underlag.on_account:
        words.append(_("Called on account: taken off when the outcome is settled."))
    used = {line.version for part in underlag.parts for line in part.lines}
    key = _("Key: {title}, {agreement}.")
    words += [key.format(title=r.title, agreement=r.agreement) for r in rules.sharing if r.version in used]
    words.append(_("Voucher {voucher} in the parties' book.").format(voucher=underlag.voucher))
    rows = [
        Row(
            {
                "who": rules.participant(part.participant).name,
                "orgnr": rules.participant(part.participant).orgnr,
                "net": part.net,
                "vat": part.vat,
                "gross": part.booked,
            }
        )
        for part in underlag.parts
    ]
    sums = {
        "net": sum(part.net for part in underlag.parts),
        "vat": sum(part.vat for part in underlag.parts),
        "gross": underlag.total,
    }
    rows.append(Row({"who": _("Total"), **sums}, "total"))
    columns = (
        Column("who", _("To")),
        Column("orgnr", _("Organisation number")),
        Column("net", _("Net"), "ore", total=True),
        Column("vat", _("VAT"), "ore", total=True),
        Column("gross", _("To pay"), "ore", total=True),
    )
    return (*words, Table("underlag", _("What each is to pay"), columns, tuple(rows)))


def _part(rules: Rulebook, underlag: Underlag, part: UnderlagPart) -> tuple[Block, ...]:
    rows = [_line(line) for line in part.lines]
    sums = {"net": part.net, "vat": part.vat, "gross": part.booked}
    rows.append(Row({"text": _("To pay"), **sums}, "total"))
    columns = (
        Column("date", _("Date"), "date"),
        Column("voucher", _("Entry")),
        Column("text", _("What")),
        Column("whole", _("The whole"), "ore"),
        Column("net", _("Net"), "ore", total=True),
        Column("rate", _("VAT rate")),
        Column("vat", _("VAT"), "ore", total=True),
        Column("gross", _("Gross"), "ore", total=True),
        Column("source", _("Source")),
    )
    table = f"underlag_{part.participant}"
    caption = _("{number}: {party}").format(number=underlag.number, party=rules.participant(part.participant).name)
    return (Table(table, caption, columns, tuple(rows)),)


def _line(line: UnderlagLine) -> Row:
    return Row(
        {
            "date": line.date,
            "voucher": line.voucher,
            "text": with_account(line.text, line.account),
            "whole": line.whole,
            "net": line.net,
            "rate": f"{line.vat_rate} %" if line.vat_rate else _("none"),
            "vat": line.vat,
            "gross": line.gross,
            "source": line.source,
        }
    )
