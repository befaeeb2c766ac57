"""A trial's rows: how many ended in each group before and after, and how many of them went to work or studies.

Spans of two trials can overlap, and be subtracted: so a year is cut at every span's ends, and the pieces are counts of
their own. All groups' pieces together are what the tables tell of those who left between two editions.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.people_keys import ENDS, LEFT, MEASURE, TRIED, WORK, Key
from onedoor_ledger.accounts.people_known import Known, Numbered
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, TrialBy, TrialPlan
from onedoor_ledger.rulebook.model.trials import CONTROL
from onedoor_ledger.rulebook.model.trials import TRIED as TOGETHER

Row = tuple[str, str]
"""(group id, or ``trial`` or ``control`` for those together; ``before`` or ``after``)."""
GOOD, OTHER = "good", "other"
WHAT = (LEFT, GOOD, OTHER)
_BY = "by"
_DAY = dt.timedelta(days=1)
_Piece = tuple[dt.date, dt.date]
"""The day before its first, and its last."""


def out_on(plan: TrialPlan) -> dt.date:
    """The day a trial can be evaluated on: when it is decided, and its last span over."""
    return max(plan.decided, plan.after.end)


def spans_of(plan: TrialPlan) -> dict[str, Period]:
    """The two spans by name."""
    return {"before": plan.before, "after": plan.after}


def group_of(move: Move, by: TrialBy, association: str) -> str:
    """The group a move is counted in; '' for what no group is told of."""
    match by:
        case TrialBy.MUNICIPALITY:
            return move.municipality
        case TrialBy.SITE:
            return move.site
        case TrialBy.MEASURE:
            return move.measure
        case TrialBy.ASSOCIATION:
            return association


class Segments:
    """A year cut at the ends of the spans of the trials that have come out so far."""

    def __init__(self, rules: Rulebook, books: Books, first: dt.date, last: dt.date) -> None:
        self.rules = rules
        self._books = books
        self._first = first - _DAY
        self._last = last
        self._ends: dict[TrialBy, set[dt.date]] = {}
        self.keys: dict[tuple[TrialBy, _Piece], dict[tuple[str, str], Numbered]] = {}
        """The counts of each piece by group and what."""

    def within(self, span: Period) -> _Piece | None:
        """The span's part of the year."""
        start, end = max(span.start - _DAY, self._first), min(span.end, self._last)
        return (start, end) if start < end else None

    def touched(self, plan: TrialPlan) -> bool:
        """Whether some part of the trial's spans is in the year."""
        return any(self.within(span) for span in spans_of(plan).values())

    def cut(self, plan: TrialPlan) -> Iterator[tuple[_Piece, list[_Piece]]]:
        """Cut at the plan's ends: each piece that was whole before, and what it now is made of; [] for a new one."""
        ends = self._ends.setdefault(plan.by, set())
        old = list(pairwise(sorted(ends)))
        for span in spans_of(plan).values():
            if part := self.within(span):
                ends.update(part)
        new = list(pairwise(sorted(ends)))
        yield from ((piece, []) for piece in new if piece not in old)
        for piece in old:
            if piece not in new:
                yield piece, [each for each in new if piece[0] <= each[0] and each[1] <= piece[1]]

    def pieces(self, by: TrialBy, part: _Piece) -> list[_Piece]:
        """The pieces a span's part of the year is made of."""
        return [each for each in pairwise(sorted(self._ends[by])) if part[0] <= each[0] and each[1] <= part[1]]

    def counts(self, by: TrialBy, piece: _Piece) -> Counter[tuple[str, str]]:
        """Those who left in a piece, by group and what."""
        good = {state.id for state in self.rules.states if state.good_end}
        found: Counter[tuple[str, str]] = Counter()
        for move in moves_of(self.rules, self._books, piece[0] + _DAY, piece[1]):
            if move.left and move.origin:
                group = group_of(move, by, self.rules.association.id)
                for what in (LEFT, GOOD if move.target in good else OTHER):
                    found[group, what] += move.persons
        return found


def add_trial(
    known: Known, segments: Segments, plan: TrialPlan, edition: Callable[[dt.date], int], threshold: int
) -> frozenset[Key]:
    """Which of the trial's counts in the year may not be shown, after everything that has come out before it.

    :param edition: the number of the last edition up to a day.
    """
    for piece, made_of in segments.cut(plan):
        if made_of:
            _split(known, segments, plan.by, piece, made_of)
        else:
            _add_piece(known, segments, plan.by, piece, (edition(piece[0]), edition(piece[1])))
    for name, span in spans_of(plan).items():
        if part := segments.within(span):
            _add_span(known, segments, plan, name, segments.pieces(plan.by, part))
    return known.decide(threshold)


def rows_of(keys: Collection[Key]) -> frozenset[Row]:
    """The rows that withheld counts of a trial are of."""
    return frozenset((key[3], key[2]) for key in keys if key[0] == TRIED)


def _add_piece(known: Known, segments: Segments, by: TrialBy, piece: _Piece, editions: tuple[int, int]) -> None:
    """A piece's counts by group, and that they are those who left between two editions."""
    counts = segments.counts(by, piece)
    own: dict[tuple[str, str], Numbered] = {}
    groups = sorted({group for group, _what in counts})
    for group in groups:
        for what in WHAT:
            own[group, what] = known.newest, (_BY, by.value, group, what, *map(str, piece))
            known.cells.add(own[group, what], counts[group, what], seen=False)
        known.cells.total(own[group, LEFT], {own[group, what]: 1 for what in (GOOD, OTHER)})
    segments.keys[by, piece] = own
    for what, key in ((LEFT, (ENDS, LEFT)), (GOOD, (ENDS, WORK))):
        _between(known, key, editions, {own[group, what]: 1 for group in groups})
    if by is TrialBy.MEASURE:
        for group in groups:
            _between(known, (MEASURE, group, LEFT), editions, {own[group, LEFT]: 1})


def _between(known: Known, key: Key, editions: tuple[int, int], parts: dict[Numbered, int]) -> None:
    """``parts`` are what ``key`` has grown by between two editions."""
    before, after = ((edition, key) for edition in editions)
    grown = {each: sign for each, sign in ((after, 1), (before, -1)) if each in known.cells.values}
    if before != after and grown:
        known.cells.equal(grown, parts)


def _split(known: Known, segments: Segments, by: TrialBy, piece: _Piece, made_of: list[_Piece]) -> None:
    for name, key in segments.keys.pop((by, piece)).items():
        known.cells.equal({key: 1}, {segments.keys[by, p][name]: 1 for p in made_of if name in segments.keys[by, p]})


def _add_span(known: Known, segments: Segments, plan: TrialPlan, name: str, pieces: list[_Piece]) -> None:
    rows: dict[tuple[str, str], Numbered] = {}
    for group in (*plan.tried, *plan.control, ""):
        for what in WHAT:
            own = [keys[group, what] for p in pieces if (group, what) in (keys := segments.keys[plan.by, p])]
            if own:
                rows[group, what] = known.newest, (TRIED, plan.id, name, group, what)
                known.cells.add(rows[group, what], sum(known.cells.values[key] for key in own))
                known.cells.total(rows[group, what], dict.fromkeys(own, 1))
    for together, groups in ((TOGETHER, plan.tried), (CONTROL, plan.control)):
        for what in WHAT:
            parts = {rows[group, what]: 1 for group in groups if (group, what) in rows}
            if parts:
                key: Numbered = known.newest, (TRIED, plan.id, name, together, what)
                known.cells.add(key, sum(known.cells.values[part] for part in parts))
                known.cells.total(key, parts)
                known.cells.needed.add(key)
