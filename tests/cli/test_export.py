"""``onedoor export sie`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

from onedoor_ledger.formats import sie4
from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run


def test_the_year_becomes_a_file_under_reports(inside: Run, workspace: Workspace):
    done = inside("export", "sie", "2026")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == "reports/2026/sie-2026.se"
    content = (workspace.reports / "2026" / "sie-2026.se").read_bytes()
    assert b"#KSUMMA" not in content
    file = sie4.read(content, "sie-2026.se")
    assert (file.type, len(file.vouchers), file.warnings) == ("4E", 6, ())
    assert not any(konto.startswith("Deltagare") for konto in file.accounts)


def test_a_file_of_the_users_choice_with_a_checksum_the_same_each_time(inside: Run, tmp_path: Path):
    first, second = tmp_path / "ett.se", tmp_path / "två" / "två.se"
    for path in (first, second):
        assert inside("export", "sie", "2026", "--checksum", "--out", str(path)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().count(b"#KSUMMA") == 2


def test_a_year_without_books_and_what_is_no_year(inside: Run):
    assert inside("export", "sie", "2031").exit_code == 1
    wrong = inside("export", "sie", "26")
    assert wrong.exit_code == 2
    assert "inget år" in wrong.stderr
