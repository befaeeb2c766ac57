"""Verifieringskedja: from a figure to its rules, its vouchers and what each of those was made from.

One function for every surface: ``onedoor trace`` shows the trail of one figure, a workbook's last sheet that of all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.reporting.model import Figure
from onedoor_ledger.reporting.rule_trail import RuleTrail, rule_trails
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class PostingTrail:
    """A posting behind a figure. ``amount`` is öre, or None for persons, who are told in figures only."""

    key: str
    date: dt.date
    account: str
    text: str
    amount: int | None
    place: str
    """Ledger file and line."""


@dataclass(frozen=True, slots=True)
class DocumentTrail:
    """What a voucher was made from: its document (or where the evidence lies), the row in it and its checksum."""

    key: str
    document: str
    row: str
    digest: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A figure's whole way back."""

    figure: Figure
    rules: tuple[RuleTrail, ...]
    postings: tuple[PostingTrail, ...]
    documents: tuple[DocumentTrail, ...]


class Trails:
    """The books and the rules, looked through once for any number of figures."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self.rules_digest = rules.digest
        self.corrected = {key: by for book in Book for key, by in corrections(books.entries[book]).items()}
        """Vouchers that are corrected, each with those that correct it."""
        self._rules = rule_trails(rules)
        self._evidence = _evidence(books)
        self._postings: dict[str, list[PostingTrail]] = {}
        self._documents: dict[str, dict[DocumentTrail, None]] = {}
        self._shared: dict[str, dict[str, None]] = {}
        self._order: dict[str, int] = {}
        self._read(books)

    def of(self, figure: Figure) -> Trail:
        """The trail of ``figure``: its vouchers', and of the vouchers whose costs those share."""
        keys = self.keys([figure])
        postings = tuple(posting for key in keys for posting in self._postings[key])
        return Trail(figure, self.rules([figure]), postings, self.documents(keys))

    def keys(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """The vouchers behind ``figures`` and those whose costs they share, each once, in the books' order."""
        found = {key for figure in figures for key in figure.provenance.vouchers}
        found |= {source for key in found for source in self._shared.get(key, ())}
        return tuple(sorted((key for key in found if key in self._order), key=self._order.__getitem__))

    def rules(self, figures: Iterable[Figure]) -> tuple[RuleTrail, ...]:
        """The rules behind ``figures``, each once, in the order the figures name them."""
        names = dict.fromkeys(name for figure in figures for name in figure.provenance.rules)
        return tuple(self._rules.get(name, RuleTrail(name)) for name in names)

    def documents(self, keys: Iterable[str]) -> tuple[DocumentTrail, ...]:
        """What the vouchers ``keys`` were made from, one for each document and row; a voucher may name none."""
        return tuple(document for key in keys for document in self._documents.get(key, ()))

    def first(self, key: str) -> PostingTrail:
        """The first posting of voucher ``key``."""
        return self._postings[key][0]

    def _read(self, books: Books) -> None:
        people = Book.PEOPLE.value
        columns = ("key", "date", "account", "payee", "narration", "amount", "book", "file", "lineno")
        more = ("document", "row", "source", "allocates")
        frame = books.postings.loc[books.postings["key"] != "", [*columns, *more]]
        for values in frame.itertuples(index=False, name=None):
            key, date, account, payee, narration, amount, book, file, line, document, row, source, allocates = values
            self._order.setdefault(key, len(self._order))
            text = " · ".join(filter(None, (payee, narration)))
            counted = None if book == people else int(amount)
            posting = PostingTrail(key, date.date(), account, text, counted, f"{file}:{int(line)}")
            self._postings.setdefault(key, []).append(posting)
            lies = document or self._evidence.get(key, "")
            if lies or source:
                self._documents.setdefault(key, {})[DocumentTrail(key, lies, row, source)] = None
            if shared := allocates.partition("/")[0]:
                self._shared.setdefault(key, {})[shared] = None


def _evidence(books: Books) -> dict[str, str]:
    """Where the evidence of vouchers without an archived document lies."""
    return dict(_said(books))


def _said(books: Books) -> Iterator[tuple[str, str]]:
    for book in Book:
        for entry in books.entries[book]:
            if type(entry).__name__ == "Transaction":
                yield f"{entry.date.year}-{entry.meta.get('voucher', '')}", str(entry.meta.get("evidence") or "")
