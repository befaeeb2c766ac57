"""The books as tables that any program opens: grundbok, huvudbok and accounts with balances, a CSV file each per book.

The layout is described in the package itself (:func:`description`), column by column; a voucher's row here is the
posting in the ledger's text, no more and no less.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onedoor_ledger.archiving.member import Member
from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import ROOTS, TITLES

FOLDER = "tabeller/"
_FORMULA = tuple("=+-@\t\r")
GRUNDBOK: Mapping[str, str] = {
    "registrerad": "dag då verifikationen registrerades",
    "verifikation": "år och nummer i bokens serie, i den ordning de registrerades",
    "post": "postens ordning i verifikationen, från 0",
    "datum": "dagen som avgör vilken period posten hör till",
    "handelse": "dag då händelsen inträffade, när den är en annan",
    "konto": "kontonummer (Kommun-Bas)",
    "kontonamn": "kontots namn i boken",
    "debet": "belopp i kronor med två decimaler; i deltagarboken antal personer",
    "kredit": "likadant",
    "motpart": "den som betalade eller fick betalt",
    "text": "vad händelsen gäller",
    "part": "part som posten gäller, id enligt rules/parties.toml",
    "insats": "insats, id enligt rules/measures.toml",
    "plats": "gemensam ingång, id enligt rules/parties.toml",
    "avser": "period som posten avser, när den är en annan än datumets",
    "bokford_av": "vem som registrerade",
    "underlag": "underlagets namn i ledger/documents/, annars var underlaget finns",
    "kalla": "underlagets kontrollsumma (SHA-256)",
    "rad": "rad i underlaget",
    "rattar": "verifikation som denna rättar",
    "rattad_av": "verifikationer som rättar denna, till och med årets slut",
    "orsak": "varför rättelsen gjordes",
}
HUVUDBOK: Mapping[str, str] = {
    "konto": "kontonummer (Kommun-Bas)",
    "kontonamn": "kontots namn i boken",
    "slag": "ingående, post eller utgående",
    "datum": "postens datum",
    "verifikation": "år och nummer",
    "post": "postens ordning i verifikationen, från 0",
    "text": "motpart och text",
    "debet": "belopp i kronor med två decimaler; i deltagarboken antal personer",
    "kredit": "likadant",
    "saldo": "kontots saldo efter posten, debet minus kredit",
}
KONTON: Mapping[str, str] = {
    "konto": "kontonummer (Kommun-Bas)",
    "kontonamn": "kontots namn i boken",
    "upplagt": "dag då kontot lades upp",
    "avslutat": "dag då kontot avslutades",
    "part": "part som kontot gäller",
    "insats": "insats som kontot gäller",
    "plats": "gemensam ingång som kontot gäller",
    "ingaende": "saldo vid årets början, debet minus kredit; intäkter och kostnader börjar på noll",
    "debet": "årets debet",
    "kredit": "årets kredit",
    "utgaende": "saldo vid årets slut",
}
TABLES: Mapping[str, Mapping[str, str]] = {"grundbok": GRUNDBOK, "huvudbok": HUVUDBOK, "konton": KONTON}


@dataclass(frozen=True, slots=True)
class _Posting:
    """A posting up to the year's end, with what its voucher says."""

    said: Mapping[str, Any]
    voucher: Mapping[str, str]

    @property
    def amount(self) -> int:
        return int(self.said["amount"])

    @property
    def order(self) -> tuple[Any, ...]:
        said = self.said
        return str(said["registered"]), int(said["year"]), int(said["number"]), int(said["posting"])


def of_year(books: Books, year: int) -> Iterator[Member]:
    """Every table of every book for ``year``; what comes after the year is not looked at."""
    for book in Book:
        postings = _postings(books, book, year)
        corrected = corrections(entry for entry in books.entries[book] if entry.date.year <= year)
        inside = [posting for posting in postings if posting.said["date"].year == year]
        accounts = sorted(books.charts[book].values(), key=lambda account: (account.konto or "9999", account.name))
        rows = {
            "grundbok": _grundbok(inside, book, corrected),
            "huvudbok": _huvudbok(accounts, postings, book, year),
            "konton": _konton(accounts, postings, book, year),
        }
        for name, columns in TABLES.items():
            yield Member(f"{FOLDER}{book.value}-{name}.csv", as_csv(list(columns), rows[name]))


def description() -> str:
    """What each table and column holds."""
    lines = [
        "TABELLERNA",
        "",
        "En fil per bok och tabell. Tecken: UTF-8 med inledande märke (BOM). En rad per post, CRLF sist på raden.",
        "Semikolon mellan kolumnerna, första raden är kolumnernas namn. Ett värde med semikolon, citattecken eller",
        "radslut står inom citattecken, och ett citattecken inuti skrivs dubbelt (RFC 4180).",
        "Belopp: decimalkomma, två decimaler, inga tusentalstecken, minus före. Datum: ÅÅÅÅ-MM-DD.",
        "En text som börjar med = + - @ eller tab har en apostrof framför sig, så att ingen räknar på den.",
        "Årets resultat bokförs inte på eget kapital: eget kapital vid årets början är saldot på konto 20xx och summan",
        "av tidigare års intäkter och kostnader.",
        "",
        *(f"{book.value}: {TITLES[book]}, serie {book.series}" for book in Book),
    ]
    for name, columns in TABLES.items():
        lines += ["", f"BOK-{name}.csv", *(f"  {column:<14}{said}" for column, said in columns.items())]
    return "\n".join(lines) + "\n"


def as_csv(head: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table as the package's CSV: see :func:`description`."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, head, delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def plain(word: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{word}" if word.startswith(_FORMULA) else word


def _postings(books: Books, book: Book, year: int) -> list[_Posting]:
    frame = books.postings
    own = frame.loc[(frame["book"] == book.value) & (frame["date"].dt.year <= year)]
    columns = list(own.columns)
    said = {
        f"{entry.date.year}-{entry.meta.get('voucher', '')}": {key: str(value) for key, value in entry.meta.items()}
        for entry in books.entries[book]
        if type(entry).__name__ == "Transaction"
    }
    found = []
    for values in own.itertuples(index=False, name=None):
        row = dict(zip(columns, values, strict=True))
        found.append(_Posting(row, said.get(row["key"], {})))
    return sorted(found, key=lambda posting: posting.order)


def _grundbok(
    postings: Sequence[_Posting], book: Book, corrected: Mapping[str, tuple[str, ...]]
) -> Iterator[dict[str, str]]:
    for posting in postings:
        said, voucher = posting.said, posting.voucher
        yield {
            "registrerad": said["registered"],
            "verifikation": said["key"],
            "post": str(said["posting"]),
            "datum": said["date"].date().isoformat(),
            "handelse": plain(voucher.get("event", "")),
            "konto": said["konto"],
            "kontonamn": said["account"],
            **_sides(posting.amount, book),
            "motpart": plain(said["payee"]),
            "text": plain(said["narration"]),
            "part": said["party"],
            "insats": said["measure"],
            "plats": said["site"],
            "avser": plain(said["service"]),
            "bokford_av": plain(voucher.get("by", "")),
            "underlag": plain(said["document"] or voucher.get("evidence", "")),
            "kalla": said["source"].removeprefix("sha256:"),
            "rad": plain(said["row"]),
            "rattar": said["corrects"],
            "rattad_av": ", ".join(corrected.get(said["key"], ())),
            "orsak": plain(voucher.get("reason", "")),
        }


def _huvudbok(
    accounts: Sequence[Account], postings: Sequence[_Posting], book: Book, year: int
) -> Iterator[dict[str, str]]:
    by_account = _by_account(postings)
    for account in accounts:
        own = by_account.get(account.name, [])
        balance = _opening(account.name, own, book, year)
        head = {"konto": account.konto, "kontonamn": account.name}
        yield {**head, "slag": "ingående", "saldo": amount(balance, book)}
        for posting in (each for each in own if each.said["date"].year == year):
            said = posting.said
            balance += posting.amount
            yield {
                **head,
                "slag": "post",
                "datum": said["date"].date().isoformat(),
                "verifikation": said["key"],
                "post": str(said["posting"]),
                "text": plain(" · ".join(filter(None, (said["payee"], said["narration"])))),
                **_sides(posting.amount, book),
                "saldo": amount(balance, book),
            }
        yield {**head, "slag": "utgående", "saldo": amount(balance, book)}


def _konton(
    accounts: Sequence[Account], postings: Sequence[_Posting], book: Book, year: int
) -> Iterator[dict[str, str]]:
    by_account = _by_account(postings)
    for account in accounts:
        own = by_account.get(account.name, [])
        opening = _opening(account.name, own, book, year)
        moved = [posting.amount for posting in own if posting.said["date"].year == year]
        yield {
            "konto": account.konto,
            "kontonamn": account.name,
            "upplagt": account.opened.isoformat(),
            "avslutat": account.closed.isoformat() if account.closed else "",
            "part": account.party,
            "insats": account.measure,
            "plats": account.site,
            "ingaende": amount(opening, book),
            "debet": amount(sum(each for each in moved if each > 0), book),
            "kredit": amount(-sum(each for each in moved if each < 0), book),
            "utgaende": amount(opening + sum(moved), book),
        }


def _by_account(postings: Iterable[_Posting]) -> dict[str, list[_Posting]]:
    """Postings by account, each account's by day."""
    found: dict[str, list[_Posting]] = {}
    for posting in postings:
        found.setdefault(posting.said["account"], []).append(posting)
    return {name: sorted(own, key=lambda each: (each.said["date"], each.order)) for name, own in found.items()}


def _opening(account: str, own: Iterable[_Posting], book: Book, year: int) -> int:
    """What earlier years left; nothing of what starts anew each year."""
    if account.startswith(tuple(f"{root}:" for root in ROOTS[book][3:])):
        return 0
    return sum(posting.amount for posting in own if posting.said["date"].year < year)


def _sides(value: int, book: Book) -> dict[str, str]:
    return {"debet": amount(value, book)} if value >= 0 else {"kredit": amount(-value, book)}


def amount(value: int, book: Book) -> str:
    """Öre as ``1234,50``; persons as they are."""
    if book is Book.PEOPLE:
        return str(value)
    kronor, ore = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{kronor},{ore:02d}"
