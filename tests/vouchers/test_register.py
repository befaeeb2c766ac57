"""Registration: the next numbers in the order given, or everything that is wrong at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.errors import UserErrors
from onedoor_ledger.texts import language
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.books.small import BANK, BY, MIA, TODAY, entered, payment, registered, requisition, small


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path, git=False)


def codes(workspace: Workspace, *vouchers: Voucher, today: dt.date = TODAY) -> list[str]:
    with pytest.raises(UserErrors) as raised:
        register(vouchers, load(workspace), today, BY)
    return [error.code for error in raised.value.errors]


def test_each_book_and_year_has_a_series_of_its_own(workspace: Workspace) -> None:
    december = requisition(dt.date(2025, 12, 31))
    given = (requisition(), entered(), december, payment(), requisition(dt.date(2026, 2, 1)))
    found = registered(workspace, *given)
    assert [voucher.key for voucher in found] == ["2026-V1", "2026-D1", "2025-V1", "2026-V2", "2026-V3"]
    assert {(voucher.registered, voucher.by) for voucher in found} == {(TODAY, BY)}


def test_numbers_go_on_after_the_last_one(workspace: Workspace) -> None:
    write.book(workspace, registered(workspace, requisition(), payment()), message="", commit=False)
    assert [v.id for v in registered(workspace, requisition(), entered())] == ["V3", "D1"]


def test_everything_that_is_wrong_is_said_at_once(workspace: Workspace) -> None:
    one_sided = Voucher(Book.ASSOCIATION, TODAY, "Halv", (Line(MIA, 1),))
    empty = Voucher(Book.ASSOCIATION, TODAY, "Tom", ())
    lost = Voucher(Book.ASSOCIATION, TODAY, "Fel", (Line("Kostnader:Okänt", 1), Line(BANK, -1)))
    assert codes(workspace, one_sided, empty, lost) == ["voucher-unbalanced", "voucher-empty", "account-unknown"]


@pytest.mark.parametrize("day", [dt.date(2024, 12, 30), dt.date(2028, 1, 1), dt.date(226, 9, 30)])
def test_a_year_that_is_not_open(workspace: Workspace, day: dt.date) -> None:
    assert codes(workspace, requisition(day)) == ["month-not-open"]


def test_an_account_that_is_closed(workspace: Workspace) -> None:
    chart = workspace.ledger / "association" / "chart.beancount"
    chart.write_text(chart.read_text(encoding="utf-8") + f"2026-07-01 close {MIA}\n", encoding="utf-8")
    assert codes(workspace, requisition(dt.date(2026, 7, 1))) == ["account-closed"]
    assert registered(workspace, requisition(dt.date(2026, 6, 30)))


def test_a_locked_month(workspace: Workspace) -> None:
    seals = workspace.ledger / "association" / "seals.beancount"
    line = '2026-08-31 custom "onedoor-seal" "2026-08"\n'
    seals.write_text(seals.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert {finding.rule for finding in load(workspace).findings} == {"seal-chain", "seal-unproved"}
    assert codes(workspace, requisition(dt.date(2026, 8, 1))) == ["month-locked"]
    assert registered(workspace, requisition(dt.date(2026, 9, 1)), entered(dt.date(2026, 8, 1)))


def test_a_clock_that_goes_backwards(workspace: Workspace) -> None:
    write.book(workspace, registered(workspace, requisition()), message="", commit=False)
    assert codes(workspace, payment(), today=TODAY - dt.timedelta(days=1)) == ["clock-behind"]


def test_the_words(workspace: Workspace) -> None:
    lost = Voucher(Book.ASSOCIATION, TODAY, "Kaffe", (Line("Kostnader:Kaffe", 5), Line(BANK, -4)))
    with pytest.raises(UserErrors) as raised:
        registered(workspace, lost)
    assert "Kaffe” balanserar inte" in str(raised.value)
    assert "0,01 SEK" in str(raised.value)
    with language("en"), pytest.raises(UserErrors, match=r"Open the account in ledger/association/chart\.beancount"):
        registered(workspace, lost)
