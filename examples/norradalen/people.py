"""The people book: how many enter, move between support states and leave, per insats and quarter.

Counts are coarse on purpose: every flow and every stock is 0 or at least 5, so that no cell points at anybody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from examples.norradalen import days, people_towns
from examples.norradalen.accounts import MEASURES
from examples.norradalen.journal import Journal
from onedoor_ledger.intake import narration
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book, Line

SMALLEST = 5
NEW, LEFT = "new", "left "
AID, SICK, REHAB = "Försörjningsstöd", "Sjukpenning", "Rehabiliteringspenning"
COMP, DISABILITY = "Aktivitetsersättning", "Sjukersättning"
SUPPORT, ESTABLISHMENT = "Aktivitetsstöd", "Etableringsersättning"
SUBSIDISED, WORK, STUDIES = "Lönestöd", "Arbete", "Studier"

OPENING = {
    "i01": {AID: 12, SICK: 6},
    "i02": {AID: 10, SUPPORT: 5},
    "i03": {SICK: 10, REHAB: 6},
    "i04": {SICK: 6, COMP: 5},
    "i05": {ESTABLISHMENT: 9, AID: 5},
}
"""Stock on 1 January 2025 by support state."""

FLOWS: dict[str, dict[tuple[int, int], tuple[tuple[str, str, int], ...]]] = {
    "i01": {
        (2025, 1): ((NEW, AID, 7),),
        (2025, 2): ((NEW, AID, 6), (AID, SUPPORT, 6), (AID, LEFT + WORK, 5)),
        (2025, 3): ((NEW, AID, 5), (NEW, SICK, 7), (AID, LEFT + WORK, 5), (SUPPORT, LEFT + STUDIES, 6)),
        (2025, 4): ((NEW, AID, 6), (AID, SUBSIDISED, 5), (AID, LEFT + WORK, 6), (SICK, LEFT + SICK, 6)),
        (2026, 1): ((NEW, AID, 9), (AID, LEFT + WORK, 5), (SUBSIDISED, LEFT + WORK, 5)),
        (2026, 2): ((NEW, AID, 5), (NEW, SICK, 5), (AID, SUPPORT, 6)),
        (2026, 3): ((NEW, AID, 7), (SICK, AID, 5), (AID, LEFT + WORK, 6), (SUPPORT, LEFT + STUDIES, 6)),
    },
    "i02": {
        (2025, 1): ((NEW, AID, 6),),
        (2025, 2): ((AID, SUPPORT, 5), (SUPPORT, LEFT + STUDIES, 5)),
        (2025, 3): ((NEW, SUPPORT, 5),),
        (2025, 4): ((NEW, AID, 5), (AID, LEFT + WORK, 5), (SUPPORT, LEFT + STUDIES, 5)),
        (2026, 1): ((NEW, AID, 8),),
        (2026, 2): ((AID, SUPPORT, 5), (AID, LEFT + WORK, 5)),
        (2026, 3): ((NEW, AID, 5), (SUPPORT, LEFT + STUDIES, 5)),
    },
    "i03": {
        (2025, 1): ((NEW, SICK, 5),),
        (2025, 2): ((SICK, REHAB, 5), (REHAB, LEFT + WORK, 5)),
        (2025, 3): ((NEW, SICK, 5), (SICK, LEFT + AID, 5)),
        (2025, 4): ((SICK, AID, 5), (REHAB, LEFT + WORK, 6)),
        (2026, 1): ((NEW, SICK, 6),),
        (2026, 2): ((SICK, LEFT + AID, 5),),
        (2026, 3): ((NEW, SICK, 5), (SICK, LEFT + AID, 5)),
    },
    "i04": {
        (2025, 1): ((NEW, COMP, 5),),
        (2025, 2): ((SICK, SUBSIDISED, 6),),
        (2025, 3): ((NEW, SICK, 7), (SUBSIDISED, LEFT + WORK, 6)),
        (2025, 4): ((COMP, LEFT + WORK, 5),),
        (2026, 1): ((NEW, SICK, 7), (SICK, SUBSIDISED, 9)),
        (2026, 2): ((SUBSIDISED, LEFT + WORK, 9),),
        (2026, 3): ((NEW, COMP, 7), (COMP, LEFT + DISABILITY, 6)),
    },
    "i05": {
        (2025, 1): ((NEW, ESTABLISHMENT, 5),),
        (2025, 2): ((ESTABLISHMENT, LEFT + WORK, 5),),
        (2025, 3): ((NEW, AID, 6),),
        (2025, 4): ((AID, LEFT + STUDIES, 5),),
        (2026, 1): ((NEW, ESTABLISHMENT, 7),),
        (2026, 2): ((ESTABLISHMENT, LEFT + WORK, 6),),
        (2026, 3): ((ESTABLISHMENT, AID, 5),),
    },
    "i06": {
        (2025, 4): ((NEW, AID, 7),),
        (2026, 1): ((NEW, AID, 5),),
        (2026, 2): ((AID, LEFT + WORK, 5),),
        (2026, 3): ((NEW, AID, 6),),
    },
}
"""From, to and how many, per insats and quarter; the third quarter of 2026 lies in the inbox."""
PARTICIPATIONS = {"i01": 47, "i02": 29, "i03": 21, "i04": 26, "i05": 22, "i06": 18}
"""January-September 2026: stock on 1 January and entered since."""


@dataclass(frozen=True, slots=True)
class Stock:
    """How many stand in each state of a measure after a quarter."""

    measure: str
    quarter: tuple[int, int]
    states: dict[str, int]


def build(rules: Rulebook) -> Journal:
    """Book the opening stock and every quarter."""
    journal = Journal(Book.PEOPLE)
    start = dt.date(2025, 1, 1)
    for measure, states in OPENING.items():
        entered = f"Inskrivna:{MEASURES[measure]}"
        of = people_towns.booked(measure, (start.year, 0), "")
        journal.add(
            start,
            f"{rules.measure(measure).name}: bestånd när boken började",
            [
                *(Line(f"Deltagare:{MEASURES[measure]}:{state}", number, of) for state, number in states.items()),
                Line(entered, -sum(states.values()), of),
            ],
            registered=dt.date(2025, 1, 16),
            service="2025-Q1",
            measure=measure,
            counterparty="Insatsens samordnare",
            evidence="Insatsens sammanställning 2024-12-31, endast antal",
        )
    for measure, quarters in FLOWS.items():
        for (year, number), moves in quarters.items():
            _quarter(journal, rules, measure, (year, number), moves)
    return journal


def _quarter(
    journal: Journal, rules: Rulebook, measure: str, quarter: tuple[int, int], moves: tuple[tuple[str, str, int], ...]
) -> None:
    end, period = days.quarter_end(*quarter), parse_period(f"{quarter[0]}-Q{quarter[1]}")
    lines = []
    for origin, target, persons in moves:
        of = people_towns.booked(measure, quarter, origin)
        lines += [Line(_account(measure, target), persons, of), Line(_account(measure, origin), -persons, of)]
    journal.add(
        end,
        narration.transitions(rules.measure(measure).name, period),
        lines,
        registered=days.bank_day(end + dt.timedelta(days=14)),
        service=period.name,
        measure=measure,
        counterparty="Insatsens samordnare",
        evidence=f"Insatsens sammanställning {period.name}, endast antal",
    )


def _account(measure: str, place: str) -> str:
    if place == NEW:
        return f"Inskrivna:{MEASURES[measure]}"
    if place.startswith(LEFT):
        return f"Avslutade:{MEASURES[measure]}:{place.removeprefix(LEFT)}"
    return f"Deltagare:{MEASURES[measure]}:{place}"


def stocks() -> list[Stock]:
    """The stock after each quarter, for control."""
    found = []
    for measure, quarters in FLOWS.items():
        states = Counter(OPENING.get(measure, {}))
        for quarter, moves in quarters.items():
            for origin, target, persons in moves:
                if origin != NEW:
                    states[origin] -= persons
                if not target.startswith(LEFT):
                    states[target] += persons
            found.append(Stock(measure, quarter, {s: n for s, n in states.items() if n}))
    return found
