"""Claims rules: an amount too small for what everybody is owed (methods.md section 1).

For agreements between parties only: förbundets own surplus stays in its equity, and its shortfall is shared by
FL 22 §. All rules are exact and give nobody more than its claim or less than nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

Rule = Callable[[Fraction, Sequence[Fraction]], tuple[Fraction, ...]]


def proportional(amount: Fraction, claims: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """In proportion to the claims."""
    whole = sum(claims)
    return tuple(amount * c / whole if whole else Fraction(0) for c in claims)


def equal_awards(amount: Fraction, claims: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """CEA: the same to all, nobody above its claim."""
    left, ascending = amount, sorted(range(len(claims)), key=lambda i: (claims[i], i))
    awards = [Fraction(0)] * len(claims)
    for place, i in enumerate(ascending):
        awards[i] = min(claims[i], left / (len(claims) - place))
        left -= awards[i]
    return tuple(awards)


def equal_losses(amount: Fraction, claims: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """CEL: the same loss for all, nobody below nothing."""
    losses = equal_awards(sum(claims, Fraction(0)) - amount, claims)
    return tuple(c - loss for c, loss in zip(claims, losses, strict=True))


def talmud(amount: Fraction, claims: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The Talmud's rule (Aumann and Maschler 1985): equal awards up to half the claims, equal losses above."""
    halves = [c / 2 for c in claims]
    whole = sum(claims, Fraction(0))
    if 2 * amount <= whole:
        return equal_awards(amount, halves)
    losses = equal_awards(whole - amount, halves)
    return tuple(c - loss for c, loss in zip(claims, losses, strict=True))


RULES: Mapping[str, Rule] = {
    "proportional": proportional,
    "cea": equal_awards,
    "cel": equal_losses,
    "talmud": talmud,
}
