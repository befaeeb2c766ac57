"""The canonical text of a locked month: one text per meaning, whatever the fields hold; and the chain of seals."""

from __future__ import annotations

import datetime as dt
import hashlib

from beancount.core.data import Transaction
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import seal_text, text
from onedoor_ledger.vouchers.sealing import reopen, seal
from onedoor_ledger.vouchers.seals import first_open, links, locked_months

DAY = dt.date(2026, 8, 3)
WORDS = st.text(st.sampled_from("aÅ\\\t\n=>#^\"' 1"), max_size=12)


def parsed(written: str) -> Transaction:
    entries, errors, _options = parser.parse_string(written)
    assert errors == []
    return next(entry for entry in entries if isinstance(entry, Transaction))


def voucher(payee: str, narration: str, meta: dict[str, str], own: dict[str, str]) -> Voucher:
    lines = (Line("Assets:Bank", 100, own), Line("Expenses:Cost", -100))
    return Voucher(Book.ASSOCIATION, DAY, narration, lines, payee=payee, meta=meta, number=1, registered=DAY, by="E")


@given(WORDS, WORDS, st.dictionaries(st.sampled_from(["ab", "cd"]), WORDS), st.dictionaries(st.just("ef"), WORDS))
def test_two_vouchers_with_one_line_say_the_same(payee, narration, meta, own):
    entry = parsed(text.render(voucher(payee, narration, meta, own)))
    line = seal_text.voucher_line(entry)
    assert "\n" not in line
    fields = seal_text.fields_of(line)
    assert fields[:5] == ["V1", "2026-08-03", "*", entry.payee or "", entry.narration]
    told = [field for field in fields[5:] if not field.startswith(">")]
    for key in ("ab", "cd", "ef"):
        where = {**entry.meta, **(entry.postings[0].meta or {})}
        assert (f"{key}={where.get(key)}" in told) == (key in where)


def test_what_only_looks_otherwise_is_the_same():
    one = '2026-08-03 * "Café" "Kaffe"\n  voucher: "V1"\n  by: "E"\n  Assets:A  1000.00 SEK\n  Assets:B -1000.00 SEK\n'
    two = '2026-08-03 * "Café" "Kaffe" ; sent\n    by:   "E"\n    voucher: "V1"\n'
    two += "  Assets:A 1,000 SEK\n  Assets:B   -1000 SEK\n"
    assert seal_text.voucher_line(parsed(one)) == seal_text.voucher_line(parsed(two))
    assert seal_text.voucher_line(parsed(one)).split("\t") == [
        "V1", "2026-08-03", "*", "Café", "Kaffe", "by=E", ">Assets:A", "1000.00 SEK", ">Assets:B", "-1000.00 SEK",
    ]  # fmt: skip


def test_a_seal_is_the_digest_of_its_file_and_names_the_one_before():
    entries = [parsed(text.render(voucher("", "Kaffe", {}, {})))]
    july, august = seal(Book.ASSOCIATION, entries, ["2026-07", "2026-08"], {}, today=dt.date(2026, 9, 1), by="E")
    assert july.head == f"sha256:{hashlib.sha256(july.content).hexdigest()}"
    assert august.content.decode().splitlines()[0].split("\t") == [
        "seal1", "association", "2026-08", "2", july.head, "2026-09-01", "E",
    ]  # fmt: skip
    assert (july.vouchers, august.vouchers) == ((), ("V1",))
    assert august.file == "seals/0002-2026-08.seal"


def test_a_reopening_opens_its_month_and_the_later_ones():
    made = seal(Book.PEOPLE, [], ["2026-07", "2026-08"], {}, today=dt.date(2026, 9, 1), by="E")
    written = "".join(link.directive for link in made)
    entries, _errors, _options = parser.parse_string(written)
    assert locked_months(entries) == {"2026-07", "2026-08"}
    assert first_open(entries) == dt.date(2026, 9, 1)
    again = reopen(Book.PEOPLE, entries, "2026-08", reason="x", by="E", second="O", today=dt.date(2026, 9, 2))
    entries, _errors, _options = parser.parse_string(written + again.directive)
    assert locked_months(entries) == {"2026-07"}
    assert [link.number for link in links(entries)] == [1, 2, 3]
