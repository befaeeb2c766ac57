"""One förbund's report among several, and the ids its figures have there."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.reporting.model import Report

TOGETHER = "together"
LONGEST_TAB = 31
SHORT = 14
"""So much of a förbund's name stands on the tabs of its sheets, before theirs."""


@dataclass(frozen=True, slots=True)
class Part:
    """One förbund's report."""

    id: str
    name: str
    report: Report
    local: frozenset[str] = frozenset()
    """Ids that mean something in this förbund only: its insatser, front doors, keys, models and budget lines."""
    method: str = ""
    """What its net over the years is counted by: nets by different methods are not added."""

    @property
    def short(self) -> str:
        """The name without the word all förbund have in it: "Norrådalen"."""
        return self.shortened(self.name)

    def shortened(self, name: str) -> str:
        """A name of the förbund's without that word."""
        return name.removeprefix("Samordningsförbundet ").removeprefix("Samordningsförbund ")

    def own(self, id: str) -> str:
        """What is called ``id`` in the förbund's own report, in the combined one: ``norradalen.result``."""
        return f"{self.id}.{id}"


def tab_of(who: str, title: str) -> str:
    """What stands on a sheet's tab: whose it is and as many of its title's words as there is room for."""
    return textwrap.shorten(f"{who} {title.partition(',')[0]}", LONGEST_TAB, placeholder="")


def all_local(parts: Sequence[Part]) -> frozenset[str]:
    """The ids that one or another of the förbund uses for something of its own."""
    return frozenset[str]().union(*(part.local for part in parts))
