"""What Uppföljning Finsam asks for, in its order: participations by sex, everything else from the year's figures.

The form asks for the number of participants by sex only (domain.md section 5). A participation whose sex the people
book does not tell, because its cell was too small or nobody counted it, stands under "not told": never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import MeasureKind, Rulebook

SEXES = ("woman", "man", "")
"""As the people book writes them; '' is not told."""
COLUMNS = ("women", "men", "not_told", "all")
"""What they are called in figure ids, in the same order, then all."""


@dataclass(frozen=True, slots=True)
class BySex:
    """One insats' participations from 1 January to the period's end."""

    measure: str
    counts: tuple[int, int, int]
    """In the order of :data:`SEXES`."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)

    @property
    def told(self) -> tuple[int | None, int | None]:
        """Women and men; None for both where there are participations and the sex of none is told."""
        women, men, not_told = self.counts
        return (None, None) if not_told and not (women or men) else (women, men)


def participations_by_sex(rules: Rulebook, books: Books, period: Period) -> tuple[BySex, ...]:
    """A row per insats for individuals, in the rules' order: those there on 1 January and those who entered since."""
    day_before = period.year_start - dt.timedelta(days=1)
    there = _counted(_come_and_gone(moves_of(rules, books, dt.date.min, day_before)))
    since = _counted((move, 1) for move in moves_of(rules, books, period.year_start, period.end) if not move.origin)
    rows = []
    for measure in rules.measures:
        if measure.kind is MeasureKind.INDIVIDUAL:
            told = [there[measure.id, sex] + since[measure.id, sex] for sex in SEXES]
            rows.append(BySex(measure.id, (told[0], told[1], told[2])))
    return tuple(rows)


def counts_of(rows: Sequence[BySex]) -> Mapping[str, Mapping[str, int | None]]:
    """By measure, then '' for all of them: a count per :data:`COLUMNS`; None where no row of it tells any sex."""
    whole = BySex("", (sum(r.counts[0] for r in rows), sum(r.counts[1] for r in rows), sum(r.counts[2] for r in rows)))
    return {
        row.measure: dict(zip(COLUMNS, (*row.told, row.counts[2], row.total), strict=True)) for row in (*rows, whole)
    }


def _come_and_gone(moves: Iterable[Move]) -> Iterable[tuple[Move, int]]:
    """Those who entered count once, those who left are taken off; moves within an insats change nothing."""
    for move in moves:
        if not move.origin:
            yield move, 1
        elif move.left:
            yield move, -1


def _counted(moves: Iterable[tuple[Move, int]]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for move, sign in moves:
        counts[move.measure, move.sex] += sign * move.persons
    return counts
