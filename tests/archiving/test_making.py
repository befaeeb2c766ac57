"""When a year is archived, when it is not, and that nothing half-made is left."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest

from onedoor_ledger.archiving.errors import (
    DocumentError,
    PathError,
    PersonNumberError,
    ThereError,
    UnlockedError,
    UnsoundError,
)
from onedoor_ledger.archiving.tables import amount, plain
from onedoor_ledger.errors import UserError
from onedoor_ledger.routines import archiving, importing
from onedoor_ledger.routines.errors import NoBooksError
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.archiving.conftest import REASON
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.small import BY, TODAY

PERSON = "900101-0017"
"""Skatteverket's kind of test number: nobody's."""


def make(workspace: Workspace, year: int = 2026, **changes: object) -> archiving.Archived:
    return archiving.run(workspace, year, today=TODAY, **({"unlocked": REASON, "by": BY} | changes))  # type: ignore[arg-type]


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def left(workspace: Workspace) -> list[str]:
    return [path.name for path in workspace.reports.rglob("*") if path.is_file() and "arkiv" in path.name]


def test_the_same_bytes_twice(workspace: Workspace, small_package: bytes, tmp_path: Path):
    done = make(workspace, out=tmp_path / "arkiv-2026.zip")
    assert done.path.read_bytes() == small_package
    assert make(workspace, out=done.path).path.read_bytes() == small_package


def test_it_lies_among_the_years_reports_and_is_no_part_of_the_next(workspace: Workspace):
    first = make(workspace)
    assert workspace.relative(first.path) == "reports/2026/arkiv-2026.zip"
    content = first.path.read_bytes()
    assert make(workspace).path.read_bytes() == content
    assert left(workspace) == ["arkiv-2026.zip"]


def test_a_year_that_is_not_locked_is_refused_without_a_reason(workspace: Workspace):
    with pytest.raises(UnlockedError) as refused:
        make(workspace, unlocked="  ")
    assert refused.value.months == ("2026-09", "2026-10", "2026-11", "2026-12")
    assert left(workspace) == []


def test_the_reason_stands_in_the_package(small_package: bytes, tmp_path: Path):
    (tmp_path / "p.zip").write_bytes(small_package)
    text = members(tmp_path / "p.zip")["LÄS-MIG.txt"].decode()
    assert "INTE låsta: 2026-09, 2026-10, 2026-11, 2026-12" in text
    assert f"Skäl: {REASON} ({BY})" in text


def test_a_locked_year_needs_no_reason(demo_copy: Workspace, package: Path):
    assert package.is_file()
    with pytest.raises(NoBooksError):
        make(demo_copy, 2031)


def test_another_package_gives_way_only_when_told(workspace: Workspace):
    first = make(workspace).path
    before = first.read_bytes()
    with pytest.raises(ThereError):
        make(workspace, unlocked="Ett annat skäl")
    assert first.read_bytes() == before
    make(workspace, unlocked="Ett annat skäl", replace=True)
    assert first.read_bytes() != before
    assert left(workspace) == ["arkiv-2026.zip"]


def test_books_that_are_not_as_they_were_locked_are_not_archived(workspace: Workspace):
    path = workspace.ledger / "association/2026/04.beancount"
    path.write_text(path.read_text(encoding="utf-8").replace("612400.00", "612300.00"), encoding="utf-8")
    with pytest.raises(UnsoundError, match="V3"):
        make(workspace)
    assert left(workspace) == []


def test_a_person_number_in_a_text_of_ours_is_refused_and_never_told(workspace: Workspace):
    path = workspace.rules / "measures.toml"
    path.write_text(f"# {PERSON}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(PersonNumberError) as refused:
        make(workspace)
    assert "rules/measures.toml:1" in refused.value.text()
    assert PERSON not in refused.value.text()
    assert left(workspace) == []


def test_a_report_that_is_no_workbook_whatever_its_name_comes_along(workspace: Workspace):
    folder = workspace.reports / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bilaga.xlsx").write_bytes(b"\x00 not a workbook")
    assert members(make(workspace).path)["reports/2026/bilaga.xlsx"] == b"\x00 not a workbook"


def test_a_link_and_an_odd_name_are_refused(workspace: Workspace):
    folder = workspace.reports / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lank.txt").symlink_to(workspace.rules / "association.toml")
    (folder / "två\nrader.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PathError) as refused:
        make(workspace)
    assert "lank.txt" in refused.value.text()
    assert r"rader.txt" in refused.value.text()


@pytest.fixture(scope="module")
def imported(demo_copy: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with its inbox booked: vouchers with documents."""
    target = tmp_path_factory.mktemp("imported") / "norradalen"
    shutil.copytree(demo_copy.root, target)
    importing.run(Workspace(target.resolve()), (), today=TODAY, by=BY, write=True)
    return target


@pytest.fixture
def with_documents(imported: Path, tmp_path: Path) -> Workspace:
    target = tmp_path / "norradalen"
    shutil.copytree(imported, target)
    return Workspace(target.resolve())


def test_documents_come_along_as_received_and_are_listed(with_documents: Workspace):
    lawful = with_documents.documents / "2026-09-25.0a0b0c0d0e0f.loner.txt"
    lawful.write_text(f"Lön {PERSON}\n", encoding="utf-8")
    digest = hashlib.sha256(lawful.read_bytes()).hexdigest()[:12]
    lawful = lawful.rename(lawful.with_name(f"2026-09-25.{digest}.loner.txt"))
    done = make(with_documents)
    files = members(done.path)
    kept = {path.name: path.read_bytes() for path in with_documents.documents.glob("*")}
    assert {n.rpartition("/")[2]: c for n, c in files.items() if n.startswith("ledger/documents/")} == kept
    listed = list(csv.DictReader(io.StringIO(files["tabeller/underlag.csv"].decode("utf-8-sig")), delimiter=";"))
    assert {row["underlag"] for row in listed} == set(kept)
    assert any("2026-V" in row["verifikationer"] for row in listed)
    assert [row["underlag"] for row in listed if row["personnummer"] == "ja"] == [lawful.name]
    assert done.with_persons == (f"ledger/documents/{lawful.name}",)
    assert lawful.name in files["LÄS-MIG.txt"].decode()
    ours = b"".join(content for name, content in files.items() if not name.startswith("ledger/documents/"))
    assert PERSON.encode() not in ours
    assert "import: V" in files["historik/git-2026.txt"].decode()


@pytest.mark.parametrize("spoil", ["missing", "altered"])
def test_a_document_that_is_missing_or_altered_stops_it(with_documents: Workspace, spoil: str):
    path = next(path for path in sorted(with_documents.documents.glob("*")) if path.suffix == ".xml")
    if spoil == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DocumentError, match="V"):
        make(with_documents)
    assert left(with_documents) == []


def test_without_git_it_says_so(workspace: Workspace):
    shutil.rmtree(workspace.root / ".git")
    text = members(make(workspace).path)["historik/git-2026.txt"].decode()
    assert "inget git-förråd" in text


def test_the_archive_is_swedish_whoever_makes_it(workspace: Workspace, small_package: bytes, tmp_path: Path):
    from onedoor_ledger.texts import language

    with language("en"):
        assert make(workspace, out=tmp_path / "p.zip").path.read_bytes() == small_package


def test_amounts_and_words_as_the_description_says():
    assert [amount(n, Book.ASSOCIATION) for n in (-5, 0, 123456)] == ["-0,05", "0,00", "1234,56"]
    assert amount(-3, Book.PEOPLE) == "-3"
    assert [plain(word) for word in ("=1+1", "-x", "Kaffe")] == ["'=1+1", "'-x", "Kaffe"]


def test_the_command(run: Run, workspace: Workspace):
    root = str(workspace.root)
    refused = run("--workspace", root, "archive", "2026")
    assert (refused.exit_code, "onedoor close 2026" in refused.output) == (1, True)
    done = run("--workspace", root, "--by", BY, "archive", "2026", "--unlocked", REASON)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("reports/2026/arkiv-2026.zip\nInte låst: 2026-09")
    looked = run("archive", "--verify", str(workspace.reports / "2026/arkiv-2026.zip"))
    assert looked.exit_code == 0
    assert looked.output.splitlines()[-2:] == done.output.splitlines()[-2:]
    assert run("archive").exit_code == run("archive", "2026", "--verify", "x.zip").exit_code == 2
    assert run("archive", "--verify", str(workspace.root / "finns-inte.zip")).exit_code == 2


def test_a_failed_write_leaves_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onedoor_ledger.archiving.package.os.fsync", full)
    with pytest.raises((OSError, UserError)):
        make(workspace)
    assert [path.name for path in (workspace.reports / "2026").glob(".*")] == []
