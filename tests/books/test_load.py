"""Reading the books: one frame of whole numbers, and everything that is wrong as findings with file and line."""

from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path

import pytest

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.books.load import load
from onedoor_ledger.books.model import COLUMNS
from onedoor_ledger.errors import UserErrors
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.workspace import Workspace
from tests.books.small import BANK, DEBT, MIA, entered, payment, registered, requisition, small

DTYPES = {"date": "datetime64[s]", "estimate": "bool"} | dict.fromkeys(
    ("amount", "year", "number", "posting", "lineno"), "int64"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path, git=False)


def book(workspace: Workspace, *vouchers: Voucher) -> None:
    write.book(workspace, registered(workspace, *vouchers), message="", commit=False)


def edit(workspace: Workspace, file: str, old: str, new: str) -> None:
    path = workspace.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_empty_books_have_every_column_of_its_kind(workspace: Workspace) -> None:
    books = load(workspace)
    assert list(books.postings.columns) == list(COLUMNS)
    for name in COLUMNS:
        assert str(books.postings[name].dtype) == DTYPES.get(name, "str"), name
    assert books.findings == ()
    assert set(books.charts) == set(books.entries) == set(books.options) == set(Book)
    assert books.next_number(Book.ASSOCIATION, 2026) == 1


def test_a_posting_is_a_row(workspace: Workspace) -> None:
    book(workspace, requisition(asked="700000.00", estimate="yes"))
    frame = load(workspace).postings
    assert {name: str(frame[name].dtype) for name in COLUMNS if name in DTYPES} == DTYPES
    cost, debt = frame.to_dict("records")
    assert (cost["account"], cost["konto"], cost["measure"], cost["party"]) == (MIA, "4533", "i01", "")
    assert (debt["account"], debt["konto"], debt["measure"], debt["party"]) == (DEBT, "2424", "", "granasa")
    assert (cost["amount"], debt["amount"]) == (64_000_000, -64_000_000)
    assert (cost["voucher"], cost["key"], cost["number"], cost["year"]) == ("V1", "2026-V1", 1, 2026)
    assert (cost["posting"], debt["posting"]) == (0, 1)
    assert (cost["reference"], debt["reference"]) == ("", "2026:31")
    assert (cost["service"], cost["asked"], cost["registered"]) == ("2026-Q3", "700000.00", "2026-10-14")
    assert cost["estimate"] is True
    assert cost["payee"] == "Granåsa kommun"
    assert cost["file"] == "ledger/association/2026/09.beancount"
    lines = (workspace.root / cost["file"]).read_text(encoding="utf-8").splitlines()
    assert lines[cost["lineno"] - 1].strip().startswith(MIA)


def test_metadata_is_looked_up_on_posting_then_voucher_then_account(workspace: Workspace) -> None:
    lines = (Line(DEBT, 5, {"party": "af"}), Line(DEBT, 5), Line(BANK, -10, {"party": "fk"}), Line(MIA, 0))
    book(workspace, Voucher(Book.ASSOCIATION, dt.date(2026, 9, 1), "x", lines))
    book(workspace, Voucher(Book.ASSOCIATION, dt.date(2026, 9, 1), "x", lines, meta={"party": "ssc"}))
    frame = load(workspace).postings
    assert frame["party"].tolist() == ["af", "granasa", "fk", "", "af", "ssc", "fk", "ssc"]


def test_rows_stand_by_book_year_and_number(workspace: Workspace) -> None:
    late = dt.date(2025, 12, 31)
    book(workspace, entered(), requisition(dt.date(2026, 9, 30)), requisition(dt.date(2026, 2, 1)), requisition(late))
    keys = load(workspace).postings["key"].drop_duplicates().tolist()
    assert keys == ["2025-V1", "2026-V1", "2026-V2", "2026-D1"]


def test_a_reference_is_a_key_whether_the_year_is_written_or_not(workspace: Workspace) -> None:
    book(
        workspace, requisition(corrects="V388"), requisition(reverses="2025-V550"), requisition(allocates="2026-P17/2")
    )
    frame = load(workspace).postings
    assert frame["corrects"].tolist()[:2] == ["2026-V388"] * 2
    assert frame["reverses"].tolist()[2:4] == ["2025-V550"] * 2
    assert frame["allocates"].tolist()[4:] == ["2026-P17/2"] * 2


def test_persons_are_whole_numbers(workspace: Workspace) -> None:
    book(workspace, entered(persons=7))
    assert load(workspace).postings["amount"].tolist() == [7, -7]


def test_the_chart_says_what_each_account_is(workspace: Workspace) -> None:
    account = load(workspace).charts[Book.ASSOCIATION][DEBT]
    assert (account.konto, account.party, account.opened, account.closed) == (
        "2424",
        "granasa",
        dt.date(2024, 12, 31),
        None,
    )


def test_a_missing_book_is_said_with_its_file(workspace: Workspace) -> None:
    workspace.main_file("people").unlink()
    with pytest.raises(MissingBookError, match=r"ledger/people/main\.beancount: Bokens huvudfil saknas"):
        load(workspace)
    workspace.main_file("parties").unlink()
    with pytest.raises(UserErrors, match="parties"):
        load(workspace)


def test_no_cache_is_read_or_written(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beancount.loader.PICKLE_CACHE_THRESHOLD", 0.0)
    cache = workspace.ledger / "association" / ".main.beancount.picklecache"
    cache.write_bytes(b"cos\nsystem\n(S'touch hacked'\ntR.")
    load(workspace)
    assert not list(workspace.root.rglob("*.picklecache"))
    assert not Path("hacked").exists()


def test_garbage_collection_is_as_it_was(workspace: Workspace) -> None:
    assert gc.isenabled()
    load(workspace)
    assert gc.isenabled()
    gc.disable()
    try:
        load(workspace)
        assert not gc.isenabled()
    finally:
        gc.enable()


SEPTEMBER = "ledger/association/2026/09.beancount"


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        (" 640000.00", " 640000.01", "Verifikationen balanserar inte: debet minus kredit är (0.01 SEK)", 7),
        ("Insatser:I01-MIA ", "Insatser:I01-MAI ", "Kontot Kostnader:Insatser:I01-MAI finns inte i kontoplanen", 7),
        ("2026-09-30 *", "2024-09-30 *", "är inte öppet den dagen", 7),
        ("  Kostnader", "  Costs", "börjar inte med något av bokens rotkonton", 12),
        (" 640000.00", " 640000,00", "640000,00 är inget belopp", 12),
        ("  service:", "  tjänst:", "kan inte stå här", 10),
        ("2026-09-30 *", "2026-09-30 * *", "Raden går inte att läsa", 7),
    ],
)
def test_what_beancount_says_is_told_in_swedish_with_file_and_line(
    workspace: Workspace, old: str, new: str, said: str, line: int
) -> None:
    book(workspace, requisition())
    edit(workspace, SEPTEMBER, old, new)
    finding = next(finding for finding in load(workspace).findings if finding.rule == "beancount")
    assert said in finding.message
    assert "(beancount: " in finding.message
    assert str(finding.place) == f"{SEPTEMBER}:{line}"
    assert finding.remedy


def test_a_file_in_another_encoding(workspace: Workspace) -> None:
    book(workspace, requisition())
    path = workspace.root / SEPTEMBER
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    assert any(finding.message.startswith("Filen är inte text i UTF-8.") for finding in load(workspace).findings)


def test_a_missing_document_and_a_missing_month(workspace: Workspace) -> None:
    book(workspace, requisition(document="2026-10-14.ab12cd34ef56.x.csv"), payment())
    (workspace.root / "ledger/association/2026/10.beancount").unlink()
    said = " ".join(finding.message for finding in load(workspace).findings)
    assert "Underlaget finns inte" in said
    assert "som ska läsas in finns inte" in said


def test_metadata_that_is_no_text_is_read_all_the_same(workspace: Workspace) -> None:
    book(workspace, requisition(corrects="V388", row="7", asked="1.00"))
    edit(workspace, SEPTEMBER, 'row: "7"', "row: 7")
    edit(workspace, SEPTEMBER, 'corrects: "V388"', "corrects: 2026-01-01")
    edit(workspace, SEPTEMBER, 'asked: "1.00"', "asked:")
    books = load(workspace)
    row = books.postings.iloc[0]
    assert (row["row"], row["corrects"], row["asked"]) == ("7", "2026-01-01", "")
    assert [finding.rule for finding in books.findings] == ["metadata-not-text"] * 3


def test_an_amount_of_too_many_decimals_stops_nobody_from_reading(workspace: Workspace) -> None:
    book(workspace, entered(persons=7))
    edit(workspace, "ledger/people/2026/09.beancount", " 7 P", " 7.5 P")
    edit(workspace, "ledger/people/2026/09.beancount", "-7 P", "-7.5 P")
    books = load(workspace)
    assert [finding.rule for finding in books.findings] == ["decimals-wrong"] * 2
    assert {finding.voucher for finding in books.findings} == {"D1"}
