"""From persons reached to money, year by year: the planning chain, and the one present-value function.

The chain is that of the Greater Manchester / HM Treasury cost-benefit model (methods.md section 3): persons × engaged ×
effect − what would have happened anyway → correction for weak evidence → profile over the years → present value.
Everything is exact; whoever prints it rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, zip_longest

from onedoor_ledger.rulebook.model.incentive import Convention, Effect

MONTHS = 12
NOTHING = Fraction(0)
ONE = Fraction(1)


def discounted(yearly: Sequence[Fraction], rate: Fraction) -> tuple[Fraction, ...]:
    """Each year's amount at its present value; the first year is not discounted."""
    return tuple(amount / (1 + rate) ** year for year, amount in enumerate(yearly))


def present_value(yearly: Sequence[Fraction], rate: Fraction) -> Fraction:
    """All years' amounts at their present value together."""
    return sum(discounted(yearly, rate), NOTHING)


def months_left(profile: Sequence[Fraction], lag: int, months: Fraction) -> tuple[Fraction, ...]:
    """What ``months`` after a move are worth, year by year, in months of a first year's full relief.

    Nothing before ``lag`` months have passed, then each year's share of ``profile``; nothing beyond its end.
    """
    years = -(-months // MONTHS)
    found = []
    for year in range(years):
        start, end = max(Fraction(year * MONTHS), Fraction(lag)), min(Fraction((year + 1) * MONTHS), months)
        left = profile[year] if year < len(profile) else NOTHING
        found.append(left * max(NOTHING, end - start))
    return tuple(found)


def worth(effect: Effect, months: Fraction, rate: Fraction = NOTHING) -> Fraction:
    """What ``months`` after a move are worth in months of full relief, at present value."""
    return present_value(months_left(effect.profile, effect.lag_months, months), rate)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned of an insats. Amounts in any unit; shares from 0 to 1."""

    persons: Fraction
    engaged: Fraction
    effect: Fraction
    """Share of the engaged who move."""
    deadweight: Fraction
    """Of the engaged when ``convention`` is additive, of those who move when it is multiplicative."""
    convention: Convention
    yearly: Fraction
    """What one person who moved is worth a full year."""
    correction: Fraction
    """What the benefit is lowered by for weak evidence."""
    profile: tuple[Fraction, ...]
    costs: tuple[Fraction, ...]
    """The insats' own cost, year by year."""
    discount: Fraction


@dataclass(frozen=True, slots=True)
class Chain:
    """What a plan gives, exactly."""

    yearly: Fraction
    """The benefit of a year with the whole effect, before the profile."""
    benefit: Fraction
    """Present value."""
    cost: Fraction
    """Present value."""
    cumulated: tuple[Fraction, ...]
    """Benefit less cost so far, by year, present value."""

    @property
    def ratio(self) -> Fraction | None:
        """Benefit per unit of cost; None without a cost."""
        return self.benefit / self.cost if self.cost else None

    @property
    def budget_impact(self) -> Fraction:
        """Cost less benefit: below zero when it pays."""
        return self.cost - self.benefit

    @property
    def pays_back(self) -> int | None:
        """The first year, from 0, in which the cumulated benefit covers the cost; None: not within the plan."""
        return next((year for year, so_far in enumerate(self.cumulated) if so_far >= 0), None)


def moved(persons: Fraction, engaged: Fraction, effect: Fraction, deadweight: Fraction, how: Convention) -> Fraction:
    """Persons who move because of the insats: those who would have moved anyway are taken off by the convention."""
    if how is Convention.ADDITIVE:
        return persons * engaged * (effect - deadweight)
    return persons * engaged * effect * (1 - deadweight)


def chain_of(plan: Plan) -> Chain:
    """What a plan gives."""
    persons = moved(plan.persons, plan.engaged, plan.effect, plan.deadweight, plan.convention)
    yearly = persons * plan.yearly * (1 - plan.correction)
    benefits = discounted([yearly * left for left in plan.profile], plan.discount)
    costs = discounted(plan.costs, plan.discount)
    by_year = [gain - cost for gain, cost in zip_longest(benefits, costs, fillvalue=NOTHING)]
    return Chain(yearly, sum(benefits, NOTHING), sum(costs, NOTHING), tuple(accumulate(by_year)))
