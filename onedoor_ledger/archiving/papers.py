"""What is written for the package alone: how to read it, the seals, the documents, git's history. Always Swedish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from onedoor_ledger.archiving.contents import DOCUMENTS, opening_file
from onedoor_ledger.archiving.member import Member
from onedoor_ledger.archiving.persons import Found
from onedoor_ledger.archiving.tables import as_csv, plain
from onedoor_ledger.audit.commits import Commit
from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import TITLES
from onedoor_ledger.vouchers.seals import Joint, held_in, joints, links

READ_ME = "LÄS-MIG.txt"
_DOCUMENT_COLUMNS = ("underlag", "verifikationer", "byte", "sha256", "personnummer")


@dataclass(frozen=True, slots=True)
class Made:
    """What the reader is told about how the package was made."""

    rules: Rulebook
    year: int
    today: dt.date
    documents: Mapping[str, Found]
    """By name, whether each document holds person numbers."""
    unlocked: tuple[str, ...]
    reason: str
    """Why months are not locked, and who says so; '' when all are."""


def read_me(made: Made) -> str:
    """``LÄS-MIG.txt``."""
    text = (resources.files("onedoor_ledger.archiving") / "las-mig.txt").read_text(encoding="utf-8")
    association = made.rules.association
    return text.format(
        association=association.printed,
        orgnr=association.orgnr,
        year=made.year,
        today=made.today.isoformat(),
        opening=opening_file(made.year),
        documents=len(made.documents),
        locking="\n".join(_locking(made)),
        persons="\n".join(_persons(made.documents)),
    )


def _locking(made: Made) -> Iterator[str]:
    if not made.unlocked:
        yield f"Alla månader i {made.year} som har bokföring är låsta."
        return
    yield "OBSERVERA: dessa månader är INTE låsta: " + ", ".join(made.unlocked) + "."
    yield f"Skäl: {made.reason}"


def _persons(documents: Mapping[str, Found]) -> Iterator[str]:
    holding = [name for name, found in documents.items() if found is Found.YES]
    unsearched = sum(found is Found.NOT_SEARCHED for found in documents.values())
    if not holding:
        yield "Inget av de underlag som gick att söka igenom innehåller personnummer."
    else:
        yield "Dessa underlag innehåller personnummer, så som de kom in (till exempel löner):"
        yield from (f"  {name}" for name in holding)
    if unsearched:
        yield f"Underlag som inte går att söka igenom (bild, PDF och liknande): {unsearched} st, se underlag.csv."


def documents_table(books: Books, year: int, documents: Sequence[tuple[Member, Found]]) -> bytes:
    """Each document, the year's vouchers that rest on it, its size and digest, and whether it holds person numbers."""
    frame = books.postings
    own = frame.loc[(frame["date"].dt.year == year) & (frame["document"] != ""), ["document", "key"]]
    vouchers: dict[str, dict[str, None]] = {}
    for name, key in own.itertuples(index=False, name=None):
        vouchers.setdefault(str(name), {})[str(key)] = None
    rows = []
    for member, found in documents:
        name = member.path.removeprefix(DOCUMENTS)
        told = (plain(name), ", ".join(vouchers.get(name, ())), str(member.size), member.digest, found.value)
        rows.append(dict(zip(_DOCUMENT_COLUMNS, told, strict=True)))
    return as_csv(_DOCUMENT_COLUMNS, rows)


def seals(books: Books, year: int) -> str:
    """The seals that hold for the year's months, each book's digest and the joint one."""
    lines = [
        f"LÅSNINGAR {year}",
        "",
        "Bok och månad: länk i kedjan, kontrollsumma, låst den dagen, av vem.",
        "",
    ]
    for book in Book:
        lines.append(TITLES[book])
        for month, link in sorted(held_in(links(books.entries[book])).items()):
            if month.startswith(f"{year}-"):
                lines.append(f"  {month}  {link.number:>4}  {link.head}  {link.said('locked')}  {link.said('by')}")
        lines.append("")
    lines.append("De tre böckernas gemensamma sigill:")
    lines += [f"  {joint.month}  {joint.head}" for joint in held_joints(books, year)] or ["  (ingen månad är låst)"]
    lines += [
        "",
        "Det sista sigillet bevisar allt till och med sin månad för den som fått det från annat håll: det står i",
        "stängningsprotokollet, på styrelserapporten och hos revisorn. Stämmer det inte har något skrivits om.",
    ]
    return "\n".join(lines) + "\n"


def held_joints(books: Books, year: int) -> tuple[Joint, ...]:
    """The joint seals that hold for the year's months, in order."""
    state: dict[str, Joint] = {}
    for joint in joints(books.entries):
        if joint.reopens:
            state = {month: held for month, held in state.items() if month < joint.month}
        else:
            state[joint.month] = joint
    return tuple(joint for month, joint in sorted(state.items()) if month.startswith(f"{year}-"))


def history(year: int, commits: Sequence[Commit] | None) -> str:
    """Git's history of what concerns the year; says so where there is none."""
    lines = [f"GITS HISTORIK {year}", ""]
    if commits is None:
        return "\n".join([*lines, "Förbundets mapp är inget git-förråd: ingen historik finns att visa."]) + "\n"
    lines += ["Varje ändring som gjordes under året eller rör årets filer, äldst först.", ""]
    for commit in commits:
        lines += [f"{commit.day}  {commit.id}", f"  {commit.author}: {commit.subject}"]
        lines += [f"    {path}" for path in commit.files]
    return "\n".join(lines) + "\n"
