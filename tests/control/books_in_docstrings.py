"""Ledgers that stand in a test's docstring, read with the plugin as bean-check and Fava read them."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from beancount import loader
from beancount.core import data

from onedoor_ledger.control.violation import BookError
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import layout

Loaded = tuple[list[data.Directive], list[Any]]


def loaded(book: Book, text: str) -> Loaded:
    """The entries and errors of a book whose main file ends with ``text``."""
    main = layout.main_text(book, "Liten", year=2024).split("include")[0]
    entries, errors, _options = loader.load_string(main + textwrap.dedent(text))
    return entries, errors


def rules(book: Book, text: str) -> list[str]:
    """The rules that the plugin says are broken."""
    return [error.rule for error in loaded(book, text)[1] if isinstance(error, BookError)]


def in_docstring(book: Book) -> Callable[[Callable[[Any, list[str]], None]], Callable[[Any], None]]:
    """Give a test method the broken rules of the ledger in its docstring."""

    def decorate(test: Callable[[Any, list[str]], None]) -> Callable[[Any], None]:
        def run(self: Any) -> None:
            test(self, rules(book, inspect.getdoc(test) or ""))

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return decorate
