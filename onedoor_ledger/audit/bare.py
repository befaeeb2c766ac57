"""A ledger read without running anything it names: no plugin, no file outside its folder (contracts.md section 8).

beancount's own loader imports whatever module a ``plugin`` line names. Here files are only parsed, their includes
followed by hand, the entries booked, and beancount's and our own controls called directly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from onedoor_ledger.control import book as controls
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


class IncludeError(NamedTuple):
    """An include that was not followed."""

    source: dict[str, Any]
    message: str
    entry: None
    rule: str
    remedy: str


def read(main: Path) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """One ledger's directives by date, what is wrong, and its options; as :func:`onedoor_ledger.books.load.read`."""
    entries, errors, options = booked(main)
    errors += controls.findings(entries, Book(main.parent.name), options)
    return entries, errors, options


def booked(main: Path) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """The same with beancount's own controls alone."""
    from beancount.core.data import entry_sortkey
    from beancount.ops import balance, validation
    from beancount.parser import booking

    parsed, errors, options = _parsed(main)
    parsed.sort(key=entry_sortkey)
    entries, wrong = booking.book(parsed, options)  # type: ignore[no-untyped-call]
    errors += wrong
    entries, wrong = balance.check(entries, options)  # type: ignore[no-untyped-call]
    errors += wrong
    errors += validation.validate(entries, options)  # type: ignore[no-untyped-call]
    return entries, errors, options


def _parsed(main: Path) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """The directives of a main file and of everything it includes, not booked."""
    from beancount.parser import parser

    folder = main.parent.resolve()
    entries: list[Any] = []
    errors: list[Any] = []
    options: dict[str, Any] = {}
    seen: list[str] = []
    todo = [main.resolve()]
    while todo:
        path = todo.pop(0)
        found, wrong, own = parser.parse_file(str(path))
        entries += found
        errors += wrong
        options = options or own
        seen.append(str(path))
        for name in own["include"]:
            target = (path.parent / name).resolve()
            if not target.is_relative_to(folder) or not target.is_file():
                errors.append(_not_included(path, name))
            elif str(target) not in seen and target not in todo:
                todo.append(target)
    options["include"] = seen
    return entries, errors, options


def _not_included(path: Path, name: str) -> IncludeError:
    return IncludeError(
        {"filename": str(path), "lineno": 1},
        _("The included file {what} does not exist.").format(what=name),
        None,
        "include-missing",
        _("Only files of the book's own folder are read."),
    )
