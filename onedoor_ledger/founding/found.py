"""``onedoor init``: the folders, rules, books and git repository of a new förbund.

Deterministic given its arguments; made whole beside the folder and moved in place, so that a failure leaves nothing.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.errors import Finding
from onedoor_ledger.founding.chart import ChartRow, association_rows, chart_lines, parties_lines
from onedoor_ledger.founding.errors import FolderNotEmptyError
from onedoor_ledger.founding.members import Member, complete, organisation_number
from onedoor_ledger.founding.people_chart import people_lines
from onedoor_ledger.founding.rules_text import rule_files
from onedoor_ledger.founding.sie_chart import sie_rows
from onedoor_ledger.founding.sie_move import Move, book_move, prepare
from onedoor_ledger.founding.templates_read import template
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import layout
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

OWN_CHART = "Startkontoplan i Kommun-Bas grupper; kontonumren är exempel och fastställs av förbundet"


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made. ``moved`` counts vouchers that came from the old system; ``findings`` say what did not fit."""

    workspace: Workspace
    files: tuple[str, ...]
    moved: int = 0
    findings: tuple[Finding, ...] = ()


def found(
    folder: Path,
    *,
    name: str,
    orgnr: str,
    members: Sequence[Member],
    year: int,
    today: dt.date,
    by: str,
    sie: bytes | None = None,
    sie_name: str = "",
    pool: int | None = None,
    invented: bool = False,
) -> Founded:
    """Make a förbund's workspace in ``folder``, which must not exist or be empty, and commit it.

    :param year: the first year of the books.
    :param sie: a SIE 4 file of the old system to move in from; ``sie_name`` is what it is called.
    :param pool: the year's contributions in whole kronor, when the board has decided them.
    :raises onedoor_ledger.errors.UserError: nothing is then left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmptyError(folder)
    people = complete(members)
    number = organisation_number(orgnr, name)
    own = association_rows(people)
    move = None if sie is None else prepare(sie, sie_name, year=year, today=today)
    rows = own if move is None else sie_rows(move.file, own)
    source = OWN_CHART if move is None else _moved_from(move)
    files = rule_files(
        name, number, people, year=year, today=today, rows=rows, pool=pool, invented=invented, source=source
    )
    files |= _ledger_files(name, people, rows, opened=_opened(year, move), year=year)
    with _built_beside(folder) as root:
        workspace = _write(root, files, by, name)
        findings = () if move is None else book_move(workspace, move, rows, today=today, by=by)
    final = Workspace(folder.resolve())
    return Founded(final, tuple(sorted(files)), 0 if move is None else len(move.vouchers), findings)


def _ledger_files(
    name: str, members: Sequence[Member], rows: Sequence[ChartRow], *, opened: dt.date, year: int
) -> dict[str, str]:
    charts = {
        Book.ASSOCIATION: "; Förbundets kontoplan. konto är numret i Kommun-Bas; budgetrad och roll står i "
        "rules/accounts.toml.\n\n" + chart_lines(rows, opened),
        Book.PARTIES: "; Partsbokens konton: vad varje part själv lägger på målgruppen. Sidouppgifter, ingår inte i "
        "bokföringen.\n\n" + parties_lines(members, opened),
        Book.PEOPLE: people_lines(opened),
    }
    files: dict[str, str] = {}
    for book in Book:
        base = f"ledger/{book.value}"
        files[f"{base}/main.beancount"] = layout.main_text(book, name, year=year)
        files[f"{base}/{layout.CHART_FILE}"] = layout.chart_text(book, charts[book])
        files[f"{base}/{layout.SEALS_FILE}"] = layout.seals_text(book)
    return files


def _opened(year: int, move: Move | None) -> dt.date:
    """The day before the first thing that is booked."""
    first = dt.date(year, 1, 1) if move is None else min(dt.date(year, 1, 1), move.first)
    return first - dt.timedelta(days=1)


def _moved_from(move: Move) -> str:
    return f"Kontoplanen i SIE-filen från det tidigare systemet ({move.span}); roller utan konto fick ett nytt"


@contextmanager
def _built_beside(folder: Path) -> Iterator[Path]:
    """A folder to build in, moved to ``folder`` when all went well and removed when not."""
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        root.chmod(0o755)
        yield root
        if target.exists():
            target.rmdir()
        root.rename(target)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _write(root: Path, files: Mapping[str, str], by: str, name: str) -> Workspace:
    dotted = {".gitattributes": "gitattributes.txt", ".gitignore": "gitignore.txt"}
    every = dict(files) | {path: template(source).template for path, source in dotted.items()}
    every |= {"ledger/documents/.gitkeep": "", "reports/.gitkeep": ""}
    for path, text in every.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    (root / "inbox").mkdir()
    repository = Repository.create(root)
    repository.commit(sorted(every), _("init: {name}").format(name=name), by)
    return Workspace(root.resolve())
