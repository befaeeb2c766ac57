"""The skattekonto file: opening balance, rows and closing balance, and nothing that does not sum."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats import errors, skv

FILE = """\
;Ingående saldo 2026-09-01;1500;0;
2026-09-12;Arbetsgivaravgift aug 2026;-15099;;
2026-09-12;Inbetalning bokförd 260911;13600;;
;Utgående saldo 2026-09-30;1;0;
"""


def file(text: str = FILE, encoding: str = "iso-8859-1") -> bytes:
    return text.replace("\n", "\r\n").encode(encoding)


def test_a_month():
    account = skv.read(file(), "skattekonto.skv")
    assert (account.opening_date, account.opening) == (dt.date(2026, 9, 1), 150000)
    assert (account.closing_date, account.closing) == (dt.date(2026, 9, 30), 100)
    assert [(r.date.day, r.text, r.amount, r.row) for r in account.rows] == [
        (12, "Arbetsgivaravgift aug 2026", -1509900, 2),
        (12, "Inbetalning bokförd 260911", 1360000, 3),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_its_encoding_is_told_from_its_letters(encoding: str):
    assert skv.read(file(encoding=encoding), "x.skv") == skv.read(file(), "x.skv")


def test_a_month_without_rows():
    assert skv.read(file(";Ingående saldo 2026-09-01;-11;0;\n;Utgående saldo 2026-09-30;-11;;\n"), "x.skv").rows == ()


def test_skatteverkets_own_file(samples: Path):
    (path,) = (samples / "skatteverket").glob("*.skv")
    account = skv.read(path.read_bytes(), path.name)
    assert (account.opening, account.closing, len(account.rows)) == (-1100, -12200, 5)
    assert (account.rows[0].text, account.rows[0].amount) == ("Moms juli 2021 - sept 2021", -8241500)


@pytest.mark.parametrize(
    ("text", "kind", "row"),
    [
        ("", errors.SkvLayoutError, None),
        ("hej", errors.SkvLayoutError, None),
        (FILE.replace("13600", "13601"), errors.SkvBalanceError, 4),
        (FILE.replace("2026-09-12;Inb", "2026-09-31;Inb"), errors.DayError, 3),
        (FILE.replace("13600;;", "13600;5;"), errors.SkvLayoutError, 3),
        (FILE.replace("13600;;", "13600;x;"), errors.SkvLayoutError, 3),
        (FILE.replace("13600", "tretton"), errors.AmountError, 3),
        (FILE.replace("Inbetalning bokförd 260911", ""), errors.SkvLayoutError, 3),
        (FILE.replace(";Ingående", "2026-09-01;Ingående"), errors.SkvLayoutError, 1),
        (FILE.removesuffix(";Utgående saldo 2026-09-30;1;0;\n"), errors.SkvLayoutError, 3),
        ("<html>\n</html>", errors.SkvLayoutError, 1),
    ],
)
def test_what_is_wrong_is_refused_with_its_row(text: str, kind: type, row: int | None):
    with pytest.raises(kind) as error:
        skv.read(file(text), "skattekonto.skv")
    assert (error.value.place.file, error.value.place.row) == ("skattekonto.skv", row)


def test_an_error_quotes_no_person():
    with pytest.raises(UserError) as error:
        skv.read(file(FILE.replace("13600", "901010-2383")), "x.skv")
    assert "901010" not in error.value.text()
