"""The demo förbund's rules and charts over empty books, with what was open on 31 August 2026 as one voucher each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.intake.model import Batch
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.workspace import Workspace
from tests.intake import scene


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return scene.make(tmp_path_factory.mktemp("norradalen"))


@pytest.fixture(scope="session")
def rules(workspace: Workspace) -> Rulebook:
    return load_rules(workspace)


@pytest.fixture(scope="session")
def empty(workspace: Workspace) -> Books:
    books = load_books(workspace)
    assert not books.findings
    return books


@pytest.fixture(scope="session")
def books(empty: Books) -> Books:
    """Books as of 31 August: a bank balance, a tax account, August's taxes owed, a contribution due."""
    return scene.booked(empty, scene.AUGUST)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Put a file in an inbox of its own."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def prepare(workspace: Workspace, rules: Rulebook, books: Books) -> Callable[..., Batch]:
    """The batch of some files over the books of August, or over other books."""
    from onedoor_ledger.intake.batch import prepare

    def run(*files: Path, over: Books | None = None) -> Batch:
        return prepare(workspace, rules, books if over is None else over, files, today=scene.TODAY)

    return run


@pytest.fixture
def moved(books: Books, tmp_path: Path) -> Callable[..., Batch]:
    """The batch of files of transitions with kommun and sex: rows, or (file name, rows); "granasa-…" is Granåsa's."""
    from onedoor_ledger.intake.batch import prepare

    made = scene.make(tmp_path / "w")
    for sender, filename in (("norradalen", "flytt-*.csv"), ("granasa", "granasa-flytt-*.csv")):
        profile = scene.MOVES_PROFILE.format(sender=sender, filename=filename)
        (made.importers / f"flytt-{sender}.toml").write_text(profile, encoding="utf-8")
    rules = load_rules(made)

    def run(*given: str | tuple[str, Sequence[str]], over: Books | None = None) -> Batch:
        rows = [row for row in given if isinstance(row, str)]
        files = [("flytt-2026.csv", rows)] if rows else [file for file in given if isinstance(file, tuple)]
        paths = [tmp_path / name for name, _rows in files]
        for path, (_name, own) in zip(paths, files, strict=True):
            path.write_text(scene.MOVES_HEADER + "".join(f"{row}\n" for row in own), encoding="utf-8")
        return prepare(made, rules, books if over is None else over, paths, today=scene.TODAY)

    run.rules = rules  # type: ignore[attr-defined]
    return run
