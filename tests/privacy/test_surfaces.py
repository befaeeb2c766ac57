"""Every surface: no report counts persons in a figure that the adversary has not been taught to read."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.model import Report, Unit
from onedoor_ledger.routines.job import Opened
from onedoor_ledger.routines.kinds import KINDS, Kind
from onedoor_ledger.workspace import Workspace
from tests.incentive.demo_books import ROOT, demo
from tests.privacy.adversary import Reader

PERIODS = (parse_period("2026-Q2"), parse_period("2025"))
TODAY = dt.date(2026, 10, 14)
TOLD_ELSEWHERE = re.compile(r"^(participants|measure\..*)\.planned$|^(three_payers|came_back)\.")
"""What is planned, and what parties count at home and write down themselves: no counts of the people book."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_count_of_persons_is_one_the_adversary_reads(kind: Kind) -> None:
    rules, books = demo()
    opened = Opened(Workspace.open(ROOT), rules, books)
    for period in filter(kind.takes, PERIODS):
        known = set(dict(Reader(rules, books, ()).sums(period.end)))
        assert unread(kind.build(opened, period, TODAY), known) == set()


def unread(report: Report, known: set[str]) -> set[str]:
    """The figures of persons that nobody has thought of; none can be of some persons that is always 0."""
    counted = {id_ for id_, figure in report.figures.items() if figure.unit is Unit.PERSONS and figure.value}
    return {id_ for id_ in counted if id_.removesuffix(".previous") not in known and not TOLD_ELSEWHERE.match(id_)}
