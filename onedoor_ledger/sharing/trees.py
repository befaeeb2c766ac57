"""The tree of weights of a rule version."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import SharingRule
from onedoor_ledger.sharing.keys import Group, Tree, flat


def tree_of(rule: SharingRule) -> Tree:
    """Integer weights of ``rule``, resolved when the rules were read: one group, or one per party by law."""
    if not rule.parties:
        return flat(rule.weights.items())
    inside = rule.member_weights
    groups = (
        Group(f"party-{at}", weight, tuple((member, inside[member]) for member in members))
        for at, (weight, members) in enumerate(rule.parties)
    )
    return tuple(group for group in groups if any(weight for _, weight in group.members))
