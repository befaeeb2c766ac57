"""What a cell of transitions is called in the books, so that it is booked once and a corrected one is told.

A cell's identity is of the file's own making: measure, period, from, to, and the dimensions it names. A cell for all
insatser names the insatser the file tells of, so that two senders' cells are two. Nothing of how many is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onedoor_ledger.intake.coarsening import ALL, Cell, Coarser, Where
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.transition_rows import LEFT, Told
from onedoor_ledger.period import Period

KIND = "transitions"
_TOGETHER = "all="
_BETWEEN = "+"


class Named:
    """The identities of one file's cells."""

    def __init__(self, told: Mapping[Where, Told]) -> None:
        self._told = told
        self._measures: dict[Period, list[str]] = {}
        for where in told:
            self._measures.setdefault(where.period, []).append(where.measure)

    def identity(self, where: Where) -> str:
        """The identity of the cell that counts ``where``."""
        return self._of(where, self._told_measures(where.period))

    def finer(self, cell: Cell) -> Iterator[str]:
        """What the cell's parts would be called if each had been told by itself."""
        return (self.identity(where) for where in cell.sources if where != cell.where)

    def coarser(self, cell: Cell, levels: Coarser, booked: Iterable[str]) -> Iterator[str]:
        """Those of ``booked`` that may count the same persons more coarsely, in whatever file they came."""
        wider = {where for source in cell.sources for where in levels.wider(source)} - {cell.where}
        for identity in booked:
            measures = identity.split(":")[1]
            if measures.startswith(_TOGETHER):
                told = measures.removeprefix(_TOGETHER)
                covered = set(told.split(_BETWEEN))
                if covered & {source.measure for source in cell.sources} and any(
                    self._of(where, told) == identity for where in wider if where.measure == ALL
                ):
                    yield identity
            elif any(self._of(where, ALL) == identity for where in wider if where.measure != ALL):
                yield identity

    def _told_measures(self, period: Period) -> str:
        return _BETWEEN.join(sorted({measure or "-" for measure in self._measures.get(period, ())}))

    def _of(self, where: Where, measures: str) -> str:
        end = f"{LEFT}{where.target}" if where.left else where.target
        if where in self._told:
            end = self._told[where].end
        parts = [where.measure or f"{_TOGETHER}{measures}", where.period.name, where.origin, end]
        if any((where.municipality, where.sex, where.site)):
            parts += [where.municipality, where.sex, where.site]
        return Identities(KIND).by_reference(*parts)
