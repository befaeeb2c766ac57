"""Who moved between which supports: the people book's postings as moves (architecture.md, the third book).

Each row of a count is booked as two legs side by side: so many to where they are now, as many from where they were.
A voucher that mirrors another one takes its moves back: the same moves with the opposite sign.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from onedoor_ledger.accounts.selection import ENTERED, LEFT, STOCK
from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import void
from onedoor_ledger.period import Period, PeriodError, month_of, parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Move:
    """So many persons of a measure from one support to another in a period."""

    measure: str
    """Measure id; '' when told for all insatser together."""
    period: Period
    """The period it concerns: the voucher's ``service``, else the month of its date."""
    origin: str
    """State id, or a group's where told so coarsely; '' when they entered."""
    target: str
    """State id or a group's."""
    left: bool
    """Whether they left the measure, and live on ``target`` after it."""
    persons: int
    """Negative when a mirror takes the move back."""
    municipality: str
    """Participant id; '' when told for all kommuner together."""
    sex: str
    """``woman`` or ``man``; '' when told for both together."""
    site: str
    """Site id; '' when told for all together."""
    voucher: str
    """Key of the voucher: 2026-D7."""


class _Leg(NamedTuple):
    key: str
    date: dt.date
    account: str
    amount: int
    measure: str
    party: str
    sex: str
    site: str
    service: str
    corrects: str
    reverses: str

    @property
    def dimensions(self) -> tuple[str, str, str]:
        return self.party, self.sex, self.site


def moves_of(rules: Rulebook, books: Books, start: dt.date, end: dt.date) -> tuple[Move, ...]:
    """The moves of vouchers dated ``start`` to ``end``, both included, in voucher order.

    What an undo took back, and the undo, are left out; any other mirror's moves are there with the opposite sign.
    """
    states = _components(rules)
    vouchers = {key: list(legs) for key, legs in groupby(_legs(books), attrgetter("key"))}
    found: list[Move] = []
    for legs in vouchers.values():
        if not start <= legs[0].date <= end:
            continue
        named = legs[0].corrects or legs[0].reverses
        sign = -1 if _mirrors(legs, vouchers.get(named, ())) else 1
        turned = [leg._replace(amount=leg.amount * sign) for leg in legs]
        found += [_move(to, origin, n * sign, states) for to, origin, n in _pairs(turned) if n]
    return tuple(found)


def stock_of(rules: Rulebook, books: Books, day: dt.date) -> Mapping[str, int]:
    """Persons per state at the end of ``day``, all measures together; a group's id for those told so coarsely.

    A group's own count can be below zero: persons who entered under one of its states have left under the group.
    """
    states = _components(rules)
    held: Counter[str] = Counter({state.id: 0 for state in rules.states if not state.leaves})
    for leg in _legs(books):
        if leg.date <= day and leg.account.startswith(STOCK):
            held[_state(leg.account, states)] += leg.amount
    return dict(held)


def _components(rules: Rulebook) -> Mapping[str, str]:
    states = {state.component: state.id for state in rules.states}
    return states | {group.component: group.id for group in rules.state_groups}


def _legs(books: Books) -> Iterator[_Leg]:
    frame = books.postings
    wanted = frame["book"] == Book.PEOPLE.value
    if undone := void(frame[wanted]):
        wanted &= ~frame["key"].isin(undone)
    for row in frame.loc[wanted, list(_Leg._fields)].itertuples(index=False, name=None):
        leg = _Leg(*row)
        yield leg._replace(date=row[1].date(), amount=int(leg.amount))


def _mirrors(legs: Sequence[_Leg], other: Sequence[_Leg]) -> bool:
    """Whether ``legs`` are ``other`` line by line with the opposite sign."""
    return bool(other) and [(leg.account, -leg.amount) for leg in legs] == [(leg.account, leg.amount) for leg in other]


def _pairs(legs: Sequence[_Leg]) -> Iterator[tuple[_Leg, _Leg, int]]:
    """Target, origin and persons: legs side by side that cancel, then the rest as far as they reach."""
    rest: list[_Leg] = []
    waiting: _Leg | None = None
    for leg in legs:
        if waiting is None:
            waiting = leg
        elif waiting.amount == -leg.amount and waiting.dimensions == leg.dimensions:
            yield _turned(waiting, leg)
            waiting = None
        else:
            rest.append(waiting)
            waiting = leg
    rest += [waiting] if waiting else []
    targets, origins = [leg for leg in rest if leg.amount > 0], [leg for leg in rest if leg.amount < 0]
    while targets and origins:
        target, origin = targets.pop(0), origins.pop(0)
        persons = min(target.amount, -origin.amount)
        yield _turned(target._replace(amount=persons), origin._replace(amount=-persons))
        if target.amount > persons:
            targets.insert(0, target._replace(amount=target.amount - persons))
        if -origin.amount > persons:
            origins.insert(0, origin._replace(amount=origin.amount + persons))


def _turned(one: _Leg, other: _Leg) -> tuple[_Leg, _Leg, int]:
    """Nobody comes from having left or goes to not having come: such a move is another one taken back."""
    target, origin = (one, other) if one.amount > 0 else (other, one)
    if target.account.startswith(ENTERED) or origin.account.startswith(LEFT):
        return origin, target, -target.amount
    return target, origin, target.amount


def _move(target: _Leg, origin: _Leg, persons: int, states: Mapping[str, str]) -> Move:
    told = target if any(target.dimensions) else origin
    return Move(
        measure=target.measure or origin.measure,
        period=_period(target),
        origin="" if origin.account.startswith(ENTERED) else _state(origin.account, states),
        target=_state(target.account, states),
        left=target.account.startswith(LEFT),
        persons=persons,
        municipality=told.party,
        sex=told.sex,
        site=told.site,
        voucher=target.key,
    )


def _state(account: str, states: Mapping[str, str]) -> str:
    component = account.rsplit(":", 1)[-1]
    return states.get(component, component)


def _period(leg: _Leg) -> Period:
    try:
        return parse_period(leg.service) if leg.service else month_of(leg.date)
    except PeriodError:
        return month_of(leg.date)
