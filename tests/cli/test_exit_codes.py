"""Exit codes of contracts.md section 6: 0 well, 1 wrong books or input, 2 a malformed argument or no such file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run
from tests.small import git

MALFORMED = {
    "no such command": (["bokför"], "finns inte"),
    "no such option": (["check", "--allt"], "finns inte"),
    "no period": (["quarter"], "Argumentet saknas"),
    "a period that is none": (["quarter", "2026-Q5"], "är ingen period"),
    "a period of another calendar": (["report", "board", "2026-13"], "är ingen period"),
    "a day that is none": (["--today", "igår", "check"], "är inget datum"),
    "a language nobody speaks": (["--language", "fi", "check"], "inget av"),
    "two texts at once": (["report", "board", "2026-Q3", "-f", "text", "-f", "json"], "välj en"),
    "a format that is none": (["report", "board", "2026-Q3", "-f", "pdf"], "inget av"),
    "a file that is not there": (["import", "inbox/finns-inte.csv"], "finns inte"),
    "one argument too many": (["check", "2026-Q3"], "Ett argument för mycket"),
    "a port that is none": (["fava", "--port", "99999"], "ligger inte i intervallet"),
    "a report that is none": (["report", "styrelse", "2026-Q3"], "finns inte"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_command_is_2(inside: Run, case: str):
    words, said = MALFORMED[case]
    done = inside(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Fel: " in done.stderr


def test_a_folder_that_is_no_workspace_is_2(run: Run, tmp_path: Path):
    done = run("--workspace", str(tmp_path), "check")
    assert done.exit_code == 2
    assert "är ingen arbetsmapp" in done.stderr or "association.toml" in done.stderr


def test_a_period_without_books_is_1(inside: Run):
    for words in (("report", "board", "2031-Q1"), ("share", "2031-Q1"), ("quarter", "2031-Q1")):
        done = inside(*words)
        assert done.exit_code == 1, done.output
        assert "Inget är bokfört i 2031-Q1" in done.stderr
        assert "2026-01-15" in done.stderr


def test_books_in_order_are_0_and_an_empty_inbox_is_nothing_wrong(inside: Run):
    done = inside("import")
    assert (done.exit_code, done.stdout) == (0, "inbox/ är tom: inget att importera.\n")


def test_a_finding_that_is_an_error_is_1(inside: Run, workspace: Workspace):
    september = workspace.root / "ledger/association/2026/09.beancount"
    text = september.read_text(encoding="utf-8")
    september.write_text(text.replace("-125.00", "-124.99"), encoding="utf-8")
    done = inside("check")
    assert done.exit_code == 1
    assert "Fel – ledger/association/2026/09.beancount" in done.stdout
    told = json.loads(inside("check", "-f", "json").stdout)
    assert told["counts"]["error"] >= 1
    assert any(row["file"] == "ledger/association/2026/09.beancount" for row in told["findings"])
    assert told["upcoming"][0] == {
        "on": "2026-10-15",
        "title": "Avisering av kvartalets medlemsbidrag",
        "decide": False,
        "source": "Förbundsordningen § 10",
    }
    assert "2026-10-22  Styrelsen: uppföljning av tredje kvartalet (styrelsen beslutar)" in done.stdout


def test_a_refused_file_is_1_and_nothing_is_written(inside: Run, workspace: Workspace):
    (workspace.inbox).mkdir()
    (workspace.inbox / "hemligt.bin").write_bytes(b"\x00\x01")
    before = git(workspace.root, "status", "--porcelain")
    done = inside("import", "--write")
    assert done.exit_code == 1
    assert "En fil avvisas; ingenting har bokförts." in done.stderr
    assert git(workspace.root, "status", "--porcelain") == before


def test_broken_rules_are_1_with_file_and_key(inside: Run, workspace: Workspace):
    rules = workspace.rules / "association.toml"
    rules.write_text("[association]\nname = 7\n", encoding="utf-8")
    done = inside("check")
    assert done.exit_code == 1
    assert "rules/association.toml" in done.stderr


def test_the_same_file_is_found_from_any_folder(inside: Run, workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(workspace.root)
    assert inside("report", "board", "2026-Q3", "-f", "json").exit_code == 0


def test_json_and_a_workbook_at_once(inside: Run, workspace: Workspace, tmp_path: Path):
    done = inside("report", "board", "2026-Q3", "-f", "json", "-f", "xlsx", "--out", str(tmp_path / "ut"))
    assert json.loads(done.stdout)["report"] == "board"
    assert "styrelserapport-2026-Q3.xlsx" in done.stderr
    assert (tmp_path / "ut" / "styrelserapport-2026-Q3.xlsx").read_bytes().startswith(b"PK")
    assert not workspace.reports.exists()


def test_version(run: Run):
    assert run("--version").stdout.startswith("onedoor, version ")


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, with the environment of a bare console."""
    plain = {
        key: value for key, value in os.environ.items() if not key.startswith(("ONEDOOR", "PYTHON", "LC_", "LANG"))
    }
    command = [sys.executable, "-m", "onedoor_ledger", *words]
    return subprocess.run(command, env=plain | environment, capture_output=True, check=False)


def test_output_is_utf8_whatever_the_console(workspace: Workspace):
    done = python("--workspace", str(workspace.root), "report", "board", "2026-Q3", PYTHONIOENCODING="cp437")
    assert done.returncode == 0
    assert "Norrådalen" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_nothing_to_complain_about(workspace: Workspace):
    command = (
        f'"{sys.executable}" -m onedoor_ledger --workspace "{workspace.root}" report board 2026-Q3 -f json | head -c 10'
    )
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.stderr == b""


def test_a_fault_of_the_program_shows_no_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    from onedoor_ledger.cli import process

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    process.prepare()
    sys.excepthook(KeyError, KeyError("Anna Andersson"), None)
    said = capsys.readouterr().err
    assert "Felet ligger i programmet (KeyError" in said
    assert "Anna" not in said
    assert "ONEDOOR_DEBUG=1" in said


def test_help_is_quick():
    """Importing pandas, openpyxl or fava for a page of help would be felt."""
    words = (
        "import sys\nfrom onedoor_ledger.cli.root import onedoor\ntry: onedoor(['--help'])\nexcept SystemExit: pass\n"
    )
    words += "print([m for m in ('pandas','openpyxl','fava','beancount','xlsxwriter','lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
