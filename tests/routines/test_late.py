"""Whatever comes for a locked month lands on the first open day, and is still the same event in the next file."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from onedoor_ledger.books.late import happened
from onedoor_ledger.books.load import load
from onedoor_ledger.books.model import Books
from onedoor_ledger.formats.records import BankDetail, BankEntry, BankSource, BankStatement
from onedoor_ledger.intake.balances import bank_balances
from onedoor_ledger.intake.bank_booked import Booked
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Source
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import closing, importing
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, git

FIXTURES = Path(__file__).parents[1] / "intake/fixtures"
OPEN = dt.date(2026, 10, 1)
KINDS = (
    "camt053-2026-09.xml",
    "camt054-2026-09.xml",
    "nordea-foretag-2026-09.csv",
    "skattekonto-2026-09.skv",
    "lon-2026-09.si",
    "leverantorer-2026-09.si",
    "granasa-faktura-2026-09.xml",
    "granasa-malgrupp-2026-09.csv",
    "overgangar-2026-q3.csv",
)


@pytest.fixture(scope="module")
def september_locked(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with nothing in its inbox, locked to the end of September."""
    root = tmp_path_factory.mktemp("locked") / "norradalen"
    shutil.copytree(original, root)
    for path in (root / "inbox").iterdir():
        path.unlink()
    git(root, "commit", "--quiet", "--all", "--message", "Tom inkorg")
    closing.run(Workspace(root), parse_period("2026-08-01..2026-09-30"), today=TODAY, by=BY, write=True)
    return root


@pytest.fixture
def late(september_locked: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(september_locked, tmp_path / "sent")
    return Workspace((tmp_path / "sent").resolve())


def take(workspace: Workspace, name: str) -> tuple[Voucher, ...]:
    return importing.run(workspace, [FIXTURES / name], today=TODAY, by=BY, write=True).vouchers


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_lands_in_the_open_month(late: Workspace, name: str):
    vouchers = take(late, name)
    assert vouchers
    for voucher in vouchers:
        assert voucher.date >= OPEN
        assert voucher.date > OPEN or voucher.meta["event"] < "2026-10-01"
    assert take(late, name) == ()


def test_the_day_kept_is_the_banks_own_not_the_value_date(late: Workspace):
    (voucher,) = take(late, "camt054-2026-09.xml")
    assert (voucher.date, voucher.meta["event"]) == (OPEN, "2026-09-15")


def test_the_banks_other_file_knows_a_late_row_by_the_day_it_happened(late: Workspace):
    (voucher,) = take(late, "camt054-2026-09.xml")
    bank = load_rules(late).accounts.role("bank")
    amount = next(line.amount for line in voucher.lines if line.account == bank)
    already = Booked(load(late), bank, BankSource.TABLE)
    entry = BankEntry(amount, dt.date(2026, 9, 15), None, "", (BankDetail(amount, (), "", "", ""),), "", 1)
    assert already.of_bank(entry) is not None


def test_the_next_statements_opening_balance_counts_the_late_rows(late: Workspace):
    bank = load_rules(late).accounts.role("bank")

    def balance(books: Books) -> int:
        own = books.postings[books.postings["account"] == bank]
        return int(own["amount"].sum())

    take(late, "nordea-foretag-2026-09.csv")
    books = load(late)
    desk = Desk(load_rules(late), books, Known(books), TODAY)
    october = dt.date(2026, 10, 1)
    for wrong, told in ((0, []), (1, ["bank-opening"])):
        opening = balance(books) + wrong
        statement = BankStatement("", "", "SEK", opening, None, october, october, (), (), BankSource.STATEMENT)
        source = Source("x.xml", "x.xml", b"", "", "", TODAY)
        assert [found.rule for found in bank_balances(statement, bank, (), source, desk)] == told


def test_a_late_payment_is_seen_on_the_tax_account(late: Workspace):
    take(late, "camt053-2026-09.xml")
    done = importing.run(late, [FIXTURES / "skattekonto-2026-09.skv"], today=TODAY, by=BY, write=False)
    assert "tax-payment-unseen" not in {found.rule for found in done.batch.findings}


@pytest.mark.parametrize(
    ("date", "event", "day"),
    [
        ("2026-10-01", "2026-09-15", "2026-09-15"),
        ("2026-10-02", "2026-09-15", "2026-10-02"),
        ("2026-10-01", "2026-10-05", "2026-10-01"),
        ("2026-10-01", "", "2026-10-01"),
        ("2026-10-01", "nyss", "2026-10-01"),
    ],
)
def test_when_a_posting_happened(date: str, event: str, day: str):
    assert happened(dt.date.fromisoformat(date), event) == dt.date.fromisoformat(day)
