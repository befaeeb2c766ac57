"""The package read as anybody would in ten years: zipfile, csv, hashlib, and nothing of ours."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.formats import sie4
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(package: Path) -> Files:
    with zipfile.ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def table(files: Files, name: str) -> list[dict[str, str]]:
    text = files[f"tabeller/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def kronor(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or 0)


def test_every_file_is_in_the_list_with_its_checksum(files: Files):
    listed = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert listed == {name: hashlib.sha256(files[name]).hexdigest() for name in files if name != "SHA256SUMS"}


@pytest.mark.parametrize("book", list(Book))
def test_balances_rebuilt_from_the_tables_are_the_books(files: Files, demo_copy: Workspace, book: Book):
    moved: Counter[str] = Counter()
    for row in table(files, f"{book.value}-grundbok"):
        moved[row["kontonamn"]] += kronor(row["debet"]) - kronor(row["kredit"])
    balances = {row["kontonamn"]: kronor(row["utgaende"]) for row in table(files, f"{book.value}-konton")}
    opening = {row["kontonamn"]: kronor(row["ingaende"]) for row in table(files, f"{book.value}-konton")}
    assert all(opening[name] + moved[name] == balance for name, balance in balances.items())
    frame = load(demo_copy).postings
    own = frame.loc[(frame["book"] == book.value) & (frame["date"] <= "2025-12-31")]
    scale = 1 if book is Book.PEOPLE else 100
    booked = own.groupby("account")["amount"].sum()
    assert {name: balance for name, balance in balances.items() if balance} == {
        str(name): Decimal(int(amount)) / scale for name, amount in booked.items() if amount
    }


@pytest.mark.parametrize("book", list(Book))
def test_the_two_orders_hold_the_same_postings_and_balance(files: Files, book: Book):
    grundbok, huvudbok = table(files, f"{book.value}-grundbok"), table(files, f"{book.value}-huvudbok")
    keys = ("verifikation", "post", "kontonamn", "debet", "kredit")
    inside = [row for row in huvudbok if row["slag"] == "post"]
    assert Counter(tuple(row[k] for k in keys) for row in grundbok) == Counter(
        tuple(row[k] for k in keys) for row in inside
    )
    assert sum(kronor(row["debet"]) - kronor(row["kredit"]) for row in grundbok) == 0
    order = [(row["registrerad"], int(row["verifikation"].partition("-")[2][1:])) for row in grundbok]
    assert order == sorted(order)
    balance: dict[str, Decimal] = {}
    for row in huvudbok:
        change = kronor(row["debet"]) - kronor(row["kredit"])
        balance[row["kontonamn"]] = balance.get(row["kontonamn"], kronor(row["saldo"])) + change
        assert balance[row["kontonamn"]] == kronor(row["saldo"])


def test_every_seal_is_the_checksum_of_its_file_and_follows_on_the_one_before(files: Files):
    for book in Book:
        said = files[f"ledger/{book.value}/seals.beancount"].decode()
        heads = re.findall(r'custom "onedoor-seal" "([0-9-]+)" "sha256:([0-9a-f]+)"\n  link: "(\d+)"', said)
        previous = f"onedoor-ledger {book.value}"
        for month, head, link in heads:
            if month > "2025-12":
                break
            content = files[f"ledger/{book.value}/seals/{int(link):04d}-{month}.seal"]
            assert hashlib.sha256(content).hexdigest() == head
            assert content.decode().split("\n")[0].split("\t")[1:5] == [book.value, month, link, previous]
            previous = f"sha256:{head}"
            assert head in files["sigill/sigill-2025.txt"].decode()


def test_the_books_are_the_text_as_it_is_and_no_later_year_is_there(files: Files, demo_copy: Workspace):
    for book in Book:
        folder = demo_copy.main_file(book).parent
        for path in [*folder.glob("2025/*.beancount"), folder / "chart.beancount", folder / "main.beancount"]:
            assert files[demo_copy.relative(path)] == path.read_bytes()
    assert not [name for name in files if re.search(r"/2026/|-2026-\d\d\.seal", name) and name.startswith("ledger/")]


def test_the_same_money_in_sie(files: Files):
    file = sie4.read(files["sie/sie-2025.se"], "sie-2025.se")
    assert len(file.vouchers) == len({row["verifikation"] for row in table(files, "association-grundbok")})


def test_rules_and_importers_come_along(files: Files, demo_copy: Workspace):
    for folder in (demo_copy.rules, demo_copy.importers):
        for path in folder.rglob("*"):
            if path.is_file():
                assert files[demo_copy.relative(path)] == path.read_bytes()


def test_what_the_readme_names_is_there(files: Files):
    text = files["LÄS-MIG.txt"].decode()
    assert "{" not in text
    assert max(map(len, text.splitlines())) <= 120
    for name in re.findall(r"^  ([a-z0-9/-]+\.(?:html|csv|txt)|SHA256SUMS)\b", text, re.MULTILINE | re.IGNORECASE):
        assert name in files
    for folder in re.findall(r"^  ([a-z/]+/)  ", text, re.MULTILINE):
        known = any(name.startswith(folder) for name in files)
        assert known or folder in {"reports/", "ledger/documents/"}, folder
    assert "Alla månader i 2025 som har bokföring är låsta." in text


def test_the_description_names_every_column(files: Files):
    text = files["tabeller/BESKRIVNING.txt"].decode()
    for name, content in files.items():
        if name.startswith("tabeller/") and not name.endswith(("underlag.csv", ".txt")):
            head = content.decode("utf-8-sig").splitlines()[0].split(";")
            assert all(f"  {column} " in text for column in head), name


def test_beancount_alone_reads_the_books(files: Files, tmp_path: Path):
    from beancount import loader

    for name, content in files.items():
        if name.startswith("ledger/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    main = tmp_path / "ledger/association/oppna-2025.beancount"
    assert "plugin" not in main.read_text(encoding="utf-8")
    _entries, errors, _options = loader.load_file(str(main))
    assert errors == []
