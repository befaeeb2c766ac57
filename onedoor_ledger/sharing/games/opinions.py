"""All second opinions on one game, side by side, each with its core check (methods.md section 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.sharing.games.game import Breach, CostGame, Overcharge, overcharged, subadditivity_breaches
from onedoor_ledger.sharing.games.nucleolus import NucleolusError, nucleolus
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


class Reason(StrEnum):
    """Why a method has no answer."""

    TOO_MANY = "too_many"
    """More parties than it is worked out for."""
    NO_REMAINDER = "no_remainder"
    """There is a rest to share and nothing to share it by."""
    UNCONFIRMED = "unconfirmed"
    """The solver's answer did not stand the exact check."""


@dataclass(frozen=True)
class Unanswered:
    """A method without an answer, and why."""

    method: str
    reason: Reason


@dataclass(frozen=True)
class Opinions:
    """The game with every method that has an answer to it, and where the costs speak against cooperating."""

    game: CostGame
    opinions: tuple[Opinion, ...]
    unanswered: tuple[Unanswered, ...]
    breaches: tuple[Breach, ...]
    with_benefits: bool

    @property
    def core_is_empty(self) -> bool:
        """Whether every way of sharing overcharges somebody: then even the nucleolus does."""
        return any(opinion.method == "nucleolus" and not opinion.in_core for opinion in self.opinions)


def second_opinions(compared: Compared) -> Opinions:
    """Shapley, nucleolus, SCRB, ENSC and Moriarity on the table; methods without an answer are named, not guessed."""
    game = compared.game
    methods: dict[str, Callable[[], tuple[Fraction, ...]]] = {
        "nucleolus": lambda: nucleolus(game),
        "scrb": lambda: scrb(game, compared.benefits),
        "ensc": lambda: ensc(game),
        "moriarity": lambda: moriarity(game),
    }
    sampled = sampled_shapley(game, seed=SEED, orders=SAMPLED_ORDERS) if game.n > EXACT_PARTIES else None
    found = [_opinion(game, "shapley", sampled.shares if sampled else shapley(game), sampled)]
    unanswered = []
    if sampled:
        del methods["nucleolus"]
        unanswered.append(Unanswered("nucleolus", Reason.TOO_MANY))
    for method, shares_of in methods.items():
        try:
            found.append(_opinion(game, method, shares_of()))
        except NoRemainderError:
            unanswered.append(Unanswered(method, Reason.NO_REMAINDER))
        except NucleolusError:
            unanswered.append(Unanswered(method, Reason.UNCONFIRMED))
    breaches = subadditivity_breaches(game)
    return Opinions(game, tuple(found), tuple(unanswered), breaches, compared.benefits is not None)


def _opinion(game: CostGame, method: str, shares: tuple[Fraction, ...], sampled: Sampled | None = None) -> Opinion:
    gain = tuple(game.alone(i) - share for i, share in enumerate(shares))
    return Opinion(method, shares, gain, overcharged(game, shares), sampled)
