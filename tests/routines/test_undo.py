"""A batch is undone by its mirrors: the books are as before, and the same files become the same vouchers again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.books.undone import taken_back
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import closing, importing, quarter, sharing, undoing
from onedoor_ledger.routines.undoing_errors import (
    BookedAgainError,
    CommitUnknownError,
    NothingToUndoError,
    UndoneAlreadyError,
    VoucherGoneError,
    VoucherRangeError,
)
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, git

PERIOD = parse_period("2026-Q3")


def balances(workspace: Workspace) -> dict[tuple[str, str], int]:
    sums = load(workspace).postings.groupby(["book", "account"])["amount"].sum()
    return {key: int(amount) for key, amount in sums.items() if amount}


def book_inbox(workspace: Workspace) -> importing.Imported:
    return importing.run(workspace, (), today=TODAY, by=BY, write=True)


def undo(workspace: Workspace, *what: str, write: bool = True, reason: str = "") -> undoing.Undone:
    return undoing.run(workspace, what, reason=reason, today=TODAY, by=BY, write=write)


def ranges(vouchers: Sequence[Voucher]) -> list[str]:
    """``V398–V439``, ``P74–P78``: each book's own, as the treasurer writes them."""
    own = {book: [voucher.id for voucher in vouchers if voucher.book is book] for book in Book}
    return [f"{ids[0]}–{ids[-1]}" for ids in own.values() if ids]


def told(vouchers: Sequence[Voucher]) -> list[tuple[Book, dt.date, str, tuple[Line, ...]]]:
    return [(voucher.book, voucher.date, voucher.narration, voucher.lines) for voucher in vouchers]


def files_kept(workspace: Workspace, done: importing.Imported) -> list[Path]:
    """The files of a batch where they lie afterwards: what tells small counts is not kept, and lies where it lay."""
    root, documents = workspace.root, workspace.documents
    return [documents / file.document if file.document else root / file.file for file in done.batch.files]


def inbox_again(workspace: Workspace, commit: str) -> None:
    """The files come once more: as they lay in the inbox before ``commit`` booked them."""
    git(workspace.root, "restore", f"--source={commit}~1", "--", "inbox")


def test_an_undone_batch_leaves_the_books_as_before(workspace: Workspace):
    before = balances(workspace)
    written = book_inbox(workspace).written
    assert written is not None
    assert written.commit is not None
    assert balances(workspace) != before
    done = undo(workspace, written.commit, reason="Fel månad")
    assert balances(workspace) == before
    assert len(done.vouchers) == len(done.undoes) == 53
    assert {voucher.book for voucher in done.vouchers} == set(Book)
    assert git(workspace.root, "log", "-1", "--format=%s").startswith("undo: V440–V481, P79–P83")


def test_a_mirror_says_what_it_takes_back_and_why(workspace: Workspace):
    book_inbox(workspace)
    (mirror,) = undo(workspace, "V398", reason="Fel månad", write=False).vouchers
    text = (workspace.ledger / "association/2026/09.beancount").read_text(encoding="utf-8")
    assert mirror.narration.startswith("Tillbakataget: ")
    assert mirror.meta["reverses"] == "2026-V398"
    assert mirror.meta["reason"] == "Fel månad"
    assert not {"identity", "source", "document", "row"} & {*mirror.meta, *(k for li in mirror.lines for k in li.meta)}
    assert mirror.date.isoformat() in text, "its own day: the month is open"


def test_the_same_files_become_the_same_books_again(workspace: Workspace):
    """Identity, open debts and accruals are looked up as if the batch had never been."""
    first = quarter.run(workspace, PERIOD, today=TODAY, by=BY, write=True)
    once = balances(workspace)
    assert first.written is not None
    assert first.written.commit is not None
    undo(workspace, first.written.commit)
    inbox_again(workspace, first.written.commit)
    second = quarter.run(workspace, PERIOD, today=TODAY, by=BY, write=True)
    assert [len(second.imported), len(second.accrued)] == [len(first.imported), len(first.accrued)]
    assert balances(workspace) == once


def test_the_document_kept_can_be_imported_again(workspace: Workspace):
    done = book_inbox(workspace)
    undo(workspace, *ranges(done.vouchers))
    again = importing.run(workspace, files_kept(workspace, done), today=TODAY, by=BY, write=False)
    assert told(again.vouchers) == told(done.vouchers)


def test_of_a_file_undone_in_part_only_that_part_comes_again(workspace: Workspace):
    """Nobody is counted twice, and nobody who was taken back is lost."""
    done = book_inbox(workspace)
    taken = tuple(voucher for voucher in done.vouchers if voucher.book is Book.PEOPLE)[:-1]
    undo(workspace, *ranges(taken))
    again = importing.run(workspace, files_kept(workspace, done), today=TODAY, by=BY, write=False)
    assert taken
    assert told(again.vouchers) == told(taken)


def test_undone_twice_is_refused(workspace: Workspace):
    book_inbox(workspace)
    undo(workspace, "HEAD")
    with pytest.raises(UndoneAlreadyError, match="2026-V398 är redan tillbakatagen eller rättad, av 2026-V440"):
        undo(workspace, "HEAD~1")


def test_an_undo_can_itself_be_undone(workspace: Workspace):
    book_inbox(workspace)
    booked = balances(workspace)
    undo(workspace, "HEAD")
    undo(workspace, "HEAD")
    assert balances(workspace) == booked
    assert book_inbox(workspace).vouchers == ()


def test_what_was_imported_again_does_not_come_back_a_second_time(workspace: Workspace):
    written = book_inbox(workspace).written
    assert written is not None
    assert written.commit is not None
    undo(workspace, written.commit)
    inbox_again(workspace, written.commit)
    book_inbox(workspace)
    with pytest.raises(BookedAgainError):
        undo(workspace, "HEAD~1")


def test_a_locked_month_is_left_alone(workspace: Workspace):
    book_inbox(workspace)
    months = parse_period("2025-01-01..2026-08-31")
    closing.run(workspace, months, today=TODAY, by=BY, write=True)
    (mirror,) = undo(workspace, "V300", write=False).vouchers
    assert mirror.date == dt.date(2026, 9, 1)
    assert mirror.meta["event"] < "2026-09-01"


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("V9998-V9999", VoucherGoneError),
        ("V12–V3", VoucherRangeError),
        ("V1–P3", VoucherRangeError),
        ("2025-V1–2026-V3", VoucherRangeError),
        ("--all", CommitUnknownError),
        ("ingen-sådan", CommitUnknownError),
        (",", NothingToUndoError),
    ],
)
def test_what_is_no_batch_is_told(workspace: Workspace, what: str, error: type[Exception]):
    with pytest.raises(error):
        undo(workspace, what)


def test_a_commit_that_booked_nothing_is_told(workspace: Workspace):
    path = workspace.root / "anteckning.txt"
    path.write_text("x", encoding="utf-8")
    git(workspace.root, "add", "anteckning.txt")
    git(workspace.root, "commit", "--quiet", "--message", "anteckning")
    with pytest.raises(NothingToUndoError):
        undo(workspace, "HEAD")


def test_an_accruals_own_reversal_takes_nothing_back(demo: Path):
    postings = load(Workspace.open(demo)).postings
    assert (postings["reverses"] != "").any()
    assert taken_back(postings) == {}


def test_what_was_shared_and_undone_is_not_shared_by_the_next_run(workspace: Workspace):
    """``share`` again with the door's costs gone, and the reader of the books sees no pair that nets to nothing."""
    written = quarter.run(workspace, PERIOD, today=TODAY, by=BY, write=True).written
    assert written is not None
    assert written.commit is not None
    undo(workspace, written.commit)
    assert sharing.run(workspace, PERIOD, today=TODAY, by=BY, write=True).vouchers == ()
