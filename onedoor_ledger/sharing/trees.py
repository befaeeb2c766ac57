"""The tree of weights of a rule version."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import SharingRule
from onedoor_ledger.sharing.keys import Tree, flat


def tree_of(rule: SharingRule) -> Tree:
    """Integer weights of ``rule``, resolved when the rules were read: one group, or one per party by law."""
    if not rule.groups:
        return flat(rule.weights.items())
    return tuple(group for group in rule.groups if any(weight for _, weight in group.members))
