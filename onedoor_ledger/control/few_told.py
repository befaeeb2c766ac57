"""Statistics that count persons: no value in rules/ is so small that it tells of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.statistics import TOLD_AT_HOME
from onedoor_ledger.texts import _

PERSONS = "personer"
"""The unit of a statistic that counts persons, as the rules write it."""


def too_few(rules: Rulebook) -> Iterator[Finding]:
    """Rows that count from one person to less than may be told; each row once.

    A share by such a count tells it, and so do the rules themselves: anybody may ask for them.
    """
    threshold = rules.association.small_cell
    for statistic in rules.statistics:
        if statistic.unit.casefold() != PERSONS and statistic.id not in TOLD_AT_HOME:
            continue
        for row in statistic.rows:
            if any(0 < value < threshold for value in row.values.values()):
                yield Finding(
                    "statistic-too-few",
                    Severity.WARNING,
                    _("The statistic {id} counts fewer than {n} persons by themselves.").format(
                        id=statistic.id, n=threshold
                    ),
                    row.place or statistic.place,
                    _(
                        "A share by it, or the rules themselves, would tell them: write a longer period, or take it"
                        " out."
                    ),
                )
