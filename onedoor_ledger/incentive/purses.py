"""Whose purse: the members' own, and those that no member decides over (contracts.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.texts import _

APPROPRIATION, STATE_TAXES, AKASSA = "state_appropriation", "state_taxes", "akassa"
MUNICIPAL_SECTOR, INDIVIDUALS, EMPLOYERS = "municipal_sector", "individuals", "employers"
TOGETHER = "municipalities_together"
"""The kommuner too small for a row of their own, and what no kommun is told of."""
REGIONS_TOGETHER = "regions_together"
"""What cannot be told for one region, where there are several."""
SOCIETY = "society"
"""Not a purse: all of them together, where what one pays another cancels."""

STATE, REGION, MUNICIPALITIES, OTHERS = "state", "region", "municipalities", "others"


@dataclass(frozen=True, slots=True)
class Purse:
    """A purse, whom it belongs to in the subtotals, and which member pays for it into the pool."""

    id: str
    name: str
    group: str
    """``state``, ``region``, ``municipalities`` or ``others``."""
    payer: str
    """The member that answers for it towards the förbund: '' for those outside."""


def purses_of(rules: Rulebook) -> tuple[Purse, ...]:
    """Every purse in the order of the page: the members, then the state's appropriation and taxes, then the others.

    A member's purse is its own administration and budget. What FK and AF decide and *statens anslag* bears has its own
    row: never FK + AF + the state added up as three savings. With several regions, what cannot be told for one of them
    is nobody's own: a row of theirs together.
    """
    members = [Purse(m.id, m.name, m.kind.value, m.pays_for or m.id) for m in rules.members]
    payer = next((p.payer for p in members if p.group == STATE), "")
    named = [] if TOGETHER in regions_of(rules) else [Purse(REGIONS_TOGETHER, _("Regions together"), OTHERS, "")]
    named += [
        Purse(APPROPRIATION, _("The state's appropriations"), STATE, payer),
        Purse(STATE_TAXES, _("The state: taxes and employers' fees"), OTHERS, ""),
        Purse(AKASSA, _("Unemployment insurance funds"), OTHERS, ""),
        Purse(MUNICIPAL_SECTOR, _("Other kommuner and regioner, through the equalisation"), OTHERS, ""),
        Purse(INDIVIDUALS, _("The individuals"), OTHERS, ""),
        Purse(EMPLOYERS, _("Employers"), OTHERS, ""),
    ]
    return (*members, *named)


def regions_of(rules: Rulebook) -> Mapping[str, str]:
    """By kommun, and :data:`TOGETHER`: its region, where the rules tell.

    That is the only region there is, else the one whose official code the kommun's own begins with; a kommun outside
    any region bears a region's tasks itself (FL 5 a §). The kommuner together have a region when each has the same.
    """
    regions = [member for member in rules.members if member.kind is PartyKind.REGION]
    kommuner = [member for member in rules.members if member.kind is PartyKind.MUNICIPALITIES]
    if len(regions) == 1:
        return {**{kommun.id: regions[0].id for kommun in kommuner}, TOGETHER: regions[0].id}
    by_code = {region.code: region.id for region in regions if region.code}
    found = {
        kommun.id: kommun.id if kommun.outside_region else by_code[kommun.code[:2]]
        for kommun in kommuner
        if kommun.outside_region or kommun.code[:2] in by_code
    }
    if len(found) == len(kommuner) and len(set(found.values())) == 1:
        return {**found, TOGETHER: next(iter(found.values()))}
    return found
