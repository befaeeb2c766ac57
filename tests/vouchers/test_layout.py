"""How a book's files are laid out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import layout

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("book", Book)
def test_the_main_file_of_each_book(book: Book, golden: Callable[[str, Path], None]) -> None:
    text = layout.main_text(book, 'Samordningsförbundet "Liten"', year=2025, months=["2026/01.beancount"])
    golden(text, GOLDEN / f"main-{book.value}.beancount")


@pytest.mark.parametrize(
    ("month", "place"),
    [("2024/12.beancount", 1), ("2025/06.beancount", 2), ("2025/02.beancount", 2), ("2026/01.beancount", 3)],
)
def test_a_new_month_stands_in_order(month: str, place: int) -> None:
    before = ["chart.beancount", "2025/01.beancount", "2025/12.beancount", "seals.beancount"]
    after = layout.with_month("".join(f'include "{name}"\n' for name in before), month)
    before.insert(place, month)
    assert after == "".join(f'include "{name}"\n' for name in before)
    assert layout.with_month(after, month) == after


def test_a_main_file_without_a_last_line_ending() -> None:
    assert layout.with_month('include "chart.beancount"', "2025/01.beancount") == (
        'include "chart.beancount"\ninclude "2025/01.beancount"\n'
    )


@pytest.mark.parametrize("text", ["a\n\n", "a\n", "a"])
def test_an_empty_line_stands_between_vouchers(text: str) -> None:
    assert layout.appended(text, "b\n") == "a\n\nb\n"


@pytest.mark.parametrize(
    ("name", "month"), [("2026/12.beancount", True), ("2026/13.beancount", False), ("chart.beancount", False)]
)
def test_a_month_files_name(name: str, month: bool) -> None:
    assert layout.is_month_file(name) is month
