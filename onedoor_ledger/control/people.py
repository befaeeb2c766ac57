"""The people book: nobody leaves who has not entered. Counts only, never a person.

An account for all insatser, or for a group of states, may itself hold fewer than nobody: persons come in under an insats
and leave where they were too few to be told so. There the sum of the level and everything finer is what must hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.control.postings import Posting, error, of_book
from onedoor_ledger.errors import Finding
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_STOCK = "Deltagare:"


def stock(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Support states that hold fewer than nobody at the end of some day."""
    rows = sorted((p for p in of_book(books, Book.PEOPLE) if p.account.startswith(_STOCK)), key=lambda p: p.date)
    together = _together(rules, books.charts.get(Book.PEOPLE, {}))
    held: Counter[str] = Counter()
    told: set[str] = set()
    for day, group in groupby(rows, key=lambda p: p.date):
        last: dict[str, Posting] = {}
        for posting in group:
            held[posting.account] += posting.amount
            last[posting.account] = posting
        for account, posting in last.items():
            if sum(held[each] for each in together.get(account, (account,))) < 0 and account not in told:
                told.add(account)
                yield error(
                    "people-below-zero",
                    _("On {day} more persons have left {account} than were there.").format(day=day, account=account),
                    posting,
                    _("Compare with the counts the party sent; correct with a voucher of its own."),
                )


def _together(rules: Rulebook, chart: Mapping[str, Account]) -> dict[str, tuple[str, ...]]:
    """Per account of no one insats: itself and every account whose persons may have left from there."""
    members: dict[str, set[str]] = {group.component: {group.component} for group in rules.state_groups}
    components = {group.id: group.component for group in rules.state_groups}
    for state in rules.states:
        if state.group in components:
            members[components[state.group]].add(state.component)
    found = {}
    for account in chart.values():
        if account.name.startswith(_STOCK) and not account.measure:
            own = account.name.rsplit(":", 1)[-1]
            wanted = members.get(own, {own})
            found[account.name] = tuple(
                name for name in chart if name.startswith(_STOCK) and name.rsplit(":", 1)[-1] in wanted
            )
    return found
