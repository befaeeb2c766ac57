"""Who entered, moved and left, counted: the people book, where nobody falls between two chairs (architecture.md).

One voucher per measure and period, dated the period's last day; a person leaves one account and enters another. What is
too few is told more coarsely before it is booked (:mod:`.coarsening`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.booking_errors import StockNegativeError, TooFewToTellError
from onedoor_ledger.intake.coarsening import ALL, Cell, Coarser, Where
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import SameRowTwiceError
from onedoor_ledger.intake.lines import filled
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.rows import PERSONS, ProfiledRow
from onedoor_ledger.intake.transition_accounts import Accounts
from onedoor_ledger.intake.transition_again import Again
from onedoor_ledger.intake.transition_identity import Scope, name, scopes
from onedoor_ledger.intake.transition_rows import LEFT, Told, told_in
from onedoor_ledger.intake.transition_stock import Pending, Stock
from onedoor_ledger.intake.transition_words import coarsened_finding
from onedoor_ledger.period import Period
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

ADDED_UP = (PERSONS,)
"""The columns a total row is checked by."""


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """The vouchers of a file of transitions.

    :raises UserErrors: every row that cannot be booked.
    """
    told = _told(rows, desk)
    file = _File(desk, {one.where: one for one in told if one.persons}, scopes(told, rows[0].profile.sender))
    threshold = desk.rules.association.small_cell
    coarser = Coarser(desk.rules.states, threshold)
    persons = {where: one.persons for where, one in file.told.items()}
    coarse = coarser.coarsened(persons)
    raise_all([TooFewToTellError(file.place(cell), cell.where.period, threshold) for cell in coarse.too_few])
    again = Again(desk.known, coarser, file.scopes, file.place).found(coarse.cells)
    raise_all(again.errors)
    fresh = [Pending(cell, cell.where, file.name(cell)) for cell in again.fresh]
    moves, wrong = Stock(desk.rules, desk.books).where_they_are(fresh)
    raise_all([file.not_there(move) for move in wrong])
    hidden = any(cell.level for cell in coarse.cells)
    vouchers = file.vouchers(moves, rows[0].source, threshold if hidden else None)
    for move in moves:
        desk.known.add(move.identity, 2 * move.cell.persons)
    events, booked = (sum(len(cell.sources) for cell in some) for some in (coarse.cells, [m.cell for m in moves]))
    findings = coarsened_finding(coarse.cells, persons, threshold, rows[0].source) if moves else ()
    return Drafted(vouchers, events, booked, events - booked, findings, kept=not hidden)


def _told(rows: Sequence[ProfiledRow], desk: Desk) -> Sequence[Told]:
    """What each row says; who is counted stands on one row."""
    errors: list[UserError] = []
    found: list[Told] = []
    counted: set[Where] = set()
    for row in rows:
        try:
            told = told_in(row, desk)
            found.append(told)
            if told.persons:
                if told.where in counted:
                    raise SameRowTwiceError(row.place)
                counted.add(told.where)
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    return found


@dataclass(frozen=True)
class _File:
    """One file of transitions on its way into the books."""

    desk: Desk
    told: Mapping[Where, Told]
    scopes: Mapping[Period, Scope]

    def name(self, cell: Cell) -> str:
        """What the cell is called in the books."""
        where = cell.where
        end = self.told[where].end if where in self.told else f"{LEFT}{where.target}" if where.left else where.target
        return name(cell, end, self.scopes[where.period])

    def place(self, cell: Cell) -> Place:
        """The first of the cell's rows."""
        return self.told[cell.sources[0]].place

    def not_there(self, move: Pending) -> UserError:
        """That more leave than are there."""
        rules, at = self.desk.rules, move.cell.where
        names = {one.id: one.name for one in rules.states} | {one.id: one.name for one in rules.state_groups}
        measure = rules.measure(at.measure).code if at.measure != ALL else _("all measures together")
        return StockNegativeError(self.place(move.cell), measure, names[at.origin])

    def vouchers(self, moves: Sequence[Pending], source: Source, hidden_below: int | None) -> tuple[Voucher, ...]:
        """One voucher per period and measure.

        :param hidden_below: the threshold, when the file tells counts below it and is therefore not kept.
        """
        accounts = Accounts(self.desk.rules, self.desk.books)
        lines: dict[tuple[Period, str], list[Line]] = {}
        for move in moves:
            target, origin = accounts.of_move(move.at, self.place(move.cell))
            meta = self._meta(move)
            legs = (Line(target, move.cell.persons, meta), Line(origin, -move.cell.persons, meta))
            lines.setdefault((move.at.period, move.at.measure), []).extend(legs)
        kept = {"source": source.digest, "document": source.document}
        if hidden_below is not None:
            # No digest of the file either: few persons are few guesses, and the right one would give it.
            kept = {"evidence": narration.kept_outside(hidden_below)}
        names = {measure.id: measure.name for measure in self.desk.rules.measures}
        return tuple(
            Voucher(
                book=Book.PEOPLE,
                date=period.end,
                narration=narration.transitions(names.get(measure) or narration.all_measures(), period),
                lines=tuple(own),
                meta=filled({**kept, "service": period.name, "measure": measure}),
            )
            for (period, measure), own in lines.items()
        )

    def _meta(self, move: Pending) -> dict[str, str]:
        """What stands on both legs. Rows told together are not named: that would tell how few each of them was."""
        cell = move.cell
        row = str(self.told[cell.where].place.row) if cell.sources == (cell.where,) else ""
        at = {"party": cell.where.municipality, "site": cell.where.site, "sex": cell.where.sex}
        return filled({"row": row, "identity": move.identity, **at})
