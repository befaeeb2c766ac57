"""The three ledgers, read once: beancount's directives and one frame of whole numbers."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onedoor_ledger.books import frame
from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.books.loader_words import explained
from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.errors import Finding, Place, Severity, UserErrors
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

Reader = Callable[[Path], tuple[list[Any], list[Any], dict[str, Any]]]
"""Reads a main file: directives by date, what is wrong, options."""


def load(workspace: Workspace, reader: Reader | None = None) -> Books:
    """Read the books of ``workspace``. What beancount and the plugin find wrong are findings, not exceptions.

    Garbage collection is held off meanwhile (a quarter of the time) and beancount's pickle cache is neither read
    nor written: it does not see what a plugin would say, and a pickle beside the books runs code.

    :param reader: reads one ledger in another way than beancount's loader does, which runs what the ledger names.
    :raises MissingBookError: when a book has no main file (several: UserErrors).
    """
    one = reader or read
    mains = {book: workspace.main_file(book) for book in Book}
    if missing := [MissingBookError(workspace.relative(path)) for path in mains.values() if not path.is_file()]:
        raise missing[0] if len(missing) == 1 else UserErrors([*missing])
    root = str(workspace.root) + os.sep
    rows = frame.Rows()
    charts: dict[Book, dict[str, Account]] = {}
    entries: dict[Book, list[Any]] = {}
    options: dict[Book, dict[str, Any]] = {}
    findings: list[Finding] = []
    with without_collecting():
        for book, main in mains.items():
            entries[book], errors, options[book] = one(main)
            charts[book] = frame.accounts(book, entries[book])
            rows.add(book, transactions(entries[book]), charts[book], root)
            findings += (_finding(workspace, error) for error in errors)
        postings = rows.frame()
    return Books(postings, charts, entries, tuple(findings), options)


def read(main: Path) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """One ledger: its directives by date, what beancount and its plugins found, its options."""
    from beancount import loader

    loader.initialize(use_cache=False)
    return loader.load_file(str(main))


def transactions(entries: Iterable[Any]) -> Iterator[Any]:
    """The transactions among ``entries``."""
    from beancount.core.data import Transaction

    return (entry for entry in entries if isinstance(entry, Transaction))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold garbage collection off inside the block: nothing there makes cycles worth finding."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _finding(workspace: Workspace, error: Any) -> Finding:  # noqa: ANN401 - every plugin has a class of its own
    source = error.source or {}
    filename, lineno = str(source.get("filename") or ""), source.get("lineno") or None
    known = bool(filename) and not filename.startswith("<")
    place = Place(workspace.relative(Path(filename)), lineno) if known else None
    meta = getattr(error.entry, "meta", None) or {}
    message, remedy = explained(str(error.message))
    if own := str(getattr(error, "remedy", "")):
        message, remedy = message.removesuffix(own).rstrip(), own
    return Finding(
        rule=getattr(error, "rule", "beancount"),
        severity=Severity.ERROR,
        message=message,
        place=place,
        remedy=remedy,
        voucher=str(meta["voucher"]) if meta.get("voucher") else None,
    )
