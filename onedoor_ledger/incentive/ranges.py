"""How sure the nets are, as the pages tell it: nine cases out of ten, and how often a purse loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """A net in nine cases out of ten (P5–P95), öre, and the share of the cases in which it is below zero."""

    low: int
    high: int
    loses: Fraction


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of a period's nets. Each is drawn with the same assumptions: they are never added."""

    purses: Mapping[str, Range]
    """By purse id as on the page."""
    society: Range
    players: Mapping[str, Range] = field(default_factory=dict)
    """By player id: a member answers for several purses, and its own has the same id."""
