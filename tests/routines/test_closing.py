"""Months are locked in order, in three books or none; opened again with a reason and a second name."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.control.check import check
from onedoor_ledger.errors import UserErrors
from onedoor_ledger.intake.batch import into_open
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import closing, correcting
from onedoor_ledger.routines.closing_errors import MonthGapError, MonthNotOverError, NotLockedError, SamePersonError
from onedoor_ledger.routines.correcting import CorrectedAlreadyError, NoSuchVoucherError
from onedoor_ledger.routines.errors import WrongBooksError
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.errors import DirtyFilesError
from onedoor_ledger.vouchers.seals import last_joint, locked_months
from onedoor_ledger.workspace import Workspace
from tests.small import BANK, BY, TODAY, git, small_workspace

TO_AUGUST = parse_period("2026-01-01..2026-08-31")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("small")).root


@pytest.fixture
def small(made: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(made, tmp_path / "norradalen")
    return Workspace((tmp_path / "norradalen").resolve())


def close(workspace: Workspace, period: str, *, write: bool = True, today: dt.date = TODAY) -> closing.Closed:
    return closing.run(workspace, parse_period(period), today=today, by=BY, write=write)


def test_three_books_one_commit_and_a_protocol(small: Workspace):
    done = close(small, "2026-01-01..2026-08-31")
    books = load(small)
    assert all(max(locked_months(books.entries[book])) == "2026-08" for book in Book)
    assert git(small.root, "status", "--porcelain") == ""
    assert git(small.root, "log", "-1", "--format=%s").strip() == "close 2026-01–2026-08"
    protocol = (small.reports / TO_AUGUST.name / f"stangning-{TO_AUGUST.name}.txt").read_text("utf-8")
    assert protocol == done.protocol
    joint = last_joint(books.entries)
    assert joint is not None
    assert f"2026-08  {joint.head}" in protocol
    assert "underlag, ingen bokföring" in protocol


def test_a_preview_is_the_write_and_writes_nothing(small: Workspace):
    shown = close(small, "2026-01-01..2026-08-31", write=False)
    assert git(small.root, "status", "--porcelain") == ""
    assert close(small, "2026-01-01..2026-08-31").protocol == shown.protocol


def test_what_is_locked_is_not_locked_again(small: Workspace):
    close(small, "2026-01-01..2026-07-31")
    assert close(small, "2026-07").months == ()
    assert close(small, "2026-Q3", today=dt.date(2026, 10, 14)).months == ("2026-08", "2026-09")


def test_in_order_and_not_before_the_month_is_over(small: Workspace):
    with pytest.raises(MonthGapError, match=r"2026-01-01\.\.2026-08-31"):
        close(small, "2026-08")
    with pytest.raises(MonthNotOverError):
        close(small, "2026-01-01..2026-10-31")


def test_nothing_is_locked_over_an_error_or_an_edit(small: Workspace):
    path = small.ledger / "association/2026/09.beancount"
    text = path.read_text("utf-8")
    path.write_text(text + "; en rad\n", encoding="utf-8")
    with pytest.raises(DirtyFilesError):
        close(small, "2026-01-01..2026-08-31")
    path.write_text(text.replace("125.00", "126.00", 1), encoding="utf-8")
    with pytest.raises(WrongBooksError):
        close(small, "2026-01-01..2026-08-31")
    assert locked_months(load(small).entries[Book.PEOPLE]) == frozenset()


def test_opened_again_it_leaves_a_trace(small: Workspace):
    close(small, "2026-01-01..2026-08-31")
    july = parse_period("2026-07")
    said = {"reason": "Bilaga saknades", "today": TODAY, "by": BY, "write": True}
    with pytest.raises(SamePersonError):
        closing.open_again(small, july, second=BY.upper(), **said)
    with pytest.raises(NotLockedError):
        closing.open_again(small, parse_period("2026-09"), second="Ordförande Ek", **said)
    done = closing.open_again(small, july, second="Ordförande Ek", **said)
    assert done.months == ("2026-07", "2026-08")
    assert git(small.root, "log", "-1", "--format=%s").strip() == "reopen 2026-07"
    seals = (small.ledger / "association/seals.beancount").read_text("utf-8")
    assert 'second: "Ordförande Ek"\n  reason: "Bilaga saknades"' in seals
    close(small, "2026-07-01..2026-08-31")
    assert [f for f in check(small, load_rules(small), load(small)) if f.severity == "error"] == []


def test_late_months_and_late_vouchers_are_told(small: Workspace):
    found = check(small, load_rules(small), load(small))
    told = " ".join(finding.message for finding in found if finding.rule in {"month-open", "registered-late"})
    assert "2026-01–2026-07" in told
    assert "V1, V2" in told
    close(small, "2026-01-01..2026-08-31")
    assert "month-open" not in {finding.rule for finding in check(small, load_rules(small), load(small))}


def test_a_late_row_lands_on_the_first_open_day():
    late = Voucher(Book.ASSOCIATION, dt.date(2026, 7, 3), "Sen", (Line(BANK, 1),))
    moved = into_open(late, dt.date(2026, 9, 1))
    assert (moved.date, moved.meta["event"]) == (dt.date(2026, 9, 1), "2026-07-03")
    assert into_open(late, dt.date(2026, 7, 1)) is late


class TestCorrections:
    def correct(self, workspace: Workspace, name: str, date: dt.date | None = None) -> correcting.Corrected:
        return correcting.run(workspace, name, reason="Fel insats", date=date, today=TODAY, by=BY, write=True)

    def test_it_mirrors_and_both_sides_show_it(self, small: Workspace):
        done = self.correct(small, "V3")
        [voucher] = done.vouchers
        assert voucher.full_meta["corrects"] == "V3"
        assert voucher.full_meta["reason"] == "Fel insats"
        books = load(small)
        own = books.postings[books.postings["corrects"] == "2026-V3"]
        assert own["amount"].sum() == 0
        total = books.postings[books.postings["key"].isin({"2026-V3", voucher.key})].groupby("account")["amount"].sum()
        assert (total == 0).all()
        linked = {
            e.meta["voucher"] for e in books.entries[Book.ASSOCIATION] if "rattelse-2026-V3" in getattr(e, "links", ())
        }
        assert linked == {"V3", voucher.id}

    def test_only_once_unless_the_correction_was_wrong(self, small: Workspace):
        [first] = self.correct(small, "V3").vouchers
        with pytest.raises(CorrectedAlreadyError):
            self.correct(small, "V3")
        self.correct(small, first.id)
        self.correct(small, "2026-V3")

    def test_only_what_there_is_and_only_in_an_open_month(self, small: Workspace):
        with pytest.raises(NoSuchVoucherError):
            self.correct(small, "V99")
        with pytest.raises(NoSuchVoucherError, match="2026-V3"):
            self.correct(small, "2025-V3")
        close(small, "2026-01-01..2026-08-31")
        with pytest.raises(UserErrors, match="2026-08"):
            self.correct(small, "V3", dt.date(2026, 8, 31))
