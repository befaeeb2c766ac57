"""Every count of persons that some report shows of a year so far, and all that adds up between them.

The board's participations, how they ended, the moves between supports and payers, the stock and the participations by
sex are the same persons counted in five ways: what one table shows, another must not give away. Counts that no report
shows but that a reader can work out are here too, as unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from onedoor_ledger.accounts.counted_cells import add_counted
from onedoor_ledger.accounts.people_keys import (
    ALL,
    CAME,
    CHANGES,
    ENDS,
    ENTERED,
    EVERY,
    GONE,
    LEFT,
    MEASURE,
    MOVED,
    NOW,
    OPENING,
    OTHERWISE,
    PASSAGE,
    ROW,
    SEX,
    SEXES,
    SO_FAR,
    STAYED,
    STOCK,
    STOCK_PARTS,
    SUPPORT,
    TOTAL,
    WENT,
    WORK,
    Key,
    Told,
)
from onedoor_ledger.accounts.small_cells import Cells
from onedoor_ledger.rulebook.model import MeasureKind, Rulebook
from onedoor_ledger.rulebook.payers import SELF, UNKNOWN, payer_of

_Each = TypeVar("_Each")


def cells_of(rules: Rulebook, told: Told) -> Cells[Key]:
    """The counts and what adds up, of one edition."""
    cells: Cells[Key] = Cells()
    sums = _Sums(told)
    _moves(cells, rules, sums)
    _stock(cells, rules, sums)
    _ends(cells, rules, sums)
    _measures(cells, sums)
    _sexes(cells, rules, sums)
    add_counted(cells, rules, told)
    return cells


class _Sums:
    """The moves added up in the ways the tables need."""

    def __init__(self, told: Told) -> None:
        self.opening: Counter[tuple[str, str, str]] = Counter()
        self.entered: Counter[tuple[str, str, str]] = Counter()
        self.left: Counter[str] = Counter()
        self.stayed: Counter[tuple[str, str]] = Counter()
        self.gone: Counter[tuple[str, str]] = Counter()
        for move in told.before:
            if not move.left:
                self.opening[move.measure, move.target, move.sex] += move.persons
            if move.origin:
                self.opening[move.measure, move.origin, move.sex] -= move.persons
        for move in told.within:
            if not move.origin:
                self.entered[move.measure, move.target, move.sex] += move.persons
            else:
                (self.gone if move.left else self.stayed)[move.origin, move.target] += move.persons
                self.left[move.measure] += move.persons if move.left else 0
        self.origins = _ordered(origin for origin, _target in (*self.stayed, *self.gone))
        self.targets = _ordered(target for _origin, target in (*self.stayed, *self.gone))


def _moves(cells: Cells[Key], rules: Rulebook, sums: _Sums) -> None:
    stays = {state.id for state in rules.states if not state.leaves} | {group.id for group in rules.state_groups}
    for pair in product(sums.origins, sums.targets):
        # Nobody moves to where they are, or stays in an insats when at work: that everybody knows.
        parts: list[Key] = [(GONE, *pair)]
        if sums.stayed[pair] or (pair[0] != pair[1] and pair[1] in stays):
            parts.append((STAYED, *pair))
        for part in parts:
            cells.add(part, (sums.stayed if part[0] == STAYED else sums.gone)[pair], seen=False)
        if pair[0] != pair[1]:
            _summed(cells, (MOVED, *pair), dict.fromkeys(parts, 1))
    moved = {key: key[1:] for key in cells.values if key[0] == MOVED}
    _margins(cells, MOVED, moved)
    payer = payer_of(rules)
    pairs = {key: (payer.get(i, UNKNOWN), payer.get(j, UNKNOWN)) for key, (i, j) in moved.items()}
    for each in _ordered(pairs.values()):
        _summed(cells, (PASSAGE, *each), {key: 1 for key, own in pairs.items() if own == each})
    _margins(cells, PASSAGE, pairs)
    purses = {key: 1 for key, (i, j) in pairs.items() if i != j and not {i, j} & {SELF, UNKNOWN}}
    _summed(cells, (CHANGES,), purses)


def _margins(cells: Cells[Key], kind: str, pairs: Mapping[Key, tuple[str, ...]]) -> None:
    """Row sums, column sums and the sum of all, of the cells given with their row and column."""
    for row in _ordered(pair[0] for pair in pairs.values()):
        _summed(cells, (kind, row, TOTAL), {key: 1 for key, pair in pairs.items() if pair[0] == row})
    for column in _ordered(pair[1] for pair in pairs.values()):
        _summed(cells, (kind, TOTAL, column), {key: 1 for key, pair in pairs.items() if pair[1] == column})
    _summed(cells, (kind, TOTAL, TOTAL), dict.fromkeys(pairs, 1))


def _stock(cells: Cells[Key], rules: Rulebook, sums: _Sums) -> None:
    by_state = {OPENING: _by(sums.opening, 1), ENTERED: _by(sums.entered, 1)}
    known = [*(state.id for state in rules.states if not state.leaves), *(group.id for group in rules.state_groups)]
    found = {*by_state[OPENING], *by_state[ENTERED], *sums.origins, *(j for _i, j in sums.stayed)}
    states = [*(each for each in known if each in found), *sorted(found.difference(known))]
    for state in states:
        for part in (OPENING, ENTERED):
            cells.add((part, state), by_state[part][state])
        _summed(cells, (CAME, state), _known(cells, ((STAYED, i, state) for i in sums.origins)))
        for part, kind in ((WENT, STAYED), (LEFT, GONE)):
            _summed(cells, (part, state), _known(cells, ((kind, state, j) for j in sums.targets)))
        flows: dict[Key, int] = {(part, state): 1 for part in (OPENING, ENTERED, CAME)}
        _summed(cells, (STOCK, state), flows | {(WENT, state): -1, (LEFT, state): -1})
    for part in STOCK_PARTS:
        _summed(cells, (part, TOTAL), {(part, state): 1 for state in states})


def _ends(cells: Cells[Key], rules: Rulebook, sums: _Sums) -> None:
    """Where those who left went, and that they are the ones who left a support."""
    work = {state.id for state in rules.states if state.good_end}
    support = {state.id for state in rules.states if not state.good_end and state.payer is not None}
    ends: dict[str, dict[Key, int]] = {WORK: {}, SUPPORT: {}, OTHERWISE: {}}
    for i, j in product(sums.origins, sums.targets):
        ends[WORK if j in work else SUPPORT if j in support and i != j else OTHERWISE][GONE, i, j] = 1
    for what, own in ends.items():
        _summed(cells, (ENDS, what), own)
    _summed(cells, (ENDS, LEFT), {(ENDS, what): 1 for what in (WORK, SUPPORT, OTHERWISE)})


def _measures(cells: Cells[Key], sums: _Sums) -> None:
    opening, entered = _by(sums.opening, 0), _by(sums.entered, 0)
    for measure in (measures := _ordered((*opening, *entered, *sums.left))):
        told = {OPENING: opening[measure], ENTERED: entered[measure], LEFT: sums.left[measure]}
        for column, count in told.items():
            cells.add((MEASURE, measure, column), count)
        _summed(cells, (MEASURE, measure, SO_FAR), {(MEASURE, measure, each): 1 for each in (OPENING, ENTERED)})
        _summed(cells, (MEASURE, measure, NOW), {(MEASURE, measure, SO_FAR): 1, (MEASURE, measure, LEFT): -1})
    for column in ROW:
        _summed(cells, (MEASURE, EVERY, column), {(MEASURE, measure, column): 1 for measure in measures})
        cells.needed.add((MEASURE, EVERY, column))
    for column, part in ((OPENING, OPENING), (ENTERED, ENTERED), (LEFT, LEFT), (NOW, STOCK)):
        cells.total((MEASURE, EVERY, column), {(part, TOTAL): 1})
    cells.total((MEASURE, EVERY, LEFT), {(ENDS, LEFT): 1})


def _sexes(cells: Cells[Key], rules: Rulebook, sums: _Sums) -> None:
    """Participations so far by sex, of the measures for individuals."""
    told: Counter[tuple[str, str]] = Counter()
    for counts in (sums.opening, sums.entered):
        for (measure, _state, sex), persons in counts.items():
            told[measure, sex] += persons
    individual = [m.id for m in rules.measures if m.kind is MeasureKind.INDIVIDUAL]
    measures = [measure for measure in individual if (MEASURE, measure, SO_FAR) in cells.values]
    for measure in measures:
        for sex in SEXES:
            cells.add((SEX, measure, sex), told[measure, sex])
        cells.total((MEASURE, measure, SO_FAR), {(SEX, measure, sex): 1 for sex in SEXES})
    for sex in SEXES:
        _summed(cells, (SEX, EVERY, sex), {(SEX, measure, sex): 1 for measure in measures})
    _summed(cells, (SEX, EVERY, ALL), {(SEX, EVERY, sex): 1 for sex in SEXES})


def _by(counts: Mapping[tuple[str, str, str], int], place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, persons in counts.items():
        found[key[place]] += persons
    return found


def _known(cells: Cells[Key], keys: Iterable[Key]) -> Mapping[Key, int]:
    return {key: 1 for key in keys if key in cells.values}


def _summed(cells: Cells[Key], key: Key, parts: Mapping[Key, int]) -> None:
    cells.add(key, sum(sign * cells.values[part] for part, sign in parts.items()))
    cells.total(key, parts)


def _ordered(found: Iterable[_Each]) -> Sequence[_Each]:
    return list(dict.fromkeys(found))
