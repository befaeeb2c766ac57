"""What of a file of transitions is in the books: nobody is booked twice, and nobody is lost.

The same file books nothing again; one with rows added books what is new. Where the added rows change which counts are
told together the file is refused, since nobody can see in the books who is in such a count. Two senders' files are
two, save for a count of one named kommun: those are the same persons, whoever tells of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.intake.coarsening import Cell, Coarser, Where
from onedoor_ledger.intake.errors import RowChangedError
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.transition_errors import ToldOtherwiseError
from onedoor_ledger.intake.transition_identity import KIND, Scope, Standing, read
from onedoor_ledger.period import Period


@dataclass(frozen=True)
class Found:
    """A file's cells that are not in the books, and why it cannot be booked; each error once."""

    fresh: tuple[Cell, ...]
    errors: tuple[UserError, ...]


@dataclass(frozen=True)
class Again:
    """One file against the books and what this batch has booked before it."""

    known: Known
    levels: Coarser
    scopes: Mapping[Period, Scope]
    place: Callable[[Cell], Place]
    _standing: Sequence[Standing] = field(init=False)

    def __post_init__(self) -> None:
        leaves = [state.id for state in self.levels.states if state.leaves]
        names = (read(identity, leaves) for identity in self.known.of_kind(KIND))
        told = [one for one in names if one and any(_meet(one.where.period, period) for period in self.scopes)]
        object.__setattr__(self, "_standing", tuple(told))

    def found(self, cells: Sequence[Cell]) -> Found:
        """Which of ``cells`` are to be booked."""
        same = {cell: standing for cell in cells if (standing := self._same(cell)) is not None}
        fresh = tuple(cell for cell in cells if cell not in same)
        again = {standing.identity for standing in same.values()}
        others = [standing for standing in self._standing if standing.identity not in again]
        as_told = not any(cell.level for cell in cells)
        changed: list[UserError] = []
        wrong: list[tuple[Cell, Standing]] = []
        for cell, standing in product(fresh, others):
            if self._may_count(standing, cell):
                if as_told and standing.where == cell.where and not standing.together:
                    changed.append(RowChangedError(self.place(cell), self._voucher(standing)))
                else:
                    wrong.append((cell, standing))
        wrong += self._half_known(same, {cell.where.period for cell in fresh}, again)
        return Found(fresh, (*changed, *self._refused(wrong)))

    def _half_known(
        self, same: Mapping[Cell, Standing], periods: Collection[Period], again: Collection[str]
    ) -> Iterator[tuple[Cell, Standing]]:
        """What was told together in a file that this one would add to, and is not in this one."""
        for cell, standing in same.items():
            if cell.where.period in periods:
                yield from ((cell, beside) for beside in self._beside(standing) if beside.identity not in again)

    def _refused(self, wrong: Sequence[tuple[Cell, Standing]]) -> tuple[UserError, ...]:
        """One error for the file: all that has to be taken back, since the rest of the same file was told with it."""
        if not wrong:
            return ()
        concerned = {standing.identity for _cell, standing in wrong}
        concerned |= {beside.identity for _cell, standing in wrong for beside in self._beside(standing)}
        booked = dict.fromkeys(self._voucher(one) for one in self._standing if one.identity in concerned)
        return (ToldOtherwiseError(self.place(wrong[0][0]), [voucher for voucher in booked if voucher]),)

    def _same(self, cell: Cell) -> Standing | None:
        """The cell in the books that counts the same persons, as far as anybody can tell."""
        for standing in self._standing:
            if (
                standing.where == cell.where
                and self.known.weight(standing.identity) == 2 * cell.persons
                and (self._sent_by_us(standing, cell) or _named(standing, cell.where))
                and (not standing.together or self._longer(standing, cell))
            ):
                return standing
        return None

    def _longer(self, standing: Standing, cell: Cell) -> bool:
        """Whether this can be the file that ``standing`` was told together from, maybe with rows added."""
        return standing.scope.within(self.scopes[cell.where.period]) and standing.scope.told_all(cell)

    def _may_count(self, standing: Standing, cell: Cell) -> bool:
        """Whether ``standing`` may count some of the same persons."""
        return any(
            (_named(standing, source) and standing.where == source)
            or (
                self._sent_by_us(standing, cell)
                and standing.scope.tells(source)
                and self._overlap(source, standing.where)
            )
            for source in cell.sources
        )

    def _sent_by_us(self, standing: Standing, cell: Cell) -> bool:
        return standing.scope.sender in {"", self.scopes[cell.where.period].sender}

    def _overlap(self, one: Where, other: Where) -> bool:
        """Whether a person can be counted in both."""
        dimensions = ("measure", "municipality", "sex", "site")
        return (
            one.left == other.left
            and _meet(one.period, other.period)
            and all(_same_or_all(getattr(one, name), getattr(other, name)) for name in dimensions)
            and self._same_or_group(one.origin, other.origin)
            and self._same_or_group(one.target, other.target)
        )

    def _same_or_group(self, one: str, other: str) -> bool:
        groups = self.levels.groups
        return one == other or groups.get(one) == other or groups.get(other) == one

    def _beside(self, standing: Standing) -> tuple[Standing, ...]:
        """What was told together in the same file and period."""
        if not standing.together:
            return (standing,)
        at = standing.where.period, standing.scope
        return tuple(one for one in self._standing if (one.where.period, one.scope) == at)

    def _voucher(self, standing: Standing) -> str:
        return self.known.booked_as(standing.identity) or ""


def _named(standing: Standing, where: Where) -> bool:
    """Whether ``standing`` is told as its file told it, of a kommun or site: the same persons whoever tells of them."""
    return not standing.together and bool(where.municipality or where.site)


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _same_or_all(one: str, other: str) -> bool:
    return not one or not other or one == other
