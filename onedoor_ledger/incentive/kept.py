"""How much of what was counted would not have happened anyway.

With the multiplicative convention an observed move keeps
``1 − deadweight``. With the additive one the deadweight is a share of all the engaged, so with
``effect = moves / (participations × engaged)`` an observed move keeps ``(effect − deadweight) / effect``, that is
``1 − deadweight × participations × engaged / moves``, per insats; never below nothing: where fewer moved than would
have anyway, the counts show no effect. Engagement is used for nothing else: who has moved has been counted, and is not
counted down for not taking part. Overlap and the correction for weak evidence are taken off in both.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import Convention, Effect, Method

NOTHING = Fraction(0)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class People:
    """The people book so far: what was booked before the year, and in it up to a day."""

    before: tuple[Move, ...]
    within: tuple[Move, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """The year's moves from one support to another; who entered or stayed has moved nowhere."""
        return tuple(move for move in self.within if move.origin and move.origin != move.target)

    @property
    def entered(self) -> tuple[tuple[Move, int], ...]:
        """Moves and what each adds to the participations: those there when the year began, and those who entered."""
        opening = [(m, m.persons * ((not m.origin) - m.left)) for m in self.before]
        return tuple((m, n) for m, n in (*opening, *((m, m.persons) for m in self.within if not m.origin)) if n)

    def participations(self, measure: str) -> int:
        """Participations of an insats in the year so far."""
        return sum(n for move, n in self.entered if move.measure == measure)

    def moved(self, measure: str) -> int:
        """Persons who made a move in an insats, each as often as they moved."""
        return sum(move.persons for move in self.moves if move.measure == measure)


def people_of(rules: Rulebook, books: Books, period: Period) -> People:
    """The people book up to the end of ``period``."""
    return People(
        before=moves_of(rules, books, dt.date.min, period.year_start - _DAY),
        within=moves_of(rules, books, period.year_start, period.end),
    )


def kept_of(effect: Effect, method: Method, deadweight: Fraction, participations: int, moved: int) -> Fraction:
    """What is left of an observed move's relief, after deadweight, overlap and correction.

    :param deadweight: the effect's own, or one drawn in its place.
    :param participations: of the insats, in the year so far.
    :param moved: persons who made any move in it.
    """
    if method.convention is Convention.ADDITIVE:
        left = 1 - deadweight * participations * effect.engaged / moved if moved > 0 else NOTHING
    else:
        left = 1 - deadweight
    correction = method.correction.get(effect.evidence.grade, NOTHING)
    return max(NOTHING, left) * (1 - effect.overlap) * (1 - correction)
