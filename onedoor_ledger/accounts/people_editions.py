"""Every edition of the reports there can be, and what each of them withheld: decided in the order they came out.

The reports count from 1 January to a day. Two of them differ only when the people book was written between them, so the
editions of a year are the year's beginning and each day that was written; and each of those anew that a voucher booked
or taken back later changed. What one has shown the next cannot take back, and what came between two of them is a count
of its own. Each is decided as it was then, with what had been booked by then, so that the same book always withholds
the same. A trial comes out once, when its last span is over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onedoor_ledger.accounts.moves import moves_of
from onedoor_ledger.accounts.people_cells import cells_of
from onedoor_ledger.accounts.people_keys import Key, Told
from onedoor_ledger.accounts.people_known import Known
from onedoor_ledger.accounts.people_steps import Step, steps_of
from onedoor_ledger.accounts.trial_cells import Row, Segments, add_trial, out_on, rows_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook.model import Rulebook, TrialPlan

_DAY = dt.timedelta(days=1)


class Editions:
    """The editions of a rulebook and its books, year by year."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._rules = rules
        self._steps = steps_of(books)
        self._written = sorted({day for step in self._steps for day in step.days})
        self._years: dict[int, _Year] = {}

    @property
    def kept_to(self) -> dt.date | None:
        """The last day the people book was written for."""
        return self._written[-1] if self._written else None

    def withheld(self, day: dt.date) -> frozenset[Key]:
        """What may not be shown of 1 January to ``day``."""
        year = self._year(day.year)
        return year.withheld(day) if year else frozenset()

    def withheld_rows(self, plan: TrialPlan) -> frozenset[Row]:
        """The rows of a trial that may not be shown: those withheld in a year that their span touches."""
        years = [self._year(year) for year in range(plan.before.start.year, plan.after.end.year + 1)]
        return frozenset(row for year in years if year for row in year.trials.get(plan.id, ()))

    def _year(self, year: int) -> _Year | None:
        """The year's editions, after those of every year before it; None before anybody was counted."""
        if not self._written or year < self._written[0].year:
            return None
        for each in range(self._written[0].year, year + 1):
            if each not in self._years:
                self._years[each] = _Year(self._rules, self._steps, each, self._years.get(each - 1))
        return self._years[year]


class _Year:
    """One year's editions, after those of the year before that they can be added up with."""

    def __init__(self, rules: Rulebook, steps: Sequence[Step], year: int, before: _Year | None) -> None:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        linked = before is not None and before.known.hides_who_is_there
        self.known: Known = before.known.copy() if before is not None and linked else Known()
        self.trials: dict[str, frozenset[Row]] = {}
        """The withheld rows of each trial that has a part of a span in the year."""
        self._rules = rules
        self._opening = first - _DAY
        self._closed = before.known.newest if before is not None and linked else None
        self._out: dict[dt.date, list[int]] = {}
        """The numbers of the editions of each day, in the order they came out."""
        self._decided: dict[int, frozenset[Key]] = {}
        segments = Segments(rules, steps[-1].books, first, last)
        trials = [(out_on(plan), plan) for plan in rules.trials if segments.touched(plan)]
        for step, earlier in zip(steps, (None, *steps), strict=False):
            if step.days[0] > last:
                continue
            if not self._out and step.days[-1] >= first:
                self._tell(earlier.books if earlier else step.none, self._opening)
            for day in step.changed(self._out, first, last):
                self._show(segments, trials, day)
                self._tell(step.books, day)
        if not self._out:
            self._tell(steps[-1].books, self._opening)
        self._show(segments, trials, dt.date.max)

    def withheld(self, day: dt.date) -> frozenset[Key]:
        """What the last edition up to ``day`` withholds."""
        return self._decided[self._edition(day)]

    def _tell(self, books: Books, day: dt.date) -> None:
        """Put out an edition of 1 January to a day, and decide on it."""
        told = Told(
            moves_of(self._rules, books, dt.date.min, self._opening),
            moves_of(self._rules, books, self._opening + _DAY, day) if day > self._opening else (),
        )
        earlier = max((each for each in self._out if each < day), default=None)
        after = self._closed if earlier is None else self._out[earlier][-1]
        again = tuple(self._out.get(day, ()))
        self.known.add(cells_of(self._rules, told), after=after, again=again, begins=day == self._opening)
        self._out.setdefault(day, []).append(self.known.newest)
        self._decided[self.known.newest] = self.known.decide(self._rules.association.small_cell)

    def _show(self, segments: Segments, trials: list[tuple[dt.date, TrialPlan]], day: dt.date) -> None:
        """The trials that came out before the edition of ``day``."""
        threshold = self._rules.association.small_cell
        for plan in _due(trials, day):
            self.trials[plan.id] = rows_of(add_trial(self.known, segments, plan, self._edition, threshold))

    def _edition(self, day: dt.date) -> int:
        """The number of the last edition up to ``day``."""
        return self._out[max(each for each in self._out if each <= day)][-1]


@lru_cache(maxsize=4)
def _editions(same: _Same) -> Editions:
    return Editions(same.rules, same.books)


class _Same:
    """A rulebook and books by what they are, not by what is in them: reading them anew decides anew."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self.rules = rules
        self.books = books

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rules is self.rules and other.books is self.books

    def __hash__(self) -> int:
        return hash((id(self.rules), id(self.books)))


def editions_of(rules: Rulebook, books: Books) -> Editions:
    """The editions, remembered for the books last asked about: several reports ask for the same."""
    return _editions(_Same(rules, books))


def _due(trials: list[tuple[dt.date, TrialPlan]], day: dt.date) -> Iterator[TrialPlan]:
    """The trials that came out before the edition of ``day``, in the order they did; each once."""
    for out, plan in sorted(trials, key=lambda each: each[0]):
        if out < day:
            trials.remove((out, plan))
            yield plan
