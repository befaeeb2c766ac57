"""What each party put in and what it received, from the association's and the parties' books.

The parties' book holds what each bears itself (its title: sidouppgifter, ingår inte i bokföringen); its accounts carry
the party's short name as their second part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import COST, Sum, between, credit, debit, in_book, keys, on, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Participant, Rulebook, Site
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

TARGET_GROUP, DOOR, IN_KIND = "Målgrupp", "Ingång", "EgenTid"
SETTLEMENT = ("Avräkning", "Avräknat")
"""Between host and participant: what is shared and not settled, and what is settled and not paid."""


@dataclass(frozen=True, slots=True)
class PartyYear:
    """One participant's year so far, in öre, costs positive."""

    participant: Participant
    contributed: Sum
    """Contributions paid."""
    reimbursed: Sum
    """The association's cost for measures this party carries out, what is accrued included."""
    requisitioned: Sum
    """Requisitions received and accepted."""
    paid_out: Sum
    """Requisitions paid."""
    target_group: Sum
    """Its own spending on the target group."""
    in_kind: Sum
    """Its own time and premises."""
    door: Sum
    """What it bears itself of the shared front door."""


@dataclass(frozen=True, slots=True)
class DoorShare:
    """One participant's part of a front door."""

    participant: Participant
    cost: Sum
    owes_host: Sum
    """Debt to the host at the period's end, settled or not."""


@dataclass(frozen=True, slots=True)
class Door:
    """A front door's year so far, in öre."""

    site: Site
    host: Participant
    gross: Sum
    by_association: Sum
    """The part the association finances."""
    shares: tuple[DoorShare, ...]

    @property
    def shared(self) -> int:
        """What the parties bear between them."""
        return self.gross.amount - self.by_association.amount


def parties_of(rules: Rulebook, books: Books, period: Period, paid: Mapping[str, Sum]) -> tuple[PartyYear, ...]:
    """Every participant's year; ``paid`` holds the contributions paid, by member."""
    association = between(in_book(books, Book.ASSOCIATION), period.year_start, period.end)
    own = between(in_book(books, Book.PARTIES), period.year_start, period.end)
    costs = under(association, COST)
    reimbursed = costs[costs["measure"] != ""]
    return tuple(
        PartyYear(
            participant=who,
            contributed=paid.get(who.id, Sum()),
            reimbursed=debit(reimbursed[reimbursed["party"] == who.id]),
            requisitioned=_requisitions(rules, association, who, paid=False),
            paid_out=_requisitions(rules, association, who, paid=True),
            target_group=debit(under(own, _account(who, TARGET_GROUP))),
            in_kind=debit(under(own, _account(who, IN_KIND))),
            door=debit(under(own, _account(who, DOOR))),
        )
        for who in rules.participants
    )


def doors_of(rules: Rulebook, books: Books, period: Period) -> tuple[Door, ...]:
    """Every front door in use in the year ``period`` ends in."""
    until = between(in_book(books, Book.PARTIES), None, period.end)
    year = between(until, period.year_start, period.end)
    doors = []
    for site in rules.sites:
        host = rules.participant(site.host)
        shares = []
        for ref in dict.fromkeys((site.host, *site.participants)):
            who = rules.participant(ref)
            debt = credit(on(until, *(f"Skulder:{who.short}:{what}:{host.short}" for what in SETTLEMENT)))
            shares.append(DoorShare(who, debit(under(year, _account(who, DOOR))), debt))
        gross = debit(under(year, f"{COST}{host.short}:{DOOR}:Brutto"))
        part = credit(under(year, f"{COST}{host.short}:{DOOR}:ErsattAvFörbundet"))
        doors.append(Door(site, host, gross, part, tuple(shares)))
    return tuple(doors)


def _account(who: Participant, what: str) -> str:
    return f"{COST}{who.short}:{what}"


def _requisitions(rules: Rulebook, association: pd.DataFrame, who: Participant, *, paid: bool) -> Sum:
    """What passed ``who``'s requisition debt: paid from the bank, or booked as received (less corrections).

    The opening voucher of a förbund that moves in is neither: those requisitions belong to the year before.
    """
    accounts = tuple(r.account for r in rules.accounts.rows if r.role == "requisition_debt" and r.party == who.id)
    debts = on(association, *accounts)
    if debts.empty:
        return Sum()
    bank = keys(on(association, *_accounts_of(rules, "bank")))
    opening = keys(on(association, *_accounts_of(rules, "opening_equity")))
    own = debts[~debts["key"].isin(opening)]
    from_bank = own["key"].isin(bank)
    return debit(own[from_bank]) if paid else credit(own[~from_bank])


def _accounts_of(rules: Rulebook, role: str) -> tuple[str, ...]:
    return tuple(row.account for row in rules.accounts.rows if row.role == role)
