"""``onedoor compare``: TVA's table as a board would read it, in every format, and what a bad file says."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run

TVA = """coalition,cost
navigation,163520
flood,140826
power,250096
navigation+flood,301607
navigation+power,378821
flood+power,367370
navigation+flood+power,412584
"""
ROWS = {
    "shapley": ("117829.00", "100756.50", "193998.50"),
    "nucleolus": ("116234.00", "93540.00", "202810.00"),
    "scrb": ("117475.54", "99157.29", "195951.16"),
    "ensc": ("119424.00", "107973.00", "185187.00"),
    "moriarity": ("121682.22", "104794.65", "186107.13"),
}
"""methods.md section 1, thousand USD."""
PARTIES = ("navigation", "flood", "power")
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def tva(tmp_path: Path) -> Path:
    path = tmp_path / "tva.csv"
    path.write_text(TVA, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_tva_table_side_by_side(run: Run, tva: Path, golden, language: str):
    done = run("compare", "keys", str(tva), "--language", language)
    assert done.exit_code == 0
    golden(done.stdout, GOLDEN / f"compare-tva.{language}.txt")


def test_json_has_the_exact_ratio_beside_a_decimal(run: Run, tva: Path):
    told = json.loads(run("compare", "keys", str(tva), "-f", "json").stdout)
    figures = told["figures"]
    for method, row in ROWS.items():
        for party, decimal in zip(PARTIES, row, strict=True):
            figure = figures[f"{method}.{party}"]
            n, d = figure["value"]
            assert f"{figure['decimal']:.2f}" == f"{n / d:.2f}" == decimal
    flood = 33763 + Fraction(222630 * 107063, 364488)
    assert figures["scrb.flood"]["value"] == [flood.numerator, flood.denominator]
    for party, alone in zip(PARTIES, (163520, 140826, 250096), strict=True):
        gain, paid = figures[f"gain.shapley.{party}"]["value"], figures[f"shapley.{party}"]["value"]
        assert gain[0] / gain[1] + paid[0] / paid[1] == alone


def test_the_workbook_holds_the_same_numbers(run: Run, tva: Path, tmp_path: Path):
    done = run("compare", "keys", str(tva), "-f", "xlsx", "--out", str(tmp_path / "ut"))
    assert done.exit_code == 0
    (path,) = (tmp_path / "ut").iterdir()
    assert done.stdout.strip() == str(path)
    assert path.name == "nycklar-tva.xlsx"
    (sheet,) = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True).worksheets
    cells = {row[0].value: [cell.value for cell in row[1:7]] for row in sheet.iter_rows(min_row=5, max_row=9)}
    for at, party in enumerate(PARTIES):
        assert [f"{value:.2f}" for value in cells[party][1:]] == [row[at] for row in ROWS.values()]


def test_text_and_workbook_in_one_run(run: Run, tva: Path, tmp_path: Path):
    done = run("compare", "keys", str(tva), "-f", "text", "-f", "xlsx", "--out", str(tmp_path / "ut"))
    assert "nycklar-tva.xlsx" in done.stderr
    assert "117 475,54".replace(" ", "\xa0") in done.stdout


def test_text_and_json_cannot_both_go_to_standard_output(run: Run, tva: Path):
    assert run("compare", "keys", str(tva), "-f", "text", "-f", "json").exit_code == 2


def test_overcharged_groups_and_costs_that_speak_against_cooperating_are_named(run: Run, tmp_path: Path):
    path = tmp_path / "ingang.csv"
    path.write_text("coalition,cost\na,10\nb,10\nc,10\na+b,11\na+c,19\nb+c,25\na+b+c,27\n", encoding="utf-8")
    told = json.loads(run("compare", "keys", str(path), "-f", "json").stdout)
    assert told["figures"]["overcharged.moriarity.a+b"]["value"] == [7, 1]
    assert [row["cells"]["extra"] for row in told["tables"]["breaches"]["rows"]] == [[6, 1], [5, 1]]
    text = run("compare", "keys", str(path), "--language", "en").stdout
    assert "a and b" in text
    assert "cooperating costs extra there" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("coalition,cost\na,1\nb,2\n", "saknar kostnad: a+b"),
        ("coalition,cost\na,1\na,2\n", ":3: a har redan en kostnad, på rad 2"),
        ("coalition,cost\na,1\nb,x\na+b,2\n", ":3: "),
        ("coalition,cost\n", "ingang.csv:1"),
    ],
)
def test_a_bad_table_ends_with_1_and_says_where(run: Run, tmp_path: Path, content: str, said: str):
    path = tmp_path / "ingang.csv"
    path.write_text(content, encoding="utf-8")
    done = run("compare", "keys", str(path))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr


def test_no_such_file_ends_with_2(run: Run, tmp_path: Path):
    assert run("compare", "keys", str(tmp_path / "ingen.csv")).exit_code == 2


def test_no_workspace_is_needed_and_nothing_is_written(run: Run, tva: Path):
    before = sorted(tva.parent.iterdir())
    assert run("compare", "keys", str(tva), "--workspace", str(tva.parent)).exit_code == 0
    assert sorted(tva.parent.iterdir()) == before


def test_beyond_twelve_parties_the_seed_and_the_error_are_told(run: Run, tmp_path: Path):
    names = [f"p{n}" for n in range(13)]
    rows = [
        ("+".join(name for i, name in enumerate(names) if mask >> i & 1), 100 + 10 * mask.bit_count())
        for mask in range(1, 1 << 13)
    ]
    path = tmp_path / "stor.csv"
    path.write_text("coalition,cost\n" + "".join(f"{who},{cost}\n" for who, cost in rows), encoding="utf-8")
    text = run("compare", "keys", str(path), "--language", "en").stdout
    assert "drawn at random with seed 2008" in " ".join(text.split())
    assert "Nucleolus is left out: it is worked out for at most twelve parties." in text
    assert "Standard error" in text


def test_claims_rules_side_by_side(run: Run, tmp_path: Path):
    path = tmp_path / "ansprak.csv"
    path.write_text("party,claim\nA,100\nB,200\nC,300\n", encoding="utf-8")
    told = json.loads(run("compare", "claims", str(path), "--amount", "200", "-f", "json").stdout)
    assert [told["figures"][f"talmud.{party}"]["value"] for party in "ABC"] == [[50, 1], [75, 1], [75, 1]]
    assert [told["figures"][f"proportional.{party}"]["value"] for party in "ABC"] == [[100, 3], [200, 3], [100, 1]]
    assert run("compare", "claims", str(path), "--amount", "601").exit_code == 2
    assert run("compare", "claims", str(path)).exit_code == 2
