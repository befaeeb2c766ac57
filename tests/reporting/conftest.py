"""The small förbund's report, made once."""

from __future__ import annotations

import pytest

from onedoor_ledger.reporting import board
from onedoor_ledger.reporting.model import Report
from tests.accounts import small


def make(**more: object) -> Report:
    """The report of the third quarter; keywords go to :func:`board.build`."""
    return board.build(small.rulebook(), small.books(), small.Q3, today=small.TODAY, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def report() -> Report:
    return make()


@pytest.fixture(scope="session")
def draft() -> Report:
    return make(pending=3)
