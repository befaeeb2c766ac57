"""All keys side by side as one sheet, for the board's discussion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.side_by_side import Column as Key
from onedoor_ledger.sharing.side_by_side import Kind, SideBySide
from onedoor_ledger.texts import _


def sheet(rules: Rulebook, compared: Sequence[SideBySide], period: Period) -> Sheet:
    """The sheet *Nycklar sida vid sida*: for each shared cost a table in kronor and one against the agreed key."""
    sections = tuple(_section(rules, each) for each in compared)
    return Sheet(
        "keys",
        _("Keys side by side"),
        _("{period}. Amounts in kronor, without VAT.").format(period=period_name(period)),
        sections or (Section(_("Who bears what"), (_("No rule shares anything in this period."),)),),
        foot=_("A calculation for discussion: only the key the parties have agreed on is booked."),
    )


def _section(rules: Rulebook, compared: SideBySide) -> Section:
    answered = [key for key in compared.columns if key.shares is not None]
    shares = _table(rules, compared, answered, against=False)
    changes = _table(rules, compared, answered, against=True)
    between = _("What each would bear more or less than by the key they have agreed on:")
    words = (*_left_out(rules, compared), _explained(), *_paid_by_another(rules, compared))
    return Section(compared.rule.title, (shares, between, changes, *words))


def _table(rules: Rulebook, compared: SideBySide, keys: Sequence[Key], *, against: bool) -> Table:
    agreed = compared.columns[0].shares or {}
    rows = []
    for who in compared.participants:
        base = agreed.get(who, 0) if against else 0
        cells = {key.id: (key.shares or {}).get(who, 0) - base for key in keys}
        rows.append(Row({"who": rules.participant(who).name, **cells}))
    whole = 0 if against else compared.total
    rows.append(Row({"who": _("Together"), **dict.fromkeys((key.id for key in keys), whole)}, "total"))
    columns = (
        Column("who", _("Participant")),
        *(Column(key.id, _name(rules, key), "ore_diff" if against else "ore", total=True) for key in keys),
    )
    if against:
        caption = _("More (plus) or less (minus) than by the agreed key")
        return Table(f"keys_against_{compared.rule.id}", caption, columns, tuple(rows))
    return Table(f"keys_{compared.rule.id}", _("What each bears, by key"), columns, tuple(rows))


def _name(rules: Rulebook, key: Key) -> str:
    if key.statistic:
        return next(statistic.title for statistic in rules.statistics if statistic.id == key.statistic)
    return {
        Kind.AGREED: _("As agreed"),
        Kind.EQUAL: _("Equal parts"),
        Kind.POPULATION: _("Population"),
        Kind.STATUTORY: _("The law's shares"),
        Kind.CONTRIBUTIONS: _("By contribution"),
    }[key.kind]


def _left_out(rules: Rulebook, compared: SideBySide) -> Iterator[Block]:
    for key in compared.columns:
        if key.shares is None:
            reason = key.why or _("nobody who takes part has anything to share by.")
            yield _("{method} is left out: {reason}").format(method=_name(rules, key), reason=reason)


def _paid_by_another(rules: Rulebook, compared: SideBySide) -> Iterator[Block]:
    """Why a member bears nothing by the law's shares."""
    for id_ in compared.participants:
        participant = rules.participant(id_)
        if participant.pays_for:
            payer = rules.participant(participant.pays_for).name
            yield _("{payer} bears the part of {participant} too, by the law's shares and by contribution.").format(
                payer=payer, participant=participant.name
            )


def _explained() -> str:
    return _(
        "The same sum and the same parties under every key. The law's shares are those of FL 5 § between the parties "
        "that take part, then between their members. By population and by contribution, those who have none bear "
        "nothing."
    )
