"""From a party's list of persons, on the command line, to the förbund's books and pages (docs/fold.md, handbok.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onedoor_ledger.fold.profile import shipped
from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run
from tests.fold.test_fold import number
from tests.fold.test_paths import BACK, HEAD, LATEST, MANY, ONE, STILL

LEADS = "Personnummer;Datum;Insats;Från;Till"


def at_home(run: Run, folder: Path, profile: str, lines: list[str]) -> tuple[Path, str]:
    """What the party does: a list in, a file out; and what it is told."""
    assert profile in shipped()
    folder.mkdir(exist_ok=True)
    listed = folder / "personer.csv"
    listed.write_bytes("".join(f"{line}\r\n" for line in lines).encode("cp1252"))
    done = run("fold", profile, str(listed), "--out", str(folder / "ut"))
    assert done.exit_code == 0, done.output
    (made,) = (folder / "ut").iterdir()
    return made, done.output


def received(made: Path, workspace: Workspace, party: str) -> str:
    """What the treasurer does: the file into the inbox, under the name docs/fold.md asks for."""
    name = f"{party}-{made.name}"
    workspace.inbox.mkdir(exist_ok=True)
    (workspace.inbox / name).write_bytes(made.read_bytes())
    return f"inbox/{name}"


@pytest.fixture
def moved(run: Run, tmp_path: Path) -> Path:
    rows = [
        *(f"{number(n)};2026-07-10;I01;Ny;Försörjningsstöd" for n in range(7)),
        *(f"{number(n)};2026-08-10;I01;Försörjningsstöd;Avslutad: Arbete" for n in range(6)),
    ]
    made, told = at_home(run, tmp_path / "moves", "overgangar", [LEADS, *rows])
    assert "0 grupper slogs ihop" in told
    assert "kr" not in told
    return made


@pytest.fixture
def counted(run: Run, tmp_path: Path) -> Path:
    made, told = at_home(run, tmp_path, "forlopp", [HEAD, *MANY, *ONE, *BACK, *STILL, LATEST])
    assert "kr" not in told, "there is no amount in it"
    assert "0 antal lämnas inte ut" in told
    return made


def test_moves_are_booked_and_ways_between_payers_reach_the_page_beside_another_party_s(
    inside: Run, workspace: Workspace, moved: Path, counted: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(workspace.root)
    done = inside("import", received(moved, workspace, "granasa"), "--write")
    assert done.exit_code == 0, done.output
    booked = "".join(path.read_text(encoding="utf-8") for path in sorted((workspace.ledger / "people").glob("2026/*")))
    assert "Avslutade:I01-MIA:Arbete" in booked
    assert not any(number(n) in booked for n in range(7))
    rules = workspace.rules / "statistics.toml"
    before = rules.read_text(encoding="utf-8")
    name = received(counted, workspace, "kvarnsund")
    shown = inside("import", name)
    assert (shown.exit_code, rules.read_text(encoding="utf-8")) == (0, before), shown.output
    done = inside("import", name, "--write")
    assert done.exit_code == 0, done.output
    after = rules.read_text(encoding="utf-8")
    assert "values = { granasa = 52, kvarnsund = 12 }" in after, "2024: beside the one who delivered first"
    assert "values = { granasa = 13, kvarnsund = 5 }" in after
    page = inside("report", "flows", "2026-Q3").output
    revolving = page[page.index("Svängdörr") :]
    assert re.search(r"Kvarnsunds kommun +2024 +12 +5 +41,7", revolving)
    assert re.search(r"Granåsa kommun +2024 +52 +13 +25,0", revolving)
    assert not list(workspace.inbox.glob("kvarnsund-*")), "it has left the inbox"


def test_a_file_that_names_nobody_is_refused_with_what_to_do(
    inside: Run, workspace: Workspace, counted: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(workspace.root)
    workspace.inbox.mkdir(exist_ok=True)
    (workspace.inbox / counted.name).write_bytes(counted.read_bytes())
    refused = inside("import", f"inbox/{counted.name}")
    assert refused.exit_code == 1
    assert "En fil avvisas" in refused.output
    assert "granasa-forlopp-2024.csv" in refused.output
