"""Writing: the same vouchers give the same bytes, in exactly the files they belong in, as one commit."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import lock, write
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.vouchers.errors import (
    BusyError,
    DirtyFilesError,
    DocumentClashError,
    NotRegisteredError,
    UnbalancedError,
    UnreadableFileError,
)
from onedoor_ledger.vouchers.text import render
from onedoor_ledger.workspace import Workspace
from tests.books.small import (
    TODAY,
    commit_all,
    document,
    documented,
    entered,
    payment,
    registered,
    requisition,
    run_git,
    small,
)

SEPTEMBER = "ledger/association/2026/09.beancount"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path)


def booked(workspace: Workspace, *vouchers: Voucher, commit: bool = True, message: str = "import") -> write.Written:
    return write.book(workspace, registered(workspace, *vouchers), message=message, commit=commit)


def test_the_preview_is_the_write(workspace: Workspace) -> None:
    vouchers = registered(workspace, requisition(), requisition(amount=5))
    write.book(workspace, vouchers, message="import", commit=False)
    text = (workspace.root / SEPTEMBER).read_text(encoding="utf-8")
    assert text.endswith("\n".join(map(render, vouchers)))
    before = text
    booked(workspace, requisition(amount=7), commit=False)
    text = (workspace.root / SEPTEMBER).read_text(encoding="utf-8")
    assert text.startswith(before + "\n2026-09-30 * ")


def test_months_are_included_in_order(workspace: Workspace) -> None:
    for day in ((2026, 9, 1), (2025, 1, 1), (2026, 10, 1), (2025, 12, 1), (2026, 9, 2)):
        booked(workspace, requisition(dt.date(*day)), commit=False)
    main = workspace.main_file("association").read_text(encoding="utf-8")
    names = [line.split('"')[1] for line in main.splitlines() if line.startswith("include")]
    months = ["2025/01.beancount", "2025/12.beancount", "2026/09.beancount", "2026/10.beancount"]
    assert names == ["chart.beancount", *months, "seals.beancount"]
    assert load(workspace).findings == ()


def test_the_commit_holds_exactly_its_files(workspace: Workspace) -> None:
    (workspace.root / "anteckning.txt").write_text("min egen")
    (workspace.root / "rules" / "association.toml").write_text("name = 'x'")
    run_git(workspace.root, "add", "rules/association.toml")
    vouchers = registered(workspace, documented(requisition(), document()))
    written = write.book(workspace, vouchers, [document()], message="import: V1", commit=True)
    name = f"ledger/documents/{document_name(document())}"
    assert written.files == tuple(sorted([SEPTEMBER, "ledger/association/main.beancount", name]))
    said = run_git(workspace.root, "show", "--no-renames", "--name-only", "--format=%H%n%an%n%s", "-z", "HEAD")
    head, *files = [part for part in said.replace("\n", "\0").split("\0") if part]
    assert (head, files[0], files[1]) == (written.commit, "Liten", "import: V1")
    assert tuple(sorted(files[2:])) == written.files
    assert run_git(workspace.root, "status", "--porcelain") == "M  rules/association.toml\n?? anteckning.txt\n"


def test_the_author_is_who_registers_when_git_knows_nobody(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("user.name", "user.email"):
        run_git(workspace.root, "config", "--unset", name)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(workspace.root / "none"))
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    booked(workspace, requisition())
    assert run_git(workspace.root, "log", "-1", "--format=%an") == "Ekonom Liten\n"


def test_variables_that_point_git_elsewhere_are_not_heard(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    run_git(elsewhere, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    written = booked(workspace, requisition())
    monkeypatch.delenv("GIT_DIR")
    assert written.commit == run_git(workspace.root, "rev-parse", "HEAD").strip()


def test_a_workspace_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    workspace = small(tmp_path / "förbund", git=False)
    run_git(tmp_path, "init", "--quiet")
    for name, value in (("user.name", "Ekonom"), ("user.email", "ekonom@exempel.se")):
        run_git(tmp_path, "config", name, value)
    commit_all(tmp_path, "start")
    written = booked(workspace, requisition())
    assert written.commit is not None
    workspace.main_file("association").write_text("x")
    with pytest.raises(DirtyFilesError, match=r"ledger/association/main\.beancount"):
        booked_anyway(workspace, dt.date(2026, 12, 1), 2)


def booked_anyway(workspace: Workspace, day: dt.date, number: int) -> write.Written:
    from dataclasses import replace

    voucher = replace(requisition(day), number=number, registered=TODAY, by="x")
    return write.book(workspace, [voucher], message="x", commit=True)


def test_without_a_repository_there_is_no_commit(tmp_path: Path) -> None:
    assert booked(small(tmp_path, git=False), requisition()).commit is None


def test_no_commit_when_the_rules_say_so(workspace: Workspace) -> None:
    assert booked(workspace, requisition(), commit=False).commit is None
    assert "2026/" in run_git(workspace.root, "status", "--porcelain")


@pytest.mark.parametrize("staged", [False, True])
def test_files_with_uncommitted_edits_are_refused(workspace: Workspace, staged: bool) -> None:
    booked(workspace, requisition())
    path = workspace.root / SEPTEMBER
    path.write_text(path.read_text(encoding="utf-8") + "; min ändring\n", encoding="utf-8")
    if staged:
        run_git(workspace.root, "add", "--all")
    before = path.read_bytes()
    with pytest.raises(DirtyFilesError, match="ändringar som inte är incheckade"):
        booked(workspace, requisition())
    assert path.read_bytes() == before
    booked(workspace, payment())  # another month's file


def test_a_report_may_be_made_again_over_a_draft(workspace: Workspace) -> None:
    draft = workspace.reports / "2026-Q3" / "läget.txt"
    draft.parent.mkdir(parents=True)
    draft.write_text("utkast")
    report = {"reports/2026-Q3/läget.txt": b"klar"}
    written = write.book(workspace, (), message="report 2026-Q3", commit=True, reports=report)
    assert draft.read_bytes() == b"klar"
    assert written.commit


def test_rules_with_uncommitted_edits_are_refused(workspace: Workspace) -> None:
    rules = workspace.root / "rules" / "statistics.toml"
    rules.parent.mkdir(exist_ok=True)
    rules.write_text("# statistik\n", encoding="utf-8")
    commit_all(workspace.root, "regler")
    rules.write_text("# min ändring\n", encoding="utf-8")
    rows = {"rules/statistics.toml": b"# rader\n"}
    with pytest.raises(DirtyFilesError, match="ändringar som inte är incheckade"):
        write.book(workspace, (), message="import", commit=True, reports=rows)
    assert rules.read_text(encoding="utf-8") == "# min ändring\n"
    commit_all(workspace.root, "min ändring")
    assert write.book(workspace, (), message="import", commit=True, reports=rows).commit
    assert rules.read_bytes() == b"# rader\n"


def test_a_file_that_leaves_is_in_the_commit_when_git_knew_it(workspace: Workspace) -> None:
    known, unknown = workspace.inbox / "känd.csv", workspace.inbox / "okänd.csv"
    workspace.inbox.mkdir()
    known.write_bytes(b"1")
    commit_all(workspace.root, "inkorg")
    unknown.write_bytes(b"2")
    written = write.book(workspace, (), message="import", commit=True, remove=[known, unknown])
    assert written.files == ("inbox/känd.csv", "inbox/okänd.csv")
    assert list(workspace.inbox.iterdir()) == []
    assert run_git(workspace.root, "show", "--name-status", "--format=", "-z", "HEAD") == "D\0inbox/känd.csv\0"


def test_nothing_to_write_is_nothing_written(workspace: Workspace) -> None:
    assert write.book(workspace, (), message="x", commit=True) == write.Written((), None)


@pytest.mark.parametrize("path", ["../x", "/x", "reports/../../x", "reports\\x"])
def test_nothing_is_written_outside_the_workspace(workspace: Workspace, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        write.book(workspace, (), message="x", commit=False, reports={path: b""})


class TestDocuments:
    """Kept as received, never overwritten."""

    def test_the_same_document_twice_is_one_file(self, workspace: Workspace) -> None:
        for _again in range(2):
            write.book(workspace, (), [document()], message="arkiv", commit=True)
        [kept] = workspace.documents.iterdir()
        assert kept.read_bytes() == document().content

    def test_a_document_that_was_changed_on_disk_is_told(self, workspace: Workspace) -> None:
        write.book(workspace, (), [document()], message="arkiv", commit=True)
        [kept] = workspace.documents.iterdir()
        kept.write_bytes(b"annat")
        with pytest.raises(DocumentClashError):
            write.book(workspace, (), [document()], message="arkiv", commit=True)
        assert kept.read_bytes() == b"annat"

    @pytest.mark.parametrize(
        ("received", "kept"),
        [
            ("Rekvisition Q3.XLSX", "Rekvisition-Q3.xlsx"),
            ("..\\..\\Åtgärd & co.csv", "Atgard-co.csv"),
            ("/etc/passwd", "passwd"),
            ("...", "document"),
            ("日本.pdf", "document.pdf"),
            ("a" * 300 + ".xml", "a" * 80 + ".xml"),
            ("CON.txt", "CON.txt"),
            ('x"\n2026.si', "x-2026.si"),
        ],
    )
    def test_names_are_safe_everywhere(self, received: str, kept: str) -> None:
        name = document_name(Archived(received, b"abc", TODAY))
        assert name == f"2026-10-14.ba7816bf8f01.{kept}"


class TestRefused:
    """What the writer does not take, whoever registered it."""

    def test_numbers_that_somebody_else_has_used_meanwhile(self, workspace: Workspace) -> None:
        mine = registered(workspace, requisition())
        booked(workspace, payment())
        with pytest.raises(NotRegisteredError, match="V2, inte V1"):
            write.book(workspace, mine, message="import", commit=True)

    def test_a_gap(self, workspace: Workspace) -> None:
        with pytest.raises(NotRegisteredError):
            booked_anyway(workspace, TODAY, 3)

    def test_a_voucher_that_does_not_balance(self, workspace: Workspace) -> None:
        from dataclasses import replace

        lame = replace(registered(workspace, entered())[0], lines=(Line("Deltagare:I01-MIA:Försörjningsstöd", 5),))
        with pytest.raises(UnbalancedError, match="5 PERSONER"):
            write.book(workspace, [lame], message="x", commit=True)

    @pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"\xe5"), lambda path: path.mkdir()])
    def test_a_month_file_that_is_no_text(self, workspace: Workspace, spoil: Callable[[Path], object]) -> None:
        vouchers = registered(workspace, requisition())
        month = workspace.root / SEPTEMBER
        month.parent.mkdir()
        spoil(month)
        with pytest.raises(UnreadableFileError, match=SEPTEMBER):
            write.book(workspace, vouchers, message="x", commit=False)

    def test_a_book_without_a_main_file(self, workspace: Workspace) -> None:
        vouchers = registered(workspace, requisition())
        workspace.main_file(Book.ASSOCIATION).unlink()
        with pytest.raises(MissingBookError):
            write.book(workspace, vouchers, message="x", commit=False)


class TestLock:
    """One writer at a time, in this program or another."""

    HOLDER = """
import sys
from pathlib import Path
from onedoor_ledger.vouchers.lock import hold
from onedoor_ledger.workspace import Workspace
with hold(Workspace(Path(sys.argv[1]))):
    print("har", flush=True)
    sys.stdin.readline()
"""

    def test_another_program_has_it(self, workspace: Workspace) -> None:
        command = (sys.executable, "-c", self.HOLDER, str(workspace.root))
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdin is not None
            assert holder.stdout.readline() == "har\n"
            with pytest.raises(BusyError, match="Ett annat program"), lock.hold(workspace, wait=0.1):
                pass
            holder.kill()
        with lock.hold(workspace, wait=1):
            pass

    def test_another_thread_waits_its_turn(self, workspace: Workspace) -> None:
        order: list[str] = []
        ready = threading.Event()

        def other() -> None:
            ready.set()
            with lock.hold(workspace, wait=10):
                order.append("andra")

        with lock.hold(workspace):
            thread = threading.Thread(target=other)
            thread.start()
            ready.wait()
            order.append("första")
        thread.join()
        assert order == ["första", "andra"]

    def test_who_has_it_goes_straight_on(self, workspace: Workspace) -> None:
        with lock.hold(workspace), lock.hold(workspace, wait=0):
            booked(workspace, requisition())
        with lock.hold(workspace, wait=0):
            pass

    def test_git_does_not_see_it(self, workspace: Workspace) -> None:
        with lock.hold(workspace):
            assert run_git(workspace.root, "status", "--porcelain") == ""
