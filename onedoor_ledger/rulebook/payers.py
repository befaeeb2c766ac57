"""Who pays for a person on a support, as the rules name the payer."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.rulebook.model import Rulebook

SELF, UNKNOWN = "self", "unknown"
"""Beside the purses, as what a person lives on: nobody's support (work, studies), and what nobody has told."""


def payer_of(rules: Rulebook) -> Mapping[str, str]:
    """Per support state and group of states: the payer as the rules name it, :data:`SELF` or :data:`UNKNOWN`.

    A group's states have one payer between them, or nobody can say which.
    """
    found = {s.id: s.payer or (SELF if s.good_end else UNKNOWN) for s in rules.states}
    for group in rules.state_groups:
        payers = {found[state.id] for state in rules.states if state.group == group.id}
        found[group.id] = payers.pop() if len(payers) == 1 else UNKNOWN
    return found
