"""Who entered, moved and left, counted: the people book, where nobody falls between two chairs (architecture.md).

One voucher per measure and period, dated the period's last day; a person leaves one account and enters another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.booking_errors import StockNegativeError, TransitionError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import AccountMissingError, FutureDateError, SameRowTwiceError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, weight
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.intake.rows import PERSONS, ProfiledRow
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Measure
from onedoor_ledger.voucher import Book, Line, Voucher

ADDED_UP = (PERSONS,)
"""The columns a total row is checked by."""

ENTERED = "entered"
"""What a profile's words for "from" mean when a person comes into the measure."""
ENTERED_NAMED, LEFT_NAMED = "Ny", "Avslutad: {state}"
"""The same in a folded file's words."""
LEFT = "left:"
"""Before a state under "to": the person has left the measure and lives on that."""


@dataclass(frozen=True, slots=True)
class _Move:
    """One row: so many persons of a measure from one account to another."""

    measure: Measure
    period: Period
    identity: str
    lines: tuple[Line, Line]
    place: Place
    source_state: str


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """The vouchers of a file of transitions.

    :raises UserErrors: every row that cannot be booked.
    """
    errors: list[UserError] = []
    fresh: list[_Move] = []
    seen: set[str] = set()
    events = 0
    for row in rows:
        try:
            move = _move(row, desk)
            if move is None:
                continue
            if move.identity in seen:
                raise SameRowTwiceError(row.place)
            seen.add(move.identity)
            events += 1
            if not desk.known.holds(move.identity, weight(move.lines), row.place):
                fresh.append(move)
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    raise_all(_negative_stock(fresh, desk.books))
    for move in fresh:
        desk.known.add(move.identity, weight(move.lines))
    return Drafted(_vouchers(fresh, rows[0].source), events, len(fresh), events - len(fresh))


def _move(row: ProfiledRow, desk: Desk) -> _Move | None:
    rules = desk.rules
    measure = rules.measure(row.id_or_name("measure", {m.code: m.id for m in rules.measures}))
    period = row.period("period")
    if period.end > desk.today:
        raise FutureDateError(row.place, period.end)
    states = {state.id: state for state in rules.states}
    names = {state.name: state.id for state in rules.states}
    gone = {LEFT_NAMED.format(state=name): f"{LEFT}{state}" for name, state in names.items()}
    start = row.id_or_name("from", {ENTERED_NAMED: ENTERED, **names}) if row.text("from") else ENTERED
    end = row.id_or_name("to", names | gone)
    left = end.startswith(LEFT) or states[end].leaves
    state = end.removeprefix(LEFT)
    persons = row.count(PERSONS)
    if (start == ENTERED and left) or start == end:
        raise TransitionError(row.place)
    if persons == 0:
        return None
    accounts = _Accounts(desk.books, measure, row.place)
    origin = accounts.entered() if start == ENTERED else accounts.of("Deltagare", start)
    target = accounts.of("Avslutade" if left else "Deltagare", state)
    identity = Identities("transitions").by_reference(measure.id, period.name, start, end)
    meta = {"row": str(row.row.row), "identity": identity}
    lines = (Line(target, persons, meta), Line(origin, -persons, meta))
    return _Move(measure, period, identity, lines, row.place, "" if start == ENTERED else states[start].name)


@dataclass(frozen=True, slots=True)
class _Accounts:
    """The people book's accounts of one measure, found by the metadata on their ``open``."""

    books: Books
    measure: Measure
    place: Place

    def entered(self) -> str:
        """Where those who come in come from."""
        return self._one("Inskrivna", "")

    def of(self, root: str, state: str) -> str:
        """The account of a support state under ``root``."""
        return self._one(root, state)

    def _one(self, root: str, state: str) -> str:
        for account in self._candidates(root):
            if account.meta.get("state", "") == state:
                return account.name
        raise AccountMissingError(self.place, f"{root}:{self.measure.code}:{state}".rstrip(":"), Book.PEOPLE.value)

    def _candidates(self, root: str) -> Iterable[Account]:
        chart = self.books.charts[Book.PEOPLE].values()
        return (a for a in chart if a.name.startswith(f"{root}:") and a.measure == self.measure.id)


def _negative_stock(moves: Sequence[_Move], books: Books) -> list[UserError]:
    """The moves that would leave fewer than nobody; a period's moves count together, since they have no order."""
    stock: Counter[str] = Counter()
    for posting in of_book(books, Book.PEOPLE):
        stock[posting.account] += posting.amount
    for move in moves:
        for line in move.lines:
            stock[line.account] += line.amount
    return [
        StockNegativeError(move.place, move.measure.code, move.source_state)
        for move in moves
        if move.source_state and stock[move.lines[1].account] < 0
    ]


def _vouchers(moves: Sequence[_Move], source: Source) -> tuple[Voucher, ...]:
    groups: dict[tuple[Period, str], list[_Move]] = {}
    for move in moves:
        groups.setdefault((move.period, move.measure.id), []).append(move)
    return tuple(
        Voucher(
            book=Book.PEOPLE,
            date=period.end,
            narration=narration.transitions(group[0].measure.name, period),
            lines=tuple(line for move in group for line in move.lines),
            meta=filled(
                {"source": source.digest, "document": source.document, "service": period.name, "measure": measure}
            ),
        )
        for (period, measure), group in groups.items()
    )
