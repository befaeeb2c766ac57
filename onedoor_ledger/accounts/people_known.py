"""What one who has kept every edition knows: the counts of each, what adds up within them and between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from onedoor_ledger.accounts.people_keys import (
    ENDS,
    EVERY,
    KEYED,
    KEYED_NOW,
    MEASURE,
    NOW,
    OPENING,
    STOCK,
    THERE,
    TRIED,
    Key,
    grows,
)
from onedoor_ledger.accounts.small_cells import Cells, withheld

_SINCE = "since"
Numbered = tuple[int, Key]
"""A count in an edition."""


@dataclass
class Known:
    """Counts by edition and name, and what has been decided of them so far."""

    cells: Cells[Numbered] = field(default_factory=Cells)
    shown: set[Numbered] = field(default_factory=set)
    hidden: set[Numbered] = field(default_factory=set)
    newest: int = -1
    """The newest edition's number."""

    def copy(self) -> Known:
        """The same, to be added to."""
        return Known(self.cells.copy(), set(self.shown), set(self.hidden), self.newest)

    @property
    def hides_who_is_there(self) -> bool:
        """Whether the newest edition withholds a count that the next year begins with."""
        return any(edition == self.newest and _stands(key) for edition, key in self.hidden)

    def add(self, cells: Cells[Key], *, after: int | None, again: Sequence[int] = (), begins: bool = False) -> None:
        """Put an edition in after those that are out.

        :param after: the edition of the day before it; of how the year before ended, when a year begins.
        :param again: the editions of the same day that are out: something was booked or taken back later.
        :param begins: it tells how a year begins.
        """
        self.newest += 1
        n = self.newest
        for key, count in cells.values.items():
            self.cells.add((n, key), count, seen=key not in cells.unseen)
        self.cells.needed |= {(n, key) for key in cells.needed}
        self.cells.relations += [{(n, key): sign for key, sign in each.items()} for each in cells.relations]
        for key, count in cells.values.items():
            same = _closing(key) if begins else key if _opens(key) else None
            if same is not None and after is not None and self.cells.values.get((after, same)) == count:
                self.cells.total((n, key), {(after, same): 1})
            elif after is not None and grows(key) and not begins:
                self._since(after, key, count)
            for earlier in again:
                if self.cells.values.get((earlier, key)) == count:
                    self.cells.total((n, key), {(earlier, key): 1})
                else:
                    self._since(earlier, key, count)

    def _since(self, earlier: int, key: Key, count: int) -> None:
        """What has come between an edition and the newest one is a count of its own."""
        before = self.cells.values.get((earlier, key))
        since: Numbered = self.newest, (_SINCE, str(earlier), *key)
        self.cells.add(since, count - (before or 0), seen=False)
        self.cells.total((self.newest, key), {since: 1} | ({} if before is None else {(earlier, key): 1}))

    def decide(self, threshold: int) -> frozenset[Key]:
        """Which of the newest edition's counts may not be shown, all of it that is not decided yet."""
        decided = self.shown | self.hidden | self.cells.unseen
        own = {each for each in self.cells.values if each[0] == self.newest and each not in decided}
        found = withheld(self.cells, threshold, shown_before=self.shown, withheld_before=self.hidden)
        self.hidden = {*found, *_whole(own, found)}
        self.shown |= own - self.hidden
        return frozenset(key for edition, key in own & self.hidden)


def _opens(key: Key) -> bool:
    return OPENING in (key[0], key[-1])


def _stands(key: Key) -> bool:
    return key[0] == STOCK or (key[0] == MEASURE and key[-1] == NOW)


def _closing(key: Key) -> Key | None:
    """What stood at the end of the year before for what stands at the beginning of this."""
    if key[0] == MEASURE and key[-1] == OPENING:
        return (*key[:-1], NOW)
    if key[0] == THERE:
        return key[:-1] if key[-1] == OPENING else None
    return (STOCK, *key[1:]) if key[0] == OPENING else None


def _whole(own: Collection[Numbered], hidden: Collection[Numbered]) -> set[Numbered]:
    """What is shown whole or not at all: a measure's row, where those who left went, a key's counts, a trial's row."""
    gone = {_row(key) for key in own if key in hidden} - {None}
    return {key for key in own if _row(key) in gone}


def _row(key: Numbered) -> Key | None:
    name = key[1]
    match name[0]:
        case kind if kind == MEASURE and name[1] != EVERY:
            return name[:2]
        case kind if kind in (KEYED, KEYED_NOW):
            return name[:2]
        case kind if kind == TRIED:
            return name[:-1]
        case kind if kind == ENDS:
            return (ENDS,)
        case _:
            return None
