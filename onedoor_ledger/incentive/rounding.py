"""Exact öre in whole öre, once, so that parts and their total agree on the page."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.incentive.players import nearest

NOTHING = Fraction(0)


def in_ore(parts: Mapping[str, Fraction], *, apart: bool = False) -> dict[str, int]:
    """Each part in whole öre, together the nearest öre of their exact sum; nothing where there is nothing.

    What the sum itself is rounded by is laid on the largest part; every part ends within an öre of its exact value, the
    largest within an öre and a half.

    :param apart: round each by itself: where some part and the sum are withheld, the last öre of another must not tell
        of them.
    """
    if apart:
        return {name: nearest(exact) for name, exact in parts.items()}
    if not any(parts.values()):
        return dict.fromkeys(parts, 0)
    total = sum(parts.values(), NOTHING)
    largest = max(parts, key=lambda name: abs(parts[name]))
    exact = {**parts, largest: parts[largest] + nearest(total) - total}
    return dict(zip(exact, money.rounded(tuple(exact.values())), strict=True))
