"""Moving in from an old system: what the books then hold is what the file said."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.formats import sie4
from onedoor_ledger.founding.errors import SieTypeError, SieYearError
from onedoor_ledger.founding.found import Founded, found
from onedoor_ledger.rulebook.load import load as load_rules
from tests.tiny.build import BY, MEMBERS, NAME, ORGNR, TODAY

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = (FIXTURES / "flytt.se").read_bytes()


def move(folder: Path, content: bytes, *, year: int = 2026, name: str = "flytt.se") -> Founded:
    return found(
        folder, name=NAME, orgnr=ORGNR, members=MEMBERS, year=year, today=TODAY, by=BY, sie=content, sie_name=name
    )


def balances(made: Founded) -> dict[str, int]:
    frame = load_books(made.workspace).postings
    return {konto: int(amount) for konto, amount in frame.groupby("konto")["amount"].sum().items() if amount}


def test_chart_balances_and_vouchers_come_along(tmp_path: Path) -> None:
    made = move(tmp_path / "nytt", SMALL)
    assert made.moved == 3
    assert [finding.rule for finding in made.findings] == ["sie-empty"]
    assert balances(made) == {
        "1941": 56_250_00,
        "2011": -50_000_00,
        "3511": -10_000_00,
        "5021": 3_000_00,
        "7431": 750_00,
    }
    books = load_books(made.workspace)
    assert books.findings == ()
    assert load_rules(made.workspace).accounts.role("bank") == "Tillgångar:1941-Företagskonto"


def test_vouchers_are_numbered_as_they_were_registered_and_keep_their_old_number(tmp_path: Path) -> None:
    frame = load_books(move(tmp_path / "nytt", SMALL).workspace).postings
    numbered = frame.drop_duplicates("key")[["voucher", "date", "reference"]]
    assert [(v, str(d.date()), r) for v, d, r in numbered.itertuples(index=False)] == [
        ("V1", "2026-01-01", ""),
        ("V2", "2026-02-10", "A 2"),
        ("V3", "2026-01-15", "A 1"),
        ("V4", "2026-02-25", "L 1"),
    ]


def test_dimensions_and_texts_stay_person_numbers_do_not(tmp_path: Path) -> None:
    made = move(tmp_path / "nytt", SMALL.replace(b"Lokalhyra", b"Lokal 640823-3234"))
    text = "".join(p.read_text("utf-8") for p in (made.workspace.ledger / "association" / "2026").glob("*"))
    assert 'dim-1: "100"' in text
    assert "640823" not in text
    assert "sie-persons" in {finding.rule for finding in made.findings}
    assert [p.name for p in made.workspace.documents.iterdir()] == [".gitkeep"]


def test_names_of_accounts_can_hold_anything_but_a_person(tmp_path: Path) -> None:
    odd = rb'#KONTO 7431 "K\"pta; \\ {tj} 640823-3234"'
    made = move(tmp_path / "nytt", SMALL.replace('#KONTO 7431 "Köpta tjänster"'.encode("cp437"), odd))
    books = load_books(made.workspace)
    assert books.findings == ()
    chart = (made.workspace.ledger / "association" / "chart.beancount").read_text("utf-8")
    assert "******-****" in chart
    assert "640823" not in chart + (made.workspace.rules / "accounts.toml").read_text("utf-8")
    assert load_rules(made.workspace).accounts.rows


def test_the_file_is_archived_as_received(tmp_path: Path) -> None:
    made = move(tmp_path / "nytt", SMALL)
    (kept,) = (p for p in made.workspace.documents.iterdir() if p.suffix == ".se")
    assert kept.read_bytes() == SMALL


def test_what_the_old_system_itself_has_wrong_is_told(tmp_path: Path) -> None:
    made = move(tmp_path / "nytt", SMALL.replace(b"#UB 0 1941 56250.00", b"#UB 0 1941 56249.00"))
    (finding,) = (f for f in made.findings if f.rule == "sie-balance")
    assert "1941" in finding.message


def test_last_years_file_becomes_one_opening_voucher(tmp_path: Path) -> None:
    made = move(tmp_path / "nytt", SMALL, year=2027)
    assert made.moved == 0
    books = load_books(made.workspace)
    assert set(books.postings["date"].dt.date) == {dt.date(2027, 1, 1)}
    assert balances(made) == {"1941": 56_250_00, "2011": -56_250_00}


def test_another_years_file_is_refused_and_nothing_left(tmp_path: Path) -> None:
    with pytest.raises(SieYearError, match="2026-01-01"):
        move(tmp_path / "nytt", SMALL, year=2024)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_balances_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SieTypeError):
        move(tmp_path / "nytt", b'#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "X"\n')


REAL = [
    ("js_BL0001_typ4.SE", 2009, 84),
    ("js_Bokslut_Norstedts_SIE_4E.se", 2009, 174),
    ("js_MAMUT_SIE4_EXPORT.SE", 2010, 168),
    ("js_SIE_exempelfil.se", 2011, 26),
    ("js_Test4.SE", 2008, 167),
    ("js_magenta_bokforing_SIE4E.se", 2011, 19),
    ("js_transaktioner_ovnbolag.se", 2011, 163),
    ("js_typ4.se", 2012, 81),
    ("js_BL0001_typ1.SE", 2009, 0),
    ("js_typ3.se", 2012, 0),
]


@pytest.mark.parametrize(("name", "year", "vouchers"), REAL)
def test_real_files_open_without_a_remark_and_balance_as_they_say(
    samples: Path, tmp_path: Path, name: str, year: int, vouchers: int
) -> None:
    content = (samples / "sie4" / name).read_bytes()
    file = sie4.read(content, name)
    made = move(tmp_path / "nytt", content, year=year, name=name)
    assert made.moved == vouchers
    books = load_books(made.workspace)
    assert books.findings == ()
    said: dict[str, int] = {}
    for balance in file.balances:
        if balance.year == 0 and balance.label in {"UB", "RES"}:
            said[balance.konto] = said.get(balance.konto, 0) + balance.amount
    booked = books.postings.groupby("konto")["amount"].sum()
    assert {konto: int(booked.get(konto, 0)) for konto in said} == said
    status = ["git", "-C", str(made.workspace.root), "status", "--porcelain"]
    assert subprocess.run(status, check=True, capture_output=True).stdout == b""
