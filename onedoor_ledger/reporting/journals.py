"""Grundbok and huvudbok: the same postings in the order they were registered, and by account (BFL 5:1, LKBR 3:3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onedoor_ledger.accounts.selection import COST, INCOME, Sum
from onedoor_ledger.books.model import Books
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import N_, _, current_language
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import TITLES

GRUNDBOK, HUVUDBOK = "grundbok", "huvudbok"
_TITLES: Mapping[str, str] = {
    GRUNDBOK: N_("Grundbok {period}: in the order registered"),
    HUVUDBOK: N_("Huvudbok {period}: by account"),
}
_FROM_VOUCHER = ("event", "by", "evidence", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting with what its voucher says."""

    key: str
    voucher: str
    year: int
    number: int
    posting: int
    date: dt.date
    registered: str
    account: str
    konto: str
    amount: int
    payee: str
    narration: str
    document: str
    source: str
    row: str
    corrects: str
    extra: Mapping[str, str]


_COLUMNS = tuple(name for name in Entry.__slots__ if name != "extra")


def entries_of(books: Books, book: Book, until: dt.date) -> tuple[Entry, ...]:
    """The postings of ``book`` dated up to ``until``, in the order they were registered."""
    frame = books.postings
    own = frame.loc[(frame["book"] == book.value) & (frame["date"] <= str(until)), list(_COLUMNS)]
    said = {f"{e.date.year}-{e.meta.get('voucher', '')}": e.meta
            for e in books.entries[book] if type(e).__name__ == "Transaction"}  # fmt: skip
    found = []
    for values in own.itertuples(index=False, name=None):
        row: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        row |= {name: int(row[name]) for name in ("year", "number", "posting", "amount")}
        row["date"] = row["date"].date()
        meta = said.get(row["key"], {})
        found.append(Entry(**row, extra={name: str(meta.get(name) or "") for name in _FROM_VOUCHER}))
    return tuple(sorted(found, key=lambda e: (e.registered, e.year, e.number, e.posting)))


def build(kind: str, rules: Rulebook, books: Books, period: Period, *, book: Book, today: dt.date) -> Report:
    """The grundbok or the huvudbok of ``book`` for ``period``.

    Both hold every posting dated in the period, once; the grundbok's debit equals its credit, and the huvudbok's
    movements are the grundbok's.
    """
    entries = entries_of(books, book, period.end)
    inside = tuple(entry for entry in entries if entry.date >= period.start)
    figures = Figures()
    made = (
        _grundbok(inside, books, book, figures)
        if kind == GRUNDBOK
        else _huvudbok(entries, period, books, book, figures)
    )
    return Report(
        kind=kind,
        title=_(_TITLES[kind]).format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(made,),
        rules_digest=rules.digest,
        notes=() if book is Book.ASSOCIATION else (TITLES[book],),
    )


def _grundbok(inside: Sequence[Entry], books: Books, book: Book, figures: Figures) -> Sheet:
    return Sheet(
        id=GRUNDBOK,
        title=_("Grundbok"),
        subtitle=_("Every posting in the order it was registered. {book}.").format(book=TITLES[book]),
        sections=(
            Section(_("Postings"), (_postings(inside, figures),)),
            Section(_("Evidence of each voucher"), (_evidence(inside, books, book),)),
        ),
    )


def _postings(inside: Sequence[Entry], figures: Figures) -> Table:
    columns = (
        Column("registered", _("Registered")),
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("konto", _("Konto")),
        Column("account", _("Account")),
        Column("text", _("Text")),
        Column("debit", _("Debit"), "ore", total=True),
        Column("credit", _("Credit"), "ore", total=True),
    )
    rows = [
        Row(
            {
                "registered": entry.registered,
                "voucher": entry.key,
                "date": entry.date,
                "konto": entry.konto,
                "account": entry.account,
                "text": _text(entry),
                **_sides(entry.amount),
            }
        )
        for entry in inside
    ]
    keys = tuple(dict.fromkeys(entry.key for entry in inside))
    debit = sum(entry.amount for entry in inside if entry.amount > 0)
    credit = -sum(entry.amount for entry in inside if entry.amount < 0)
    formula = _("Sum of the period's postings on that side")
    total: dict[str, Cell] = {
        "account": _("Sum"),
        "debit": figures.booked(f"{GRUNDBOK}.debit", _("Debit"), Sum(debit, keys), formula),
        "credit": figures.booked(f"{GRUNDBOK}.credit", _("Credit"), Sum(credit, keys), formula),
    }
    return Table(GRUNDBOK, _("Postings in the order registered"), columns, (*rows, Row(total, "total")))


def _evidence(inside: Sequence[Entry], books: Books, book: Book) -> Table:
    pairs = corrections(books.entries[book])
    columns = (
        Column("voucher", _("Voucher")),
        Column("event", _("Event"), "date"),
        Column("by", _("By")),
        Column("counterparty", _("Counterparty")),
        Column("evidence", _("Evidence")),
        Column("row", _("Row")),
        Column("corrects", _("Corrects")),
        Column("corrected", _("Corrected by")),
        Column("reason", _("Why")),
    )
    rows = []
    for key, group in groupby(inside, lambda entry: entry.key):
        first = next(group)
        extra = first.extra
        rows.append(
            Row(
                {
                    "voucher": key,
                    "event": extra["event"] or first.date,
                    "by": extra["by"],
                    "counterparty": first.payee,
                    "evidence": first.document or extra["evidence"],
                    "row": first.row,
                    "corrects": first.corrects,
                    "corrected": ", ".join(pairs.get(key, ())),
                    "reason": extra["reason"],
                }
            )
        )
    return Table("evidence", _("What each voucher rests on"), columns, tuple(rows))


def _huvudbok(entries: Sequence[Entry], period: Period, books: Books, book: Book, figures: Figures) -> Sheet:
    pairs = corrections(books.entries[book])
    ranked = sorted(entries, key=lambda e: (e.konto, e.account, e.date, e.registered, e.year, e.number, e.posting))
    sections = []
    for n, (_name, group) in enumerate(groupby(ranked, lambda entry: (entry.konto, entry.account)), start=1):
        own = tuple(group)
        title = " ".join(filter(None, (own[0].konto, own[0].account)))
        sections.append(Section(title, (_account(f"{n:03d}", title, own, period, pairs, figures),)))
    return Sheet(
        id=HUVUDBOK,
        title=_("Huvudbok"),
        subtitle=_("Every posting by account, with opening and closing balance. {book}.").format(book=TITLES[book]),
        sections=tuple(sections),
        foot=_(
            "Income and cost start from nothing each 1 January. The results of earlier years are not posted: they are "
            "part of equity in the statements."
        ),
    )


def _account(
    number: str,
    title: str,
    entries: Sequence[Entry],
    period: Period,
    pairs: Mapping[str, tuple[str, ...]],
    figures: Figures,
) -> Table:
    since = dt.date(period.start.year, 1, 1) if entries[0].account.startswith((INCOME, COST)) else dt.date.min
    entries = [entry for entry in entries if entry.date >= since]
    opening = sum(entry.amount for entry in entries if entry.date < period.start)
    balance, rows = opening, []
    for entry in entries:
        if entry.date < period.start:
            continue
        balance += entry.amount
        rows.append(
            Row(
                {
                    "date": entry.date,
                    "voucher": entry.key,
                    "text": _text(entry, pairs),
                    **_sides(entry.amount),
                    "balance": balance,
                }
            )
        )
    columns = (
        Column("date", _("Date"), "date"),
        Column("voucher", _("Voucher")),
        Column("text", _("Text")),
        Column("debit", _("Debit"), "ore", total=True),
        Column("credit", _("Credit"), "ore", total=True),
        Column("balance", _("Balance"), "ore"),
    )
    keys = tuple(dict.fromkeys(entry.key for entry in entries))
    earlier = tuple(dict.fromkeys(entry.key for entry in entries if entry.date < period.start))
    formula = _("Sum of the account's postings up to that day, debit less credit")
    name = f"{HUVUDBOK}.{number}"
    first = figures.booked(
        f"{name}.opening", _("Opening balance, {account}").format(account=title), Sum(opening, earlier), formula
    )
    last = figures.booked(
        f"{name}.closing", _("Closing balance, {account}").format(account=title), Sum(balance, keys), formula
    )
    ends = (
        Row({"text": _("Opening balance"), "balance": first}, "subtotal"),
        Row({"text": _("Closing balance"), "balance": last}, "total"),
    )
    return Table(f"{HUVUDBOK}_{number}", title, columns, (ends[0], *rows, ends[1]))


def _text(entry: Entry, pairs: Mapping[str, Iterable[str]] | None = None) -> str:
    parts = [entry.payee, entry.narration]
    if entry.corrects:
        parts.append(_("corrects {voucher}").format(voucher=entry.corrects))
    if pairs and (by := pairs.get(entry.key)):
        parts.append(_("corrected by {voucher}").format(voucher=", ".join(by)))
    return " · ".join(filter(None, parts))


def _sides(amount: int) -> dict[str, Cell]:
    return {"debit": amount if amount >= 0 else None, "credit": -amount if amount < 0 else None}
