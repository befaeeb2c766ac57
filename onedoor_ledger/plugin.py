"""Check that a book is one of a förbund's three, and sound (contracts.md section 1).

The configuration names the book::

    plugin "onedoor_ledger.plugin" "association"

An entry like this one::

    2026-09-30 * "Granåsa kommun" "Rekvisition MIA"
      voucher: "V412"
      registered: "2026-10-14"
      Kostnader:Insatser:I01-MIA                                       640000.5 SEK
      Skulder:Rekvisition:Granåsa                                     -640000.5 SEK

is reported, here because an amount has exactly two decimals. What is checked, and the words, are in
:mod:`onedoor_ledger.control.book`. Entries are not changed but for one thing that Fava shows: a correction and the
voucher it corrects share a link (:mod:`onedoor_ledger.control.both_sides`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onedoor_ledger.control import book as controls
from onedoor_ledger.control import both_sides
from onedoor_ledger.control.violation import BookError
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

__plugins__ = ("check_book",)


def check_book(
    entries: list[Any], options_map: Mapping[str, Any], config: str = ""
) -> tuple[list[Any], list[BookError]]:
    """Report what is wrong in the book that ``config`` names.

    Args:
      entries: A list of directives.
      options_map: A parser options dict.
      config: The book's name: ``association``, ``parties`` or ``people``.

    Returns:
      The entries, and a list of errors.
    """
    if config not in set(Book):
        source = {"filename": options_map.get("filename", ""), "lineno": 0}
        message = _("“{book}” is none of the three books.").format(book=config)
        remedy = _("Write in the main file: {line}").format(line='plugin "onedoor_ledger.plugin" "association"')
        return entries, [_told(BookError(source, message, None, "plugin-book", remedy))]
    found = [_told(error) for error in controls.findings(entries, Book(config), options_map)]
    return both_sides.linked(entries), found


def _told(error: BookError) -> BookError:
    """The error as bean-check and Fava print it, which show a message and nothing else: what to do stands in it."""
    return error._replace(message=f"{error.message} {error.remedy}")
