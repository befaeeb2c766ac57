"""The rules from elsewhere (``rules/presets/``) worked out on numbers: to compare with, never booked."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.rulebook.model import AllocationModel
from onedoor_ledger.sharing.formulas import Shares, proportional, stopped


def state_allocation(
    model: AllocationModel,
    pot: int,
    need: Mapping[str, int],
    population: Mapping[str, int],
    last_year: Mapping[str, int] | None = None,
) -> Shares:
    """The state's money (öre) shared between förbund: a base each, the rest by need and by population; exact.

    :param last_year: last year's öre by förbund; where the model stops at a largest decrease, nobody falls further.
    :raises onedoor_ledger.sharing.formulas.NoWeightError: when need or population sum to nothing.
    :raises onedoor_ledger.sharing.formulas.BoundsError: when the stop would cost more than the pot.
    """
    rest = pot - model.base * len(need)
    by_need = proportional(rest * model.need, need)
    by_population = proportional(rest * model.population, population)
    shares = {who: model.base + by_need[who] + by_population[who] for who in need}
    if model.largest_decrease is None or last_year is None:
        return shares
    return stopped(shares, last_year, model.largest_decrease)
