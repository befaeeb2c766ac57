"""Folded files and official statistics come in as a treasurer gets them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from fractions import Fraction
from importlib import resources
from pathlib import Path

import pytest

from onedoor_ledger.fold.profile import find
from onedoor_ledger.fold.run import fold
from onedoor_ledger.formats import jsonstat, kolada
from onedoor_ledger.formats.errors import JsonLayoutError
from onedoor_ledger.formats.folded import stamped
from onedoor_ledger.intake.batch import prepare as prepare_batch
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.fold.test_fold import number
from tests.formats.workbooks import workbook as sheets
from tests.intake import scene
from tests.intake.scene import TODAY


@pytest.fixture
def coded(tmp_path: Path) -> Workspace:
    """The scene with codes of official statistics: the invented kommuner borrow real ones."""
    space = scene.make(tmp_path / "förbundet")
    path = space.rules / "parties.toml"
    text = path.read_text(encoding="utf-8")
    for who, code in {"norrvidd": "20", "granasa": "0180", "kvarnsund": "0114"}.items():
        text = text.replace(f'id = "{who}"\nname', f'id = "{who}"\ncode = "{code}"\nname')
    path.write_text(text, encoding="utf-8")
    space.inbox.mkdir()
    return space


@pytest.fixture
def take(coded: Workspace, books):
    """Prepare a batch of one file in the workspace's inbox."""

    def taken(name: str, content: bytes | str):
        path = coded.inbox / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return prepare_batch(coded, load_rules(coded), books, [path], today=TODAY)

    return taken


def folded(tmp_path: Path, profile: str, head: str, rows: list[str]) -> bytes:
    path = tmp_path / "personer.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return fold(path, find(profile)).content


def test_what_a_party_folded_is_booked(take, tmp_path: Path):
    rows = [f"{number(n)};2026-09-01;5220,00;Riksnorm" for n in range(8)]
    content = folded(tmp_path, "ekonomiskt-bistand", "Personnummer;Avser månad;Belopp;Bistånd", rows)
    batch = take("granasa-ekonomiskt-bistand-2026-09.csv", content)
    assert not batch.refused
    (voucher,) = batch.of(Book.PARTIES)
    assert {line.account: line.amount for line in voucher.lines} == {
        "Kostnader:Granåsa:Målgrupp:EkonomisktBistånd": 4176000,
        "EgetKapital:Granåsa:EgnaMedel": -4176000,
    }
    assert voucher.meta["service"] == "2026-09"


def test_transitions_a_party_folded_are_booked(take, tmp_path: Path):
    rows = [f"{number(n)};2026-08-1{n};I01;Ny;Försörjningsstöd" for n in range(9)]
    rows += [f"{number(n)};2026-09-1{n};I01;Försörjningsstöd;Avslutad: Arbete" for n in range(5)]
    content = folded(tmp_path, "overgangar", "Personnummer;Datum;Insats;Från;Till", rows)
    batch = take("granasa-overgangar-2026-Q3.csv", content)
    assert not batch.refused
    (voucher,) = batch.of(Book.PEOPLE)
    assert sorted(line.amount for line in voucher.lines) == [-9, -5, 5, 9]


def test_a_folded_file_tells_kommun_and_sex_as_far_as_they_are_many(take, tmp_path: Path):
    shipped = (resources.files("onedoor_ledger.fold") / "profiles" / "overgangar.toml").read_text(encoding="utf-8")
    for commented in ("municipality =", "sex ="):
        shipped = shipped.replace(f"# {commented}", commented)
    own = tmp_path / "egen.toml"
    own.write_text(shipped, encoding="utf-8")
    rows = [f"{number(n)};2026-08-1{n};I01;Granåsa;Kvinna;Ny;Försörjningsstöd" for n in range(7)]
    rows += [f"{number(n)};2026-08-1{n - 10};I01;Kvarnsund;Man;Ny;Sjukpenning" for n in range(10, 13)]
    rows += [f"{number(n)};2026-08-1{n - 20};I02;Granåsa;Man;Ny;Sjukpenning" for n in range(20, 24)]
    head = "Personnummer;Datum;Insats;Kommun;Kön;Från;Till"
    batch = take("granasa-egen-2026-Q3.csv", folded(tmp_path, str(own), head, rows))
    assert not batch.refused
    assert [(line.account, line.amount, dict(line.meta).get("party"), dict(line.meta).get("sex"))
            for voucher in batch.of(Book.PEOPLE) for line in voucher.lines if line.amount > 0] == [
        ("Deltagare:Alla:Sjukpenning", 7, None, None),
        ("Deltagare:I01-MIA:Försörjningsstöd", 7, "granasa", "woman"),
    ]  # fmt: skip
    assert batch.archive


def test_a_folded_file_without_kommun_of_an_older_fold_is_read(take):
    table = "Period;Insats;Från;Till;Antal\r\n2026-Q3;I01;Ny;Sjukpenning;7\r\nSumma;;;;7\r\n".encode()
    (voucher,) = take("granasa-overgangar-2026-Q3.csv", stamped([], table)).of(Book.PEOPLE)
    assert [line.amount for line in voucher.lines] == [7, -7]


def test_a_folded_file_that_was_changed_is_refused(take, tmp_path: Path):
    rows = [f"{number(n)};2026-09-01;5220,00;Riksnorm" for n in range(8)]
    content = folded(tmp_path, "ekonomiskt-bistand", "Personnummer;Avser månad;Belopp;Bistånd", rows)
    batch = take("granasa-ekonomiskt-bistand-2026-09.csv", content.replace(b"41760,00", b"41761,00"))
    assert [error.code for error in batch.refused] == ["folded-changed"]


def test_a_payment_list_of_sums_is_booked_and_one_of_persons_is_refused(take):
    assert not take(
        "granasa-utbetalningar-2026-09.csv", "Månad;Förmån;Belopp\n2026-09;Ekonomiskt bistånd;10,00\n"
    ).refused
    listed = f"Månad;Förmån;Belopp;Namn;Adress\n2026-09;Ekonomiskt bistånd;10,00;A;{number(1)}\n"
    assert [e.code for e in take("granasa-utbetalningar-2026-10.csv", listed).refused] == ["intake-persons"]


CUBE = {
    "version": "2.0",
    "class": "dataset",
    "id": ["Region", "ContentsCode", "Tid"],
    "size": [3, 1, 2],
    "dimension": {
        "Region": {"category": {"index": {"00": 0, "0180": 1, "0114": 2}, "label": {"0180": "0180 Stockholm"}}},
        "ContentsCode": {"category": {"index": ["BE0101N1"]}},
        "Tid": {"category": {"index": {"2023": 0, "2024": 1}}},
    },
}


@pytest.mark.parametrize(
    "values",
    [[10551707, 10587710, 96000, 96900, None, 48500], {"0": 10551707, "2": 96000, "3": 96900, "5": 48500}],
    ids=["a list", "a sparse object"],
)
def test_inhabitants_from_scb_become_rows_of_parties(take, coded: Workspace, values):
    text = json.dumps({**CUBE, "value": values, "status": {"4": ".."}})
    code = json.dumps({**CUBE, "value": values})
    assert len(jsonstat.read(code.encode(), "x.json").rows) == 6
    batch = take("folkmangd-2024.json", text.replace('"2023"', '"2021"').replace('"2024"', '"2022"'))
    assert not batch.refused
    assert [(t.participant, str(t.end), int(t.value)) for t in batch.statistics] == [
        ("granasa", "2021-12-31", 96000),
        ("granasa", "2022-12-31", 96900),
        ("kvarnsund", "2022-12-31", 48500),
    ]
    assert [finding.rule for finding in batch.findings] == ["statistics-hidden"]
    ((name, written),) = batch.rules.items()
    (coded.root / name).write_text(written, encoding="utf-8")
    population = load_rules(coded).participant("granasa").population
    assert {(p.on, p.inhabitants) for p in population} >= {
        (dt.date(2021, 12, 31), 96000),
        (dt.date(2022, 12, 31), 96900),
    }
    again = take("folkmangd-2024.json", text.replace('"2023"', '"2021"').replace('"2024"', '"2022"'))
    assert not again.statistics
    assert again.files[0].known == 3


def test_a_participant_without_population_gets_its_first_row(take, coded: Workspace):
    cube = json.dumps({**CUBE, "value": [1, 2, 3, 4, 5, 6]}).replace("0180", "20").replace("2023", "2019")
    batch = take("folkmangd.json", cube.replace("2024", "2020"))
    assert not batch.refused
    written = batch.rules["rules/parties.toml"]
    (coded.rules / "parties.toml").write_text(written, encoding="utf-8")
    assert [p.inhabitants for p in load_rules(coded).participant("norrvidd").population] == [3, 4]


def test_what_the_rules_already_say_otherwise_is_not_changed(take):
    batch = take("folkmangd.json", json.dumps({**CUBE, "value": [0, 0, 1, 1, 1, 1]}))
    assert {error.code for error in batch.refused} == {"statistics-changed"}


def kolada_file(**more: object) -> str:
    def told(kommun: str, value: float | None) -> dict[str, object]:
        values = [{"gender": g, "value": value, "count": 1, "status": ""} for g in "KMT"]
        return {"kpi": "N31001", "municipality": kommun, "period": 2023, "values": values}

    return json.dumps({"count": 3, "values": [told("0180", 815.6268), told("0114", None), told("1440", 3.0)], **more})


def test_kolada_gives_cost_per_inhabitant(take, coded: Workspace):
    batch = take("kolada.json", kolada_file(next_url="sida 2"))
    assert [(t.statistic, t.participant, t.period, t.value) for t in batch.statistics] == [
        ("bistand-per-invanare", "granasa", "2023", Fraction("815.6268"))
    ]
    assert [f.rule for f in batch.findings] == ["statistics-hidden", "statistics-more-pages"]
    ((name, written),) = batch.rules.items()
    (coded.root / name).write_text(written, encoding="utf-8")
    found = next(s for s in load_rules(coded).statistics if s.id == "bistand-per-invanare")
    assert found.rows[0].values == {"granasa": Fraction("815.6268")}
    later = take("kolada.json", kolada_file().replace("2023", "2024"))
    (coded.root / name).write_text(later.rules[name], encoding="utf-8")
    found = next(s for s in load_rules(coded).statistics if s.id == "bistand-per-invanare")
    assert [str(row.start) for row in found.rows] == ["2023-01-01", "2024-01-01"]


@pytest.mark.parametrize("name", ["ohalsotal", "sjukpenningtal", "pagaende_sjukfall_diagnos"])
def test_forsakringskassans_workbooks(take, samples: Path, name: str):
    """The real files: of all rows only those for the whole of each region, all ages and both sexes."""
    batch = take(f"{name}.xlsx", (samples / "agency" / f"{name}_2024_11_06.xlsx").read_bytes())
    assert not batch.refused, batch.refused
    assert {t.participant for t in batch.statistics} == {"norrvidd"}
    last = 4 if name == "pagaende_sjukfall_diagnos" else 9
    assert {t.period for t in batch.statistics} == {f"2024-0{month}" for month in range(1, last + 1)}
    if name == "ohalsotal":
        assert next(t.value for t in batch.statistics if t.period == "2024-09") == Fraction("26.4")


def test_a_hidden_count_is_told_and_never_guessed(take):
    head = ["Månad", "Kommun", "Kön", "Öppet arbetslösa", "I program", "Inskrivna arbetslösa"]
    rows = [["2026-08", "0180 Stockholm", "Totalt", 900, 400, 1300], ["2026-08", "114", "Totalt", "<5", "<5", "<5"]]
    batch = take("inskrivna.xlsx", sheets([head, *rows, ["2026-08", "0180", "Kvinnor", 400, 200, 600]]))
    assert [(t.participant, int(t.value)) for t in batch.statistics] == [("granasa", 1300)]
    (finding,) = batch.findings
    assert "<5" in finding.message


def test_socialstyrelsens_amounts_are_thousands(take):
    text = "Region;År;Månad;Utbetalt ekonomiskt bistånd, tkr\nRiket;2025;3;900000\nGranåsa;2025;3;4 512,5\n"
    batch = take("bistand.csv", text)
    assert [(t.period, t.value) for t in batch.statistics] == [("2025-03", 4512500)]


def test_the_kommuns_real_population_tables(coded: Workspace, take, samples: Path):
    """Two derived tables in one profile of the workspace's own; the one of 2021 calls its year by its own name."""
    profile = """
title = "Folkmängd"
kind = "statistics"
format = "csv"
filename = "folkmangd_*.csv"
delimiter = ","
decimal = "."
dates = "%Y"
[columns]
region = "kommunkod"
year = "ar"
value = "folkmangd_31dec"
[fixed]
statistic = "population"
source = "SCB"
"""
    (coded.importers / "folkmangd.toml").write_text(profile, encoding="utf-8")
    batch = take("folkmangd_2021.csv", (samples / "kommun" / "folkmangd_kommun_2021.derived.csv").read_bytes())
    assert {t.participant for t in batch.statistics} == {"granasa", "kvarnsund"}
    lagged = profile.replace('source = "SCB"', 'source = "SCB"\nlag = "1"')
    (coded.importers / "folkmangd.toml").write_text(lagged, encoding="utf-8")
    late = take("folkmangd_2021.csv", (samples / "kommun" / "folkmangd_kommun_2021.derived.csv").read_bytes())
    assert {str(t.end) for t in late.statistics} == {"2020-12-31"}
    assert all("kallat 2021" in t.source for t in late.statistics)


def test_koladas_workbook_has_a_title_and_a_mean(coded: Workspace, take):
    profile = """
title = "Kolada, Excel"
kind = "statistics"
format = "xlsx"
filename = "kolada-*.xlsx"
decimal = "."
dates = "%Y"
[columns]
region = "Kommun"
[fixed]
statistic = "bistand-per-invanare"
value = "kolumn per år"
source = "Kolada (RKA)"
"""
    (coded.importers / "kolada-excel.toml").write_text(profile, encoding="utf-8")
    rows = [["Kostnad ekonomiskt bistånd"], ["Kommun", "2022", "2023"], ["N31001"]]
    rows += [["Granåsa", 800.5, 810], ["Stockholms läns kommuner (ovägt medel)", 700, 710]]
    batch = take("kolada-2023.xlsx", sheets(rows))
    assert [(t.period, t.value) for t in batch.statistics] == [("2022", Fraction("800.5")), ("2023", 810)]


def test_json_that_is_something_else_is_refused(take):
    assert [e.code for e in take("folkmangd.json", '{"dimension": 3}').refused] == ["json-layout"]
    assert [e.code for e in take("annat.json", "[1, 2]").refused] == ["json-layout"]
    with pytest.raises(JsonLayoutError):
        kolada.read(b"{", "x.json")


def test_everything_is_written_in_one_transaction(coded: Workspace, take):
    from onedoor_ledger.routines import importing

    path = coded.inbox / "kolada.json"
    path.write_text(kolada_file(), encoding="utf-8")
    rules = coded.rules / "association.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("commit = true", "commit = false"), encoding="utf-8")
    shown = importing.run(coded, [path], today=TODAY, by="Ekonom", write=False)
    assert shown.written is None
    done = importing.run(coded, [path], today=TODAY, by="Ekonom", write=True)
    assert done.written is not None
    assert "rules/statistics.toml" in done.written.files
    assert not path.exists()
    assert load_rules(coded)
    shutil.rmtree(coded.inbox)


LEAVE = (
    'fold_on_import = { decision = "Gallringsbeslut 2026-02-03 § 14", agreement = "Avtal med Granåsa 2026-02-10" }\n'
)


def test_folding_here_needs_a_decision_and_an_agreement(coded: Workspace, take):
    listed = "Personnummer;Utbetalningsdag;Förmån;Belopp\n"
    listed += "".join(f"{number(n)};2026-09-25;Sjukpenning;1000,50\n" for n in range(6))
    assert [e.code for e in take("fk-lista-2026-09.csv", listed).refused] == ["intake-persons"]
    folder = coded.importers / "fold"
    folder.mkdir()
    shipped = scene.ROOT / "onedoor_ledger/fold/profiles/fk-utbetalningar.toml"
    shutil.copy(shipped, folder)
    assert [e.code for e in take("fk-lista-2026-09.csv", listed).refused] == ["intake-persons"]
    rules = coded.rules / "association.toml"
    rules.write_text(LEAVE + rules.read_text(encoding="utf-8"), encoding="utf-8")
    batch = take("fk-lista-2026-09.csv", listed)
    assert not batch.refused
    (kept,) = batch.archive
    assert kept.name == "fk-fk-utbetalningar-2026-09.csv"
    everything = repr(batch).encode() + kept.content
    assert not any(number(n).encode() in everything for n in range(6))
    assert ["Gallringsbeslut 2026-02-03 § 14" in f.message for f in batch.findings] == [True]
    assert max(line.amount for line in batch.of(Book.PARTIES)[0].lines) == 600300
