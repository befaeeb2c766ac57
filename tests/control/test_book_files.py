"""Files of a book: headers, options nobody would hear, months left out, vouchers in another month's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.errors import Finding
from onedoor_ledger.vouchers import write
from onedoor_ledger.workspace import Workspace
from tests.books.small import payment, registered, requisition, small

SEPTEMBER, MAIN = "ledger/association/2026/09.beancount", "ledger/association/main.beancount"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = small(tmp_path, git=False)
    write.book(workspace, registered(workspace, requisition(), payment()), message="", commit=False)
    assert load(workspace).findings == ()
    return workspace


def after(workspace: Workspace, file: str, old: str, new: str) -> dict[str, Finding]:
    """The controls' findings by rule, when ``old`` in ``file`` has become ``new``."""
    path = workspace.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return {finding.rule: finding for finding in load(workspace).findings if finding.rule != "beancount"}


def test_a_file_without_the_header(workspace: Workspace) -> None:
    found = after(workspace, SEPTEMBER, 'option "name_equity" "EgetKapital"\n', "")
    assert str(found["header-wrong"].place) == f"{SEPTEMBER}:1"


@pytest.mark.parametrize(
    "line",
    [
        'option "title" "x"',
        'plugin "beancount.plugins.auto_accounts"',
        'include "../x"',
        "pushtag #x",
        'pushmeta a: "x"',
    ],
)
def test_what_an_included_file_may_not_say(workspace: Workspace, line: str) -> None:
    path = workspace.root / SEPTEMBER
    number = path.read_text(encoding="utf-8").count("\n") + 2
    path.write_bytes(path.read_bytes() + f"\n{line}\n".encode())
    found = [f for f in load(workspace).findings if f.rule == "option-unheard"]
    assert [str(finding.place) for finding in found] == [f"{SEPTEMBER}:{number}"]


def test_a_month_that_nothing_includes(workspace: Workspace) -> None:
    found = after(workspace, MAIN, 'include "2026/10.beancount"\n', "")
    assert set(found) == {"month-not-included"}
    assert 'include "2026/10.beancount"' in found["month-not-included"].remedy


def test_a_voucher_in_another_months_file(workspace: Workspace) -> None:
    found = after(workspace, SEPTEMBER, "2026-09-30 *", "2026-10-30 *")
    assert found["voucher-misplaced"].message == "V1 är daterad 2026-10-30 och hör hemma i 2026/10.beancount."
    assert found["voucher-misplaced"].remedy == "Datumet avgör filen: återställ båda från git."
    assert found["voucher-misplaced"].voucher == "V1"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"tolerance_multiplier" "0"', '"tolerance_multiplier" "0.5"'),
        ('option "tolerance_multiplier" "0"\n', ""),
        ('"operating_currency" "SEK"', '"operating_currency" "EUR"'),
    ],
)
def test_options_of_the_main_file(workspace: Workspace, old: str, new: str) -> None:
    found = after(workspace, MAIN, old, new)
    assert set(found) == {"option-wrong"}
    assert str(found["option-wrong"].place) == f"{MAIN}:1"


def test_an_ore_is_missed_whatever_the_tolerance(workspace: Workspace) -> None:
    after(workspace, MAIN, '"tolerance_multiplier" "0"', '"tolerance_multiplier" "1"')
    found = after(workspace, SEPTEMBER, " 640000.00", " 640000.01")
    assert found["voucher-unbalanced"].voucher == "V1"


def test_roots_of_another_book(workspace: Workspace) -> None:
    main = workspace.main_file("people")
    main.write_bytes(main.read_bytes().replace(b'"Deltagare"', '"Tillgångar"'.encode(), 1))
    rules = {finding.rule for finding in load(workspace).findings}
    assert {"header-wrong", "option-wrong"} <= rules


def test_line_endings_of_windows_are_read(workspace: Workspace) -> None:
    for path in workspace.ledger.rglob("*.beancount"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(workspace).findings == ()
