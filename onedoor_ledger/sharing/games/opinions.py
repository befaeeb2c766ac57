"""All second opinions on one game, side by side, each with its core check (methods.md section 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.sharing.games.game import Breach, CostGame, Overcharge, overcharged, subadditivity_breaches
from onedoor_ledger.sharing.games.nucleolus import nucleolus
from onedoor_ledger.sharing.games.separable import NoRemainderError, ensc, moriarity, scrb
from onedoor_ledger.sharing.games.shapley import EXACT_PARTIES, SAMPLED_ORDERS, Sampled, sampled_shapley, shapley
from onedoor_ledger.sharing.games.table import Compared

SEED = 2008
"""Fixed, and printed: the same table gives the same answer."""


@dataclass(frozen=True)
class Opinion:
    """One method's allocation. ``gain`` is what each party saves against going alone; negative is a loss."""

    method: str
    shares: tuple[Fraction, ...]
    gain: tuple[Fraction, ...]
    overcharged: tuple[Overcharge, ...]
    sampled: Sampled | None = None

    @property
    def in_core(self) -> bool:
        """Whether no coalition pays more than it would alone."""
        return not self.overcharged


@dataclass(frozen=True)
class Opinions:
    """The game with every method that has an answer to it, and where the costs speak against cooperating."""

    game: CostGame
    opinions: tuple[Opinion, ...]
    unanswered: tuple[str, ...]
    breaches: tuple[Breach, ...]


def second_opinions(compared: Compared) -> Opinions:
    """Shapley, nucleolus, SCRB, ENSC and Moriarity on the table; methods without an answer are named, not guessed."""
    game = compared.game
    methods: dict[str, Callable[[], tuple[Fraction, ...]]] = {
        "nucleolus": lambda: nucleolus(game),
        "scrb": lambda: scrb(game, compared.benefits),
        "ensc": lambda: ensc(game),
        "moriarity": lambda: moriarity(game),
    }
    sampled = None
    if game.n > EXACT_PARTIES:
        del methods["nucleolus"]
        sampled = sampled_shapley(game, seed=SEED, orders=SAMPLED_ORDERS)
    found = [_opinion(game, "shapley", sampled.shares if sampled else shapley(game), sampled)]
    unanswered = ["nucleolus"] if sampled else []
    for method, shares_of in methods.items():
        try:
            found.append(_opinion(game, method, shares_of()))
        except NoRemainderError:
            unanswered.append(method)
    return Opinions(game, tuple(found), tuple(unanswered), subadditivity_breaches(game))


def _opinion(game: CostGame, method: str, shares: tuple[Fraction, ...], sampled: Sampled | None = None) -> Opinion:
    gain = tuple(game.alone(i) - share for i, share in enumerate(shares))
    return Opinion(method, shares, gain, overcharged(game, shares), sampled)
