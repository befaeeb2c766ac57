"""What keys share by when it is counted in the people book: counts like any other, which amounts shared give away.

A key's amounts tell its counts to the last person, and they are paid: no such amount can be withheld. So the counts
themselves are among those decided on, and who shares by one that may not be shown is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.accounts.fine_cells import GONE_FROM, add_fine
from onedoor_ledger.accounts.people_keys import (
    ENTERED,
    EVERY,
    GONE,
    KEYED,
    KEYED_NOW,
    LEFT,
    MEASURE,
    NOW,
    OPENING,
    STOCK,
    THERE,
    Key,
    Told,
)
from onedoor_ledger.accounts.small_cells import Cells
from onedoor_ledger.rulebook.model import Count, Counted, CountedBy, Rulebook


def add_counted(cells: Cells[Key], rules: Rulebook, told: Told) -> None:
    """Every counted statistic's count per participant, as a sum of what the tables show or of their parts."""
    for statistic in rules.statistics:
        if statistic.counted is None:
            continue
        parts = _parts(cells, rules, statistic.counted, told)
        for who in dict.fromkeys(who for who in statistic.counted.to.values() if who):
            own = {key: 1 for key, name in parts.items() if statistic.counted.to.get(name) == who}
            key = counted_key(statistic.id, statistic.counted, who)
            cells.add(key, sum(cells.values[part] for part in own))
            cells.total(key, own)
            cells.needed.add(key)


def counted_key(statistic: str, counted: Counted, who: str) -> Key:
    """What the count of a participant is called."""
    return (KEYED_NOW if stands(counted) else KEYED), statistic, who


def stands(counted: Counted) -> bool:
    """Whether those there on a day are counted, and not those who entered or left since 1 January."""
    return counted.what in (Count.STOCK, Count.MONTHS)


def _parts(cells: Cells[Key], rules: Rulebook, counted: Counted, told: Told) -> Mapping[Key, str]:
    """The counts that make up the statistic, each with the name it counts under."""
    if counted.by is CountedBy.MEASURE and not counted.states:
        column = {Count.ENTERED: ENTERED, Count.LEFT: LEFT}.get(counted.what, NOW)
        found = {key: key[1] for key in cells.values if key[0] == MEASURE and key[2] == column}
        return {key: name for key, name in found.items() if _wanted(counted, name)}
    payers = {state.id: state.payer or "" for state in rules.states}
    wanted = {state: payers[state] for state in counted.states or payers if state in payers}
    if not counted.measures and counted.by is not CountedBy.MEASURE:
        kind, last = (STOCK, 1) if stands(counted) else (GONE, 2)
        own = {key: key[last] for key in cells.values if key[0] == kind and key[last] in wanted}
        return {key: wanted[state] if counted.by is CountedBy.PAYER else state for key, state in own.items()}
    add_fine(cells, told)
    crossed = (
        {key: key[1:] for key in cells.values if key[0] == THERE and key[-1] != OPENING}
        if stands(counted)
        else {key: (key[1], key[3]) for key in cells.values if key[0] == GONE_FROM}
    )
    named: dict[Key, str] = {}
    for key, (measure, state) in crossed.items():
        if _wanted(counted, measure) and state in wanted:
            by = {CountedBy.MEASURE: measure, CountedBy.STATE: state, CountedBy.PAYER: wanted[state]}
            named[key] = by[counted.by]
    return named


def _wanted(counted: Counted, measure: str) -> bool:
    return measure in counted.measures if counted.measures else measure != EVERY
