"""The people book's accounts of a move, found by the metadata on their ``open``."""

from __future__ import annotations

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake.coarsening import ALL, ENTERED, Where
from onedoor_ledger.intake.errors import AccountMissingError
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
        for account in books.charts[Book.PEOPLE].values():
            key = account.name.split(":", 1)[0], account.measure, account.meta.get("state", "")
            self._names.setdefault(key, account.name)

    def of_move(self, at: Where, place: Place) -> tuple[str, str]:
        """Where the persons are after the move, and where they were.

        :raises AccountMissingError: naming the account to open.
        """
        target = self._one("Avslutade" if at.left else "Deltagare", at.measure, at.target, place)
        if at.origin == ENTERED:
            return target, self._one("Inskrivna", at.measure, _NOBODY_YET, place)
        return target, self._one("Deltagare", at.measure, at.origin, place)

    def _one(self, root: str, measure: str, state: str, place: Place) -> str:
        found = self._names.get((root, measure, state))
        if found is None:
            name = ":".join(filter(None, (root, self._codes[measure], self._components.get(state, state))))
            raise AccountMissingError(place, name, Book.PEOPLE.value)
        return found
