"""September arrives: every file is recognised and every row finds its place, once."""

from __future__ import annotations

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.formats import camt, skv
from onedoor_ledger.intake import batch
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.demo.conftest import TODAY, Quarter, Sums

FILES = {
    "af-malgrupp-2026-09.csv", "camt053-2026-09.xml", "fk-malgrupp-2026-09.xlsx", "granasa-ingangen-2026-q3.xlsx",
    "granasa-malgrupp-2026-09.csv", "granasa-rekvisitioner-2026-q3.xlsx", "kvarnsund-rekvisitioner-2026-q3.csv",
    "leverantorer-2026-09.si", "lon-2026-09.si", "overgangar-2026-q3.csv", "region-malgrupp-2026-09.xlsx",
    "region-rekvisitioner-2026-q3.xlsx", "skattekonto-2026-09.skv",
}  # fmt: skip


def test_files(workspace: Workspace) -> None:
    assert {path.name for path in workspace.inbox.iterdir()} == FILES


def test_nothing_is_refused(quarter: Quarter) -> None:
    assert [error.text() for error in quarter.batch.refused] == []
    assert {result.file.rpartition("/")[2] for result in quarter.batch.files} == FILES


def test_one_bank_row_matches_nothing(quarter: Quarter) -> None:
    observed = [
        voucher
        for voucher in quarter.batch.of(Book.ASSOCIATION)
        if any(line.account == "Skulder:Interim:Observation" for line in voucher.lines)
    ]
    assert [(voucher.flag, voucher.lines[0].amount) for voucher in observed] == [("!", 2_340_00)]
    assert [f.rule for f in quarter.batch.findings if f.rule.startswith("bank-")] == ["bank-unmatched"]


def test_bank_statement_starts_and_ends_with_the_books(workspace: Workspace, booked: Sums, closed: Sums) -> None:
    content = (workspace.inbox / "camt053-2026-09.xml").read_bytes()
    (statement,) = camt.read(content, "camt053-2026-09.xml")
    bank = "Tillgångar:Bank:Transaktionskonto"
    assert statement.opening == booked.balance(bank, "2026-08-31")
    assert statement.closing == closed.balance(bank, "2026-09-30")
    assert statement.warnings == ()
    assert b"<Sts>PDNG</Sts>" in content
    assert max(len(entry.details) for entry in statement.entries) == 3


def test_tax_account_agrees_with_the_books(workspace: Workspace, closed: Sums) -> None:
    account = skv.read((workspace.inbox / "skattekonto-2026-09.skv").read_bytes(), "skattekonto-2026-09.skv")
    assert account.closing == closed.balance("Tillgångar:Fordran:Skattekonto", "2026-09-30")


def test_a_wage_is_one_debt_and_one_payment(closed: Sums) -> None:
    assert closed.of("Kostnader:Kansli:Löner", "2026-09-01", "2026-09-30") == 54_000_00
    assert closed.balance("Skulder:Personal:Nettolön", "2026-09-30") == 0


def test_partly_refused_requisitions(quarter: Quarter) -> None:
    refused = {
        v.meta["reference"]: (v.meta["asked"], sum(line.amount for line in v.lines if line.amount > 0))
        for v in quarter.batch.of(Book.ASSOCIATION)
        if "asked" in v.meta
    }
    assert refused == {"2026:31": ("640000.00", 612_400_00), "2026:29": ("296850.00", 284_450_00)}


def test_what_has_not_come_is_estimated(quarter: Quarter) -> None:
    accrued = {v.meta["accrual"].split("|")[:2][0] + "|" + v.meta["party"]: v for v in quarter.accruals}
    assert [key for key, v in accrued.items() if "estimate" in v.meta] == ["i02-2026|fk"]
    assert sum(abs(line.amount) for line in accrued["i02-2026|fk"].lines) == 2 * 110_000_00


def test_a_second_import_books_nothing(workspace: Workspace, rules: Rulebook, quarter: Quarter) -> None:
    again = batch.prepare(workspace, rules, quarter.books, sorted(workspace.inbox.iterdir()), today=TODAY)
    assert again.refused == ()
    assert [v.narration for v in again.vouchers] == []


@pytest.mark.parametrize("name", ["lon-2026-09.si", "leverantorer-2026-09.si"])
def test_sie_is_cp437(workspace: Workspace, name: str) -> None:
    content = (workspace.inbox / name).read_bytes()
    assert "påhittat" in content.decode("cp437")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_books_with_the_quarter_still_balance(quarter: Quarter) -> None:
    frame = preview.plus(quarter.books, ()).postings
    sums = frame.groupby(["book", "key"])["amount"].sum()
    assert sums[sums != 0].empty


def test_counts_too_few_are_told_together_within_their_measure(quarter: Quarter) -> None:
    (told,) = [finding for finding in quarter.batch.findings if finding.rule == "told-together"]
    assert told.message.startswith("8 ")
    people = quarter.batch.of(Book.PEOPLE)
    assert {voucher.meta.get("measure") for voucher in people} == {"i01", "i02", "i03", "i04", "i05", "i06"}
    assert min(abs(line.amount) for voucher in people for line in voucher.lines) == 5


def test_what_fk_no_longer_pays_in_i03_granasa_does(quarter: Quarter) -> None:
    (own,) = [voucher for voucher in quarter.batch.of(Book.PEOPLE) if voucher.meta["measure"] == "i03"]
    gone = [line for line in own.lines if line.account == "Avslutade:I03-Rehabkoordinering:Försörjningsstöd"]
    assert [(line.amount, line.meta["party"]) for line in gone] == [(5, "granasa")]
