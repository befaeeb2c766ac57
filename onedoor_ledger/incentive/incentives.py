"""``report incentive`` in one value, from the rules and the books."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.booked import booked_relief
from onedoor_ledger.incentive.model import Incentives, Stake
from onedoor_ledger.incentive.payers import Pair
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.incentive.stakes import stakes_of
from onedoor_ledger.incentive.weighing import weighed
from onedoor_ledger.incentive.withheld import withheld
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.settlement import settle
from onedoor_ledger.sharing.side_by_side import side_by_side


def incentives_of(
    rules: Rulebook,
    books: Books,
    period: Period,
    *,
    stakes: Mapping[str, Stake] | None = None,
    secret: Collection[Pair] = (),
) -> Incentives:
    """``report incentive``: from 1 January to the period's end.

    :param stakes: as :func:`~onedoor_ledger.incentive.stakes.stakes_of` has them, where somebody has asked already.
    :param secret: moves whose kronor may not be shown; where a purse rests on one, each purse is rounded by itself.
    :raises onedoor_ledger.errors.UserError: as :func:`onedoor_ledger.incentive.relief.relief_of` does.
    """
    span = so_far(period)
    relief = relief_of(rules, books, span)
    booked = booked_relief(rules, books, span, relief)
    doors = side_by_side(rules, books, span, settle(rules, books, span).rules)
    apart = bool(withheld(relief, secret))
    given = stakes or stakes_of(rules, books, span)
    return weighed(rules, relief, given, booked=booked, doors=doors, apart=apart)


def so_far(period: Period) -> Period:
    """The year up to the period's end: what was put in and what came back are told over the same days."""
    if period.start == period.year_start:
        return period
    return Period(period.year_start, period.end, f"{period.year_start}..{period.end}")
