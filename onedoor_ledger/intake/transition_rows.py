"""One row of a file of transitions: whom it counts, in the rules' ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.errors import Place
from onedoor_ledger.intake.booking_errors import TransitionError
from onedoor_ledger.intake.coarsening import ALL, ENTERED, Where
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError
from onedoor_ledger.intake.rows import PERSONS, ProfiledRow
from onedoor_ledger.rulebook.model import PartyKind, Rulebook

ENTERED_NAMED, LEFT_NAMED, ALL_NAMED = "Ny", "Avslutad: {state}", "Alla"
"""A folded file's words."""
LEFT = "left:"
"""Before a state under "to": the person has left the measure and lives on that."""
SEXES = {"Kvinna": "woman", "Kvinnor": "woman", "Man": "man", "Män": "man"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: so many persons, and how it spells where they went."""

    where: Where
    persons: int
    end: str
    place: Place


def told_in(row: ProfiledRow, desk: Desk) -> Told:
    """The row as ids of the rules.

    :raises onedoor_ledger.errors.UserError: a word nobody knows, a period that is not over, or a move of nobody.
    """
    rules = desk.rules
    everybody = {ALL_NAMED: ALL}
    measure = row.id_or_name("measure", everybody | {m.code: m.id for m in rules.measures})
    period = row.period("period")
    if period.end > desk.today:
        raise FutureDateError(row.place, period.end)
    names = {one.name: one.id for one in rules.states} | {one.name: one.id for one in rules.state_groups}
    gone = {LEFT_NAMED.format(state=name): f"{LEFT}{state}" for name, state in names.items()}
    start = row.id_or_name("from", {ENTERED_NAMED: ENTERED, **names}) if row.text("from") else ENTERED
    end = row.id_or_name("to", names | gone)
    left = end.startswith(LEFT) or end in {state.id for state in rules.states if state.leaves}
    if (start == ENTERED and left) or start == end:
        raise TransitionError(row.place)
    where = Where(
        period,
        measure,
        start,
        end.removeprefix(LEFT),
        left,
        municipality=_dimension(row, "municipality", everybody | _municipalities(rules)),
        sex=_dimension(row, "sex", everybody | SEXES),
        site=_dimension(row, "site", everybody | {site.name: site.id for site in rules.sites}),
    )
    return Told(where, row.count(PERSONS), end, row.place)


def _dimension(row: ProfiledRow, meaning: str, names: Mapping[str, str]) -> str:
    """The id the cell names; all of them where it says nothing."""
    return row.id_or_name(meaning, names) if row.text(meaning) else ALL


def _municipalities(rules: Rulebook) -> dict[str, str]:
    own = [p for p in rules.participants if p.kind is PartyKind.MUNICIPALITIES]
    return {name: p.id for p in own for name in (p.code, p.short, p.name) if name}
