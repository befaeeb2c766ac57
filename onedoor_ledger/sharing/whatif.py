"""What if: what another key would have each party bear, without touching the books.

Both ways of sharing start from nothing: every allocation is taken out of a copy of the books, the months are unlocked
in it, and the same allocation is run twice over the same costs, with the rules as they are and with the other ones.
What is booked may differ by what earlier roundings left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.settlement import RuleShares, settle
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import SEAL

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule shares in the period as it is, and as it would be; None where only the other has the rule."""

    rule: str
    title: str
    today: RuleShares | None
    other: RuleShares | None

    @property
    def participants(self) -> tuple[str, ...]:
        """Everybody who bears something under either, in the rules' order."""
        named = (shares.shares for shares in (self.today, self.other) if shares is not None)
        return tuple(dict.fromkeys(participant for shares in named for participant in shares))

    def bears_today(self, participant: str) -> int:
        """Öre by the rules as they are."""
        return self.today.shares.get(participant, 0) if self.today else 0

    def would_bear(self, participant: str) -> int:
        """Öre by the other rules."""
        return self.other.shares.get(participant, 0) if self.other else 0


def effects(rules: Rulebook, other: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Effect, ...]:
    """The effect of ``other``'s sharing rules on what the parties share in ``period``, rule by rule.

    :raises UserError: as :func:`onedoor_ledger.sharing.allocate.allocate` does, for either set of rules.
    """
    bare = _bare(books, today)
    now = {shares.rule.id: shares for shares in shared(rules, bare, period, today=today)}
    then = {shares.rule.id: shares for shares in shared(other, bare, period, today=today)}
    titles = {rule.id: rule.title for rule in (*rules.sharing, *other.sharing)}
    return tuple(Effect(id_, titles[id_], now.get(id_), then.get(id_)) for id_ in dict.fromkeys([*now, *then]))


def shared(rules: Rulebook, bare: Books, period: Period, *, today: dt.date) -> tuple[RuleShares, ...]:
    """What the parties bear in ``period`` by ``rules``, in books without allocations.

    The year's days before the period are shared first: a key that is worked out per period counts the year's costs
    so far.
    """
    books = bare
    for span in (*_before(period), period):
        books = preview.plus(books, allocate(rules, books, span, today=today))
    return tuple(each for each in settle(rules, books, period).rules if not each.informative)


def changed(rules: Rulebook, other: Rulebook) -> tuple[SharingRule, ...]:
    """The rule versions of ``other`` that split otherwise than those in ``rules``."""
    known = {rule.digest for rule in rules.sharing}
    return tuple(rule for rule in other.sharing if rule.digest not in known)


def _bare(books: Books, today: dt.date) -> Books:
    """The books to ``today`` without any allocation, and with every month open."""
    import pandas as pd

    postings = books.postings.loc[books.postings["date"] <= pd.Timestamp(today)]
    marked = (postings["book"] == Book.PARTIES.value) & ((postings["allocates"] != "") | (postings["rule"] != ""))
    own = postings.loc[~postings["key"].isin(set(postings.loc[marked, "key"])) | (postings["key"] == "")]
    entries: Mapping[Book, tuple[object, ...]] = {
        book: tuple(entry for entry in entries if getattr(entry, "type", None) != SEAL)
        for book, entries in books.entries.items()
    }
    return replace(books, postings=own, entries=entries)


def _before(period: Period) -> Iterator[Period]:
    start, end = dt.date(period.start.year, 1, 1), period.start - ONE_DAY
    if start <= end:
        yield Period(start, end, f"{start}..{end}")
