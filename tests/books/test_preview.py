"""A preview is what reading the books again after the write gives."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from beancount.core.compare import hash_entry
from beancount.core.data import Transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from onedoor_ledger.books.load import load
from onedoor_ledger.books.preview import plus
from onedoor_ledger.control import book as controls
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.workspace import Workspace
from tests.books.small import BANK, DEBT, MIA, document, documented, entered, payment, registered, requisition, small


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path, git=False)


ODD = st.text(st.one_of(st.characters(), st.sampled_from('"\\;\n\u202e')), max_size=12)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))


@st.composite
def vouchers(draw: st.DrawFn) -> Voucher:
    day = draw(DAYS)
    if draw(st.booleans()):
        return entered(day, draw(st.integers(1, 500)))
    amount = draw(st.integers(-(10**12), 10**12))
    accounts = draw(st.permutations([BANK, DEBT, MIA]))[:2]
    own = draw(st.dictionaries(st.sampled_from(["party", "row", "zebra", "estimate", "reverses"]), ODD))
    lines = (Line(accounts[0], amount, own), Line(accounts[1], -amount))
    meta = draw(st.dictionaries(st.sampled_from(["service", "corrects", "identity", "event", "by"]), ODD))
    flag = draw(st.sampled_from("*!"))
    return Voucher(Book.ASSOCIATION, day, draw(ODD), lines, draw(st.none() | ODD), flag, meta)


@settings(max_examples=25)
@given(st.lists(st.lists(vouchers(), max_size=4), min_size=1, max_size=3))
def test_a_preview_equals_reading_again_after_the_write(batches: list[list[Voucher]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = small(Path(folder) / "förbund", git=False)
        for batch in batches:
            numbered = registered(workspace, *batch)
            preview = plus(load(workspace), numbered)
            write.book(workspace, numbered, message="", commit=False)
            again = load(workspace)
            assert_frame_equal(preview.postings.drop(columns="lineno"), again.postings.drop(columns="lineno"))
            for book in Book:
                assert hashes(preview.entries[book]) == hashes(again.entries[book])


def hashes(entries: object) -> list[str]:
    """Of what is booked: the links that the plugin lays between a voucher and its correction are laid at reading."""
    booked = (e._replace(links=frozenset()) for e in entries if isinstance(e, Transaction))  # type: ignore[attr-defined]
    return sorted(hash_entry(e, exclude_meta=True) for e in booked)


def test_previews_add_up(workspace: Workspace) -> None:
    books = load(workspace)
    one, two = registered(workspace, requisition(), payment())
    assert_frame_equal(plus(plus(books, [one]), [two]).postings, plus(books, [one, two]).postings)
    assert books.postings.empty
    assert plus(books, []) is books


def test_a_voucher_that_is_not_registered_gets_the_number_it_would_get(workspace: Workspace) -> None:
    write.book(workspace, registered(workspace, requisition()), message="", commit=False)
    books = plus(load(workspace), [requisition(), requisition(dt.date(2025, 3, 1)), payment(), entered()])
    assert books.postings["key"].drop_duplicates().tolist() == ["2025-V1", "2026-V1", "2026-V2", "2026-V3", "2026-D1"]
    assert books.postings.loc[books.postings["key"] == "2026-V2", "registered"].tolist() == ["", ""]


def test_the_controls_of_a_book_read_a_preview_as_they_read_the_book(workspace: Workspace) -> None:
    books = plus(load(workspace), registered(workspace, documented(requisition(), document()), payment()))
    for book in Book:
        found = controls.findings(books.entries[book], book, books.options[book])
        assert [error.rule for error in found] == []
