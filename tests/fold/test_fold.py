"""A party's list of persons becomes counts and sums; nothing of a person comes with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.errors import UserError
from onedoor_ledger.fold.errors import FoldTooSmallError, FoldWordError
from onedoor_ledger.fold.profile import find, parse, shipped
from onedoor_ledger.fold.run import fold
from onedoor_ledger.formats import folded
from onedoor_ledger.formats.errors import FoldedChangedError
from tests.formats.workbooks import workbook

ROOT = Path(__file__).parents[2]
HEAD = "Personnummer;Utbetalningsdag;Förmån;Belopp"
PROFILE = """
kind = "spending"
[columns]
person = "Personnummer"
date = "Utbetalningsdag"
kind = "Förmån"
amount = "Belopp"
municipality = "Kommun"
sex = "Kön"
[values]
kind = ["Sjukpenning", "Rehabiliteringspenning"]
municipality = ["Granåsa", "Tallhed"]
[values.sex]
K = "Kvinnor"
M = "Män"
[coarser.kind]
Sjukpenning = "Sjukpenning"
Rehabiliteringspenning = "Sjukpenning"
[skip]
"Förmån" = ["summa"]
"""


def number(n: int) -> str:
    """A made-up person number with a right check digit."""
    nine = f"{80 + n % 10:02d}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(nine))
    return f"{nine[:6]}-{nine[6:]}{-total % 10}"


def put(folder: Path, lines: list[str], head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = folder / "lista.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in (head, *lines)).encode(encoding))
    return path


def table(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return [line.split(";") for line in text.split("\r\n\r\n", 1)[1].splitlines()]


def paid(count: int, kind: str = "Sjukpenning", day: str = "2026-09-25", start: int = 0) -> list[str]:
    return [f"{number(start + n)};{day};{kind};1000,50" for n in range(count)]


def test_rows_become_counts_and_sums_with_control_totals(tmp_path: Path):
    made = fold(put(tmp_path, [*paid(7), *paid(6, day="2026-08-25")]), find("fk-utbetalningar"))
    assert table(made.content) == [
        ["Period", "Förmån", "Insats", "Kommun", "Kön", "Grupp", "Personer", "Belopp"],
        ["2026-08", "Sjukpenning", "Alla", "Alla", "Alla", "Alla", "6", "6003,00"],
        ["2026-09", "Sjukpenning", "Alla", "Alla", "Alla", "Alla", "7", "7003,50"],
        ["Summa", "", "", "", "", "", "13", "13006,50"],
    ]
    assert (made.rows, made.persons, made.amount) == (13, 7, 1300650)
    assert made.name == "fk-utbetalningar-2026-08--2026-09.csv"


def test_a_person_is_counted_once_however_the_number_is_spelt(tmp_path: Path):
    one = number(3)
    spelt = [one, one.replace("-", ""), f"19{one}", f"19{one.replace('-', '')}", one.replace("-", " "), f" {one}"]
    rows = [f"{text};2026-09-01;Sjukpenning;10,00" for text in spelt]
    made = fold(put(tmp_path, [*rows, *paid(5, start=10)]), find("fk-utbetalningar"))
    assert made.persons == 6
    assert table(made.content)[1][-2:] == ["6", "5062,50"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str):
    assert fold(put(tmp_path, paid(5), encoding=encoding), find("fk-utbetalningar")).rows == 5


def test_amounts_in_many_spellings_and_total_rows(tmp_path: Path):
    rows = [
        f"{number(n)};2026-09-01;Sjukpenning;{text}"
        for n, text in enumerate(["1 000,50", "-200", "0,5", "7,00 kr", "12"])
    ]
    made = fold(
        put(tmp_path, ["Rapport från systemet", "", *[HEAD], *rows, ";;SUMMA;820,00", ""], head="Lista"),
        find("fk-utbetalningar"),
    )
    assert made.amount == 82000
    assert made.rows == 5


def test_a_workbook_folds_to_the_same_table(tmp_path: Path):
    cells = [HEAD.split(";"), *[[number(n), "2026-09-25", "Sjukpenning", 1000.5] for n in range(7)]]
    path = tmp_path / "lista.xlsx"
    path.write_bytes(workbook(cells))
    assert (
        fold(path, find("fk-utbetalningar")).content == fold(put(tmp_path, paid(7)), find("fk-utbetalningar")).content
    )


def grouped(*groups: tuple[int, str, str, str]) -> list[str]:
    rows, start = [], 0
    for count, kind, where, sex in groups:
        rows += [f"{number(start + n)};2026-09-01;{kind};100,00;{where};{sex}" for n in range(count)]
        start += count
    return rows


def cells(tmp_path: Path, *groups: tuple[int, str, str, str]) -> list[list[str]]:
    path = put(tmp_path, grouped(*groups), head=f"{HEAD};Kommun;Kön")
    made = fold(path, parse(PROFILE.encode(), "prov"))
    rows = table(made.content)
    assert rows[-1][-1] == f"{sum(g[0] for g in groups) * 100},00", "the total is exact whatever is put together"
    return [[row[1], row[3], row[4], row[6]] for row in rows[1:-1]]


def test_a_small_cell_loses_its_sex_first(tmp_path: Path):
    told = cells(
        tmp_path,
        (9, "Sjukpenning", "Granåsa", "K"),
        (3, "Sjukpenning", "Granåsa", "M"),
        (6, "Sjukpenning", "Tallhed", "K"),
    )
    assert told == [["Sjukpenning", "Granåsa", "Alla", "12"], ["Sjukpenning", "Tallhed", "Kvinnor", "6"]]


def test_then_its_kommun_with_every_neighbour(tmp_path: Path):
    told = cells(tmp_path, (9, "Sjukpenning", "Granåsa", "K"), (2, "Sjukpenning", "Tallhed", "M"))
    assert told == [["Sjukpenning", "Alla", "Alla", "11"]]


def test_then_the_benefit_becomes_the_larger_group(tmp_path: Path):
    told = cells(tmp_path, (9, "Sjukpenning", "Granåsa", "K"), (4, "Rehabiliteringspenning", "Granåsa", "K"))
    assert told == [["Sjukpenning", "Alla", "Alla", "13"]]


def test_too_few_at_any_level_is_refused(tmp_path: Path):
    with pytest.raises(FoldTooSmallError, match="2026-09"):
        fold(put(tmp_path, paid(4)), find("fk-utbetalningar"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(["Sjukpenning", "Rehabiliteringspenning"]),
            st.sampled_from(["Granåsa", "Tallhed"]),
            st.sampled_from(["K", "M"]),
            st.integers(-100_000, 10_000_000),
        ),
        min_size=1,
        max_size=80,
    )
)
def test_no_cell_is_small_and_sums_are_exact(rows: list[tuple[int, str, str, str, int]]):
    lines = [f"{number(n)};2026-09-01;{k};{ore / 100:.2f};{w};{s}".replace(".", ",") for n, k, w, s, ore in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), lines, head=f"{HEAD};Kommun;Kön")
        if len({row[0] for row in rows}) < 5:
            with pytest.raises(FoldTooSmallError):
                fold(path, parse(PROFILE.encode(), "prov"))
            return
        made = fold(path, parse(PROFILE.encode(), "prov"))
    *told, total = table(made.content)[1:]
    assert all(int(row[-2]) >= 5 for row in told)
    assert sum(int(row[-1].replace(",", "")) for row in told) == sum(row[-1] for row in rows) == made.amount
    assert int(total[-1].replace(",", "")) == made.amount


WRONG = {
    "a name where the benefit stands": "Kalle Karlsson;2026-09-01;Kalle Karlsson;100,00",
    "a number where the benefit stands": f"{number(1)};2026-09-01;{number(2)};100,00",
    "a number where the amount stands": f"{number(1)};2026-09-01;Sjukpenning;{number(2)}",
    "a long number where the amount stands": f"{number(1)};2026-09-01;Sjukpenning;19{number(2).replace('-', '')}",
    "a number where the date stands": f"{number(1)};{number(2)};Sjukpenning;100,00",
    "no number": " ;2026-09-01;Sjukpenning;100,00",
    "a cell too many": f"{number(1)};2026-09-01;Sjukpenning;100,00;{number(2)}",
    "quotes that never end": f'{number(1)};2026-09-01;"Sjukpenning;100,00',
}


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_without_what_it_holds(tmp_path: Path, row: str):
    path = put(tmp_path, [*paid(5), row])
    with pytest.raises(UserError) as told:
        fold(path, find("fk-utbetalningar"))
    said = told.value.text()
    assert "lista.csv:7" in said
    for secret in re.findall(r"[^;\" ]{5,}", row):
        assert secret not in said or secret in ("Sjukpenning", "100,00")


def test_a_word_of_the_list_leaves_only_when_the_profile_says_so(tmp_path: Path):
    with pytest.raises(FoldWordError):
        fold(put(tmp_path, paid(6, kind="Vårdbidrag")), find("fk-utbetalningar"))


def test_nothing_of_a_person_reaches_disk_screen_or_log(tmp_path: Path):
    """Output, errors and every file left anywhere it could be are searched for the numbers and the names."""
    lines = [f"{number(n)};2026-09-25;Sjukpenning;1000,50;Namn Namnsson{n}" for n in range(9)]
    source = put(tmp_path, lines, head=f"{HEAD};Namn")
    elsewhere = tmp_path / "temp"
    elsewhere.mkdir()
    environment = {**os.environ, "TMPDIR": str(elsewhere), "PYTHONUTF8": "1"}
    arguments = [
        sys.executable,
        "-m",
        "onedoor_ledger.fold",
        "fk-utbetalningar",
        str(source),
        "--out",
        str(tmp_path / "ut"),
    ]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=True)
    left = [p for p in tmp_path.rglob("*") if p.is_file() and p != source]
    assert [p.name for p in left] == ["fk-utbetalningar-2026-09.csv"]
    seen = b"\n".join([done.stdout, done.stderr, *(p.read_bytes() for p in left), *(p.name.encode() for p in left)])
    for n in range(9):
        assert number(n).encode() not in seen
        assert number(n).replace("-", "").encode() not in seen
    assert b"Namnsson" not in seen
    assert done.stderr == b""


def test_a_list_named_after_a_person_leaves_no_name(tmp_path: Path):
    path = put(tmp_path, paid(3)).rename(tmp_path / f"{number(5)}.csv")
    with pytest.raises(UserError) as told:
        fold(path, find("fk-utbetalningar"))
    assert number(5) not in told.value.text()


def test_a_change_on_the_way_is_told(tmp_path: Path):
    made = fold(put(tmp_path, paid(7)), find("fk-utbetalningar"))
    folded.prove(made.content, "fil.csv")
    folded.prove(b"en annan fil", "fil.csv")
    with pytest.raises(FoldedChangedError):
        folded.prove(made.content.replace(b"7003,50", b"7004,50"), "fil.csv")


def test_the_same_list_gives_the_same_bytes(tmp_path: Path):
    one = fold(put(tmp_path, paid(9)), find("fk-utbetalningar"))
    other = fold(put(tmp_path, list(reversed(paid(9)))), find("fk-utbetalningar"))
    assert one.content == other.content


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_profile_can_be_used(name: str):
    assert find(name).name == name


def test_one_file_folds_on_a_machine_with_only_python(tmp_path: Path):
    subprocess.run([sys.executable, str(ROOT / "packaging/fold_pyz.py"), str(tmp_path / "fold.pyz")], check=True)
    source = put(tmp_path, paid(7))
    alone = [
        sys.executable,
        "-I",
        "-S",
        str(tmp_path / "fold.pyz"),
        "fk-utbetalningar",
        str(source),
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run(
        alone, capture_output=True, text=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert "7 rader om 7 olika personer" in done.stdout
    assert (tmp_path / "fk-utbetalningar-2026-09.csv").read_bytes() == fold(source, find("fk-utbetalningar")).content


@pytest.mark.parametrize("word", ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", " =1"])
def test_a_word_of_the_profile_never_becomes_a_formula(tmp_path: Path, word: str):
    """A spreadsheet takes what begins so for a formula; amounts may begin with a minus, words may not."""
    profile = replace(find("fk-utbetalningar"), values={"kind": {"Sjukpenning": word}}, coarser={})
    made = fold(put(tmp_path, paid(7)), profile)
    assert b";'" + word.encode() in made.content.replace(b'"', b"")
    assert folded.is_folded(made.content)


@pytest.mark.parametrize(
    ("period", "said"), [("2026-09", 'period = "quarter"'), ("2026-Q3", 'period = "year"'), ("2026", "längre period")]
)
def test_of_a_period_too_small_the_next_longer_one_is_advised(period: str, said: str):
    assert said in FoldTooSmallError("lista.csv", period, 5).remedy
