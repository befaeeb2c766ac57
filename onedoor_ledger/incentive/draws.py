"""Uncertainty by draws: every assumption drawn once per run for all purses, so that the parts add in every draw.

The nets are a sum of groups, each a product of drawn factors (how many, how long) times drawn amounts (what a month of
a support costs) times fixed weights (whose purse). One set of draws serves all purses and all scenarios: common random
numbers (methods.md section 3). Draws are floating point; no figure that is exact elsewhere is taken from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 20_000
"""Draws made at a time: what bounds the memory however many are asked for."""


class Shape(StrEnum):
    """How an assumption is drawn, and what ``first`` and ``second`` then mean."""

    FIXED = "fixed"
    TRIANGULAR = "triangular"
    """``first`` the lowest, ``second`` the highest, ``central`` the most likely."""
    NORMAL = "normal"
    """``second`` the standard deviation around ``central``."""
    BETA = "beta"
    """``first`` and ``second`` its two shapes."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One uncertain number."""

    id: str
    label: str
    central: float
    shape: Shape = Shape.FIXED
    first: float = 0.0
    second: float = 0.0


@dataclass(frozen=True, slots=True)
class Affine:
    """``constant + slope × assumption``; ``of`` is its place in the model's list, None for a constant."""

    constant: float
    slope: float = 0.0
    of: int | None = None
    least: float = float("-inf")
    """It is never below this."""


@dataclass(frozen=True, slots=True)
class Group:
    """Moves that share their factors: ``Π factors × Σ amounts × weights``."""

    factors: tuple[Affine, ...]
    weights: NDArray[np.float64]
    """Shape (amounts, purses)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Nets per purse as a function of the assumptions."""

    assumptions: tuple[Assumption, ...]
    amounts: tuple[int, ...]
    """Which assumptions are amounts, in the order of the groups' weights."""
    groups: tuple[Group, ...]
    fixed: NDArray[np.float64]
    """Shape (purses,): what every draw adds, such as what was put in, negative."""

    def nets(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The nets of draws.

        :param values: shape (draws, assumptions).
        :returns: shape (draws, purses).
        """
        import numpy as np

        amounts = values[:, list(self.amounts)]
        nets: NDArray[np.float64] = np.tile(self.fixed.astype(np.float64), (len(values), 1))
        for group in self.groups:
            nets += _product(group.factors, values)[:, None] * (amounts @ group.weights)
        return nets

    def central(self) -> NDArray[np.float64]:
        """The nets with every assumption at its central value; shape (purses,)."""
        nets: NDArray[np.float64] = self.nets(_row(self.assumptions))[0]
        return nets

    def draw(self, draws: int, seed: int) -> NDArray[np.float64]:
        """``draws`` nets; the same seed gives the same numbers, whatever the model's weights.

        :returns: shape (draws, purses).
        """
        import numpy as np

        out = np.empty((draws, len(self.fixed)))
        # A generator for each assumption: one more of them never changes what the others draw.
        streams = [np.random.default_rng([seed, n]) for n in range(len(self.assumptions))]
        for start in range(0, draws, CHUNK):
            size = min(CHUNK, draws - start)
            drawn = [_drawn(a, rng, size) for a, rng in zip(self.assumptions, streams, strict=True)]
            values = np.column_stack(drawn) if drawn else np.empty((size, 0))
            out[start : start + size] = self.nets(values)
        return out

    def swings(self) -> tuple[Swing, ...]:
        """The tornado: each assumption at its low and at its high end, the others at their central values."""
        swings = []
        for n, assumption in enumerate(self.assumptions):
            low, high = _ends(assumption)
            if low == high:
                continue
            values = _row(self.assumptions).repeat(2, axis=0)
            values[0, n], values[1, n] = low, high
            at_low, at_high = self.nets(values)
            swings.append(Swing(assumption, low, high, tuple(at_low), tuple(at_high)))
        return tuple(swings)


@dataclass(frozen=True, slots=True)
class Swing:
    """The nets at an assumption's two ends (for a distribution without ends, its 5th and 95th percentile)."""

    assumption: Assumption
    low: float
    high: float
    at_low: tuple[float, ...]
    at_high: tuple[float, ...]

    def width(self, purse: int) -> float:
        """How far it moves one purse's net."""
        return abs(self.at_high[purse] - self.at_low[purse])


def _row(assumptions: Sequence[Assumption]) -> NDArray[np.float64]:
    import numpy as np

    return np.array([[a.central for a in assumptions]])


def _product(factors: Sequence[Affine], values: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    product = np.ones(len(values))
    for factor in factors:
        drawn = 0.0 if factor.of is None else factor.slope * values[:, factor.of]
        product *= np.maximum(factor.constant + drawn, factor.least)
    return product


def _drawn(assumption: Assumption, rng: np.random.Generator, size: int) -> NDArray[np.float64]:
    import numpy as np

    first, second = assumption.first, assumption.second
    match assumption.shape:
        case Shape.TRIANGULAR:
            return rng.triangular(first, assumption.central, second, size)
        case Shape.NORMAL:
            return rng.normal(assumption.central, second, size)
        case Shape.BETA:
            return rng.beta(first, second, size)
        case Shape.FIXED:
            return np.full(size, assumption.central)


def _ends(assumption: Assumption) -> tuple[float, float]:
    first, second, central = assumption.first, assumption.second, assumption.central
    match assumption.shape:
        case Shape.TRIANGULAR:
            return first, second
        case Shape.NORMAL:
            from scipy.stats import norm

            return float(norm.ppf(0.05, central, second)), float(norm.ppf(0.95, central, second))
        case Shape.BETA:
            from scipy.stats import beta

            return float(beta.ppf(0.05, first, second)), float(beta.ppf(0.95, first, second))
        case Shape.FIXED:
            return central, central
