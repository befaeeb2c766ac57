"""The accounts that stand between a host and a participant, and what moved on them.

Two balances stand between the two, each seen from both sides and always equal: what is shared but not settled
(*Avräkning*), and what is on an avräkningsunderlag and waits for payment (*Avräknat*).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.model import Rulebook, Scope, SettlementRule

if TYPE_CHECKING:
    import pandas as pd

SETTLES, ON_ACCOUNT = "settlement:", "on-account:"
"""What the identity of a voucher begins with that moves shared amounts, or an instalment, to an avräkningsunderlag."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A host and one it shares costs with: each one's accounts for what stands between them."""

    host: str
    participant: str
    claims: tuple[str, ...]
    """The host's accounts of what is shared and not settled."""
    debts: tuple[str, ...]
    """The participant's."""
    claims_due: tuple[str, ...]
    """The host's accounts of what waits for payment; empty when no settlement rule names any."""
    debts_due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened between the two in a period, in öre, positive towards the host; from one side's accounts.

    ``opening + shared + vat + other - paid = closing``; settling and calling only move amounts between the two
    balances. ``unsettled`` and ``unpaid`` are the two balances at the end.
    """

    opening: int
    shared: int
    vat: int
    other: int
    settled: int
    on_account: int
    paid: int
    unsettled: int
    unpaid: int
    vouchers: tuple[str, ...]

    @property
    def closing(self) -> int:
        """What the participant owes the host at the end; negative when the host is to pay back."""
        return self.unsettled + self.unpaid

    @property
    def gross(self) -> int:
        """Shared in the period, VAT included."""
        return self.shared + self.vat


def pairs(rules: Rulebook) -> tuple[Pair, ...]:
    """Every host and participant some sharing rule may put a claim between, in the order of the rules."""
    hosts = dict.fromkeys(rule.bearer for rule in rules.sharing if rule.scope is Scope.PARTIES)
    return tuple(pair(rules, host, who.id) for host in hosts for who in rules.participants if who.id != host)


def pair(rules: Rulebook, host: str, participant: str) -> Pair:
    """The accounts between ``host`` and ``participant``, over all rules and their versions."""
    shared = [rule for rule in rules.sharing if rule.scope is Scope.PARTIES and rule.bearer == host]
    settled = [rule for rule in rules.settlements if rule.host == host]
    names = {"party": rules.participant(participant).short, "bearer": rules.participant(host).short}
    return Pair(
        host,
        participant,
        _named([rule.shares_to.get("claim", "") for rule in shared], names),
        _named([rule.shares_to.get("debt", "") for rule in shared], names),
        _named([rule.claim for rule in settled], names),
        _named([rule.debt for rule in settled], names),
    )


def settlement_rule(rules: Rulebook, host: str, day: dt.date) -> SettlementRule | None:
    """How ``host`` settles on ``day``; None when the rules do not say."""
    return next((rule for rule in rules.settlements if rule.host == host and rule.dated.covers(day)), None)


def settled_with(identity: str, service: str, day: dt.date, end: dt.date) -> bool:
    """Whether a line dated ``day`` is settled with the period that ends on ``end``.

    What is dated by then, or serves a period over by then though it had to be booked later; an instalment counts
    from the period it was called for, not from its day.
    """
    serves = _end_of(service, day)
    return serves <= end or (day <= end and not identity.startswith(ON_ACCOUNT))


def _end_of(service: str, day: dt.date) -> dt.date:
    try:
        return parse_period(service).end if service else day
    except PeriodError:
        return day


def seen_by_host(books: Books, between: Pair, period: Period) -> Movement:
    """What moved on the host's claims."""
    return _movement(books.postings, between.claims, between.claims_due, period, 1)


def seen_by_participant(books: Books, between: Pair, period: Period) -> Movement:
    """What moved on the participant's debts: the same numbers, from its own accounts."""
    return _movement(books.postings, between.debts, between.debts_due, period, -1)


def used(rules: Rulebook, books: Books, period: Period) -> Iterator[tuple[Pair, Movement]]:
    """The pairs with anything between them in ``period`` or at its start, as the host's accounts have it."""
    for between in pairs(rules):
        moved = seen_by_host(books, between, period)
        if moved.vouchers or moved.opening or moved.closing:
            yield between, moved


def _movement(
    postings: pd.DataFrame, open_accounts: Sequence[str], due_accounts: Sequence[str], period: Period, sign: int
) -> Movement:
    import pandas as pd

    until = postings.loc[
        postings["account"].isin([*open_accounts, *due_accounts]) & (postings["date"] <= pd.Timestamp(period.end))
    ]
    before = until["date"] < pd.Timestamp(period.start)
    within = until.loc[~before]
    on_open = within["account"].isin(open_accounts)
    moved = within["identity"].str.startswith((SETTLES, ON_ACCOUNT))
    called = within["identity"].str.startswith(ON_ACCOUNT)
    shared = on_open & ~moved & (within["allocates"] != "")
    vat = on_open & ~moved & ~shared & (within["rule"] != "")

    def total(mask: pd.Series) -> int:
        return sign * int(within.loc[mask, "amount"].sum())

    ends_open = until["account"].isin(open_accounts)
    return Movement(
        opening=sign * int(until.loc[before, "amount"].sum()),
        shared=total(shared),
        vat=total(vat),
        other=total(on_open & ~moved & ~shared & ~vat),
        settled=total(~on_open & moved & ~called),
        on_account=total(~on_open & called),
        paid=-total(~on_open & ~moved),
        unsettled=sign * int(until.loc[ends_open, "amount"].sum()),
        unpaid=sign * int(until.loc[~ends_open, "amount"].sum()),
        vouchers=tuple(dict.fromkeys(within["key"].tolist())),
    )


def _named(templates: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(template.format(**names) for template in templates if template))
