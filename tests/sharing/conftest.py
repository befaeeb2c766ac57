"""What the sharing tests may ask for."""

from __future__ import annotations

import pytest

from tests.sharing.door_books import Ledger


@pytest.fixture
def ledger() -> Ledger:
    """An empty parties' book."""
    return Ledger()
