"""The people book: nobody leaves who has not entered, and no count is too small. Counts only, never a person.

An account for all insatser, or for a group of states, may itself hold fewer than nobody: persons come in under an
insats and leave where they were too few to be told so. There the sum of the level and everything finer must hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.control.postings import Posting, error, of_book, warning
from onedoor_ledger.errors import Finding
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_STOCK = "Deltagare:"


def stock(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Support states that hold fewer than nobody at the end of some day."""
    rows = sorted((p for p in of_book(books, Book.PEOPLE) if p.account.startswith(_STOCK)), key=lambda p: p.date)
    levels = _Levels(rules, books.charts.get(Book.PEOPLE, {}))
    held: Counter[str] = Counter()
    came: Counter[str] = Counter()
    told: set[str] = set()
    for day, group in groupby(rows, key=lambda p: p.date):
        last: dict[str, Posting] = {}
        for posting in group:
            held[posting.account] += posting.amount
            came[posting.account] += max(posting.amount, 0)
            last |= dict.fromkeys((posting.account, *levels.above(posting.account)), posting)
        for account, posting in last.items():
            there = sum(held[each] for each in levels.within(account)) + sum(
                came[each] for each in levels.over(account)
            )
            if there < 0 and account not in told:
                told.add(account)
                yield error(
                    "people-below-zero",
                    _("On {day} more persons have left {account} than were there.").format(day=day, account=account),
                    posting,
                    _("Compare with the counts the party sent; correct with a voucher of its own."),
                )


def too_fine(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Vouchers that count fewer persons by themselves than may be told: typed by hand, or older than the threshold.

    What is imported is told coarsely at the door. The book itself may be asked for, so its text is a surface too.
    """
    threshold = rules.association.small_cell
    told: set[tuple[str, int]] = set()
    for posting in of_book(books, Book.PEOPLE):
        at = posting.file, posting.number
        if 0 < abs(posting.amount) < threshold and at not in told:
            told.add(at)
            yield warning(
                "people-too-few",
                _("A voucher of the people book counts fewer than {n} persons by themselves.").format(n=threshold),
                posting,
                _(
                    "Anybody may ask for the book: count them together with others, for all kommuner, both sexes or all"
                    " insatser. A voucher in a closed month stays: keep it back when the book is handed out."
                ),
            )


class _Levels:
    """The accounts of no one insats: whose persons may have left from them, and where those may have come in."""

    def __init__(self, rules: Rulebook, chart: Mapping[str, Account]) -> None:
        groups = {group.id: group.component for group in rules.state_groups}
        self._group = {state.component: groups[state.group] for state in rules.states if state.group in groups}
        self._names = [name for name in chart if name.startswith(_STOCK)]
        self._coarse = {name: _component(name) for name in self._names if not chart[name].measure}

    def within(self, account: str) -> tuple[str, ...]:
        """The account and everything finer."""
        own = self._coarse.get(account)
        if own is None:
            return (account,)
        return tuple(name for name in self._names if own in (_component(name), self._group.get(_component(name))))

    def above(self, account: str) -> tuple[str, ...]:
        """The coarser accounts that the account's persons are also counted in."""
        own = _component(account)
        return tuple(name for name, held in self._coarse.items() if held in (own, self._group.get(own)))

    def over(self, account: str) -> tuple[str, ...]:
        """For a state of no one insats: its group's account, whose persons may have been in that state."""
        own = self._group.get(self._coarse.get(account, ""), "")
        return tuple(name for name, held in self._coarse.items() if held == own)


def _component(account: str) -> str:
    return account.rsplit(":", 1)[-1]
