"""Versions of sharing rules that have been used: none may be ended before a day whose costs it shared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book
from onedoor_ledger.errors import Finding
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_LAST_DAY = re.compile(r"(?:sum|final):\d{4}-\d\d-\d\d\.\.(\d{4}-\d\d-\d\d)/")
"""In ``allocates`` of costs shared together: the last day of them."""


def ended(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Each version whose ``to`` lies before a day it has shared the costs of (contracts.md section 4).

    A reversal follows what it reverses, whatever day it is dated; a later revision reaches back by itself, and needs
    no ``to``.
    """
    postings = list(of_book(books, Book.PARTIES))
    sources = {f"{posting.key}/{posting.posting}": posting for posting in postings}
    versions = {rule.version: rule for rule in rules.sharing}
    told: dict[str, dt.date] = {}
    for posting in postings:
        rule = versions.get(posting.version)
        if rule is None or not posting.exact or posting.reverses or rule.dated.end is None:
            continue
        day = _day(posting, sources.get(posting.allocates))
        if day is not None and day > rule.dated.end:
            told[rule.version] = max(day, told.get(rule.version, day))
    for version, day in told.items():
        yield _finding(versions[version], day)


def _day(posting: Posting, source: Posting | None) -> dt.date | None:
    """The last day the shared costs bear on; None for a reversal's, or when the source is gone."""
    if (together := _LAST_DAY.match(posting.allocates)) is not None:
        return dt.date.fromisoformat(together[1])
    if source is None or source.reverses or source.corrects:
        return None
    return parse_period(source.service).end if source.service else source.date


def _finding(rule: SharingRule, day: dt.date) -> Finding:
    return error(
        "key-ended",
        _("{version} ends on {end}, but has shared costs of {day}.").format(
            version=rule.version, end=rule.dated.end, day=day
        ),
        rule.place,
        _("Let it end on {day} or later; to change what is shared already, add a row with the next revision.").format(
            day=day
        ),
    )
