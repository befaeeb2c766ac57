"""The people book's accounts of a move, found by the metadata on their ``open``."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake.booking_errors import PeopleAccountMissingError
from onedoor_ledger.intake.coarsening import ALL, ENTERED, Where
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

TOGETHER = "Alla"
"""The account component for all insatser together."""
_NOBODY_YET = ""


class Accounts:
    """Accounts by what they hold: ``Deltagare``, ``Inskrivna`` or ``Avslutade``; a measure or all; a state."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._components = {one.id: one.component for one in rules.states}
        self._components |= {one.id: one.component for one in rules.state_groups}
        self._codes = {measure.id: measure.code for measure in rules.measures} | {ALL: TOGETHER}
        self._names: dict[tuple[str, str, str], str] = {}
        self._opened: dict[str, dt.date] = {}
        for account in books.charts[Book.PEOPLE].values():
            root, code, *_rest = account.name.split(":")
            self._names.setdefault((root, account.measure, account.meta.get("state", "")), account.name)
            if account.measure or code == TOGETHER:
                self._codes[account.measure] = code
                self._opened[account.measure] = min(account.opened, self._opened.get(account.measure, account.opened))

    def of_move(self, at: Where, place: Place) -> tuple[str, str]:
        """Where the persons are after the move, and where they were.

        :raises PeopleAccountMissingError: with the lines that open the account, as its neighbours are opened.
        """
        target = self._one("Avslutade" if at.left else "Deltagare", at, at.target, place)
        if at.origin == ENTERED:
            return target, self._one("Inskrivna", at, _NOBODY_YET, place)
        return target, self._one("Deltagare", at, at.origin, place)

    def _one(self, root: str, at: Where, state: str, place: Place) -> str:
        measure = at.measure
        found = self._names.get((root, measure, state))
        if found is None:
            name = ":".join(filter(None, (root, self._codes[measure], self._components.get(state, state))))
            opened = self._opened.get(measure, at.period.start)
            told = {"measure": measure, "state": state}
            meta = [f'  {key}: "{value}"' for key, value in told.items() if value]
            raise PeopleAccountMissingError(place, [f"{opened} open {name} PERSONER", *meta])
        return found
