"""The old engineers' rules: separable costs first, the rest by benefit, equally, or by stand-alone cost.

Source: methods.md section 1 (TVA's table); SCRB with no benefits given equals the Gately point.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from onedoor_ledger.sharing.games.game import CostGame


class NoRemainderError(ValueError):
    """There is a rest to share and nobody has a remaining benefit to share it by."""


def scrb(game: CostGame, benefits: Sequence[Fraction] | None = None) -> tuple[Fraction, ...]:
    """Separable cost, remaining benefit: ``m_i + g·r_i/Σr`` with ``r_i = min(b_i, c(i)) − m_i``.

    :raises NoRemainderError: when Σr is zero although a rest remains.
    """
    marginal = [game.marginal(i) for i in range(game.n)]
    rest = game.total - sum(marginal)
    remaining = [
        (game.alone(i) if benefits is None else min(benefits[i], game.alone(i))) - marginal[i] for i in range(game.n)
    ]
    whole = sum(remaining)
    if whole == 0:
        if rest != 0:
            raise NoRemainderError
        return tuple(marginal)
    return tuple(m + rest * r / whole for m, r in zip(marginal, remaining, strict=True))


def ensc(game: CostGame) -> tuple[Fraction, ...]:
    """Equal shares of what is not separable: ``m_i + g/n``."""
    marginal = [game.marginal(i) for i in range(game.n)]
    rest = game.total - sum(marginal)
    return tuple(m + rest / game.n for m in marginal)


def moriarity(game: CostGame) -> tuple[Fraction, ...]:
    """In proportion to stand-alone cost: ``c(N)·c(i)/Σc(j)``.

    :raises NoRemainderError: when nobody costs anything alone although together they do.
    """
    alone = [game.alone(i) for i in range(game.n)]
    whole = sum(alone)
    if whole == 0:
        if game.total != 0:
            raise NoRemainderError
        return tuple(alone)
    return tuple(game.total * a / whole for a in alone)
