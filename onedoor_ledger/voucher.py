"""What is booked: a voucher of one book, as it will stand in the ledger.

Contract: contracts.md section 1. Everything is plain text and whole numbers; no beancount here.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

NO_META: Mapping[str, str] = MappingProxyType({})


def voucher_key(reference: str, year: int) -> str:
    """The unique key of a voucher named in metadata: ``V412`` means the naming voucher's own year.

    ``corrects``, ``reverses`` and ``allocates`` write ``2025-V412`` when the other voucher's year is another.
    """
    return reference if "-" in reference else f"{year}-{reference}"


class Book(StrEnum):
    """The three books, each a beancount ledger of its own."""

    ASSOCIATION = "association"
    PARTIES = "parties"
    PEOPLE = "people"

    @property
    def series(self) -> str:
        """The letter before a voucher's number in this book."""
        return {"association": "V", "parties": "P", "people": "D"}[self.value]

    @property
    def unit(self) -> str:
        """The one commodity of the book."""
        return "PERSONER" if self is Book.PEOPLE else "SEK"


META_ORDER = (
    "voucher",
    "registered",
    "event",
    "service",
    "by",
    "source",
    "row",
    "identity",
    "document",
    "evidence",
    "corrects",
    "reverses",
    "estimate",
    "accrual",
    "asked",
    "reason",
    "reference",
    "party",
    "measure",
    "site",
    "sex",
    "counterparty",
    "financed_by",
    "rule",
    "version",
    "allocates",
    "exact",
)
"""Keys the engine writes, in the order they stand in the text. All values are quoted strings; unknown keys follow
in alphabetical order."""

REFERENCES = frozenset({"corrects", "reverses", "allocates"})
"""Keys that name another voucher: ``V388`` of the same accounting year, else ``2025-V388``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One posting: debit positive, credit negative; whole öre, or whole persons in the people book."""

    account: str
    amount: int
    meta: Mapping[str, str] = field(default_factory=lambda: NO_META)


@dataclass(frozen=True, slots=True)
class Archived:
    """A source document to keep as received: its content and the name it arrived under."""

    name: str
    content: bytes
    received: dt.date


@dataclass(frozen=True, slots=True)
class Voucher:
    """A business event ready to be booked. ``number`` is None until the writer registers it.

    ``meta`` holds what contracts.md section 1 lists except ``voucher``, ``registered`` and ``by``, which the
    writer sets. ``document`` names a file under ``ledger/documents/``.
    """

    book: Book
    date: dt.date
    narration: str
    lines: tuple[Line, ...]
    payee: str | None = None
    flag: str = "*"
    meta: Mapping[str, str] = field(default_factory=lambda: NO_META)
    number: int | None = None
    registered: dt.date | None = None
    by: str | None = None

    @property
    def id(self) -> str:
        """``V412``: the number in its book's series of the accounting year. Only a registered voucher has one."""
        if self.number is None:
            raise ValueError("not registered yet")
        return f"{self.book.series}{self.number}"

    @property
    def key(self) -> str:
        """``2026-V412``: unique over all years, since each book starts a gapless series every accounting year."""
        return f"{self.date.year}-{self.id}"

    @property
    def full_meta(self) -> dict[str, str]:
        """All of a registered voucher's metadata as the ledger holds it, number, day and author included."""
        if self.registered is None:
            raise ValueError("not registered yet")
        own = {"voucher": self.id, "registered": self.registered.isoformat(), "by": self.by or self.meta.get("by", "")}
        return self._written({**self.meta, **own})

    def line_meta(self, line: Line) -> dict[str, str]:
        """The metadata of one of the voucher's lines as the ledger holds it."""
        return self._written(line.meta)

    def _written(self, meta: Mapping[str, str]) -> dict[str, str]:
        return {key: self._short(key, value) for key, value in clean_meta(meta).items()}

    def _short(self, key: str, value: str) -> str:
        return value.removeprefix(f"{self.date.year}-") if key in REFERENCES else value

    @property
    def balance(self) -> int:
        """Sum of the lines: zero for every voucher the writer takes."""
        return sum(line.amount for line in self.lines)


_REPLACED = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd", "Cf": ""}
"""Characters, by Unicode category, that would break a line, cannot be encoded, or make a text show in another order
than it stands in (bidirectional controls)."""
_ALLOWED_FORMAT = frozenset("\u200c\u200d")
"""Format characters that some languages' spelling needs."""


def clean(text: str) -> str:
    """``text`` as the ledger can hold it: NFC, on one line, no control characters, no spaces at its ends.

    Whatever is compared with what the books say (an identity, a reference) is cleaned first.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_safe, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))
    return text.strip()


def clean_meta(meta: Mapping[str, str]) -> dict[str, str]:
    """``meta`` as the ledger holds it: every value cleaned, empty ones left out."""
    return {key: cleaned for key, value in meta.items() if (cleaned := clean(value))}


def _safe(character: str) -> str:
    replacement = _REPLACED.get(unicodedata.category(character))
    return character if replacement is None or character in _ALLOWED_FORMAT else replacement
