"""Which supports have a cost on a day: those whose payer does (``rules/states.toml``), and those nobody pays for.

A support that costs its payer nothing because nobody wrote what it costs would look free to it, and every move from it
like a loss: what is known in part is asked for, as what is not known at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.rulebook.model import PartyKind, Rulebook, SupportState
from onedoor_ledger.rulebook.model.incentive import OWN_MUNICIPALITY, OWN_REGION, CostKind, UnitCost

PAYS = (CostKind.BENEFIT, CostKind.SUBSIDY, CostKind.WAGE)
"""What a payer pays: care and handling beside the support are not the support."""


def priced_states(rules: Rulebook, day: dt.date) -> frozenset[str]:
    """The states and groups whose moves can be counted in kronor on ``day``."""
    held = [row for row in rules.incentive.unit_costs if row.dated.covers(day)]
    told = {row.state for row in held}
    known = {state.id for state in rules.states if state.good_end or _pays(rules, held, state)}
    unnamed = told - {state.id for state in rules.states if state.payer}
    return frozenset(known | unnamed)


def _pays(rules: Rulebook, held: Sequence[UnitCost], state: SupportState) -> bool:
    """Whether a row says what the state costs the one who pays or finances it."""
    if state.payer is None:
        return False
    names = _names(rules, state.payer)
    return any(row.state == state.id and row.kind in PAYS and {row.purse, row.payer} & names for row in held)


def _names(rules: Rulebook, payer: str) -> frozenset[str]:
    """What a unit cost may call ``payer``: a kind of member is any of its members, or the person's own."""
    own = {PartyKind.MUNICIPALITIES: OWN_MUNICIPALITY, PartyKind.REGION: OWN_REGION}
    members = {who.id for who in rules.members if who.kind == payer}
    return frozenset({payer, *members, *(name for kind, name in own.items() if kind == payer)})
