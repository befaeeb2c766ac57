"""A new förbund: four folders that open without a remark."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.founding.errors import FolderNotEmptyError, MembersError
from onedoor_ledger.founding.found import Founded, found
from onedoor_ledger.founding.members import Member
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import ROLES, PartyKind
from onedoor_ledger.rulebook.statutory import shares
from onedoor_ledger.voucher import Book
from tests.tiny.build import BY, MEMBERS, NAME, ORGNR, POOL, TODAY, YEAR, tiny_workspace

NEEDS_A_MEASURE = {"measure_cost"}


def make(folder: Path, **changed: object) -> Founded:
    arguments = {"name": NAME, "orgnr": ORGNR, "members": MEMBERS, "year": YEAR, "today": TODAY, "by": BY}
    return found(folder, **(arguments | changed))  # type: ignore[arg-type]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix()
    }


def test_the_books_and_rules_of_a_new_forbund_are_without_remark(tmp_path: Path) -> None:
    made = make(tmp_path / "nytt", pool=POOL)
    rules, books = load_rules(made.workspace), load_books(made.workspace)
    assert books.findings == ()
    assert rules.association.name == NAME
    assert len(books.postings) == 0
    by_law = {member.id: member.amount for member in shares(rules, YEAR).members}
    assert by_law == {
        "fk": 200_000_000,
        "af": 0,
        "provland": 100_000_000,
        "storby": 75_000_000,
        "lillby": 25_000_000,
    }


def test_without_a_decided_pool_the_contributions_wait_as_an_example(tmp_path: Path) -> None:
    made = make(tmp_path / "nytt")
    assert load_rules(made.workspace).contributions == {}
    assert "# [[contributions]]" in (made.workspace.rules / "parties.toml").read_text("utf-8")


def test_every_role_has_its_account_and_every_account_its_row(tmp_path: Path) -> None:
    made = make(tmp_path / "nytt")
    rules, books = load_rules(made.workspace), load_books(made.workspace)
    chart = books.charts[Book.ASSOCIATION]
    assert {row.account: row.konto for row in rules.accounts.rows} == {a.name: a.konto for a in chart.values()}
    for role in ROLES.keys() - NEEDS_A_MEASURE:
        assert any(row.role == role for row in rules.accounts.rows), role
    for member in ("fk", "provland", "storby", "lillby"):
        assert rules.accounts.role("receivable", party=member)
        assert rules.accounts.role("contribution", party=member)
    assert rules.accounts.role("requisition_debt", party="af")


def test_everything_is_committed_and_the_inbox_ignored(tmp_path: Path) -> None:
    root = make(tmp_path / "nytt").workspace.root
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "--format=%s").splitlines() == [f"init: {NAME}"]
    (root / "inbox" / "bank.xml").write_text("x")
    assert git(root, "status", "--porcelain") == ""
    assert "ledger/documents/** -text" in (root / ".gitattributes").read_text("utf-8")


def test_the_same_arguments_make_the_same_files(tmp_path: Path) -> None:
    assert files(make(tmp_path / "a").workspace.root) == files(make(tmp_path / "b").workspace.root)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("x")
    with pytest.raises(FolderNotEmptyError):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["viktigt.txt"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert make(tmp_path / "tom").workspace.root == (tmp_path / "tom").resolve()


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(MembersError):
        make(tmp_path / "nytt", members=MEMBERS[:2])
    assert list(tmp_path.iterdir()) == []


def test_gotland_shares_in_halves(tmp_path: Path) -> None:
    from dataclasses import replace

    island = replace(MEMBERS[3], outside_region=True)
    made = make(tmp_path / "nytt", members=(*MEMBERS[:2], island), pool=1_000_000)
    by_law = {member.id: member.amount for member in shares(load_rules(made.workspace), YEAR).members}
    assert by_law == {"fk": 50_000_000, "af": 0, "storby": 50_000_000}


def test_a_name_with_quotes_does_not_break_the_files(tmp_path: Path) -> None:
    made = make(tmp_path / "nytt", name='Förbundet "Dörren" \\ väst', members=MEMBERS)
    assert load_rules(made.workspace).association.name == 'Förbundet "Dörren" \\ väst'
    assert load_books(made.workspace).findings == ()


def test_the_tiny_forbund_is_whole(tmp_path: Path) -> None:
    workspace = tiny_workspace(tmp_path)
    rules, books = load_rules(workspace), load_books(workspace)
    assert books.findings == ()
    assert [measure.id for measure in rules.measures] == ["m01", "m02"]
    assert rules.sharing[0].weights == {"storby": 50, "af": 30, "fk": 20}
    assert rules.budgets[YEAR].line("m01").year == 80_000_000  # type: ignore[union-attr]
    assert git(workspace.root, "status", "--porcelain") == ""


def test_the_treasurer_is_told_where_to_begin(tmp_path: Path) -> None:
    text = (make(tmp_path / "nytt").workspace.root / "README.md").read_text("utf-8")
    assert NAME in text
    assert "onedoor check" in text
    assert dt.date(2026, 10, 14).isoformat() not in text


def test_a_forbund_a_region_and_a_kommun_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    members = (
        *(m for m in MEMBERS if m.kind is PartyKind.STATE),
        Member("Region Uppsala", "232100-9025", PartyKind.REGION),
        Member("Uppsala kommun", "212000-9051", PartyKind.MUNICIPALITIES, inhabitants=240_000),
    )
    made = make(tmp_path / "nytt", name="Samordningsförbundet Uppsala", members=members, pool=POOL)
    rules = load_rules(made.workspace)
    assert rules.association.id == "uppsala-forbund"
    assert [member.id for member in rules.members] == ["fk", "af", "region-uppsala", "uppsala"]
    assert load_books(made.workspace).findings == ()
