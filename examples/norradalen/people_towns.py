"""Whom the people book's counts are of: which kommun they live in, and in a few cases which sex.

Nearly every measure serves one kommun. What is booked is at least five persons in each cell; the third quarter of 2026
comes as the coordinators told it, some cells smaller, and it is for the import to tell those together.
"""

from __future__ import annotations

from collections.abc import Mapping

Move = tuple[str, str]
"""From and to, as in :mod:`.people`."""

HOME = {"i01": "granasa", "i02": "kvarnsund", "i05": "granasa", "i06": "tallhed"}
"""The kommun of a measure that serves one; the others serve them all."""
SOME: Mapping[tuple[str, tuple[int, int]], str] = {
    ("i02", (2025, 3)): "granasa",
    ("i03", (2025, 1)): "granasa",
    ("i03", (2025, 3)): "granasa",
    ("i03", (2025, 4)): "granasa",
    ("i03", (2026, 1)): "granasa",
    ("i03", (2026, 2)): "granasa",
}
"""The quarters when a measure's counts were of another kommun, or of one alone."""
EVERYWHERE = {("i03", (2025, 4), "Rehabiliteringspenning")}
"""What was of several kommuner in such a quarter all the same, by where they were."""
WOMEN = {("i05", (2025, 3)), ("i05", (2025, 4))}
"""Quarters when all who moved in a measure were women."""

THIRD_QUARTER: Mapping[str, Mapping[Move, tuple[tuple[str, str, int], ...]]] = {
    "i02": {("new", "Försörjningsstöd"): (("Kvarnsund", "Kvinna", 2), ("Kvarnsund", "Man", 3))},
    "i03": {
        ("new", "Sjukpenning"): (("Granåsa", "Kvinna", 3), ("Tallhed", "Kvinna", 2)),
        ("Sjukpenning", "left Försörjningsstöd"): (("Granåsa", "Alla", 5),),
    },
    "i04": {
        ("new", "Aktivitetsersättning"): (("Kvarnsund", "Kvinna", 4), ("Granåsa", "Man", 3)),
        ("Aktivitetsersättning", "left Sjukersättning"): (("Kvarnsund", "Man", 2), ("Granåsa", "Kvinna", 4)),
    },
    "i05": {("Etableringsersättning", "Försörjningsstöd"): (("Granåsa", "Kvinna", 5),)},
}
"""Kommun, sex and how many, where a count of the third quarter of 2026 is told finer than its measure's kommun."""
NAMES = {"granasa": "Granåsa", "kvarnsund": "Kvarnsund", "tallhed": "Tallhed"}


def booked(measure: str, quarter: tuple[int, int], origin: str) -> dict[str, str]:
    """The dimensions of a booked count, as metadata of its legs."""
    party = SOME.get((measure, quarter), HOME.get(measure, ""))
    if (measure, quarter, origin) in EVERYWHERE:
        party = ""
    sex = "woman" if (measure, quarter) in WOMEN else ""
    return {key: value for key, value in (("party", party), ("sex", sex)) if value}


def told(measure: str, move: Move, persons: int) -> tuple[tuple[str, str, int], ...]:
    """The rows of the third quarter's file for one count: kommun, sex, persons."""
    cells = THIRD_QUARTER.get(measure, {}).get(move)
    if cells is None:
        return ((NAMES.get(HOME.get(measure, ""), "Alla"), "Alla", persons),)
    if sum(n for _town, _sex, n in cells) != persons:
        raise ValueError((measure, move))
    return cells
