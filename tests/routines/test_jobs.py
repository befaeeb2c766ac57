"""The smaller jobs: import, call, share, report; and how numbers are told."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import calling, importing, reporting, sharing
from onedoor_ledger.routines.job import numbers
from onedoor_ledger.voucher import Book, Voucher
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, git


def voucher(book: Book, number: int, year: int = 2026) -> Voucher:
    return Voucher(book, dt.date(year, 9, 1), "x", (), number=number)


def test_numbers_are_told_as_runs_book_by_book():
    told = numbers([voucher(Book.PEOPLE, 7), *(voucher(Book.ASSOCIATION, n) for n in (401, 402, 403, 405))])
    assert told == "V401–V403, V405, D7"


def test_a_new_year_begins_a_new_run():
    assert numbers([voucher(Book.PARTIES, 9), voucher(Book.PARTIES, 1, 2027)]) == "P9, P1"


@given(st.sets(st.integers(1, 40)))
def test_every_number_is_in_exactly_one_run(chosen: set[int]):
    told = numbers(voucher(Book.ASSOCIATION, n) for n in chosen)
    found: list[int] = []
    for run in told.split(", ") if told else []:
        ends = [int(end.removeprefix("V")) for end in run.split("–")]
        found += range(ends[0], ends[-1] + 1)
    assert found == sorted(chosen)


def test_import_writes_what_it_showed_and_then_knows_it(workspace: Workspace):
    shown = importing.run(workspace, (), today=TODAY, by=BY, write=False)
    done = importing.run(workspace, (), today=TODAY, by=BY, write=True)
    assert done.vouchers == shown.vouchers
    assert done.written is not None
    # The one that tells counts below the threshold is not kept among the books' documents.
    assert [path.name for path in importing.inbox(workspace)] == ["overgangar-2026-q3.csv"]
    assert git(workspace.root, "log", "-1", "--format=%s").strip() == f"import: {numbers(done.vouchers)}"


def test_a_file_outside_the_inbox_stays_where_it_is(workspace: Workspace):
    source = workspace.inbox / "granasa-malgrupp-2026-09.csv"
    moved = source.rename(workspace.root.parent / source.name)
    done = importing.run(workspace, (moved,), today=TODAY, by=BY, write=True)
    assert done.vouchers
    assert moved.exists()
    again = importing.run(workspace, (moved,), today=TODAY, by=BY, write=True)
    assert again.vouchers == ()


def test_call_books_once_and_writes_a_letter_per_member(workspace: Workspace):
    period = parse_period("2026-Q4")
    done = calling.run(workspace, period, today=TODAY, by=BY, write=True)
    letters = sorted(path.name for path in (workspace.reports / "2026-Q4").iterdir())
    assert letters == sorted(f"avisering-{member}.txt" for member in done.letters)
    assert len(done.vouchers) == 1
    again = calling.run(workspace, period, today=TODAY, by=BY, write=True)
    assert again.vouchers == ()
    assert again.already
    assert again.letters == done.letters


def test_share_shows_who_owes_whom_and_sums_to_zero(workspace: Workspace):
    done = sharing.run(workspace, parse_period("2026-Q2"), today=TODAY, by=BY, write=False)
    figures = done.report.figures
    positions = [
        made.value for name, made in figures.items() if name.startswith("settlement.") and name.count(".") == 1
    ]
    assert sum(value for value in positions if isinstance(value, int)) == 0
    assert "Granåsa" in reporting.rendered(done.report, "txt").decode()


def test_a_saved_report_that_is_the_same_is_left_alone(workspace: Workspace):
    report = reporting.board(workspace, parse_period("2026-Q2"), today=TODAY)
    files = reporting.board_files(report, ("txt",))
    (path,) = reporting.save(workspace.root / "ut", files)
    stamp = path.stat().st_mtime_ns
    reporting.save(workspace.root / "ut", files)
    assert path.stat().st_mtime_ns == stamp
