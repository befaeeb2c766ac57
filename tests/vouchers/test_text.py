"""The text of a voucher: canonical, unchanged by bean-format, and closed to whatever a cell may hold."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from beancount.core.data import Document
from beancount.parser import parser
from beancount.scripts.format import align_beancount
from hypothesis import example, given
from hypothesis import strategies as st

from onedoor_ledger.voucher import Book, Line, Voucher, clean
from onedoor_ledger.vouchers import layout
from onedoor_ledger.vouchers.errors import VoucherTextError
from onedoor_ledger.vouchers.text import render, render_batch
from tests.books.small import BANK, DEBT, MIA

GOLDEN = Path(__file__).parent / "golden"
DAY, TODAY = dt.date(2026, 9, 30), dt.date(2026, 10, 14)


def voucher(number: int = 412, **changes: Any) -> Voucher:
    fields: dict[str, Any] = {
        "book": Book.ASSOCIATION,
        "date": DAY,
        "narration": "Rekvisition MIA juli–september",
        "payee": "Granåsa kommun",
        "lines": (Line(MIA, 61_240_000), Line(DEBT, -61_240_000, {"reference": "2026:31", "party": "granasa"})),
        "meta": {"zebra": "sist", "source": "sha256:ab12", "service": "2026-Q3", "asked": "640000.00", "row": "7"},
        "number": number,
        "registered": TODAY,
        "by": "Ekonom Liten",
    }
    return Voucher(**(fields | changes))


def formatted(text: str) -> str:
    """What ``bean-format -c 80`` makes of it."""
    return str(align_beancount(text, currency_column=80))  # type: ignore[no-untyped-call]


def read(text: str, book: Book = Book.ASSOCIATION) -> list[Any]:
    entries, errors, _options = parser.parse_string(layout.header(book) + text)
    assert errors == []
    return entries


def test_a_voucher_as_it_stands_in_the_ledger(golden: Callable[[str, Path], None]) -> None:
    texts = [
        render(voucher()),
        render(voucher(413, meta={"document": "2026-10-14.ab12cd34ef56.Rekvisition.xlsx", "corrects": "2026-V388"})),
        render(voucher(1, book=Book.PEOPLE, payee=None, flag="!", lines=(Line("Deltagare:I01-MIA:Arbete", 7),))),
    ]
    golden("\n".join(texts), GOLDEN / "vouchers.beancount")


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from('"\\;\n\r\t\x00\x85\u2028\u202e{}#^:*!åäöÅÄÖ')), max_size=40)


@given(narration=TEXTS, payee=TEXTS, value=TEXTS)
@example(narration='"\n2026-01-01 open Tillgångar:Stöld SEK\n"', payee="\\", value='\\"')
@example(narration="A\u030angest", payee="\ud800", value="\ufeff")
@example(narration="", payee=" ", value=";")
def test_any_text_comes_back_as_it_was_cleaned(narration: str, payee: str, value: str) -> None:
    written = render(voucher(narration=narration, payee=payee, meta={"reason": value}))
    [entry] = read(written)
    assert (entry.narration, entry.payee or "") == (clean(narration), clean(payee))
    assert entry.meta.get("reason", "") == clean(value)
    assert [posting.account for posting in entry.postings] == [MIA, DEBT]
    assert unicodedata.is_normalized("NFC", written)
    whole = layout.header(Book.ASSOCIATION) + written
    assert formatted(whole) == whole


@given(TEXTS)
def test_cleaning_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text).splitlines()) <= 1


@pytest.mark.parametrize("amount", [0, 1, -1, 99, 100, -12_345_678_901_234])
def test_the_currency_starts_in_column_80(amount: int) -> None:
    text = render(voucher(lines=(Line(BANK, amount), Line("Kostnader:" + "Å" * 90, -amount))))
    lines = [line for line in text.splitlines() if line.endswith(" SEK")]
    assert lines[0].index("SEK") == 79
    assert "  " in lines[1]
    assert formatted(text) == text


@pytest.mark.parametrize(
    "changes",
    [
        {"flag": "P"},
        {"lines": (Line("Kostnader", 1),)},
        {"lines": (Line("Kostnader:bank", 1),)},
        {"lines": (Line("Kostnader:A 1 SEK\n  Kostnader:B", 1),)},
        {"meta": {"Nyckel": "x"}},
        {"meta": {"a": "x"}},
        {"meta": {"filename": "x"}},
        {"meta": {"row: 1\n  by": "x"}},
        {"meta": {"document": "../../../etc/passwd"}},
        {"meta": {"document": ".gitignore"}},
    ],
)
def test_what_no_ledger_can_hold_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(VoucherTextError, match="V412"):
        render(voucher(**changes))


def test_a_voucher_that_is_not_registered_has_no_text() -> None:
    with pytest.raises(ValueError, match="not registered"):
        render(voucher(registered=None))


def test_empty_metadata_is_left_out() -> None:
    [entry] = read(render(voucher(meta={"reason": "  ", "row": "7"}, by="")))
    assert {key for key in entry.meta if key not in {"filename", "lineno"}} == {"voucher", "registered", "row"}


def test_a_reference_says_the_year_only_when_it_is_another() -> None:
    text = render(voucher(meta={"corrects": "2026-V388", "reverses": "2025-V550", "allocates": "2026-P17/2"}))
    assert 'corrects: "V388"' in text
    assert 'reverses: "2025-V550"' in text
    assert 'allocates: "P17/2"' in text


class TestDocuments:
    """One document directive is enough for the vouchers that share its account, within a month file."""

    statement = "2026-10-14.ab12cd34ef56.camt.xml"

    def paid(self, number: int, account: str, day: dt.date = DAY) -> Voucher:
        lines = (Line(account, 100), Line(BANK, -100))
        return voucher(number, date=day, lines=lines, meta={"document": self.statement})

    def documents(self, *vouchers: Voucher) -> list[tuple[dt.date, str]]:
        text = "\n".join(render_batch(vouchers))
        return [(e.date, e.account) for e in read(text) if isinstance(e, Document)]

    def test_it_stands_on_the_account_they_share(self) -> None:
        assert self.documents(self.paid(1, MIA), self.paid(2, DEBT)) == [(DAY, BANK)]

    def test_one_for_each_month_file(self) -> None:
        later = dt.date(2026, 10, 1)
        assert self.documents(self.paid(1, MIA), self.paid(2, MIA, later)) == [(DAY, MIA), (later, MIA)]

    def test_another_where_nothing_is_shared(self) -> None:
        other = voucher(2, lines=(Line(DEBT, 5), Line(MIA, -5)), meta={"document": self.statement})
        alone = voucher(1, lines=(Line(BANK, 5), Line(BANK, -5)), meta={"document": self.statement})
        assert self.documents(alone, other) == [(DAY, BANK), (DAY, DEBT)]
