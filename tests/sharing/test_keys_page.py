"""``docs/keys.md`` tells the truth: its tables are made again and compared, and no key is left out."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from onedoor_ledger import money
from onedoor_ledger.rulebook.key_terms import KEYS
from onedoor_ledger.sharing.claims import talmud
from onedoor_ledger.sharing.formulas import polynomial, serial
from onedoor_ledger.sharing.games.opinions import second_opinions
from onedoor_ledger.sharing.games.table import Compared
from tests.sharing.test_games import TVA

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def rows(heading: str) -> list[list[str]]:
    """The cells of the rows of the table whose header begins with ``heading``."""
    _before, table = PAGE.read_text(encoding="utf-8").split(f"| {heading} |", 1)
    lines = table.split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_kind_of_key_is_described():
    assert {row[0].strip("`") for row in rows("`key`")} == set(KEYS)


def test_the_tva_table_is_what_the_program_says():
    told = {row[0].lower(): row[1:] for row in rows("method | navigation")}
    made = {
        opinion.method: [f"{float(share):.2f}" for share in opinion.shares]
        for opinion in second_opinions(Compared(TVA, None)).opinions
    }
    assert told == made


def test_the_worked_numbers():
    page = PAGE.read_text(encoding="utf-8")
    shares = serial(
        {"a": Fraction(1), "b": Fraction(2), "c": Fraction(3)}, polynomial((Fraction(0), Fraction(0), Fraction(1)))
    )
    assert list(shares.values()) == [3, 11, 22]
    assert money.share(10_000, [1, 1, 1]).booked == (3334, 3333, 3333)
    assert money.share(18_225, [98, 2]).booked == (17_861, 364)
    assert talmud(Fraction(300), [Fraction(100), Fraction(200), Fraction(300)]) == (50, 100, 150)
    for number in ("3, 11 and 22", "33.34, 33.33, 33.33", "178.61, 3.64", "50,\n100 and 150"):
        assert number in page


def test_every_method_that_is_compared_is_described():
    described = {re.sub(r"\W", "", row[0]).lower() for row in rows("method | what each pays")}
    assert described == {"shapley", "nucleolus", "scrb", "ensc", "moriarity"}
