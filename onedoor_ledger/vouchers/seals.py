"""Which months are locked: what a book's ``seals.beancount`` says, one directive a month.

``2026-08-31 custom "onedoor-seal" "2026-08" "…"`` locks August 2026; what follows the month is what proves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SEAL = "onedoor-seal"
"""The type of the custom directive that locks a month."""


def locked_months(entries: Iterable[Any]) -> frozenset[str]:
    """The locked months (``2026-08``) among a book's directives."""
    from beancount.core.data import Custom

    return frozenset(
        str(entry.values[0].value)
        for entry in entries
        if isinstance(entry, Custom) and entry.type == SEAL and entry.values
    )
