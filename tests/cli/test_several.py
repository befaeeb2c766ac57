"""Several förbund at once: the same reports, side by side and added, nobody counted twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run

OTHERWISE = {'"norradalen"': '"soderdalen"', "Norrådalen": "Söderdalen", "222000-9993": "222000-9969"}
PAGES = ("cost", "followup", "board", "flows", "incentive", "models")
OF_MOVES = ("flows", "models")
"""Told first when somebody has moved, and nobody has in the small förbund."""


@pytest.fixture
def neighbour(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The same books under another förbund's name: every sum must be exactly twice the one."""
    return renamed(shutil.copytree(workspace.root, tmp_path / "soderdalen"))


def renamed(target: Path) -> Workspace:
    """The workspace in ``target`` as another förbund's."""
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


def figures(run: Run, kind: str, *folders: Workspace) -> dict[str, dict[str, object]]:
    named = [word for folder in folders for word in ("--workspace", str(folder.root))]
    done = run("report", kind, "2026-Q3", "-f", "json", *named)
    assert done.exit_code == 0, done.stderr
    found: dict[str, dict[str, object]] = json.loads(done.stdout)["figures"]
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_amounts_and_persons_are_added_and_each_ones_own_stands_beside(
    run: Run, workspace: Workspace, neighbour: Workspace, kind: str
):
    added = added_exactly(run, kind, workspace, neighbour)
    assert added or kind in OF_MOVES, "nobody has moved in the small förbund"


@pytest.mark.parametrize("kind", OF_MOVES)
def test_so_are_those_told_once_somebody_has_moved(run: Run, demo: Path, tmp_path: Path, kind: str):
    moved = tmp_path / "moved"
    for folder in ("rules", "importers", "ledger"):
        shutil.copytree(demo / folder, moved / folder)
    assert added_exactly(run, kind, Workspace(demo), renamed(moved))


def test_where_only_one_has_moved_its_models_stand_alone_and_nothing_is_a_sum(
    run: Run, demo: Path, neighbour: Workspace
):
    alone, both = figures(run, "models", Workspace(demo)), figures(run, "models", Workspace(demo), neighbour)
    assert alone
    assert {id_: figure["value"] for id_, figure in both.items()} == {
        f"norradalen.{id_}": figure["value"] for id_, figure in alone.items()
    }


def added_exactly(run: Run, kind: str, workspace: Workspace, neighbour: Workspace) -> list[str]:
    """The figures that are summed: each is twice the one, and each one's own stands beside."""
    alone, both = figures(run, kind, workspace), figures(run, kind, workspace, neighbour)
    for id_, figure in alone.items():
        assert both[f"norradalen.{id_}"]["value"] == figure["value"] == both[f"soderdalen.{id_}"]["value"]
        if isinstance(figure["value"], int) and figure["unit"] in ("öre", "persons") and "i01" not in id_.split("."):
            assert id_ not in both or both[id_]["value"] == 2 * figure["value"]
    added = [id_ for id_ in alone if id_ in both]
    assert not [id_ for id_ in added if id_.endswith((".share", ".low", ".high"))], "no ratio, no quantile"
    return added


def test_the_years_accounts_too(run: Run, workspace: Workspace, neighbour: Workspace):
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("report", "annual", "2026", "-f", "json", *named)
    assert done.exit_code == 0, done.stderr
    both = json.loads(done.stdout)["figures"]
    assert both["br.kassa"]["value"] == 2 * both["norradalen.br.kassa"]["value"]


def test_two_insatser_are_not_added_because_both_are_called_i01(run: Run, workspace: Workspace, neighbour: Workspace):
    both = figures(run, "board", workspace, neighbour)
    assert "norradalen.measure.i01.outcome" in both
    assert "measure.i01.outcome" not in both
    assert both["contribution.fk.year"]["value"] == 2 * both["norradalen.contribution.fk.year"]["value"]  # type: ignore[operator]


def test_what_one_may_not_show_the_sum_does_not_either(run: Run, workspace: Workspace, neighbour: Workspace):
    both = figures(run, "board", workspace, neighbour)
    hidden = [id_ for id_, figure in both.items() if figure.get("why") == "suppressed"]
    for id_ in hidden:
        whole = id_.partition(".")[2]
        if whole in both:
            assert both[whole]["value"] is None


def test_the_workbook_stands_where_one_stands(
    run: Run, workspace: Workspace, neighbour: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("report", "cost", "2026-Q3", "-f", "xlsx", *named)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "kostnadsrapport-2026-Q3-tillsammans.xlsx").read_bytes()[:2] == b"PK"
    assert not (workspace.reports / "2026-Q3").exists()


def test_each_ones_report_follows_the_pages_side_by_side(run: Run, workspace: Workspace, neighbour: Workspace):
    alone = run("report", "cost", "2026-Q3", "--workspace", str(workspace.root)).stdout
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("report", "cost", "2026-Q3", *named).stdout
    assert "2 FÖRBUND: KOSTNADSRAPPORT" in done
    assert "NORRÅDALEN: KOSTNADSRAPPORT" in done
    assert "SÖDERDALEN: KOSTNADSRAPPORT" in done
    tables = alone[alone.index("a. Medelstillgångar") :]
    assert done.count(tables.strip()) == 2, "each whole, as it stands alone"


def test_an_error_says_whose_file_it_is(run: Run, workspace: Workspace, neighbour: Workspace):
    keys = neighbour.rules / "keys.toml"
    keys.write_text(keys.read_text(encoding="utf-8") + '\n[[sharing]]\nid = "ny"\n', encoding="utf-8")
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("report", "cost", "2026-Q3", *named)
    assert done.exit_code == 1
    assert "arbetsytan soderdalen" in done.stderr
    assert "rules/keys.toml" in done.stderr


def test_a_period_without_books_says_whose(run: Run, workspace: Workspace, neighbour: Workspace):
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("report", "cost", "2031-Q3", *named)
    assert done.exit_code == 1
    assert "arbetsytan norradalen" in done.stderr


def test_one_förbund_twice_is_refused(run: Run, workspace: Workspace):
    named = ["--workspace", str(workspace.root), "--workspace", str(workspace.root)]
    done = run("report", "cost", "2026-Q3", *named)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "räknas två gånger" in done.stderr


def test_a_command_that_books_takes_one(run: Run, workspace: Workspace, neighbour: Workspace):
    named = ["--workspace", str(workspace.root), "--workspace", str(neighbour.root)]
    done = run("import", "--write", *named)
    assert done.exit_code == 2
    assert "flera är namngivna" in done.stderr


def test_the_last_one_named_alone_still_counts(run: Run, workspace: Workspace, neighbour: Workspace):
    before = run("--workspace", str(neighbour.root), "report", "cost", "2026-Q3", "--workspace", str(workspace.root))
    assert "Norrådalen" in before.stdout
    assert "Söderdalen" not in before.stdout
