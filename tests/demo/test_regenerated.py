"""The script makes the committed books, inbox and examples, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

from examples.norradalen import demo as script
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import CHART_FILE

MADE = ("ledger", "inbox", "examples/events")


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in MADE
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and "documents" not in path.parts
    }


def test_same_bytes(tmp_path: Path, demo: Path) -> None:
    for folder in ("rules", "importers"):
        shutil.copytree(demo / folder, tmp_path / folder)
    for book in Book:
        (tmp_path / "ledger" / book.value).mkdir(parents=True)
        shutil.copy(demo / "ledger" / book.value / CHART_FILE, tmp_path / "ledger" / book.value)
    script.generate(tmp_path)
    made, committed = contents(tmp_path), contents(demo)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []
