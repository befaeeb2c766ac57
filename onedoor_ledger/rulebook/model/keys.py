"""What a sharing key says, before any cost or statistic is known.

Weights are whole numbers and shares exact fractions; nothing here is rounded. A key may be made of others: a capped
key bounds its base, a two-part key has one for what stands and one for what is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

OWN = "own"
"""In a ladder's shares: the participant whose client it is."""


class Settle(StrEnum):
    """How often a rule is settled: it takes part in a run that holds the end of such a period."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The length of the period in months."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


class Basis(StrEnum):
    """Whether a cost is shared as it turned out, or on account with a yearly true-up (slutreglering)."""

    OUTCOME = "outcome"
    ON_ACCOUNT = "on_account"


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """One party of a nested key: its weight between the parties, and (member id, weight) inside it."""

    id: str
    weight: int
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ByWeights:
    """Constant weights by participant id, in the order of ties; ``groups`` when the key has two levels."""

    weights: Mapping[str, int]
    groups: tuple[KeyGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Statistics by participant: added together, over the days shared or over ``span`` where the key names one."""

    statistics: tuple[str, ...]
    participants: tuple[str, ...]
    span: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class ByStatistic:
    """In proportion to a statistic: full-time posts, m², visits, client months."""

    measured: Measured


@dataclass(frozen=True, slots=True)
class ByBenefit:
    """In proportion to what each gains: everybody has the same benefit per krona (methods.md section 1)."""

    measured: Measured


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most a participant bears.

    In öre for each ``per``: a yearly ceiling holds for the year from its first day, a yearly floor grows by a
    twelfth a month. Or as a share of the whole.
    """

    participant: str
    per: Settle = Settle.YEAR
    least: int | None = None
    most: int | None = None
    least_share: Fraction | None = None
    most_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Capped:
    """``base``, but nobody outside its bounds: who breaks one is fixed at it and the rest shared again."""

    base: Key
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class TwoPart:
    """What stands by one key, what is used by another.

    ``part`` of every cost stands; or, where it is None, what is booked on ``accounts`` or has one of ``cost_types``.
    """

    standing: Key
    use: Key
    part: Fraction | None = None
    accounts: tuple[str, ...] = ()
    cost_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a ladder: who bears what of the time up to ``up_to`` (None: all that is longer)."""

    up_to: int | None
    shares: Mapping[str, Fraction]
    """By participant id, or :data:`OWN`; they sum to one."""


@dataclass(frozen=True, slots=True)
class Tiered:
    """A ladder by how long persons have been supported; the statistic has its values by duration."""

    measured: Measured
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Serial:
    """Moulin and Shenker's serial key: small users are protected from what large users' growth costs.

    The cost function is a polynomial's coefficients, lowest power first, or points (demand, cost) with straight lines
    between them. It starts in nothing.
    """

    measured: Measured
    polynomial: tuple[Fraction, ...] = ()
    points: tuple[tuple[Fraction, Fraction], ...] = ()


Key = ByWeights | ByStatistic | ByBenefit | Capped | TwoPart | Tiered | Serial


def participants_of(key: Key) -> tuple[str, ...]:
    """Everybody who can bear something under ``key``, in the order of ties."""
    match key:
        case ByWeights():
            found = list(key.weights)
        case Capped():
            found = [*participants_of(key.base), *(bound.participant for bound in key.bounds)]
        case TwoPart():
            found = [*participants_of(key.standing), *participants_of(key.use)]
        case Tiered():
            named = [who for tier in key.tiers for who in tier.shares if who != OWN]
            found = [*key.measured.participants, *named]
        case _:
            found = list(key.measured.participants)
    return tuple(dict.fromkeys(found))
