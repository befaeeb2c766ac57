"""What counts of persons are called while it is decided which of them may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.accounts.moves import Move

Key = tuple[str, ...]
"""``(moved, aid, work)``, ``(passage, municipalities, total)``, ``(entered, aid)``, ``(measure, i01, left)``."""
TOTAL = "total"
MOVED, PASSAGE, CHANGES = "moved", "passage", "changes"
OPENING, ENTERED, CAME, WENT, LEFT, STOCK = STOCK_PARTS = ("opening", "entered", "came", "went", "left", "stock")
MEASURE, SO_FAR, NOW = "measure", "so_far", "now"
ROW = (OPENING, ENTERED, LEFT, SO_FAR, NOW)
"""The columns of a measure's row, which is shown whole or not at all."""
ENDS, WORK, SUPPORT, OTHERWISE = "ends", "work", "support", "otherwise"
SEX, SEXES, ALL = "sex", ("woman", "man", ""), "all"
EVERY = "*"
"""As a measure: all of them."""
STAYED, GONE = "stayed", "gone"
"""Moves within an insats and out of one: parts of what is shown that are not shown themselves."""
KEYED, KEYED_NOW = "keyed", "keyed_now"
"""What a key shares by: counts since 1 January, and counts of those there. Then the statistic, then the participant."""
THERE = "there"
"""Those there by measure and support: shown nowhere, but keys can add them up."""
TRIED = "tried"
"""A trial's row: the trial, the span, the group and what."""
STANDING = (OPENING, STOCK, NOW, KEYED_NOW, THERE)
"""What does not only grow over the year."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the people book tells of a year up to a day."""

    before: tuple[Move, ...]
    """Moves booked before 1 January."""
    within: tuple[Move, ...]
    """Moves since."""


def grows(key: Key) -> bool:
    """Whether the count only grows over the year, so that what came between two editions is a count of its own."""
    return key[0] not in STANDING and key[-1] not in STANDING
