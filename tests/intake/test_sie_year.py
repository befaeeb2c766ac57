"""A later export of a year that was moved in: new vouchers are booked, changes told and corrected, nothing edited."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.control.check import check
from onedoor_ledger.errors import Severity
from onedoor_ledger.founding.found import found
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.errors import RefusedError
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.workspace import Workspace
from tests.tiny.build import BY, MEMBERS, NAME, ORGNR, TODAY

FIRST = (Path(__file__).parents[1] / "founding" / "fixtures" / "flytt.se").read_text(encoding="cp437")
NEW = '#VER A 4 20260301 "Arvode" 20261002\n{\n#TRANS 5021 {} 500.00\n#TRANS 1941 {} -500.00\n}\n'
CHANGED = FIRST.replace('7431 {1 "100"} 750.00', '7431 {1 "100"} 700.00').replace("{} -750.00", "{} -700.00")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flyttad") / "norr"
    content = FIRST.encode("cp437")
    found(folder, name=NAME, orgnr=ORGNR, members=MEMBERS, year=2026, today=TODAY, by=BY, sie=content, sie_name="f.se")
    return folder


@pytest.fixture
def workspace(moved: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(moved, tmp_path / "norr")
    return Workspace((tmp_path / "norr").resolve())


def run(workspace: Workspace, text: str, *, write: bool = False, today: dt.date = TODAY) -> importing.Imported:
    path = workspace.inbox / "export.se"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("cp437"))
    return importing.run(workspace, (), today=today, by=BY, write=write)


def rules_of(done: importing.Imported) -> list[str]:
    return [f.rule for f in done.findings if f.rule != "sie-warning"]


def balances(workspace: Workspace) -> dict[str, int]:
    totals = Counter()
    for konto, amount in load_books(workspace).postings.groupby("konto")["amount"].sum().items():
        totals[konto] = int(amount)
    return {konto: amount for konto, amount in totals.items() if amount}


def test_the_same_file_again_is_known(workspace: Workspace):
    done = run(workspace, FIRST)
    assert (done.vouchers, rules_of(done)) == ((), [])
    assert (done.batch.files[0].known, done.batch.files[0].kind) == (3, "Ett års verifikationer, SIE 4E")


def test_only_what_is_new_is_booked(workspace: Workspace):
    done = run(workspace, FIRST + NEW, write=True)
    (voucher,) = done.vouchers
    assert (voucher.narration, voucher.meta["reference"], voucher.meta["first-registered"]) == (
        "Arvode",
        "A 4",
        "2026-10-02",
    )
    assert balances(workspace)["5021"] == 3_500_00
    assert run(workspace, FIRST + NEW).vouchers == ()


def test_a_changed_voucher_is_told_row_by_row_and_corrected_never_edited(workspace: Workspace):
    before = (workspace.ledger / "association" / "2026" / "01.beancount").read_bytes()
    preview = run(workspace, CHANGED)
    (finding,) = (f for f in preview.findings if f.rule == "sie-changed")
    assert finding.place.row == 23
    assert "A 1 (2026-V3)" in finding.message
    assert "7431-KöptaTjänster 750,00 → 700,00" in finding.message
    (voucher,) = run(workspace, CHANGED, write=True).vouchers
    assert voucher.lines == preview.vouchers[0].lines
    assert (voucher.date, voucher.full_meta["corrects"]) == (TODAY, "V3")
    assert (workspace.ledger / "association" / "2026" / "01.beancount").read_bytes() == before
    assert balances(workspace)["7431"] == 700_00
    assert run(workspace, CHANGED).vouchers == ()


def test_back_and_forth_is_corrected_each_time(workspace: Workspace):
    for text, amount in ((CHANGED, 700_00), (FIRST, 750_00), (CHANGED, 700_00)):
        assert len(run(workspace, text, write=True).vouchers) == 1
        assert balances(workspace)["7431"] == amount


def test_a_removed_voucher_is_told_and_taken_back(workspace: Workspace):
    start = FIRST.index("#VER A 2")
    without = FIRST[:start] + FIRST[FIRST.index("#VER A 3") :]
    done = run(workspace, without, write=True)
    assert rules_of(done) == ["sie-removed"]
    assert "A 2 (2026-V2) från 2026-02-10" in done.findings[-1].message
    assert "3511" not in balances(workspace)
    assert run(workspace, without).vouchers == ()


@pytest.mark.parametrize("new", [NEW, NEW.replace("20260301", "20260201")], ids=["later", "registered later"])
def test_an_older_export_removes_nothing(workspace: Workspace, new: str):
    run(workspace, FIRST + new, write=True)
    assert run(workspace, FIRST).vouchers == ()


def test_changed_opening_balances_are_told_and_corrected(workspace: Workspace):
    text = FIRST.replace("#IB 0 1941 50000.00", "#IB 0 1941 50001.00").replace(
        "#IB 0 2011 -50000.00", "#IB 0 2011 -50001.00"
    )
    done = run(workspace, text, write=True)
    assert rules_of(done) == ["sie-changed"]
    assert (balances(workspace)["1941"], balances(workspace)["2011"]) == (56_251_00, -50_001_00)
    assert run(workspace, text).vouchers == ()


def test_equal_numbers_are_told_apart_by_their_order(workspace: Workspace):
    twice = FIRST + NEW + NEW.replace("500.00", "600.00")
    assert len(run(workspace, twice, write=True).vouchers) == 2
    assert run(workspace, twice).vouchers == ()


def test_years_side_by_side_in_one_file(workspace: Workspace):
    """The old system runs on into 2027, and its file still shows a voucher of 2026."""
    text = FIRST.replace("#RAR 0 20260101 20261231", "#RAR 0 20270101 20271231\n#RAR -1 20260101 20261231")
    text += '#VER A 1 20270110 "Lokalhyra" 20270112\n{\n#TRANS 7431 {} 800.00\n#TRANS 1941 {} -800.00\n}\n'
    main = workspace.ledger / "association"
    done = run(workspace, text, today=dt.date(2027, 2, 1))
    assert main.is_dir()
    assert [v.key for v in done.vouchers] == ["2027-V1"]
    assert done.batch.files[0].known == 3


def test_dimensions_become_measure_party_and_site_by_the_rules(workspace: Workspace):
    path = workspace.rules / "accounts.toml"
    rules = path.read_text(encoding="utf-8")
    path.write_text(
        rules.replace("[sie_objects.1]", '[sie_objects.1]\n"100" = "office"'),
        encoding="utf-8",
    )
    text = FIRST + NEW.replace("5021 {}", '5021 {1 "100" 20 "FK" 30 "x"}')
    (voucher,) = run(workspace, text).vouchers
    assert dict(voucher.lines[0].meta) == {"dim-1": "100", "dim-20": "FK", "dim-30": "x", "party": "fk"}


def test_a_konto_opened_since_is_refused_with_its_row(workspace: Workspace):
    with pytest.raises(RefusedError) as error:
        run(workspace, FIRST + NEW.replace("5021", "5999"))
    (refused,) = error.value.refused
    assert (refused.code, refused.place.row) == ("sie-konto-unknown", 43)


def test_our_own_export_is_no_old_systems(workspace: Workspace):
    text = FIRST.replace('"Provbok" 1.0', '"onedoor-ledger" 0.1.0').replace("#FNAMN", f"#ORGNR {ORGNR}\n#FNAMN")
    with pytest.raises(RefusedError) as error:
        run(workspace, text)
    assert [e.code for e in error.value.refused] == ["sie-own"]


def test_a_year_with_person_numbers_is_booked_masked_and_its_file_not_kept(workspace: Workspace):
    done = run(workspace, FIRST + NEW.replace("Arvode", "Arvode 640823-3234"), write=True)
    assert "640823" not in done.vouchers[0].narration
    assert done.batch.archive == ()
    assert "document" not in done.vouchers[0].full_meta
    assert "sie-persons" in rules_of(done)


def test_the_controls_hold_after_new_changed_and_removed(workspace: Workspace):
    start = CHANGED.index("#VER A 2")
    run(workspace, CHANGED[:start] + CHANGED[CHANGED.index("#VER A 3") :] + NEW, write=True)
    books = load_books(workspace)
    assert books.findings == ()
    found_errors = [f for f in check(workspace, load_rules(workspace), books) if f.severity is Severity.ERROR]
    assert found_errors == []
