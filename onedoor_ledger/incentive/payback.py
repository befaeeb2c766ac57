"""When what was put in has come back, month by month after the moves."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

from onedoor_ledger.incentive.model import MoveRelief, Relief
from onedoor_ledger.rulebook.model.incentive import Method

NOTHING = Fraction(0)
MONTHS = 12


def monthly_relief(row: MoveRelief, purse: str, method: Method) -> tuple[Fraction, ...]:
    """A move's relief for ``purse`` in each month after it, over the method's horizon, present value; öre.

    Nothing until the lag has passed and nothing where nothing is assumed of the insats.
    """
    effect, monthly = row.effect, row.monthly.get(purse, NOTHING) * row.kept
    months = method.horizon * MONTHS
    if effect is None:
        return (NOTHING,) * months
    return tuple(
        monthly * effect.profile[year] / (1 + method.discount) ** year
        if month >= effect.lag_months and year < len(effect.profile)
        else NOTHING
        for month in range(months)
        for year in [month // MONTHS]
    )


def payback_months(relief: Relief, purse: str, put_in: int) -> int | None:
    """The first whole month in which the cumulated relief covers ``put_in``; 0 when there is nothing to cover.

    Months are counted from each move. None: not within the horizon.
    """
    if put_in <= 0:
        return 0
    moves = [monthly_relief(row, purse, relief.method) for row in relief.moves]
    together = accumulate(sum(month, NOTHING) for month in zip(*moves, strict=True))
    return next((n for n, so_far in enumerate(together, 1) if so_far >= put_in), None)
