"""Measure by support: shown by no report, but a key that counts some supports of some measures adds such counts up.

Who is told them can tell moves from them: so many more there than entered have moved there. Counts of nobody are taken
to be known, which protects the others the more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from onedoor_ledger.accounts.people_keys import (
    ENTERED,
    GONE,
    LEFT,
    MEASURE,
    NOW,
    OPENING,
    STAYED,
    STOCK,
    THERE,
    Key,
    Told,
)
from onedoor_ledger.accounts.small_cells import Cells

ENTERED_ON, STAYED_IN, GONE_FROM = "entered_on", "stayed_in", "gone_from"
"""By measure and support entered on; by measure, origin and target, within the measure and out of it."""


def add_fine(cells: Cells[Key], told: Told) -> None:
    """The counts, and how they add up to those of the tables; once for all keys."""
    if any(key[0] in (THERE, ENTERED_ON) for key in cells.values):
        return
    counts = _counts(told)
    pairs = dict.fromkeys(pair for key in counts for pair in _touched(key))
    for pair in pairs:
        counts[THERE, *pair] = sum(sign * counts[key] for key, sign in _made_of(counts, pair).items())
    for key, persons in counts.items():
        cells.add(key, persons, seen=False)
    for pair in pairs:
        cells.total((THERE, *pair), _made_of(counts, pair))
    for total, parts in _margins(counts).items():
        _add_up(cells, total, parts)


def _counts(told: Told) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for move in told.before:
        if not move.left:
            found[THERE, move.measure, move.target, OPENING] += move.persons
        if move.origin:
            found[THERE, move.measure, move.origin, OPENING] -= move.persons
    for move in told.within:
        if not move.origin:
            found[ENTERED_ON, move.measure, move.target] += move.persons
        else:
            found[GONE_FROM if move.left else STAYED_IN, move.measure, move.origin, move.target] += move.persons
    return found


def _touched(key: Key) -> Iterator[Key]:
    """The measure and each support in it that a count is of."""
    yield key[1], key[2]
    if key[0] == STAYED_IN:
        yield key[1], key[3]


def _made_of(counts: Mapping[Key, int], pair: Key) -> dict[Key, int]:
    """Those there: who were when the year began, entered or came, less who went or left."""
    found: Counter[Key] = Counter()
    for key in counts:
        if key[0] in (THERE, ENTERED_ON) and key[1:3] == pair and key[-1] in (OPENING, pair[1]):
            found[key] += key != (THERE, *pair)
        elif key[0] in (STAYED_IN, GONE_FROM) and key[1] == pair[0]:
            found[key] += (key[0] == STAYED_IN and key[3] == pair[1]) - (key[2] == pair[1])
    return {key: sign for key, sign in found.items() if sign}


def _margins(counts: Mapping[Key, int]) -> Mapping[Key, dict[Key, int]]:
    """The tables' counts, each with its parts."""
    found: dict[Key, dict[Key, int]] = {}
    for key in counts:
        match key:
            case (kind, measure, state, last) if kind == THERE and last == OPENING:
                totals: list[Key] = [(OPENING, state), (MEASURE, measure, OPENING)]
            case (kind, measure, state) if kind == THERE:
                totals = [(STOCK, state), (MEASURE, measure, NOW)]
            case (kind, measure, state) if kind == ENTERED_ON:
                totals = [(ENTERED, state), (MEASURE, measure, ENTERED)]
            case (kind, _measure, origin, target) if kind == STAYED_IN:
                totals = [(STAYED, origin, target)]
            case (_kind, measure, origin, target):
                totals = [(GONE, origin, target), (MEASURE, measure, LEFT)]
            case _:
                totals = []
        for total in totals:
            found.setdefault(total, {})[key] = 1
    return found


def _add_up(cells: Cells[Key], total: Key, parts: Mapping[Key, int]) -> None:
    if total in cells.values:
        cells.total(total, parts)
