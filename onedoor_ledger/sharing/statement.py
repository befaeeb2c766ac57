"""A party's statement: what it had to pay and to get at the start, what came, what was paid, and what is left.

The shape is that of a joint venture's partner statement (methods.md section 1): opening + what came - paid = closing,
each share of a cost with its voucher. Everything between two parties is read from the party's own accounts, and is the
same number as on the other's statement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import COST, Sum, between, credit, debit, in_book, keys, on, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.money import from_decimal
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.sharing.cost_lines import CostLine, cost_lines
from onedoor_ledger.sharing.pairs import Movement, pairs, seen_by_host, seen_by_participant
from onedoor_ledger.sharing.underlag import Underlag, underlags
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


class Kind(StrEnum):
    """What stands between a party and another."""

    CONTRIBUTION = "contribution"
    REQUISITION = "requisition"
    DEBT = "debt"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Relation:
    """One account between a party and another, in öre: ``opening + added - paid = closing``.

    Contributions and debts are what the party owes, requisitions and claims what it is to get; both positive.
    ``other`` is the host or participant, '' for förbundet. ``moved`` has the parts where another party is.
    """

    kind: Kind
    other: str
    opening: int
    added: int
    paid: int
    closing: int
    vouchers: tuple[str, ...]
    moved: Movement | None = None

    @property
    def owes(self) -> bool:
        """Whether a positive amount is the party's to pay."""
        return self.kind in (Kind.CONTRIBUTION, Kind.DEBT)


@dataclass(frozen=True, slots=True)
class OwnCost:
    """What the party itself bears on one account in the period."""

    account: str
    amount: Sum


@dataclass(frozen=True, slots=True)
class Requisition:
    """A requisition as it was booked when it came: what was accepted, and what was asked when that was more."""

    voucher: str
    date: dt.date
    measure: str
    service: str
    reference: str
    asked: int | None
    accepted: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A participant's period."""

    participant: Participant
    period: Period
    relations: tuple[Relation, ...]
    lines: tuple[CostLine, ...]
    """Shared costs it bears a part of."""
    own: tuple[OwnCost, ...]
    requisitions: tuple[Requisition, ...]
    """Those that came in the period; they sum to what the relation with förbundet says was added."""
    underlags: tuple[Underlag, ...]
    """Those it has a part of or is host of."""

    @property
    def position(self) -> int:
        """To receive from (minus: to pay) the other parties at the period's end, in öre; shown, never booked."""
        between_parties = [row for row in self.relations if row.kind in (Kind.DEBT, Kind.CLAIM)]
        return sum(-row.closing if row.owes else row.closing for row in between_parties)

    @property
    def borne(self) -> int:
        """Its part of all shared costs of the period, in öre, net of VAT."""
        return sum(line.shares[self.participant.id] for line in self.lines)


def statements(rules: Rulebook, books: Books, period: Period) -> tuple[Statement, ...]:
    """Every participant's statement, in the rules' order."""
    lines = cost_lines(rules, books, period)
    issued = underlags(rules, books, period)
    return tuple(
        Statement(
            participant=who,
            period=period,
            relations=(*_with_association(rules, books, period, who), *_with_parties(rules, books, period, who)),
            lines=tuple(line for line in lines if who.id in line.shares),
            own=tuple(_own_costs(books, period, who)),
            requisitions=tuple(_received(rules, books, period, who)),
            underlags=tuple(u for u in issued if u.host == who.id or who.id in {part.participant for part in u.parts}),
        )
        for who in rules.participants
    )


def _with_parties(rules: Rulebook, books: Books, period: Period, who: Participant) -> Iterator[Relation]:
    for pair in pairs(rules):
        if who.id not in (pair.host, pair.participant):
            continue
        mine = who.id == pair.host
        moved = seen_by_host(books, pair, period) if mine else seen_by_participant(books, pair, period)
        if moved.vouchers or moved.opening or moved.closing:
            kind, other = (Kind.CLAIM, pair.participant) if mine else (Kind.DEBT, pair.host)
            added = moved.gross + moved.other
            yield Relation(kind, other, moved.opening, added, moved.paid, moved.closing, moved.vouchers, moved)


def _with_association(rules: Rulebook, books: Books, period: Period, who: Participant) -> Iterator[Relation]:
    frame = in_book(books, Book.ASSOCIATION)
    until = between(frame, None, period.end)
    owed = _balance(rules, until, who, "receivable")
    ahead = until[until["account"].isin(_accounts(rules, "prepaid_contribution", None)) & (until["party"] == who.id)]
    if len(owed) or len(ahead):
        yield _contribution(rules, until, period, who)
    debts = _balance(rules, until, who, "requisition_debt")
    if len(debts):
        yield _requisitions(rules, until, debts, period)


def _contribution(rules: Rulebook, until: pd.DataFrame, period: Period, who: Participant) -> Relation:
    """Contributions called and not paid, less what is paid ahead."""
    ahead = until["account"].isin(_accounts(rules, "prepaid_contribution", None)) & (until["party"] == who.id)
    own = until[ahead | until["account"].isin(_accounts(rules, "receivable", who.id))]
    within = between(own, period.start, period.end)
    income = between(on(until, *_accounts(rules, "contribution", who.id)), period.start, period.end)
    moved = debit(within[~within["key"].isin(_moving_in(rules, until))]).amount
    added, closing = credit(income).amount, debit(own).amount
    return Relation(Kind.CONTRIBUTION, "", closing - moved, added, added - moved, closing, keys(within))


def _requisitions(rules: Rulebook, until: pd.DataFrame, debts: pd.DataFrame, period: Period) -> Relation:
    """Requisitions received and not paid; paid is what left the bank."""
    bank = keys(on(until, *_accounts(rules, "bank", None)))
    within = between(debts, period.start, period.end)
    within = within[~within["key"].isin(_moving_in(rules, until))]
    closing, moved = credit(debts).amount, credit(within).amount
    paid = debit(within[within["key"].isin(bank)]).amount
    return Relation(Kind.REQUISITION, "", closing - moved, moved + paid, paid, closing, keys(within))


def _received(rules: Rulebook, books: Books, period: Period, who: Participant) -> Iterator[Requisition]:
    """What came on the party's requisition debt, corrections included; what left the bank is payment."""
    until = between(in_book(books, Book.ASSOCIATION), None, period.end)
    within = between(_balance(rules, until, who, "requisition_debt"), period.start, period.end)
    paid = keys(on(until, *_accounts(rules, "bank", None)))
    came = within[~within["key"].isin((*paid, *_moving_in(rules, until)))]
    insats = under(until, COST).drop_duplicates("key").set_index("key")["measure"]
    columns = ["key", "date", "measure", "service", "reference", "asked", "amount"]
    rows = books.postings.loc[came.index, columns]
    for key, date, measure, service, reference, asked, amount in rows.itertuples(index=False):
        what = measure or str(insats.get(key, ""))
        yield Requisition(key, date.date(), what, service, reference, _ore(asked), -int(amount))


def _ore(text: str) -> int | None:
    return from_decimal(Decimal(text)) if text else None


def _moving_in(rules: Rulebook, until: pd.DataFrame) -> tuple[str, ...]:
    """The opening voucher of a förbund that moved in: what stood there before, though its date may lie in the year."""
    return keys(on(until, *_accounts(rules, "opening_equity", None)))


def _own_costs(books: Books, period: Period, who: Participant) -> Iterator[OwnCost]:
    own = under(between(in_book(books, Book.PARTIES), period.start, period.end), f"{COST}{who.short}:")
    for account, part in own.groupby("account", sort=False):
        amount = debit(part)
        if amount.amount:
            yield OwnCost(str(account), amount)


def _balance(rules: Rulebook, frame: pd.DataFrame, who: Participant, role: str) -> pd.DataFrame:
    return on(frame, *_accounts(rules, role, who.id))


def _accounts(rules: Rulebook, role: str, party: str | None) -> tuple[str, ...]:
    return tuple(row.account for row in rules.accounts.rows if row.role == role and party in (None, row.party))
