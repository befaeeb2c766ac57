"""Which counts of the flows may not be shown, all tables of the page taken together (methods.md section 5).

Moves, moves by payer and the stock are the same persons counted three ways, and an edition for January–June beside
one for January–September is a third quarter: everything a reader could add up is said as a relation, and
:mod:`onedoor_ledger.accounts.small_cells` finds what has to be withheld.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from onedoor_ledger.accounts.moves import Move, moves_of, stock_of
from onedoor_ledger.accounts.small_cells import Cells, withheld
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.payers import UNKNOWN, payer_of
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook

TOTAL = "total"
MOVED, PASSAGE = "moved", "passage"
OPENING, ENTERED, CAME, WENT, LEFT, STOCK = STOCK_PARTS = ("opening", "entered", "came", "went", "left", "stock")
STAYED, GONE, SINCE = "stayed", "gone", "since"
"""Parts of what is shown that are not shown themselves: moves within an insats, out of one, and between editions."""

_Each = TypeVar("_Each")
Key = tuple[str, ...]
"""``(moved, aid, work)``, ``(passage, municipalities, total)``, ``(entered, aid)``."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The counts of one edition that may not be shown."""

    keys: frozenset[Key]

    def moved(self, origin: str, target: str) -> bool:
        """Whether moves from one support to another (or :data:`TOTAL`) may not be shown."""
        return (MOVED, origin, target) in self.keys

    def passage(self, start: str, end: str) -> bool:
        """The same for payers."""
        return (PASSAGE, start, end) in self.keys

    def stock(self, part: str, state: str) -> bool:
        """The same for a part of the stock's table."""
        return (part, state) in self.keys

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The hidden moves without their sums."""
        return frozenset((key[1], key[2]) for key in self.keys if key[0] == MOVED and TOTAL not in key)

    @property
    def any_moves(self) -> bool:
        """Whether some move may not be shown."""
        return bool(self.pairs)


def hidden_of(rules: Rulebook, books: Books, period: Period) -> Hidden:
    """What may not be shown from 1 January to the end of ``period``, after this year's editions of earlier quarters."""
    ends = [day for day in _quarter_ends(period.year) if day < period.end] + [period.end]
    editions: list[tuple[Cells[Key], frozenset[Key]]] = []
    for end in ends:
        cells = _edition(rules, books, period.year_start, end)
        editions.append((cells, _next(editions, cells, rules.association.small_cell)))
    return Hidden(editions[-1][1])


def _next(editions: Sequence[tuple[Cells[Key], frozenset[Key]]], now: Cells[Key], threshold: int) -> frozenset[Key]:
    """What of ``now`` may not be shown beside the edition before it, and what came between the two."""
    if not editions:
        return withheld(now, threshold)
    before, hidden = editions[-1]
    both: Cells[tuple[str, Key]] = Cells()
    for name, cells in (("before", before), ("now", now)):
        for key, count in cells.values.items():
            both.add((name, key), count, seen=key not in cells.unseen)
        both.relations += [{(name, key): sign for key, sign in rel.items()} for rel in cells.relations]
    for key, count in now.values.items():
        if key[0] not in (OPENING, STOCK):
            earlier = before.values.get(key, 0)
            both.add((SINCE, key), count - earlier, seen=False)
            parts = {(SINCE, key): 1} | ({("before", key): 1} if key in before.values else {})
            both.total(("now", key), parts)
    seen = [("before", key) for key in before.values if key not in hidden and key not in before.unseen]
    gone = [("before", key) for key in hidden]
    found = withheld(both, threshold, shown_before=seen, withheld_before=gone)
    return frozenset(key for name, key in found if name == "now")


def _edition(rules: Rulebook, books: Books, start: dt.date, end: dt.date) -> Cells[Key]:
    """Every count of the page, and what adds up."""
    moves = moves_of(rules, books, start, end)
    opening, closing = stock_of(rules, books, start - dt.timedelta(days=1)), stock_of(rules, books, end)
    stayed, gone, entered = _sums(moves)
    cells: Cells[Key] = Cells()
    origins = _ordered(state for state, _target in (*stayed, *gone))
    targets = _ordered(target for _state, target in (*stayed, *gone))
    for name, counts in ((STAYED, stayed), (GONE, gone)):
        for pair in product(origins, targets):
            cells.add((name, *pair), counts[pair], seen=False)
    for pair in product(origins, targets):
        if pair[0] != pair[1]:
            cells.add((MOVED, *pair), stayed[pair] + gone[pair])
            cells.total((MOVED, *pair), {(STAYED, *pair): 1, (GONE, *pair): 1})
    _margins(cells, MOVED, {key: key[1:] for key in list(cells.values) if key[0] == MOVED})
    payer = payer_of(rules)
    pairs = {key: (payer.get(key[1], UNKNOWN), payer.get(key[2], UNKNOWN)) for key in _inner(cells)}
    for pair in _ordered(pairs.values()):
        own = {key: 1 for key, each in pairs.items() if each == pair}
        _summed(cells, (PASSAGE, *pair), own)
    _margins(cells, PASSAGE, pairs)
    _stock(cells, opening, closing, entered, origins, targets)
    return cells


def _sums(moves: Iterable[Move]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], Counter[str]]:
    stayed: Counter[tuple[str, str]] = Counter()
    gone: Counter[tuple[str, str]] = Counter()
    entered: Counter[str] = Counter()
    for move in moves:
        if not move.origin:
            entered[move.target] += move.persons
        else:
            (gone if move.left else stayed)[move.origin, move.target] += move.persons
    return stayed, gone, entered


def _inner(cells: Cells[Key]) -> list[Key]:
    return [key for key in cells.values if key[0] == MOVED and TOTAL not in key]


def _margins(cells: Cells[Key], kind: str, pairs: Mapping[Key, tuple[str, ...]]) -> None:
    """Row sums, column sums and the sum of all, of the cells given with their row and column."""
    for row in _ordered(pair[0] for pair in pairs.values()):
        _summed(cells, (kind, row, TOTAL), {key: 1 for key, pair in pairs.items() if pair[0] == row})
    for column in _ordered(pair[1] for pair in pairs.values()):
        _summed(cells, (kind, TOTAL, column), {key: 1 for key, pair in pairs.items() if pair[1] == column})
    _summed(cells, (kind, TOTAL, TOTAL), dict.fromkeys(pairs, 1))


def _stock(
    cells: Cells[Key],
    opening: Mapping[str, int],
    closing: Mapping[str, int],
    entered: Mapping[str, int],
    origins: Sequence[str],
    targets: Sequence[str],
) -> None:
    states = _ordered((*opening, *closing, *entered, *origins))
    for state in states:
        cells.add((OPENING, state), opening.get(state, 0))
        cells.add((ENTERED, state), entered.get(state, 0))
        _summed(cells, (CAME, state), {(STAYED, each, state): 1 for each in origins if state in targets})
        _summed(cells, (WENT, state), {(STAYED, state, each): 1 for each in targets if state in origins})
        _summed(cells, (LEFT, state), {(GONE, state, each): 1 for each in targets if state in origins})
        flows: dict[Key, int] = {(part, state): 1 for part in (OPENING, ENTERED, CAME)}
        flows |= {(part, state): -1 for part in (WENT, LEFT)}
        cells.add((STOCK, state), closing.get(state, 0))
        cells.total((STOCK, state), flows)
    for part in STOCK_PARTS:
        _summed(cells, (part, TOTAL), {(part, state): 1 for state in states})


def _summed(cells: Cells[Key], key: Key, parts: Mapping[Key, int]) -> None:
    cells.add(key, sum(sign * cells.values[part] for part, sign in parts.items()))
    cells.total(key, parts)


def _ordered(found: Iterable[_Each]) -> list[_Each]:
    return list(dict.fromkeys(found))


def _quarter_ends(year: int) -> list[dt.date]:
    return [dt.date(year, month, 1) - dt.timedelta(days=1) for month in (4, 7, 10)]
