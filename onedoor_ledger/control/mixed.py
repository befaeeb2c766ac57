"""An insats is for individuals or for structures, never both: a mixed one is two (domain.md section 1)."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book, warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.rulebook.model import MeasureKind, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace


def mixed_measures(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Structural measures that plan participations, or that people are counted in."""
    people: dict[str, Posting] = {}
    for posting in of_book(books, Book.PEOPLE):
        people.setdefault(posting.measure, posting)
    for n, measure in enumerate(rules.measures):
        if measure.kind is not MeasureKind.STRUCTURAL:
            continue
        remedy = _("Make it two: what is for individuals, with participations, and what is structural, without.")
        if any(measure.planned.values()):
            yield warning(
                "measure-mixed",
                _("{measure} is structural but plans participations.").format(measure=measure.name),
                rule_place(workspace, "measures.toml", "measure", n, "planned"),
                remedy,
            )
        if (counted := people.get(measure.id)) is not None:
            yield warning(
                "measure-mixed",
                _("{measure} is structural, but people are counted in it.").format(measure=measure.name),
                counted,
                remedy,
            )
