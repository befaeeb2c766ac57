"""What a cell of transitions is called in the books, and what a name found there says.

A name is of the file's own making: measure, period, from, to, the dimensions the cell names, and who sent it. What was
told together also says which kommuner and insatser its whole file tells of, rows of nobody too: two files' cells are
then two, and a longer file's cell is known again. Which rows are in a cell, and how many persons, is in no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onedoor_ledger.intake.coarsening import ALL, Cell, Where
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.transition_rows import LEFT, Told
from onedoor_ledger.period import Period, parse_period

KIND = "transitions"
NOT_DIVIDED = "-"
"""In a scope: the file has rows that are not divided by kommun, or by insats."""
_ALL_MEASURES = "all="
_BY, _BETWEEN, _AND = "by=", "/", "+"
_NAME = re.compile(
    rf"{KIND}:(?P<measure>[^:]*):(?P<period>[^:]*):(?P<origin>[^:]*):(?P<left>{LEFT})?(?P<target>[^:]*)"
    rf"(?::(?P<municipality>[^:]*):(?P<sex>[^:]*):(?P<site>[^:]*))?(?::{_BY}(?P<by>[^:]*))?"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom one file tells in one period, as far as the books say: who sent it, its kommuner and its insatser."""

    sender: str
    """'' when the books do not say."""
    municipalities: frozenset[str] | None = None
    """Ids, and :data:`NOT_DIVIDED`; None of a cell that is in the books as its file told it."""
    measures: frozenset[str] | None = None

    def tells(self, where: Where) -> bool:
        """Whether the file may have counted ``where``, were it the sender's."""
        return _among(where.municipality, self.municipalities) and _among(where.measure, self.measures)

    def told_all(self, cell: Cell) -> bool:
        """Whether the file has every kommun and insats that ``cell`` was told together of."""
        return all(
            (self.municipalities is None or (source.municipality or NOT_DIVIDED) in self.municipalities)
            and (self.measures is None or (source.measure or NOT_DIVIDED) in self.measures)
            for source in cell.sources
        )

    def within(self, other: Scope) -> bool:
        """Whether a file of ``other`` can be the same file, or one with rows added."""
        return (self.municipalities or frozenset()) <= (other.municipalities or frozenset()) and (
            self.measures or frozenset()
        ) <= (other.measures or frozenset())


def _among(one: str, told: frozenset[str] | None) -> bool:
    return told is None or one == ALL or NOT_DIVIDED in told or one in told


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell in the books: its name there, and what that says."""

    identity: str
    where: Where
    scope: Scope

    @property
    def together(self) -> bool:
        """Whether it was told together of several of its file's counts."""
        return self.scope.measures is not None


def scopes(told: Iterable[Told], sender: str) -> Mapping[Period, Scope]:
    """What a file of ``sender`` with the rows ``told`` tells of in each period, the rows that count nobody too."""
    found: dict[Period, Scope] = {}
    for one in told:
        before = found.get(one.where.period, Scope(sender, frozenset(), frozenset()))
        found[one.where.period] = replace(
            before,
            municipalities=(before.municipalities or frozenset()) | {one.where.municipality or NOT_DIVIDED},
            measures=(before.measures or frozenset()) | {one.where.measure or NOT_DIVIDED},
        )
    return found


def name(cell: Cell, end: str, scope: Scope) -> str:
    """What ``cell`` of a file is called; ``end`` is how the file spells where its persons went."""
    where = cell.where
    parts = [where.measure or _ALL_MEASURES, where.period.name, where.origin, end]
    if any((where.municipality, where.sex, where.site)):
        parts += [where.municipality, where.sex, where.site]
    by = [scope.sender]
    if cell.level is not None:
        by += [_AND.join(sorted(each or ())) for each in (scope.municipalities, scope.measures)]
    return Identities(KIND).by_reference(*parts, _BY + _BETWEEN.join(by))


def read(identity: str, leaves: Iterable[str]) -> Standing | None:
    """What :func:`name` said, None when it is no such name; ``leaves`` are the states only reached by leaving.

    Older names do not say who sent the file, and name its insatser after ``all=``.
    """
    if (found := _NAME.fullmatch(identity)) is None:
        return None
    said = {key: text or "" for key, text in found.groupdict().items()}
    all_of, together, older = said["measure"].partition(_ALL_MEASURES)
    where = Where(
        parse_period(said["period"].upper()),
        ALL if together else all_of,
        said["origin"],
        said["target"],
        bool(said["left"]) or said["target"] in set(leaves),
        *(said[dimension] for dimension in ("municipality", "sex", "site")),
    )
    sender, *told = said["by"].split(_BETWEEN)
    municipalities, measures = (_set(text) for text in told) if told else (None, _set(older))
    return Standing(identity, where, Scope(sender, municipalities, measures))


def _set(text: str) -> frozenset[str] | None:
    return frozenset(text.split(_AND)) if text else None
