"""The one place that touches Fava's internals: its list of ledgers, the ledger of a request, what it watches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fava.context import g
from fava.core import FavaLedger
from flask import current_app

from onedoor_ledger.voucher import Book


def all_ledgers() -> Mapping[str, FavaLedger]:
    """Every ledger this process serves, by slug. Fava would wait for ever if a hook asked while it loads a file."""
    return dict(current_app.config["LEDGERS"].items())


def current() -> FavaLedger:
    """The ledger of this request."""
    return g.ledger


def is_chosen() -> bool:
    """Whether the request names one of the ledgers."""
    return bool(g.beancount_file_slug)


def current_main_file() -> Path:
    """The main file of this request's ledger."""
    return Path(g.ledger.beancount_file_path)


def current_book() -> Book:
    """Which of the three books this request is about: the folder its main file lies in."""
    return Book(current_main_file().parent.name)


def slug_of(book: Book) -> str | None:
    """The part of the address that means ``book``; None when it is not served."""
    for slug, ledger in all_ledgers().items():
        if Path(ledger.beancount_file_path).parent.name == book.value:
            return slug
    return None


def refresh() -> None:
    """Make every served ledger notice changed files; Fava itself asks only for the one on the screen."""
    for ledger in all_ledgers().values():
        ledger.changed()


def notice(paths: Iterable[Path]) -> None:
    """Tell Fava at once that ``paths`` were written, instead of when its watcher finds out, and read them."""
    for path in paths:
        for ledger in all_ledgers().values():
            ledger.watcher.notify(path)
    refresh()
