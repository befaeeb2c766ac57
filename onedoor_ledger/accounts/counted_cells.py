"""What keys share by when it is counted in the people book: counts like any other, which amounts shared give away.

A key's amounts tell its counts to the last person, and they are paid: no such amount can be withheld. So the counts
themselves are among those decided on, and who shares by one that may not be shown is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.accounts.people_keys import (
    ENTERED,
    EVERY,
    GONE,
    KEYED,
    KEYED_NOW,
    LEFT,
    MEASURE,
    NOW,
    STOCK,
    Key,
    Told,
)
from onedoor_ledger.accounts.small_cells import Cells
from onedoor_ledger.rulebook.model import Count, Counted, CountedBy, Rulebook

_THERE, _ENDED = "there", "ended"
"""Persons by measure and support: those there, and those who ended on it; shown nowhere, but keys add them up."""
_Pairs = Mapping[tuple[str, str], int]


def add_counted(cells: Cells[Key], rules: Rulebook, told: Told) -> None:
    """Every counted statistic's count per participant, as a sum of what the tables show or of their parts."""
    for statistic in rules.statistics:
        if statistic.counted is None:
            continue
        parts = _parts(cells, rules, statistic.counted, told)
        for who in dict.fromkeys(who for who in statistic.counted.to.values() if who):
            own = {key: 1 for key, name in parts.items() if statistic.counted.to.get(name) == who}
            key = counted_key(statistic.id, statistic.counted, who)
            cells.add(key, sum(cells.values[part] for part in own))
            cells.total(key, own)
            cells.needed.add(key)


def counted_key(statistic: str, counted: Counted, who: str) -> Key:
    """What the count of a participant is called."""
    return (KEYED_NOW if stands(counted) else KEYED), statistic, who


def stands(counted: Counted) -> bool:
    """Whether those there on a day are counted, and not those who entered or left since 1 January."""
    return counted.what in (Count.STOCK, Count.MONTHS)


def _parts(cells: Cells[Key], rules: Rulebook, counted: Counted, told: Told) -> Mapping[Key, str]:
    """The counts that make up the statistic, each with the name it counts under."""
    if counted.by is CountedBy.MEASURE and not counted.states:
        column = {Count.ENTERED: ENTERED, Count.LEFT: LEFT}.get(counted.what, NOW)
        found = {key: key[1] for key in cells.values if key[0] == MEASURE and key[2] == column}
        return {key: name for key, name in found.items() if _wanted(counted, name)}
    payers = {state.id: state.payer or "" for state in rules.states}
    wanted = {state: payers[state] for state in counted.states or payers if state in payers}
    if not counted.measures and counted.by is not CountedBy.MEASURE:
        kind, last = (STOCK, 1) if stands(counted) else (GONE, 2)
        own = {key: key[last] for key in cells.values if key[0] == kind and key[last] in wanted}
        return {key: wanted[state] if counted.by is CountedBy.PAYER else state for key, state in own.items()}
    kind, pairs = (_THERE, _there(told)) if stands(counted) else (_ENDED, _ended(told))
    _add_pairs(cells, pairs, kind)
    named: dict[Key, str] = {}
    for measure, state in pairs:
        if _wanted(counted, measure) and state in wanted:
            by = {CountedBy.MEASURE: measure, CountedBy.STATE: state, CountedBy.PAYER: wanted[state]}
            named[kind, measure, state] = by[counted.by]
    return named


def _wanted(counted: Counted, measure: str) -> bool:
    return measure in counted.measures if counted.measures else measure != EVERY


def _add_pairs(cells: Cells[Key], pairs: _Pairs, kind: str) -> None:
    """Measure by support, with both margins; once for all statistics."""
    if any(key[0] == kind for key in cells.values):
        return
    for pair, persons in pairs.items():
        cells.add((kind, *pair), persons, seen=False)
    for measure in dict.fromkeys(measure for measure, _state in pairs):
        own: dict[Key, int] = {(kind, *pair): 1 for pair in pairs if pair[0] == measure}
        cells.total((MEASURE, measure, NOW if kind == _THERE else LEFT), own)
    for state in dict.fromkeys(state for _measure, state in pairs):
        own = {(kind, *pair): 1 for pair in pairs if pair[1] == state}
        if kind == _THERE:
            cells.total((STOCK, state), own)
        else:
            gone = {key: 1 for key in cells.values if key[0] == GONE and key[2] == state}
            cells.equal(gone, own)


def _there(told: Told) -> _Pairs:
    found: Counter[tuple[str, str]] = Counter()
    for move in (*told.before, *told.within):
        if not move.left:
            found[move.measure, move.target] += move.persons
        if move.origin:
            found[move.measure, move.origin] -= move.persons
    return found


def _ended(told: Told) -> _Pairs:
    found: Counter[tuple[str, str]] = Counter()
    for move in _left(told.within):
        found[move.measure, move.target] += move.persons
    return found


def _left(moves: Iterable[Move]) -> Iterable[Move]:
    return (move for move in moves if move.left and move.origin)
