"""Files in reports/: free to make again while a period is open, kept as they are once it is locked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onedoor_ledger.cli.root import onedoor
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.model import Column, Figure, Provenance, Report, Row, Section, Sheet, Table, Unit
from onedoor_ledger.routines import differing, products
from onedoor_ledger.routines.product_errors import LockedReportError
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.workspace import Workspace
from tests.small import TODAY

AUGUST = parse_period("2026-08")
SEAL = '2026-08-31 custom "onedoor-seal" "2026-08" "sha256:8f1c"\n  link: "20"\n'
ENDINGS = ("json", "txt", "xlsx")


@pytest.fixture
def locked(tmp_path: Path) -> Workspace:
    """A workspace of nothing but a locked August."""
    folder = tmp_path / "ledger" / "association"
    folder.mkdir(parents=True)
    (folder / "seals.beancount").write_text(SEAL, encoding="utf-8")
    return Workspace(tmp_path)


def report(value: int = 500, rules: str = "4be1") -> Report:
    figure = Figure("bank.now", "Banken", Unit.ORE, value, Provenance("Bankkontots saldo"))
    columns = (Column("id", "Siffra"), Column("what", "Vad"), Column("value", "Värde", "ore"))
    table = Table("t", "Tabell", columns, (Row({"id": "bank.now", "what": "Banken", "value": figure}),))
    sheet = Sheet("chain", "Kedja", "", (Section("Siffror", (table,)),))
    return Report("board", "Prov", "Förbundet", AUGUST, TODAY, "sv", {figure.id: figure}, (sheet,), rules)


def files(made: Report) -> dict[str, bytes]:
    return {f"prov-{AUGUST}.{ending}": rendered(made, ending) for ending in ENDINGS}


def keep(workspace: Workspace, made: Report, *, again: bool = False) -> dict[str, bytes]:
    products.keep(workspace, AUGUST, files(made), replace=again)
    return {path.name: path.read_bytes() for path in (workspace.reports / "2026-08").iterdir()}


def test_what_is_not_there_is_written_though_the_period_is_locked(locked: Workspace):
    assert keep(locked, report()) == files(report())


def test_a_report_that_differs_is_refused_and_nothing_is_written(locked: Workspace):
    before = keep(locked, report())
    with pytest.raises(LockedReportError, match=r"bank\.now: 500 → 700"):
        keep(locked, report(700))
    assert keep(locked, report()) == before


def test_on_purpose_it_is_replaced(locked: Workspace):
    keep(locked, report())
    assert keep(locked, report(700), again=True) == files(report(700))


def test_another_day_alone_leaves_the_kept_files_as_they_are(locked: Workspace):
    before = keep(locked, report())
    later = replace(report(), today=TODAY.replace(day=20))
    assert files(later) != before
    assert keep(locked, later) == before


def test_a_kept_report_laid_out_otherwise_says_the_same(locked: Workspace):
    keep(locked, report())
    path = locked.reports / "2026-08" / f"prov-{AUGUST}.json"
    whole = json.loads(path.read_text("utf-8"))
    # As the program wrote it until every figure stood on a line of its own.
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    before = path.read_bytes()
    assert keep(locked, report())[path.name] == before != files(report())[path.name]
    whole["figures"]["bank.now"]["vouchers"] = ["2026-V1"]
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    with pytest.raises(LockedReportError, match=r"bank\.now vouchers: \['2026-V1'\] → \[\]"):
        keep(locked, report())
    whole["figures"]["bank.now"]["vouchers"] = []
    whole["tables"]["t"]["rows"][0]["cells"]["what"] = "Kassan"
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    with pytest.raises(LockedReportError, match=r't: \{"id": "bank\.now", "what": "Kassan"'):
        keep(locked, report())


def test_an_open_month_is_made_again_freely(locked: Workspace):
    (locked.ledger / "association" / "seals.beancount").write_text("", encoding="utf-8")
    keep(locked, report())
    assert keep(locked, report(700)) == files(report(700))


def test_a_folder_of_ones_own_is_no_record(locked: Workspace, tmp_path: Path):
    out = tmp_path / "elsewhere"
    for value in (500, 700):
        products.keep(locked, AUGUST, files(report(value)), replace=False, out=out)
    assert (out / "prov-2026-08.json").read_bytes() == files(report(700))["prov-2026-08.json"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_differs_is_told_for_every_kind_of_file(ending: str):
    old, new = (rendered(report(value, rules), ending) for value, rules in ((500_00, "4be1"), (700_00, "77d0")))
    told = differing.differences(f"prov.{ending}", old, new)
    assert any("500" in text or "700" in text for text in told)
    assert ("4be1" in told[0] and "77d0" in told[0]) == (ending != "txt")
    assert differing.differences(f"prov.{ending}", b"\xff\x00", new) == (
        "den sparade filen är inte längre en av våra rapporter",
    )


def test_a_locked_period_under_other_rules_says_so_and_goes_on_saying_it(locked: Workspace):
    keep(locked, report())
    for _again in range(2):
        made = products.remade(locked, report(rules="77d0"), "prov")
        assert made.rules_before == "4be1"
        assert "4be1" in made.notes[0]
        assert "77d0" in made.notes[0]
        keep(locked, made, again=True)
    assert json.loads((locked.reports / "2026-08" / "prov-2026-08.json").read_text("utf-8"))["rules_before"] == "4be1"
    assert products.remade(locked, report(), "prov").notes == (), "back under the first rules there is nothing to say"


def run(workspace: Workspace, *words: str) -> Result:
    settings = ("--workspace", str(workspace.root), "--today", str(TODAY), "--by", "Ekonom")
    return CliRunner().invoke(onedoor, [*settings, *words], prog_name="onedoor")


def test_the_demos_locked_quarter_under_other_rules(workspace: Workspace):
    asked = ("report", "sharing", "2026-Q2", "-f", "xlsx")
    assert run(workspace, *asked).exit_code == 0
    rules = workspace.rules / "association.toml"
    rules.write_text(rules.read_text("utf-8").replace("small_cell = 5", "small_cell = 6"), encoding="utf-8")
    refused = run(workspace, *asked)
    assert refused.exit_code == 1
    assert "reglernas kontrollsumma" in refused.stderr
    assert "--replace" in refused.stderr
    assert run(workspace, *asked, "--replace").exit_code == 0
    assert "redovisades under andra regler" in run(workspace, "report", "sharing", "2026-Q2").stdout
    assert run(workspace, *asked).exit_code == 0, "replaced once, it is the kept one"
