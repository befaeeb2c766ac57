"""Files of a book: the header that each must start with, options nobody would hear, months left out.

beancount drops options of included files without a word, and reads no month file that no line includes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import ROOT_OPTIONS, ROOTS, header, is_month_file
from onedoor_ledger.workspace import month_file

if TYPE_CHECKING:
    from beancount.core.data import Transaction

_UNHEARD = re.compile(r"^(option|plugin|include|pushtag|pushmeta)\b.*", re.MULTILINE)


def wrong_options(options: Mapping[str, Any], book: Book) -> Iterator[BookError]:
    """Options of the main file that are not the book's: its roots, its tolerance, its unit."""
    source = _at(str(options.get("filename", "")), 1)
    wanted: dict[str, tuple[Any, Any]] = {
        name: (options.get(name), root) for name, root in zip(ROOT_OPTIONS, ROOTS[book], strict=True)
    }
    wanted["tolerance_multiplier"] = (options.get("tolerance_multiplier"), Decimal(0))
    wanted["operating_currency"] = (options.get("operating_currency"), [book.unit])
    for name, (found, right) in wanted.items():
        if found != right:
            value = right[0] if isinstance(right, list) else right
            yield BookError(
                source,
                _("The option “{name}” is not what this book needs.").format(name=name),
                None,
                "option-wrong",
                _("Write in the main file: {line}").format(line=f'option "{name}" "{value}"'),
            )


def wrong_files(options: Mapping[str, Any], book: Book) -> Iterator[BookError]:
    """Included files without the header or with options of their own, and month files that nothing includes."""
    main = Path(str(options.get("filename", "")))
    if not main.is_file():
        return
    included = {Path(name) for name in options.get("include", ())}
    for path in sorted(included | {main}):
        yield from _wrong_text(path, book, is_main=path == main)
    for path in sorted(main.parent.glob("[0-9]*/*.beancount")):
        name = path.relative_to(main.parent).as_posix()
        if is_month_file(name) and path not in included:
            yield BookError(
                _at(str(path), 1),
                _("The month file {name} is not included, so its vouchers are not in the books.").format(name=name),
                None,
                "month-not-included",
                _("Write in the main file: {line}").format(line=f'include "{name}"'),
            )


def misplaced(transactions: Iterable[Transaction], options: Mapping[str, Any]) -> Iterator[BookError]:
    """Vouchers that stand in another file than their accounting month's."""
    main = Path(str(options.get("filename", "")))
    if not main.is_file():
        return
    folder = f"{main.parent.as_posix()}/"
    right: dict[tuple[str, int, int], str] = {}
    for transaction in transactions:
        day, filename = transaction.date, transaction.meta["filename"]
        where = (filename, day.year, day.month)
        if where not in right:
            stands = str(filename).replace("\\", "/").removeprefix(folder)
            right[where] = "" if stands == month_file(day) else month_file(day)
        if belongs := right[where]:
            yield BookError(
                transaction.meta,
                _("{voucher} is dated {day} and belongs in {file}.").format(
                    voucher=named(transaction), day=transaction.date, file=belongs
                ),
                transaction,
                "voucher-misplaced",
                _("The date decides the file: restore both from git."),
            )


def _wrong_text(path: Path, book: Book, *, is_main: bool) -> Iterator[BookError]:
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    expected = header(book).rstrip("\n")
    if not text.startswith(expected):
        yield BookError(
            _at(str(path), 1),
            _("The file does not start with the five option lines of its book."),
            None,
            "header-wrong",
            _("Every file of a book starts with them; copy them from its main file."),
        )
    if is_main:
        return
    own = set(expected.splitlines())
    for found in _UNHEARD.finditer(text):
        if found[0] not in own:
            yield BookError(
                _at(str(path), text.count("\n", 0, found.start()) + 1),
                _("“{word}” has no place in an included file.").format(word=found[1]),
                None,
                "option-unheard",
                _("Move the line to the book's main file, or remove it."),
            )


def _at(filename: str, lineno: int) -> dict[str, Any]:
    return {"filename": filename, "lineno": lineno}
