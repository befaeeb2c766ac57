"""Which files of a workspace belong to a year's package: the books up to the year's end, and what they rest on.

Earlier years' books come along, since this year's balances rest on them; earlier years' documents and reports are in
those years' packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onedoor_ledger.archiving.errors import DocumentError, PathError
from onedoor_ledger.archiving.member import Member
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import PeriodError, parse_period
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import FOLDER
from onedoor_ledger.workspace import Workspace

DOCUMENTS = "ledger/documents/"
PACKAGE = "arkiv-{year}.zip"
"""What a package is called; one that lies among the reports is no part of the next."""
_OURS = re.compile(r"arkiv-[0-9]{4}\.zip")
_SEAL = re.compile(r"[0-9]{4}-([0-9]{4})-[0-9]{2}\.seal")
_YEAR = re.compile(r"[0-9]{4}")
_DOCUMENT = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}\.([0-9a-f]{12})\..+")
_SHOWABLE = re.compile(r"[^\x00-\x1f\\]+")


def opening_file(year: int) -> str:
    """The main file a book is read by without this program: ``oppna-2025.beancount``."""
    return f"oppna-{year}.beancount"


def members(workspace: Workspace, books: Books, year: int) -> tuple[Member, ...]:
    """The workspace's own files, by path.

    :raises DocumentError: when a document of the year is missing or altered.
    :raises PathError: when a file cannot be kept under its name.
    """
    found = [
        *_books(workspace, books, year),
        *_documents(workspace, books, year),
        *_all_in(workspace, workspace.rules),
        *_all_in(workspace, workspace.importers),
        *_reports(workspace, year),
    ]
    if wrong := [m.path for m in found if not _can_be_kept(m)]:
        raise PathError([name.encode("unicode_escape").decode("ascii") for name in sorted(wrong)])
    return tuple(sorted(found, key=lambda member: member.path))


def _books(workspace: Workspace, books: Books, year: int) -> Iterator[Member]:
    for book in Book:
        folder = workspace.main_file(book).parent
        files = sorted(Path(name) for name in books.options[book]["include"])
        own = [path for path in files if path.is_relative_to(folder) and _until(path, folder, year)]
        yield from (Member(workspace.relative(path), path) for path in own)
        for path in sorted((folder / FOLDER).glob("*.seal")):
            if (seal := _SEAL.fullmatch(path.name)) and int(seal[1]) <= year:
                yield Member(f"{workspace.relative(folder)}/{FOLDER}/{path.name}", path)
        kept = {path.relative_to(folder).as_posix() for path in own}
        text = readable_main(workspace.main_file(book).read_text(encoding="utf-8"), kept)
        yield Member(f"{workspace.relative(folder)}/{opening_file(year)}", text.encode())


def readable_main(text: str, kept: set[str]) -> str:
    """A main file as plain beancount reads it: without our plugin and pages, and without months that are not there."""
    lines = []
    for line in text.splitlines():
        included = re.fullmatch(r'include "([^"]+)"\s*', line)
        if line.startswith("plugin ") or ' custom "fava-' in line or (included and included[1] not in kept):
            continue
        lines.append(line)
    return "\n".join(lines) + "\n"


def _until(path: Path, folder: Path, year: int) -> bool:
    """Whether a file is no later year's."""
    first = path.relative_to(folder).parts[0]
    return not _YEAR.fullmatch(first) or int(first) <= year


def _documents(workspace: Workspace, books: Books, year: int) -> Iterator[Member]:
    """What the year's vouchers rest on, and what was received during the year."""
    frame = books.postings
    own = frame.loc[(frame["date"].dt.year == year) & (frame["document"] != ""), ["document", "key"]]
    named = dict(reversed(list(own.itertuples(index=False, name=None))))
    wrong = []
    for name, voucher in sorted(named.items()):
        member = Member(DOCUMENTS + name, workspace.documents / name)
        if not (workspace.documents / name).is_file() or _altered(member, name):
            wrong.append((str(voucher), str(name)))
        yield member
    if wrong:
        raise DocumentError(wrong)
    for path in sorted(workspace.documents.glob("*")):
        said = _DOCUMENT.fullmatch(path.name)
        if path.name not in named and path.is_file() and said is not None and int(said[1]) == year:
            yield Member(DOCUMENTS + path.name, path)


def _altered(member: Member, name: str) -> bool:
    said = _DOCUMENT.fullmatch(name)
    return said is not None and not member.digest.startswith(said[2])


def _reports(workspace: Workspace, year: int) -> Iterator[Member]:
    """The reports of the year's periods, and what lies among the reports under no period at all."""
    for path in sorted(workspace.reports.glob("*")):
        if path.is_dir() and _in_year(path.name, year):
            yield from (m for m in _all_in(workspace, path) if not _OURS.fullmatch(m.path.rpartition("/")[2]))


def _in_year(name: str, year: int) -> bool:
    try:
        period = parse_period(name)
    except PeriodError:
        return True
    return period.start.year <= year <= period.end.year


def _all_in(workspace: Workspace, folder: Path) -> Iterator[Member]:
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(workspace.root)
        if (path.is_symlink() or path.is_file()) and not any(part.startswith(".") for part in below.parts):
            yield Member(below.as_posix(), path)


def _can_be_kept(member: Member) -> bool:
    linked = isinstance(member.content, Path) and member.content.is_symlink()
    return not linked and _SHOWABLE.fullmatch(member.path) is not None
