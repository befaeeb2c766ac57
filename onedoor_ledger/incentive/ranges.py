"""How sure the nets are, as the pages tell it: nine cases out of ten, and how often a purse loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """By purse id as on the page, and by player id where that is another."""
    society: Range
