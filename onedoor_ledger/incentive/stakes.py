"""What each purse put in, from the association's and the parties' books: 1 January to the period's end.

Nothing here is counted twice (bookkeeping.md section 5): of a contribution only what has been used, of a front door
only what the party bears itself, of own time only what nobody has paid for, and a requisition never as a gain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.contributions import contributions_of
from onedoor_ledger.accounts.parties import DOOR, IN_KIND
from onedoor_ledger.accounts.selection import COST, INCOME, Sum, between, debit, in_book, on, plus, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.model import Stake
from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.rulebook.statutory import shares
from onedoor_ledger.sharing.keys import Carry
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class StakeSums:
    """A :class:`Stake` with the vouchers behind each of its parts. Öre."""

    called: Sum = NOTHING
    contribution: Sum = NOTHING
    shared: Sum = NOTHING
    inkind: Sum = NOTHING
    received: Sum = NOTHING
    doing: Sum = NOTHING

    def stake(self, purse: str) -> Stake:
        """The amounts alone."""
        return Stake(
            purse=purse,
            called=self.called.amount,
            contribution=self.contribution.amount,
            shared=self.shared.amount,
            inkind=self.inkind.amount,
            received=self.received.amount,
            doing=self.doing.amount,
        )


def stakes_of(rules: Rulebook, books: Books, period: Period) -> Mapping[str, Stake]:
    """What each purse put in, by purse id; then the site parties, which bear their part of a door and are no purse."""
    return {purse: sums.stake(purse) for purse, sums in stake_sums(rules, books, period).items()}


def stake_sums(rules: Rulebook, books: Books, period: Period) -> Mapping[str, StakeSums]:
    """The same with the vouchers."""
    association = between(in_book(books, Book.ASSOCIATION), period.year_start, period.end)
    own = between(in_book(books, Book.PARTIES), period.year_start, period.end)
    called = {row.member.id: row.called for row in contributions_of(rules, books, period)}
    used = _used(rules, association, period)
    found = {purse.id: StakeSums() for purse in purses_of(rules)}
    for who in rules.participants:
        received = _received(rules, association, who)
        found[who.id] = StakeSums(
            called=called.get(who.id, NOTHING),
            contribution=used.get(who.id, NOTHING),
            shared=debit(under(own, f"{COST}{who.short}:{DOOR}")),
            inkind=debit(_own_time(own, who, received)),
            received=plus(list(received.values())),
            doing=plus([_doing(own, who, measure, amount) for measure, amount in received.items()]),
        )
    return found


def net_cost(rules: Rulebook, association: pd.DataFrame) -> Sum:
    """What contributions have paid for: the association's costs less all income but the contributions themselves."""
    result = under(association, INCOME, COST)
    contributions = on(result, *(row.account for row in rules.accounts.rows if row.role == "contribution"))
    return debit(result.drop(contributions.index))


def _used(rules: Rulebook, association: pd.DataFrame, period: Period) -> Mapping[str, Sum]:
    """The net cost by the year's shares (FL 5 §), to the öre; nothing for a year the rules have no contributions for.

    What has been called and not used lies in equity: it is still the members', so it is no cost of theirs.
    """
    if period.year not in rules.contributions:
        return {}
    cost = net_cost(rules, association)
    split = Carry(shares(rules, period.year).groups(), "").split(cost.amount)
    return {share.participant: Sum(share.booked, cost.vouchers) for share in split if share.booked}


def _received(rules: Rulebook, association: pd.DataFrame, who: Participant) -> Mapping[str, Sum]:
    """The association's cost for insatser ``who`` carries out, by measure.

    A host's requisition for a front door is no such thing: it lowers what there is to share.
    """
    doors = {measure.id for measure in rules.measures if measure.site}
    costs = under(association, COST)
    own = costs[(costs["party"] == who.id) & (costs["measure"] != "") & ~costs["measure"].isin(doors)]
    return {str(measure): debit(rows) for measure, rows in own.groupby("measure", sort=True)}


def _doing(own: pd.DataFrame, who: Participant, measure: str, received: Sum) -> Sum:
    """What the party has booked itself for carrying out ``measure``; at self-cost, what it was paid."""
    rows = under(own, f"{COST}{who.short}:")
    rows = rows[rows["measure"] == measure]
    return received if rows.empty else debit(rows)


def _own_time(own: pd.DataFrame, who: Participant, received: Mapping[str, Sum]) -> pd.DataFrame:
    """Own time and premises, without what it was paid for in a requisition."""
    rows = under(own, f"{COST}{who.short}:{IN_KIND}")
    return rows[~rows["measure"].isin(list(received))]
