"""The treasurer's quarter on the demo förbund: one transaction, the preview is the write, twice is once."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.errors import Severity
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import checking, importing, quarter
from onedoor_ledger.routines.errors import NoBooksError, RefusedError
from onedoor_ledger.routines.job import numbers
from onedoor_ledger.routines.product_errors import LockedReportError
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.text import render_batch
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, git

Q3 = parse_period("2026-Q3")


def close(workspace: Workspace, *, write: bool) -> quarter.Quarter:
    return quarter.run(workspace, Q3, today=TODAY, by=BY, write=write)


def contents(folder: Path) -> dict[str, str]:
    """Digest by path of everything in the workspace except git's and the writer's own."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not {".git", ".onedoor"} & set(path.parts))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


@pytest.fixture(scope="module")
def closed(original: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, quarter.Quarter]:
    """The quarter closed once, for those who only look."""
    target = tmp_path_factory.mktemp("closed") / "norradalen"
    shutil.copytree(original, target)
    workspace = Workspace(target.resolve())
    return workspace, close(workspace, write=True)


def test_a_preview_books_nothing_and_its_reports_say_draft(workspace: Workspace):
    before = contents(workspace.root)
    done = close(workspace, write=False)
    after = contents(workspace.root)
    assert done.written is None
    assert {path for path in after if path not in before} == {
        "reports/2026-Q3/floden-2026-Q3.html",
        *(f"reports/2026-Q3/styrelserapport-2026-Q3.{ending}" for ending in ("json", "txt", "xlsx")),
    }
    assert {path: after[path] for path in before} == before
    text = (workspace.reports / "2026-Q3" / "styrelserapport-2026-Q3.txt").read_text(encoding="utf-8")
    assert f"bygger på {len(done.vouchers)} verifikationer" in text


def test_the_preview_is_the_write(workspace: Workspace):
    """The bytes shown are the bytes that the month files grow by."""
    shown = close(workspace, write=False)
    files = {path: path.read_text(encoding="utf-8") for path in workspace.ledger.rglob("20[0-9][0-9]/*.beancount")}
    close(workspace, write=True)
    grown = ""
    for book in Book:
        for path in sorted((workspace.ledger / book.value).rglob("20[0-9][0-9]/*.beancount")):
            grown += path.read_text(encoding="utf-8").removeprefix(files.get(path, ""))
    for book in Book:
        for text in render_batch([voucher for voucher in shown.vouchers if voucher.book is book]):
            assert text in grown
            grown = grown.replace(text, "", 1)
    left = [line for line in grown.splitlines() if line and not line.startswith("option ")]
    assert left == []


def test_everything_is_one_commit_and_what_is_archived_leaves_the_inbox(closed: tuple[Workspace, quarter.Quarter]):
    workspace, done = closed
    assert git(workspace.root, "rev-list", "--count", "HEAD").strip() == "2"
    assert git(workspace.root, "status", "--porcelain") == ""
    assert git(workspace.root, "log", "-1", "--format=%s").strip() == f"quarter 2026-Q3: {numbers(done.vouchers)}"
    # The one that tells counts below the threshold is not kept among the books' documents.
    (stays,) = importing.inbox(workspace)
    assert stays.name == "overgangar-2026-q3.csv"
    kept = {hashlib.sha256(path.read_bytes()).hexdigest() for path in workspace.documents.iterdir()}
    told = {file.digest.removeprefix("sha256:") for file in done.batch.files}
    assert told - kept == {hashlib.sha256(stays.read_bytes()).hexdigest()}


def test_a_draft_does_not_stand_in_the_way_of_the_write(workspace: Workspace):
    close(workspace, write=False)
    assert close(workspace, write=True).written is not None
    text = (workspace.reports / "2026-Q3" / "styrelserapport-2026-Q3.txt").read_text(encoding="utf-8")
    assert "ännu inte är bokförda" not in text


def test_twice_is_once(workspace: Workspace):
    close(workspace, write=True)
    before, head = contents(workspace.root), git(workspace.root, "rev-parse", "HEAD")
    again = close(workspace, write=True)
    assert again.vouchers == ()
    assert contents(workspace.root) == before
    assert git(workspace.root, "rev-parse", "HEAD") == head


def test_the_same_books_give_the_same_bytes(workspace: Workspace, original: Path):
    close(workspace, write=True)
    first = contents(workspace.root)
    git(workspace.root, "reset", "--quiet", "--hard", "HEAD~1")
    git(workspace.root, "clean", "--quiet", "--force", "-d", "-x")
    assert contents(workspace.root) == contents(original)
    close(workspace, write=True)
    assert contents(workspace.root) == first


def test_the_books_are_sound_afterwards(closed: tuple[Workspace, quarter.Quarter]):
    workspace, _done = closed
    assert [f for f in checking.run(workspace) if f.severity is Severity.ERROR] == []


def test_what_has_not_come_is_accrued(closed: tuple[Workspace, quarter.Quarter]):
    """FK's requisition for I02 is not in the inbox: September's cost holds it all the same."""
    workspace, done = closed
    frame = load(workspace).postings
    ours = frame.loc[
        frame["accrual"].str.contains("i02") & frame["accrual"].str.contains(r"\|fk\|") & (frame["amount"] > 0)
    ]
    cost = ours.loc[(ours["date"] == "2026-09-30") & ours["estimate"]]
    assert int(cost["amount"].sum()) > 0
    assert done.report.figures["measure.i02.outcome"].estimated == int(cost["amount"].sum())


def test_a_refused_file_stops_everything_and_names_the_rest(workspace: Workspace):
    (workspace.inbox / "okänd.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    before = contents(workspace.root)
    with pytest.raises(RefusedError) as refusal:
        close(workspace, write=True)
    assert contents(workspace.root) == before
    command = refusal.value.remedy
    assert "onedoor import " in command
    assert "inbox/camt053-2026-09.xml" in command
    assert "okänd.csv" not in command


def test_a_period_without_books(workspace: Workspace):
    with pytest.raises(NoBooksError):
        quarter.run(workspace, parse_period("2031-Q1"), today=TODAY, by=BY, write=True)


def test_kept_reports_of_a_locked_quarter_stay_unless_told_otherwise(workspace: Workspace):
    second, folder = parse_period("2026-Q2"), workspace.reports / "2026-Q2"
    folder.mkdir(parents=True)
    kept = folder / "styrelserapport-2026-Q2.json"
    kept.write_text('{"rules": "4be1", "figures": {"bank": {"value": 1}}}', encoding="utf-8")
    with pytest.raises(LockedReportError, match="bank"):
        quarter.run(workspace, second, today=TODAY, by=BY, write=False)
    assert [path.name for path in folder.iterdir()] == [kept.name]
    quarter.run(workspace, second, today=TODAY, by=BY, write=False, replace=True)
    assert "4be1" in json.loads(kept.read_text("utf-8"))["notes"][-1]
