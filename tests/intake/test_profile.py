"""`onedoor profile` looks at a file nobody foresaw; what it proposes is kept, and reads the file."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from onedoor_ledger.errors import UserError
from onedoor_ledger.intake.batch import prepare as prepare_batch
from onedoor_ledger.routines.profiling import propose
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.texts import language
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.fold.test_fold import number
from tests.formats.workbooks import workbook as sheets
from tests.intake import scene
from tests.intake.scene import TODAY


@pytest.fixture
def empty_shelf(tmp_path: Path) -> Workspace:
    """The scene without any profile of its own."""
    space = scene.make(tmp_path / "förbundet")
    shutil.rmtree(space.importers)
    space.inbox.mkdir()
    return space


def proposed(space: Workspace, name: str, content: bytes, **asked):
    path = space.inbox / name
    path.write_bytes(content)
    asked = {"kind": None, "sender": None, "save": None, **asked}
    return propose(space, path, today=TODAY, **asked)


STRANGE = """Utskrift ur Ekonomisystemet 5.1
Handläggare: Ekonomi

Period\tUtbetald månad\tTyp av bistånd\tUtbetalt belopp (kr)\tHushåll
Q3\t2026-08\tEkonomiskt bistånd\t1 234 567,50\t180
Q3\t2026-09\tEkonomiskt bistånd\t1 100 000,00\t175
Totalt\t\t\t2 334 567,50\t
"""


def test_a_file_nobody_foresaw_is_proposed_kept_and_booked(empty_shelf: Workspace, books):
    content = STRANGE.encode("cp1252")
    text = proposed(empty_shelf, "granasa-utskrift-2026-09.csv", content, save="granasa-utskrift")
    said = tomllib.loads(text)
    assert said["columns"] == {
        "month": "Utbetald månad",
        "kind": "Typ av bistånd",
        "amount": "Utbetalt belopp (kr)",
        "households": "Hushåll",
    }
    assert (said["encoding"], said["delimiter"], said["decimal"], said["dates"]) == ("cp1252", "\t", ",", "%Y-%m")
    assert said["skip"] == {"Period": ["totalt"]}
    assert said["values"]["kind"] == {"Ekonomiskt bistånd": "aid_paid"}
    batch = prepare_batch(
        empty_shelf, load_rules(empty_shelf), books, [empty_shelf.inbox / "granasa-utskrift-2026-09.csv"], today=TODAY
    )
    assert not batch.refused
    assert sum(abs(line.amount) for v in batch.of(Book.PARTIES) for line in v.lines) == 2 * 233456750


DATES = {"31/12/2025": "%d/%m/%Y", "31.12.2025": "%d.%m.%Y", "2025/12/31": "%Y/%m/%d", "20251231": "%Y%m%d"}


@pytest.mark.parametrize(("written", "pattern"), DATES.items())
def test_the_order_of_dates_is_found(empty_shelf: Workspace, written: str, pattern: str):
    content = f"Datum;Förmån;Belopp\n{written};Sjukpenning;1.50\n{written};Sjukpenning;20.25\n".encode()
    said = tomllib.loads(proposed(empty_shelf, "fk-lista.csv", content))
    assert (said["dates"], said["decimal"], said["sender"]) == (pattern, ".", "fk")


def test_the_sheet_with_the_table_is_found(empty_shelf: Workspace):
    content = sheets([["Läs mig"]], [["Rapport"], [], ["Månad", "Förmån", "Belopp"], ["2026-09", "Sjukpenning", 12.5]])
    said = tomllib.loads(proposed(empty_shelf, "fk-lista.xlsx", content))
    assert (said["sheet"], said["kind"]) == ("Blad2", "spending")


def test_persons_are_refused_the_same_way(empty_shelf: Workspace):
    content = f"Kund;Belopp\n{number(1)};12,50\n".encode()
    with pytest.raises(UserError) as told:
        proposed(empty_shelf, "lista.csv", content)
    assert told.value.code == "intake-persons"
    assert number(1) not in told.value.text()


def test_what_is_incomplete_is_shown_but_not_kept(empty_shelf: Workspace):
    content = b"Kod;Text\nA;B\nC;9\n"
    text = proposed(empty_shelf, "okand.csv", content)
    assert "# value" in text
    with pytest.raises(UserError) as told:
        proposed(empty_shelf, "okand.csv", content, save="okand")
    assert told.value.code == "profile-incomplete"
    assert not (empty_shelf.importers / "okand.toml").exists()


def test_a_name_is_never_written_over(empty_shelf: Workspace):
    asked = {"sender": "granasa", "save": "utskrift"}
    proposed(empty_shelf, "utskrift.csv", STRANGE.encode(), **asked)
    with pytest.raises(UserError) as told:
        proposed(empty_shelf, "utskrift.csv", STRANGE.encode(), **asked)
    assert told.value.code == "profile-name"


def test_comments_are_in_the_users_language(empty_shelf: Workspace):
    with language("en"):
        assert "Look it through" in proposed(empty_shelf, "granasa-x.csv", STRANGE.encode())


@pytest.mark.parametrize("name", ["ohalsotal", "sjukpenningtal", "pagaende_sjukfall_diagnos"])
def test_agencies_workbooks(empty_shelf: Workspace, samples: Path, name: str):
    content = (samples / "agency" / f"{name}_2024_11_06.xlsx").read_bytes()
    said = tomllib.loads(proposed(empty_shelf, f"{name}.xlsx", content))
    assert said["kind"] == "statistics"
    assert said["columns"]["year"] == "År"
    assert said["columns"]["month"] == "Månad"
    assert said["only"]["Kön"] == ["kvinnor och män"]


def test_banks_and_kommuns_real_files(empty_shelf: Workspace, samples: Path):
    for path in sorted((samples / "bank_csv").glob("*.csv")):
        said = tomllib.loads(proposed(empty_shelf, "konto.csv", path.read_bytes(), save=f"konto-{path.stem[-2:]}"))
        assert (said["kind"], said["columns"]["amount"], said["decimal"]) == ("bank", "Belopp", ",")
    said = tomllib.loads(
        proposed(
            empty_shelf, "folk.csv", (samples / "kommun/folkmangd_kommun_2021.derived.csv").read_bytes(), save="folk"
        )
    )
    assert said["columns"] == {"year": "ar", "region": "kommunkod", "value": "folkmangd_31dec"}
    assert load_rules(empty_shelf)


def test_every_file_of_the_demos_inbox(empty_shelf: Workspace):
    """What stands in the demo's own profiles is found again by looking, but for the words only the treasurer knows."""
    wanted = {p.name: p for p in load_rules(Workspace(scene.ROOT)).profiles if not p.shipped}
    for path in sorted((scene.ROOT / "inbox").iterdir()):
        if path.suffix not in (".csv", ".xlsx"):
            continue
        said = tomllib.loads(proposed(empty_shelf, path.name, path.read_bytes()))
        ours = next(p for n, p in wanted.items() if path.name.startswith(n))
        assert said["kind"] == ours.kind, path.name
        for meaning, header in said["columns"].items():
            assert ours.columns.get(meaning, header) == header, (path.name, meaning)
