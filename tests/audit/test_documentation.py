"""Systemdokumentation och behandlingshistorik: complete, true to the workspace, the same bytes twice."""

from __future__ import annotations

import ast
import datetime as dt
import html.parser
import re
from pathlib import Path

import pytest

from onedoor_ledger.audit import commits
from onedoor_ledger.audit.documentation import controls, exports, rule_rows, software
from onedoor_ledger.audit.documentation.history import events_of
from onedoor_ledger.books.load import load
from onedoor_ledger.reporting.model import Report, Row, Table
from onedoor_ledger.routines import documenting, importing
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.rulebook.profiles import OPTIONAL, REQUIRED
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.routines.conftest import copy_of_the_demo
from tests.small import BY, git, small_workspace

TODAY = dt.date(2026, 10, 14)
CONTROL = Path(controls.__file__).parents[2] / "control"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo with its inbox booked, so that vouchers have documents and rows."""
    workspace = copy_of_the_demo(tmp_path_factory.mktemp("documented"))
    importing.run(workspace, (), today=TODAY, by=BY, write=True)
    return workspace


@pytest.fixture(scope="module")
def report(imported: Workspace) -> Report:
    return documenting.system(imported, 2026, today=TODAY)


def rows(report: Report, id: str) -> list[Row]:
    blocks = [block for sheet in report.sheets for section in sheet.sections for block in section.blocks]
    return [row for block in blocks if isinstance(block, Table) and block.id == id for row in block.rows]


def test_the_chart_holds_every_account_with_the_day_it_was_opened(report: Report, imported: Workspace):
    books = load(imported)
    for book in Book:
        shown = {row.cells["account"]: row.cells["opened"] for row in rows(report, f"chart_{book.value}")}
        assert shown == {account.name: account.opened for account in books.charts[book].values()}


def test_every_rules_file_stands_there_and_every_source(report: Report, imported: Workspace):
    text = rendered(report, "html").decode()
    for path in imported.rules.rglob("*.toml"):
        assert imported.relative(path) in text
    said = {row.cells["source"] for n in range(1, 40) for row in rows(report, f"rules_{n:02d}")}
    sources = re.findall(r'source = "([^"]+)"', "".join(p.read_text("utf-8") for p in imported.rules.rglob("*.toml")))
    assert {s for s in sources if s.startswith("Förbundsordning")} <= said


def test_a_rule_with_two_versions_has_two_rows():
    whole = {
        "source": "styrelsen",
        "rule": [
            {"id": "hyra", "from": dt.date(2025, 1, 1), "to": dt.date(2025, 12, 31), "weights": {"fk": 1, "af": 2}},
            {"id": "hyra", "from": dt.date(2026, 1, 1), "source": "§ 9", "weights": {"fk": 3, "af": 2}},
        ],
    }
    assert [(r.name, r.since, r.until, r.source, r.says) for r in rule_rows.rows_of(whole)] == [
        ("", "", "", "styrelsen", ""),
        ("hyra", "2025-01-01", "2025-12-31", "", "weights = fk 1, af 2"),
        ("hyra", "2026-01-01", "", "§ 9", "weights = fk 3, af 2"),
    ]


def test_every_finding_a_control_can_make_is_told_in_words():
    """A new control gets its words in ``onedoor_ledger/audit/documentation/controls.py``."""
    told = {rule for each in (*controls.AT_EVERY_READING, *controls.AT_CHECK) for rule in each.rules}
    assert told == rules_of_the_controls()


def rules_of_the_controls() -> set[str]:
    """The names of findings in the source: kebab-case texts given to what makes a finding."""
    found: set[str] = set()
    for path in CONTROL.rglob("*.py"):
        docs = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(docs):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value) else set()
    return found - {"utf-8", "utf-8-sig"}


def test_every_meaning_and_kind_a_profile_can_have_is_told_in_words():
    meanings = {meaning for kinds in (REQUIRED, OPTIONAL) for each in kinds.values() for meaning in each}
    assert meanings <= set(exports.MEANINGS)
    assert set(REQUIRED) == set(exports.KINDS)


def test_a_figure_is_followed_from_report_to_row_and_back(report: Report, imported: Workspace):
    documents = rows(report, "documents")
    assert any(row.cells["document"] and row.cells["row"] for row in documents)
    for row in documents:
        name = str(row.cells["document"])
        assert (imported.documents / name).is_file() or not row.cells["digest"]
    followed = next(sheet for sheet in report.sheets if sheet.id == "followed")
    words = " ".join(str(block) for section in followed.sections for block in section.blocks)
    assert "står i grundboken" in words
    assert "ingår i raden" in words


def test_history_names_every_voucher_of_the_year_once(imported: Workspace):
    books = load(imported)
    events = [event for event in events_of(books, 2026) if re.match("[VPD]", event.numbers)]
    named: list[str] = []
    for event in events:
        for run in event.numbers.split(", "):
            first, _dash, last = run.partition("–")
            named += [f"{first[0]}{n}" for n in range(int(first[1:]), int((last or first)[1:]) + 1)]
    booked = books.postings.loc[books.postings["year"] == 2026, "voucher"]
    assert sorted(named) == sorted(set(booked))
    assert any(event.what == "inläsning av fil" and event.said for event in events)
    assert any(event.what == "låst" for event in events_of(books, 2026))


def test_git_says_which_change_came_when(report: Report, imported: Workspace):
    subjects = [str(row.cells["subject"]) for row in rows(report, commit_table(imported))]
    assert any(subject.startswith("import: V") for subject in subjects)
    changes = commits.of_year(imported, 2026)
    assert changes is not None
    assert any(path.startswith("ledger/documents/") for change in changes for path in change.files)


def commit_table(workspace: Workspace) -> str:
    return "commits_" + git(workspace.root, "log", "-1", "--format=%as")[:7].replace("-", "_")


def test_without_git_it_says_so(tmp_path: Path):
    workspace = small_workspace(tmp_path)
    (workspace.root / ".git").rename(workspace.root / "gömd")
    assert commits.of_year(workspace, 2026) is None
    text = rendered(documenting.system(workspace, 2026, today=TODAY), "txt").decode()
    assert "inget git-förråd" in text.replace("\n", " ")


def test_a_year_without_vouchers_is_documented_too(tmp_path: Path):
    text = rendered(documenting.system(small_workspace(tmp_path), 2031, today=TODAY), "txt").decode()
    assert "Ingen siffra för året vilar på någon verifikation än." in text


def test_the_same_bytes_twice_and_every_form(report: Report, imported: Workspace):
    again = documenting.system(imported, 2026, today=TODAY)
    for form in ("html", "txt", "json", "xlsx"):
        assert rendered(report, form) == rendered(again, form)
    assert report.title == "Systemdokumentation och behandlingshistorik 2026"


def test_the_page_stands_alone(report: Report):
    text = rendered(report, "html").decode()
    assert not re.search(r"<script|<link|<img|url\(|@import|https?://", text)
    assert str(Path.home()) not in text
    checker = Balanced()
    checker.feed(text)
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    assert set(checker.targets) <= set(checker.ids)


class Balanced(html.parser.HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.targets += [str(said["href"])[1:]] if "href" in said else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_programs_are_named_with_their_versions():
    found = dict(software.versions())
    assert {"onedoor-ledger", "Python", "beancount", "fava", "pandas"} <= set(found)
    assert re.fullmatch(r"[0-9a-f]{64}", software.source_digest())
