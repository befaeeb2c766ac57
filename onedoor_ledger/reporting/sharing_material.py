"""What the reports on cost sharing are made from, read once: shares, settlements, statements, members' shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import UserError
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.allocate import waiting
from onedoor_ledger.sharing.cost_lines import CostLine, cost_lines
from onedoor_ledger.sharing.members import MembersShares, members_of
from onedoor_ledger.sharing.per_period import Waiting
from onedoor_ledger.sharing.rests import Rest, rests
from onedoor_ledger.sharing.settlement import Settlement, settle
from onedoor_ledger.sharing.statement import Kind, Statement, statements
from onedoor_ledger.sharing.underlag import Underlag, underlags
from onedoor_ledger.texts import N_, _, ngettext

MEASURED = (
    ("opening", N_("at the start")),
    ("added", N_("added")),
    ("paid", N_("paid")),
    ("closing", N_("at the end")),
)
"""The four numbers of a relation, with what they are called."""


@dataclass(frozen=True, slots=True)
class SharingMaterial:
    """One period of cost sharing; ``figures`` holds every figure by its id."""

    rules: Rulebook
    period: Period
    today: dt.date
    settlement: Settlement
    lines: tuple[CostLine, ...]
    statements: tuple[Statement, ...]
    underlags: tuple[Underlag, ...]
    members: MembersShares | None
    rests: tuple[Rest, ...]
    waiting: tuple[Waiting, ...]
    figures: Figures

    def name(self, id: str) -> str:
        """A participant's name, förbundets own for ''."""
        if not id:
            return self.rules.association.printed
        return next((p.name for p in self.rules.participants if p.id == id), id)

    def short(self, id: str) -> str:
        """A participant's short name, for narrow columns."""
        return next((p.short for p in self.rules.participants if p.id == id), id)

    def title(self, rule: str) -> str:
        """The title of a sharing rule's latest version."""
        return next((r.title for r in reversed(self.rules.sharing) if r.id == rule), rule)


def sharing_material(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> SharingMaterial:
    """Read it all."""
    made = SharingMaterial(
        rules=rules,
        period=period,
        today=today,
        settlement=settle(rules, books, period),
        lines=cost_lines(rules, books, period),
        statements=statements(rules, books, period),
        underlags=underlags(rules, books, period),
        members=members_of(rules, books, period),
        rests=rests(rules, books, period.end),
        waiting=_waiting(rules, books, period, today),
        figures=Figures(),
    )
    _shared_figures(made)
    _relation_figures(made)
    _member_figures(made)
    return made


def _waiting(rules: Rulebook, books: Books, period: Period, today: dt.date) -> tuple[Waiting, ...]:
    """The true-ups that wait; none where the rules themselves are at fault, which sharing tells when it is run."""
    try:
        return waiting(rules, books, period, today=today)
    except UserError:
        return ()


def draft(pending: int) -> Sequence[str]:
    """The note of a report that rests on vouchers not booked yet."""
    if not pending:
        return ()
    text = ngettext(
        "Draft: {n} voucher behind it is not booked yet.",
        "Draft: {n} vouchers behind it are not booked yet.",
        pending,
    )
    return (text.format(n=pending),)


def relation_id(party: str, kind: Kind, other: str, what: str) -> str:
    """``party.fk.debt.granasa.closing``; ``party.fk.contribution.paid`` with förbundet."""
    return ".".join(part for part in ("party", party, kind.value, other, what) if part)


def _shared_figures(made: SharingMaterial) -> None:
    for shared in made.settlement.figures.values():
        made.figures.booked(
            shared.id, shared.label, Sum(shared.value, shared.vouchers), shared.formula, rules=shared.rules
        )


def _relation_figures(made: SharingMaterial) -> None:
    for statement in made.statements:
        who = statement.participant
        for row in statement.relations:
            what = relation_name(made, row.kind, row.other)
            for attribute, told in MEASURED:
                made.figures.booked(
                    relation_id(who.id, row.kind, row.other, attribute),
                    f"{who.name}: {what}, {_(told)}",
                    Sum(getattr(row, attribute), row.vouchers),
                    _("opening + added - paid = closing, from the accounts between the two"),
                )
        borne = tuple(dict.fromkeys(line.allocation for line in statement.lines))
        label = _("{party}: its part of all shared costs, net").format(party=who.name)
        made.figures.booked(f"party.{who.id}.borne", label, Sum(statement.borne, borne), _("sum of its cost lines"))


def _member_figures(made: SharingMaterial) -> None:
    found = made.members
    if found is None:
        return
    names = {
        "assets": _("its share of the assets"),
        "owed": _("its share of debts and provisions"),
        "equity": _("its share of equity"),
        "result": _("its share of the year's result"),
    }
    formula = _("förbundets own amount by the year's contributions (FL 5 and 9 §§), to the öre")
    for member in found.weights:
        for ref, told in names.items():
            label = f"{made.name(member)}: {told}"
            made.figures.amount(f"member.{member}.{ref}", label, found.sums[ref].by_member[member], formula)
        made.figures.ratio(f"member.{member}.share", made.name(member), found.weights[member], formula)
        label = _("{member}: its part of a shortfall").format(member=made.name(member))
        made.figures.amount(f"member.{member}.shortfall", label, found.shortfall.by_member[member], "FL 22 §")


def relation_name(made: SharingMaterial, kind: Kind, other: str) -> str:
    """What a row of a statement is about, in words."""
    words = {
        Kind.CONTRIBUTION: _("owes the association: contributions"),
        Kind.REQUISITION: _("is owed by the association: requisitions"),
        Kind.DEBT: _("owes {other}: shared costs").format(other=made.name(other)),
        Kind.CLAIM: _("is owed by {other}: shared costs").format(other=made.name(other)),
    }
    return words[kind]
