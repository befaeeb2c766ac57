"""From a SIE row's konto and dimensions to one account: konto alone is not enough (contracts.md section 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.errors import Place
from onedoor_ledger.formats.records import SieObject, SieRow
from onedoor_ledger.intake.booking_errors import KontoAmbiguousError, KontoUnknownError, SieObjectUnknownError
from onedoor_ledger.rulebook.model import AccountRow, Rulebook


@dataclass(frozen=True, slots=True)
class Resolved:
    """The account a row is booked on, and the participant it concerns where the file says one."""

    account: str
    party: str
    measure: str = ""
    """A measure that the account itself does not name."""
    site: str = ""


class Konto:
    """Resolves the rows of one kind of SIE file (``payroll``, ``invoices``) by rules/accounts.toml.

    :param parents: the file's sub-dimensions and what they lie under. A row lists parent and child: the child says
        more, so it decides, and the parent where the rules do not know the child.
    :param strict: refuse an object that the rules do not know, rather than leave it out of account.
    """

    def __init__(
        self, rules: Rulebook, kind: str, parents: Mapping[str, str] | None = None, *, strict: bool = True
    ) -> None:
        self._parents = parents or {}
        self._strict = strict
        self._measures = {measure.id for measure in rules.measures}
        self._accounts = rules.accounts
        self._becomes = {row.konto: row.becomes for row in rules.accounts.sie if row.kind == kind}

    def account(self, row: SieRow, place: Place) -> Resolved:
        """The account of ``row``.

        :raises KontoUnknownError: no account has that konto.
        :raises SieObjectUnknownError: a dimension we read has an object the rules do not know.
        :raises KontoAmbiguousError: several accounts, or none with those dimensions.
        """
        konto = self._becomes.get(row.konto, row.konto)
        candidates = [r for r in self._accounts.rows if r.konto == konto]
        if not candidates:
            raise KontoUnknownError(place, row.konto)
        ids = self._ids(row, place)
        found = _by_party(_by_measure(candidates, ids.get("measure")), ids.get("party"))
        accounts = list(dict.fromkeys(r.account for r in found))
        if len(accounts) != 1:
            dimensions = ", ".join(f"{o.dimension} {o.object}" for o in row.objects)
            raise KontoAmbiguousError(place, row.konto, dimensions, list(dict.fromkeys(r.account for r in candidates)))
        measure = ids.get("measure", "") if found[0].measure is None else ""
        return Resolved(
            accounts[0], ids.get("party", ""), measure if measure in self._measures else "", ids.get("site", "")
        )

    def _ids(self, row: SieRow, place: Place) -> dict[str, str]:
        ids: dict[str, str] = {}
        unknown: dict[str, SieObject] = {}
        for given in sorted(row.objects, key=lambda one: self._depth(one.dimension)):
            meaning = self._accounts.sie_dimensions.get(given.dimension)
            if meaning is None:
                continue
            meant = self._accounts.sie_objects.get((given.dimension, given.object))
            if meant is not None:
                ids[meaning] = meant
            else:
                unknown.setdefault(meaning, given)
        for meaning, given in unknown.items():
            if self._strict and meaning not in ids:
                raise SieObjectUnknownError(place, given.dimension, given.object)
        return ids

    def _depth(self, dimension: str) -> int:
        """How many dimensions lie above; a file whose dimensions go in a circle is only odd."""
        above = 0
        while (parent := self._parents.get(dimension)) is not None and above < len(self._parents):
            dimension, above = parent, above + 1
        return above


def _by_measure(rows: list[AccountRow], id: str | None) -> list[AccountRow]:
    """The rows of measure or budget line ``id``; shared accounts (VAT, debts) have neither and fit any."""
    if id is None:
        return rows if len(rows) == 1 else [r for r in rows if r.measure is None]
    own = [r for r in rows if id in (r.measure, r.line)]
    return own or [r for r in rows if r.measure is None and r.line is None]


def _by_party(rows: list[AccountRow], party: str | None) -> list[AccountRow]:
    if party is None:
        return rows
    own = [r for r in rows if party == r.party or party in r.parties]
    return own or [r for r in rows if r.party is None and not r.parties]
