"""Whose relief may not be shown: an amount that is so many persons times a published cost tells how many they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onedoor_ledger.incentive.model import Relief


def withheld(relief: Relief, purses: Sequence[str], threshold: int) -> frozenset[str]:
    """The purses whose relief fewer than ``threshold`` persons stand behind, and what would give one of them away.

    All purses sum to society's, so one alone is never withheld: the one with the fewest persons goes with it.

    :param purses: those shown.
    """
    behind: Counter[str] = Counter()
    for row in relief.moves:
        behind.update({purse: abs(row.move.persons) for purse, amount in row.monthly.items() if amount})
    few = [purse for purse in purses if 0 < behind[purse] < threshold]
    if len(few) == 1:
        others = [purse for purse in purses if behind[purse] and purse not in few]
        few += sorted(others, key=lambda purse: behind[purse])[:1]
    return frozenset(few)
