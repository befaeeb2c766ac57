"""Writes the demo's ledger: main, seals and month files of each book. Charts are kept by hand beside them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from examples.norradalen import plan
from onedoor_ledger.voucher import Book, Voucher
from onedoor_ledger.vouchers import layout, seals
from onedoor_ledger.vouchers.text import render_batch
from onedoor_ledger.workspace import month_file

FIRST_YEAR = 2025


def write(folder: Path, book: Book, vouchers: Sequence[Voucher]) -> None:
    """Write a book's files in ``folder`` anew, nothing locked; the vouchers are registered and in their order."""
    for old in sorted(path for path in (*folder.glob("20*"), folder / seals.FOLDER) if path.is_dir()):
        shutil.rmtree(old)
    months: dict[str, str] = {}
    for voucher, rendered in zip(vouchers, render_batch(tuple(vouchers)), strict=True):
        name = month_file(voucher.date)
        months[name] = layout.appended(months.get(name, layout.month_text(book)), rendered)
    _write(folder / "main.beancount", layout.main_text(book, plan.ASSOCIATION, year=FIRST_YEAR, months=months))
    _write(folder / layout.SEALS_FILE, layout.seals_text(book))
    for name, text in sorted(months.items()):
        _write(folder / name, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
