"""The förbund's year at a period's end: everything the board's report is made from, computed once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.accounts.contributions import MemberContribution, contributions_of
from onedoor_ledger.accounts.corrections import Correction, corrections_of
from onedoor_ledger.accounts.equity import Equity, bank_on, equity_of, equity_on, exists_on
from onedoor_ledger.accounts.lines import YearLines, lines_of
from onedoor_ledger.accounts.parties import Door, PartyYear, doors_of, parties_of
from onedoor_ledger.accounts.people import Endings, Shown, endings_of, participations_of
from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Year:
    """The year ``period`` ends in, from 1 January to the period's end. Amounts in öre."""

    period: Period
    today: dt.date
    lines: YearLines
    contributions: tuple[MemberContribution, ...]
    equity: Equity
    bank: Sum
    compared: bool
    """Whether the books reach back to the same time last year; if not, nothing is compared with it."""
    bank_last_year: Sum
    bank_opening: Sum
    equity_opening: Sum
    """Equity at the end of last year."""
    parties: tuple[PartyYear, ...]
    doors: tuple[Door, ...]
    participations: Shown
    endings: Endings
    corrections: tuple[Correction, ...]


def year_of(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Year:
    """Compute the year; ``today`` decides which of the treasurer's dated rows count."""
    before = period.year_before()
    year_end = period.year_start - dt.timedelta(days=1)
    lines = lines_of(rules, books, period, today=today)
    contributions = contributions_of(rules, books, period)
    equity = equity_of(rules, books, period, lines)
    unshown = withheld_people(rules, books, period)
    return Year(
        period=period,
        today=today,
        lines=lines,
        contributions=contributions,
        equity=equity,
        bank=bank_on(books, period.end),
        compared=exists_on(books, before.end),
        bank_last_year=bank_on(books, before.end),
        bank_opening=bank_on(books, year_end),
        equity_opening=equity_on(books, year_end),
        parties=parties_of(rules, books, period, {row.member.id: row.paid for row in contributions}),
        doors=doors_of(rules, books, period),
        participations=participations_of(rules, books, period, unshown),
        endings=endings_of(rules, books, period, unshown),
        corrections=corrections_of(rules, books, period),
    )
