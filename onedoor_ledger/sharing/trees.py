"""The tree of weights of a rule version."""

from __future__ import annotations

from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.sharing.keys import Tree, flat


def tree_of(rules: Rulebook, rule: SharingRule) -> Tree:
    """Integer weights of ``rule``; ``fixed``, ``equal`` and ``population`` are resolved when the rules are read."""
    return flat(rule.weights.items())
