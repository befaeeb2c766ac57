"""docs/law.md: every row of the law has a place, and every place named there exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from onedoor_ledger.cli.root import COMMANDS, onedoor

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| rule |")]
SOURCES = (
    *("BFL 1:2", "BFL 5:1", "BFL 5:2", "BFL 5:4", "BFL 5:5", "BFL 5:6–5:7", "BFL 5:11", "BFL 7:1", "BFL 7:1–7:2"),
    *("BFNAR 2013:2", "LKBR 1:5", "LKBR 3:3", "LKBR 4:1", "LKBR 4:6", "LKBR 5:2, 6:2", "LKBR 9:13", "LKBR 10:1"),
    *("LKBR 12:5", "FL 5–5 a §§", "FL 5–6 §§", "FL 7 §", "FL 9 § 8, 22 §", "FL 19, 23, 24 §§", "FL 21 §", "MEL"),
    *("KL 11:1, 11:5, 11:6", "SCB"),
)
"""What the rules the books obey are called: none may be without a row."""


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", PAGE))))
def test_every_file_named_exists(link: str):
    assert (ROOT / "docs" / link).resolve().is_file()


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`onedoor ([a-z]+(?: [a-z]+)?)", PAGE))))
def test_every_command_named_exists(words: str):
    name, _space, sub = words.partition(" ")
    assert name in COMMANDS
    command = onedoor.get_command(click.Context(onedoor), name)
    if isinstance(command, click.Group):
        assert sub in command.commands


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_a_row(source: str):
    assert any(source in row.split(" | ")[1] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_every_row_says_where_and_which_test(row: str):
    _rule, source, where, proof = row.strip("| ").split(" | ")
    assert source
    assert "(../onedoor_ledger/" in where or "`onedoor " in where or "`rules/" in where
    assert "(../tests/" in proof
