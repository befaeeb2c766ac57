"""``onedoor report trial``: what the rules say is compared, of one förbund or of several."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
TRIAL = """
[[trial]]
id = "lots"
title = "Samma lots"
by = "{by}"
tried = {tried}
control = {control}
before = "2025-H2"
after = "2026-H1"
decided = {decided}
source = "Styrelsen (påhittad)"
"""
KOMMUNER = {"by": "municipality", "tried": '["granasa"]', "control": '["kvarnsund"]', "decided": "2025-11-27"}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's rules and books."""
    target = tmp_path_factory.mktemp("trial") / "norradalen"
    for name in ("rules", "ledger", "importers"):
        shutil.copytree(ROOT / name, target / name)
    return target


@pytest.fixture
def workspace(folder: Path, tmp_path: Path) -> Workspace:
    target = tmp_path / "norradalen"
    shutil.copytree(folder, target)
    return _written(Workspace(target.resolve()), **KOMMUNER)


@pytest.fixture
def neighbour(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The same books under another förbund's name."""
    target = tmp_path / "soderdalen"
    shutil.copytree(workspace.root, target)
    for path in (*(target / "rules").rglob("*.toml"), *(target / "importers").rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for old, new in (
            ('"norradalen"', '"soderdalen"'),
            ("Norrådalen", "Söderdalen"),
            ("222000-9993", "222000-9969"),
        ):
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return Workspace(target.resolve())


def _written(workspace: Workspace, **words: str) -> Workspace:
    (workspace.rules / "trials.toml").write_text(TRIAL.format(**words), encoding="utf-8")
    return workspace


def _said(run: Run, *workspaces: Workspace, words: tuple[str, ...] = ()) -> str:
    named = [word for each in workspaces for word in ("--workspace", str(each.root))]
    done = run("report", "trial", *words, *named)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def _figures(run: Run, *workspaces: Workspace, words: tuple[str, ...] = ("-f", "json")) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_said(run, *workspaces, words=words))["figures"]
    return found


def test_the_only_trial_needs_no_name_and_lies_with_the_reports_of_the_time_after(run: Run, workspace: Workspace):
    said = " ".join(_said(run, workspace, words=("-f", "text", "-f", "xlsx")).split())
    assert "Försöket: Granåsa kommun. Jämförelsen: Kvarnsunds kommun." in said
    assert [path.relative_to(workspace.reports).as_posix() for path in workspace.reports.rglob("*.xlsx")] == [
        "2026-H1/forsok-och-jamforelse-lots-2026-H1.xlsx"
    ]


def test_kommuner_of_two_förbund_are_added(run: Run, workspace: Workspace, neighbour: Workspace):
    alone, both = _figures(run, workspace, words=("lots", "-f", "json")), _figures(run, workspace, neighbour)
    assert alone.keys() == both.keys()
    counts = {id_: figure["value"] for id_, figure in alone.items() if figure["unit"] == "persons"}
    assert any(counts.values())
    assert {id_: both[id_]["value"] for id_ in counts} == {
        id_: None if value is None else 2 * value for id_, value in counts.items()
    }


def test_the_förbund_themselves_are_compared(run: Run, workspace: Workspace, neighbour: Workspace):
    for each in (workspace, neighbour):
        _written(each, by="association", tried='["soderdalen"]', control='["norradalen"]', decided="2025-11-27")
    said = " ".join(_said(run, workspace, neighbour).split())
    assert "Försöket: Samordningsförbundet Söderdalen. Jämförelsen: Samordningsförbundet Norrådalen." in said
    assert "Samordningsförbundet Norrådalen. Beslutat den 27 november 2025: Styrelsen" in said


def test_one_förbund_may_have_the_trial_and_another_the_control(
    run: Run, workspace: Workspace, neighbour: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    _written(workspace, **KOMMUNER | {"control": "[]"})
    _written(neighbour, **KOMMUNER | {"tried": "[]"})
    both = _figures(run, workspace, neighbour, words=("-f", "json", "-f", "xlsx"))
    assert both["trial.trial.before.left"]["value"] == both["trial.granasa.before.left"]["value"]
    assert (tmp_path / "forsok-och-jamforelse-lots-2026-H1.xlsx").is_file()


def test_what_one_of_them_may_not_show_is_not_shown_of_both(
    run: Run, workspace: Workspace, neighbour: Workspace, monkeypatch: pytest.MonkeyPatch
):
    from onedoor_ledger.accounts import trial_withheld

    def few(rules: Any, books: object, plan: object) -> frozenset[tuple[str, str]]:
        own = {("kvarnsund", "after"), ("control", "after")}
        return frozenset(own) if rules.association.id == "soderdalen" else frozenset()

    monkeypatch.setattr(trial_withheld, "withheld_trial", few)
    both = _figures(run, workspace, neighbour)
    hidden = {id_ for id_, figure in both.items() if figure.get("why") == "suppressed"}
    assert hidden == {
        *(f"trial.{who}.{what}" for who in ("kvarnsund", "control") for what in ("after.left", "after.share")),
        *(f"trial.{who}.change.share" for who in ("kvarnsund", "control")),
        "trial.difference.share",
    }


def test_a_trial_that_is_not_over_is_not_shown_halfway(run: Run, workspace: Workspace):
    """Shown at half-year and again at the year's end, it would tell how few ended in between."""
    path = workspace.rules / "trials.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"2026-H1"', '"2026"'), encoding="utf-8")
    for words in ([], ["--today", "2027-02-01"]):
        done = run(*words, "report", "trial", "--workspace", str(workspace.root))
        assert (done.exit_code, done.stdout) == (1, "")
        assert "2026-06-30" in done.stderr
