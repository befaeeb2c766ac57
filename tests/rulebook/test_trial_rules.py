"""``rules/trials.toml``: a comparison is written down whole, or refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.rulebook.model import TrialBy
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import codes, put, read, small, told

FILE = "rules/trials.toml"
TRIAL = """
[[trial]]
id = "en-ingang"
title = "En gemensam ingång"
by = "municipality"
tried = ["storby"]
before = "2025-H1"
after = "2026-H1"
decided = 2025-12-10
source = "Styrelsen (påhittad)"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path)


def test_a_workspace_without_the_file_has_none(workspace: Workspace) -> None:
    assert read(workspace).trials == ()


def test_what_is_not_said_to_be_the_control_is_every_other(workspace: Workspace) -> None:
    put(workspace, FILE, TRIAL)
    (found,) = read(workspace).trials
    assert (found.by, found.tried, found.control) == (TrialBy.MUNICIPALITY, ("storby",), ("lillby",))
    assert (found.before.name, found.after.name, found.decided) == ("2025-H1", "2026-H1", dt.date(2025, 12, 10))
    assert (found.place.file, found.place.row) == (FILE, 3)
    assert not found.chosen_late
    assert read(workspace).trial("en-ingang") == found


@pytest.mark.parametrize(("by", "tried", "control"), [("site", ["dorren"], []), ("measure", ["i01"], ["s01"])])
def test_doors_and_insatser_are_groups_too(workspace: Workspace, by: str, tried: list[str], control: list[str]) -> None:
    put(workspace, FILE, _with(f'by = "{by}"', f"tried = {tried}\ncontrol = {control}"))
    (found,) = read(workspace).trials
    assert (found.tried, found.control) == (tuple(tried), tuple(control))


def test_a_förbund_may_be_held_against_one_these_rules_do_not_know(workspace: Workspace) -> None:
    put(workspace, FILE, _with('by = "association"', 'tried = ["smaby"]\ncontrol = ["grannby"]'))
    assert read(workspace).trials[0].control == ("grannby",)
    put(workspace, FILE, _with('by = "association"', 'tried = ["grannby"]'))
    assert read(workspace).trials[0].control == ("smaby",)


def test_a_förbund_may_have_the_control_only(workspace: Workspace) -> None:
    put(workspace, FILE, _with('by = "municipality"', 'tried = []\ncontrol = ["storby", "lillby"]'))
    assert read(workspace).trials[0].tried == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('by = "municipality"', 'by = "kommun"', "rules-value", "by"),
        ('tried = ["storby"]', 'tried = ["storstad"]', "rules-reference", "tried"),
        ('tried = ["storby"]', 'tried = ["storby"]\ncontrol = ["dorren"]', "rules-reference", "control"),
        ('tried = ["storby"]', 'tried = ["storby"]\ncontrol = ["storby", "lillby"]', "rules-value", "control"),
        ('tried = ["storby"]', 'tried = ["storby", "storby"]', "rules-value", "tried"),
        ('tried = ["storby"]', 'tried = ["storby", "lillby"]', "rules-value", "tried"),
        ('tried = ["storby"]', "tried = []\ncontrol = []", "rules-value", "tried"),
        ('tried = ["storby"]', 'tried = "storby"', "rules-type", "tried"),
        ('tried = ["storby"]\n', "", "rules-key-missing", ""),
        ('before = "2025-H1"', 'before = "2026-01"', "rules-value", "after"),
        ('before = "2025-H1"', 'before = "2026-H2"', "rules-value", "after"),
        ('before = "2025-H1"', 'before = "2025-01-15..2025-06-30"', "rules-value", "before"),
        ('after = "2026-H1"', 'after = "2026-01-01..2026-06-29"', "rules-value", "after"),
        ('after = "2026-H1"', 'after = "2026-Q5"', "rules-value", "after"),
        ("decided = 2025-12-10", 'decided = "2025-12-10"', "rules-type", "decided"),
        ("decided = 2025-12-10\n", "", "rules-key-missing", ""),
        ('id = "en-ingang"', 'id = "trial"', "rules-id", "id"),
        ('id = "en-ingang"', 'id = "storby"', "rules-duplicate", "id"),
        ('source = "Styrelsen (påhittad)"\n', "", "rules-key-missing", ""),
        ('title = "En', 'title = "X"\nname = "En', "rules-key-unknown", "name"),
    ],
)
def test_a_fault_is_told_with_its_place(workspace: Workspace, old: str, new: str, code: str, key: str) -> None:
    put(workspace, FILE, TRIAL.replace(old, new))
    (fault,) = told(workspace)
    assert fault.place is not None
    assert (fault.code, fault.place.file) == (code, FILE)
    assert fault.place.key == f"trial[1].{key}".rstrip(".")


def test_no_group_is_called_as_the_rows_of_all_together(workspace: Workspace) -> None:
    put(workspace, "rules/parties.toml", _parties(workspace).replace('id = "dorren"', 'id = "control"'))
    assert "rules-id" in codes(workspace)


def _with(by: str, groups: str) -> str:
    return TRIAL.replace('by = "municipality"', by).replace('tried = ["storby"]', groups)


def _parties(workspace: Workspace) -> str:
    return (workspace.rules / "parties.toml").read_text(encoding="utf-8")
