"""What a control of a book found, in the shape beancount's tools print."""

from __future__ import annotations

from typing import Any, NamedTuple

from onedoor_ledger.texts import _


class BookError(NamedTuple):
    """A rule of the books that an entry or a file breaks. ``source`` holds ``filename`` and ``lineno``."""

    source: dict[str, Any]
    message: str
    entry: Any
    rule: str
    remedy: str = ""


def named(entry: Any) -> str:  # noqa: ANN401 - any directive of beancount's
    """How a message names a voucher: its number if it has one, else its day and text."""
    voucher = entry.meta.get("voucher")
    return str(voucher) if voucher else _("{day} “{text}”").format(day=entry.date, text=entry.narration or "")
