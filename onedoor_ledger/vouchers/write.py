"""The one way into the books: registered vouchers, their documents and reports, in one transaction.

Contract: contracts.md section 2. Either everything is written and committed or nothing is, under the workspace
lock; the same vouchers always give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Archived, Book, Voucher
from onedoor_ledger.vouchers import archive as documents
from onedoor_ledger.vouchers import errors, layout, lock, text, transaction
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace, month_file

_RULES = "rules/"
_NUMBER = re.compile(r'^  voucher: "[VPD]([1-9][0-9]*)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """What a write left behind."""

    files: tuple[str, ...]
    """Files written or removed, sorted, relative to the workspace."""
    commit: str | None
    """The commit's id; None without a repository, with ``commit = false``, or when git had nothing new."""


def book(
    workspace: Workspace,
    vouchers: Sequence[Voucher],
    archive: Sequence[Archived] = (),
    *,
    message: str,
    commit: bool,
    reports: Mapping[str, bytes] | None = None,
    remove: Sequence[Path] = (),
) -> Written:
    """Book registered vouchers, in the order of their numbers.

    :param archive: documents to keep; one that is there already, with the same bytes, is left alone.
    :param message: the commit's message, ``import: V401–V463``.
    :param commit: whether to commit, and to refuse when the books' files hold uncommitted edits.
    :param reports: report files by path relative to the workspace (``reports/2026-Q3/…``); they may differ from
        what is committed, as they can be made again. Files of ``rules/`` among them may not: somebody wrote them.
    :param remove: files that leave with this write (inbox files that are now archived).
    :raises MissingBookError: when a book to write in has no main file.
    :raises BusyError: when another writer has the workspace.
    :raises DirtyFilesError: when a file to change holds uncommitted edits.
    :raises NotRegisteredError: when the numbers do not follow on the book's last one.
    :raises UnreadableFileError: when a file to append to is no text.
    :raises WriteFailedError, GitError: when the disk or git refuses; nothing is then changed.
    """
    with lock.hold(workspace):
        books = _book_files(workspace, vouchers)
        kept = _documents(workspace, archive)
        files = {**books, **kept, **(reports or {})}
        _inside(files)
        removed = [workspace.relative(path) for path in remove]
        if commit:
            _clean(workspace, (*books, *kept, *(name for name in reports or {} if name.startswith(_RULES))))
        by = next((voucher.by for voucher in vouchers if voucher.by), "")
        done = transaction.run(
            workspace, files, removed, transaction.Commit(message, by) if commit and (files or removed) else None
        )
        return Written(tuple(sorted({*files, *removed})), done)


def _book_files(workspace: Workspace, vouchers: Sequence[Voucher]) -> dict[str, bytes]:
    """New contents of the month files and, where a month is new, of the main files."""
    files: dict[str, bytes] = {}
    for which in Book:
        own = sorted((v for v in vouchers if v.book is which), key=lambda v: (v.date.year, v.number or 0))
        if own:
            files.update(_one_book(workspace, which, own))
    return files


def _one_book(workspace: Workspace, which: Book, vouchers: Sequence[Voucher]) -> dict[str, bytes]:
    main = workspace.main_file(which)
    if not main.is_file():
        raise MissingBookError(workspace.relative(main))
    for year, own in groupby(vouchers, key=lambda voucher: voucher.date.year):
        _follows(workspace, which, f"{year:04d}", tuple(own))
    included = before = _text(workspace, main)
    months: dict[str, str] = {}
    for voucher, rendered in zip(vouchers, text.render_batch(vouchers), strict=True):
        if voucher.balance:
            raise errors.UnbalancedError(voucher)
        name = month_file(voucher.date)
        if name not in months:
            path = main.parent / name
            months[name] = _text(workspace, path) if path.exists() else layout.month_text(which)
            included = layout.with_month(included, name)
        months[name] = layout.appended(months[name], rendered)
    folder = workspace.relative(main.parent)
    files = {f"{folder}/{name}": content.encode() for name, content in months.items()}
    if included != before:
        files[workspace.relative(main)] = included.encode()
    return files


def _follows(workspace: Workspace, which: Book, year: str, vouchers: Sequence[Voucher]) -> None:
    """See that the numbers follow on the year's last one; somebody else may have booked since they were given."""
    files = (workspace.main_file(which).parent / year).glob("*.beancount")
    booked = (int(number) for path in files for number in _NUMBER.findall(_text(workspace, path)))
    expected = 1 + max(booked, default=0)
    given = [voucher.number for voucher in vouchers]
    if given != list(range(expected, expected + len(given))):
        raise errors.NotRegisteredError(which, expected, [errors.describe(voucher) for voucher in vouchers])


def _text(workspace: Workspace, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise errors.UnreadableFileError(workspace.relative(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise errors.UnreadableFileError(workspace.relative(path), _("it is not UTF-8 text")) from error


def _documents(workspace: Workspace, archive: Iterable[Archived]) -> dict[str, bytes]:
    """The documents that are not there yet."""
    files: dict[str, bytes] = {}
    for document in archive:
        name = documents.document_name(document)
        path = workspace.documents / name
        if not path.exists():
            files[workspace.relative(path)] = document.content
        elif path.read_bytes() != document.content:
            raise errors.DocumentClashError(name)
    return files


def _clean(workspace: Workspace, paths: Iterable[str]) -> None:
    repository = Repository.around(workspace.root)
    if repository is None:
        return
    there = [path for path in paths if (workspace.root / path).exists()]
    if dirty := repository.uncommitted(there):
        raise errors.DirtyFilesError(dirty)


def _inside(files: Iterable[str]) -> None:
    for file in files:
        path = PurePosixPath(file)
        if path.is_absolute() or ".." in path.parts or "\\" in file:
            raise ValueError(f"{file} lies outside the workspace")
