"""Rules from elsewhere to compare with (``rules/presets/``): simulations and examples, never booked by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Applies(StrEnum):
    """When a ladder's next step takes hold of a running case."""

    AT_ONCE = "at_once"
    NEXT_PERIOD = "next_period"
    """From the payment period after the one in which the step is passed (Finland)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a duration ladder: until ``up_to`` (None: from there on) each purse bears its part."""

    up_to: int | None
    shares: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who bears a benefit by how long it has been paid."""

    unit: str
    """``weeks`` or ``days``."""
    applies: Applies
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AllocationModel:
    """The state's allocation of its money to förbunden: a base each, the rest by need and by population."""

    base: int
    """Öre to each förbund."""
    need: Fraction
    population: Fraction
    largest_decrease: Fraction | None
    """Of last year's amount; None for no stop."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One rule from elsewhere with its source; ``key`` names the kind of key that does it in ``keys.toml``, if any."""

    id: str
    title: str
    source: str
    key: str
    note: str
    ladder: Ladder | None = None
    allocation: AllocationModel | None = None
