"""A comparison of two revisions as a report: alarms first, then what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onedoor_ledger.audit.compare import Comparison, Moved
from onedoor_ledger.audit.vouchers import Change, Kind
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Block, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.texts import N_, _, current_language
from onedoor_ledger.voucher import Book

BOOKS: Mapping[Book, str] = {
    Book.ASSOCIATION: N_("Association"),
    Book.PARTIES: N_("Parties' book"),
    Book.PEOPLE: N_("People book"),
}
KINDS: Mapping[Kind, str] = {
    Kind.ADDED: N_("added"),
    Kind.CORRECTION: N_("correction"),
    Kind.CHANGED: N_("edited"),
    Kind.REMOVED: N_("removed"),
    Kind.RENUMBERED: N_("renumbered"),
}


def build(found: Comparison, *, today: dt.date) -> Report:
    """The report ``audit``."""
    before, after = found.before, found.after
    days = sorted((before.day, after.day))
    rules = after.rules or before.rules
    sheet = Sheet(
        id="audit",
        title=_("What has changed"),
        subtitle=_("From {before} ({first}) to {after} ({second}).").format(
            before=before.name, first=before.commit[:10], after=after.name, second=after.commit[:10]
        ),
        sections=(
            Section(_("Alarms"), (_alarms(found),)),
            Section(_("Vouchers"), _vouchers(found)),
            Section(_("Balances that moved"), (_accounts(found), _parties(found))),
            Section(_("Rules"), (_rules(found),)),
            Section(_("Locked and opened again"), (_links(found),)),
            Section(_("Reports and documents"), (_kept(found),)),
            Section(_("Commits"), (_commits(found),)),
        ),
    )
    return Report(
        kind="audit",
        title=_("Changes {before}–{after}").format(before=before.name, after=after.name),
        association=rules.association.printed if rules else "",
        period=Period(days[0], days[1], f"{days[0]}..{days[1]}"),
        today=today,
        language=current_language(),
        figures={},
        sheets=(sheet,),
        rules_digest=rules.digest if rules else "",
        notes=(_("Alarms: {n}.").format(n=len(found.alarms)),) if found.alarms else (),
    )


def _alarms(found: Comparison) -> Block:
    if not found.alarms:
        return _("No alarm: nothing booked has been edited or removed, and every seal holds.")
    columns = (Column("what", _("What")), Column("where", _("Where")), Column("detail", _("Before and now")))
    rows = tuple(Row({"what": a.what, "where": a.where, "detail": a.detail}) for a in found.alarms)
    return Table("alarms", _("What should not be"), columns, rows)


def _vouchers(found: Comparison) -> tuple[Block, ...]:
    if not found.vouchers:
        return (_("No voucher differs."),)
    counts = [
        _("{book}: {n} {kind}").format(book=_(BOOKS[book]), n=n, kind=_(KINDS[kind]))
        for book in Book
        for kind in Kind
        if (n := sum(c.book is book and c.kind is kind for c in found.vouchers))
    ]
    tables: list[Block] = ["; ".join(counts) + "."]
    for book in Book:
        own = [change for change in found.vouchers if change.book is book]
        if own:
            tables.append(_book(book, own))
    return tuple(tables)


def _book(book: Book, own: list[Change]) -> Table:
    columns = (
        Column("key", _("Voucher")),
        Column("kind", _("What happened")),
        Column("date", _("Date"), "date"),
        Column("registered", _("Registered")),
        Column("by", _("By")),
        Column("text", _("Text")),
        Column("amount", _("Debit"), "count" if book is Book.PEOPLE else "ore"),
        Column("detail", _("Before and now")),
        Column("place", _("Where")),
    )
    rows = tuple(
        Row(
            {
                "key": change.key,
                "kind": _(KINDS[change.kind]),
                "date": change.date,
                "registered": change.registered,
                "by": change.by,
                "text": change.text,
                "amount": None if book is Book.PEOPLE else change.amount,
                "detail": change.detail,
                "place": str(change.place),
            }
        )
        for change in own
    )
    return Table(f"vouchers_{book.value}", _(BOOKS[book]), columns, rows)


def _accounts(found: Comparison) -> Block:
    return _moved(found.accounts, "accounts", _("Per account"), _("Account"))


def _parties(found: Comparison) -> Block:
    return _moved(found.parties, "parties", _("Per party"), _("Party"))


def _moved(moved: tuple[Moved, ...], id: str, caption: str, title: str) -> Block:
    if not moved:
        return _("{what}: nothing moved.").format(what=caption)
    columns = (
        Column("name", title),
        Column("book", _("Ledger")),
        Column("before", _("Before"), "ore"),
        Column("after", _("Now"), "ore"),
        Column("moved", _("Moved"), "ore_diff"),
    )
    rows = tuple(
        Row(
            {
                "name": row.account or row.party,
                "book": _(BOOKS[row.book]),
                "before": row.before,
                "after": row.after,
                "moved": row.after - row.before,
            }
        )
        for row in moved
    )
    return Table(id, caption, columns, rows)


def _rules(found: Comparison) -> Block:
    if not found.rules:
        return _("No rule differs.")
    columns = (
        Column("key", _("Key")),
        Column("file", _("File")),
        Column("since", _("From")),
        Column("was", _("Was")),
        Column("now", _("Is")),
    )
    rows = tuple(
        Row({"key": row.key, "file": row.file, "since": row.since, "was": row.was, "now": row.now})
        for row in found.rules
    )
    return Table("rules", _("Rules that differ"), columns, rows)


def _links(found: Comparison) -> Block:
    if not found.links:
        return _("Nothing has been locked or opened again.")
    columns = (
        Column("month", _("Month")),
        Column("what", _("What happened")),
        Column("said", _("By, and why")),
        Column("head", _("Joint seal")),
    )
    rows = tuple(
        Row(
            {
                "month": joint.month,
                "what": _("opened again") if joint.reopens else _("locked"),
                "said": said,
                "head": joint.head,
            }
        )
        for joint, said in found.links
    )
    return Table("seals", _("The chain of seals"), columns, rows)


def _kept(found: Comparison) -> Block:
    if not found.kept:
        return _("No report or document differs.")
    columns = (Column("path", _("File")), Column("what", _("What happened")))
    rows = tuple(Row({"path": row.path, "what": row.what}) for row in found.kept)
    return Table("kept", _("Files kept beside the books"), columns, rows)


def _commits(found: Comparison) -> Block:
    if not found.commits:
        return _("No commit between them.")
    columns = (
        Column("subject", _("Message")),
        Column("author", _("By")),
        Column("day", _("Day")),
        Column("id", _("Commit")),
    )
    rows = tuple(
        Row({"subject": row.subject, "author": row.author, "day": row.day, "id": row.id[:10]}) for row in found.commits
    )
    return Table("commits", _("Commits, the oldest first"), columns, rows)
