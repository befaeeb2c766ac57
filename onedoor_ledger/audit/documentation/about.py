"""What the document is, which books and series there are, where things lie, who has booked, and with which programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onedoor_ledger.audit.documentation import software
from onedoor_ledger.audit.report import BOOKS
from onedoor_ledger.books.model import Books
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import TITLES
from onedoor_ledger.vouchers.seals import locked
from onedoor_ledger.workspace import Workspace

PURPOSES: Mapping[Book, str] = {
    Book.ASSOCIATION: N_("Bookkeeping under BFL and LKBR: contributions, requisitions, administration, bank."),
    Book.PARTIES: N_("Supporting records, not bookkeeping: what each party bears, and who owes whom."),
    Book.PEOPLE: N_("Supporting records, not bookkeeping: how many persons, never who."),
}
FOLDERS: tuple[tuple[str, str], ...] = (
    (N_("ledger/BOOK/YEAR/MONTH.beancount"), N_("The vouchers of a month, in the order they were registered.")),
    (N_("ledger/BOOK/chart.beancount"), N_("The accounts.")),
    (
        N_("ledger/BOOK/main.beancount"),
        N_("The book's main file: which files belong to it, which controls read it."),
    ),
    (
        N_("ledger/BOOK/seals.beancount"),
        N_("Which months are locked or opened again, when, by whom, the checksum."),
    ),
    (N_("ledger/BOOK/seals/"), N_("What each checksum is taken of: the month's vouchers as plain text.")),
    ("ledger/documents/", N_("Documents as received, named by day and checksum.")),
    ("rules/", N_("Decisions with date and source: parties, measures, accounts, budget, goals, sharing keys.")),
    ("importers/", N_("How the files of others are read: which column means what.")),
    ("reports/", N_("What has been reported, a folder per period.")),
    ("inbox/", N_("What has come and is not booked yet; not part of the archive.")),
)


def sheet(workspace: Workspace, rules: Rulebook, books: Books, year: int) -> Sheet:
    """The first page."""
    return Sheet(
        id="about",
        title=_("The books and the system"),
        subtitle=_("Made by the program from the förbund's own files; nothing in it is written by hand."),
        sections=(
            Section(_("What this is"), tuple(_about(rules, year))),
            Section(_("Books and series"), (_series(books, year), *_numbering())),
            Section(_("Where everything lies"), (_places(), *_keeping(workspace))),
            Section(_("Who has booked"), (_authors(books),)),
            Section(_("Programs"), _programs()),
        ),
    )


def _about(rules: Rulebook, year: int) -> Iterator[Block]:
    association = rules.association
    yield _("{name}, organisation number {orgnr}.").format(name=association.printed, orgnr=association.orgnr)
    yield _(
        "The law (BFL 5:11) asks for system documentation, so that the system can be understood, and for a processing "
        "history, so that what happened to each entry can be followed. Parts 1–6 are the documentation as of the day "
        "this was made; part 7 is the history of {year}."
    ).format(year=year)
    yield _(
        "The books are plain text in files, kept in git: they can be read with any program that shows text. The "
        "program reads them, controls them and appends to them; it never changes or removes what is booked."
    )


@dataclass
class _Booked:
    vouchers: int = 0
    first: str = ""
    last: str = ""

    def add(self, day: str) -> None:
        self.vouchers += 1
        self.first = min(self.first, day) if self.first else day
        self.last = max(self.last, day)


def transactions(books: Books, book: Book) -> Iterator[Any]:
    """The vouchers of a book as beancount's transactions."""
    return (entry for entry in books.entries[book] if type(entry).__name__ == "Transaction")


def _series(books: Books, year: int) -> Table:
    columns = (
        Column("book", _("Ledger")),
        Column("series", _("Series")),
        Column("what", _("What")),
        Column("year", _("Year")),
        Column("n", _("Vouchers"), "count"),
        Column("locked", _("Locked months"), "count"),
    )
    rows = []
    for book in Book:
        numbers = Counter(entry.date.year for entry in transactions(books, book))
        held = Counter(int(month[:4]) for month in locked(books.entries[book]))
        for each in sorted({*numbers, *held, year}):
            cells = {"book": TITLES[book], "series": book.series, "what": _(PURPOSES[book])}
            rows.append(Row({**cells, "year": str(each), "n": numbers[each], "locked": held[each]}))
    return Table("series", _("Books, series and years"), columns, tuple(rows))


def _numbering() -> tuple[str, ...]:
    return (
        _(
            "A voucher's number says in which order it was registered, its date which period it belongs to. Each book "
            "and year has a series of its own that starts at 1 and has no gaps. What is wrong is corrected by a new "
            "voucher that names the one it corrects."
        ),
        _(
            "Each voucher says when it was registered, by whom, the counterparty, and which document and row it rests "
            "on. The order of registration is the grundbok, the order of accounts the huvudbok; both are reports "
            "(onedoor report grundbok, onedoor report huvudbok)."
        ),
    )


def _places() -> Table:
    columns = (Column("place", _("Where")), Column("what", _("What")))
    rows = tuple(Row({"place": _(place), "what": _(what)}) for place, what in FOLDERS)
    return Table("places", _("Folders and files, from the förbund's own folder"), columns, rows)


def _keeping(workspace: Workspace) -> Iterator[str]:
    documents = sum(path.is_file() for path in workspace.documents.glob("*"))
    yield _("Documents kept today: {n}.").format(n=documents)
    yield _(
        "Everything is kept to the end of the seventh year after the year the accounts closed, in the form it was "
        "received, in Sweden (BFL 7:1–7:2). A copy elsewhere is a copy, not the archive."
    )


def _authors(books: Books) -> Block:
    found: dict[tuple[str, Book], _Booked] = {}
    for book in Book:
        for entry in transactions(books, book):
            name = str(entry.meta.get("by") or _("(nobody named)"))
            found.setdefault((name, book), _Booked()).add(str(entry.meta.get("registered") or entry.date))
    if not found:
        return _("Nothing is booked yet.")
    columns = (
        Column("by", _("By")),
        Column("book", _("Ledger")),
        Column("n", _("Vouchers"), "count"),
        Column("first", _("First registered")),
        Column("last", _("Last registered")),
    )
    rows = tuple(
        Row({"by": name, "book": _(BOOKS[book]), "n": own.vouchers, "first": own.first, "last": own.last})
        for (name, book), own in sorted(found.items(), key=lambda item: (item[0][0], list(Book).index(item[0][1])))
    )
    return Table("authors", _("Who has registered vouchers, all years"), columns, rows)


def _programs() -> tuple[Block, ...]:
    columns = (Column("name", _("Program")), Column("version", _("Version")))
    rows = tuple(Row({"name": name, "version": version}) for name, version in software.versions())
    return (
        Table("software", _("Programs and versions on the computer where this was made"), columns, rows),
        _("The source text of {name} has the checksum (SHA-256) {digest}.").format(
            name=software.PACKAGE, digest=software.source_digest()
        ),
    )
