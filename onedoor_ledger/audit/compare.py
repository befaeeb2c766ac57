"""Two revisions in the books' own terms, and what in them should not be (an alarm)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.audit import revision as revisions
from onedoor_ledger.audit.revision import Commit, Revision
from onedoor_ledger.audit.rule_changes import RuleChange, rule_changes
from onedoor_ledger.audit.vouchers import Change, changes
from onedoor_ledger.control import sealed_rules
from onedoor_ledger.errors import Finding, Place, Severity
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.vouchers.seals import Joint, joints, links


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that should not be."""

    what: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a balance moved by, in öre: of an account, or of a party where ``account`` is ''."""

    book: Book
    account: str
    party: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A report or document that came, was made again or is gone."""

    path: str
    what: str
    alarm: bool


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two revisions."""

    before: Revision
    after: Revision
    commits: tuple[Commit, ...]
    vouchers: tuple[Change, ...]
    accounts: tuple[Moved, ...]
    parties: tuple[Moved, ...]
    rules: tuple[RuleChange, ...]
    links: tuple[tuple[Joint, str], ...]
    """New links of the chain, each with what its directive says (who, the second person, the reason)."""
    kept: tuple[KeptFile, ...]
    alarms: tuple[Alarm, ...]


def compare(repository: Repository, before: Revision, after: Revision, seal: str) -> Comparison:
    """Compare two revisions.

    :param seal: a digest known from outside the books, '' for none: the later revision must hold it.
    """
    vouchers = tuple(changes(before, after))
    kept = tuple(_kept(before, after))
    old = {(joint.number, joint.head) for joint in joints(before.books.entries)}
    new = tuple(
        (joint, _said(after, joint)) for joint in joints(after.books.entries) if (joint.number, joint.head) not in old
    )
    alarms = [
        *_history(repository, before, after),
        *_seals(before, after, seal),
        *(_voucher_alarm(change) for change in vouchers if change.alarm),
        *_broken(before, after),
        *(Alarm(file.what, file.path) for file in kept if file.alarm),
    ]
    return Comparison(
        before=before,
        after=after,
        commits=revisions.between(repository, before.commit, after.commit),
        vouchers=vouchers,
        accounts=tuple(_moved(before, after, "account")),
        parties=tuple(_moved(before, after, "party")),
        rules=tuple(rule_changes(before.workspace, after.workspace)),
        links=new,
        kept=kept,
        alarms=tuple(dict.fromkeys(alarms)),
    )


def _history(repository: Repository, before: Revision, after: Revision) -> Iterator[Alarm]:
    builds, _backward = revisions.related(repository, before.commit, after.commit)
    if not builds:
        yield Alarm(
            _("{after} does not build on {before}: history has been rewritten between them.").format(
                after=after.name, before=before.name
            ),
            "git",
            _("What {before} held is compared all the same.").format(before=before.name),
        )


def _seals(before: Revision, after: Revision, seal: str) -> Iterator[Alarm]:
    """Links of the earlier chain that the later one does not have, and a known digest that it does not hold."""
    for book in Book:
        now = {(link.number, link.month, link.head) for link in links(after.books.entries[book])}
        lost = [link for link in links(before.books.entries[book]) if (link.number, link.month, link.head) not in now]
        for link in lost:
            yield Alarm(
                _("The seal of {month} is gone or another: what was locked has been rewritten.").format(
                    month=link.month
                ),
                f"ledger/{book.value}/seals.beancount",
                f"{link.number}: {link.head}",
            )
    if seal:
        known = {joint.head for joint in joints(after.books.entries)}
        known |= {link.head for book in Book for link in links(after.books.entries[book])}
        if seal not in known:
            yield Alarm(
                _("{after} does not hold the known seal: what was locked has been rewritten.").format(after=after.name),
                "ledger/association/seals.beancount",
                seal,
            )


def _broken(before: Revision, after: Revision) -> Iterator[Alarm]:
    """What the later revision's own seals and controls say, where the earlier one's did not."""
    known = {(finding.rule, finding.message) for finding in _findings(before)}
    for finding in _findings(after):
        if finding.severity is Severity.ERROR and (finding.rule, finding.message) not in known:
            yield Alarm(finding.message, str(finding.place or ""), finding.rule)
    sealed = [finding for finding in _findings(before) if finding.rule.startswith("seal")]
    for finding in sealed:
        alarm = _("Already in {before}: {message}").format(before=before.name, message=finding.message)
        yield Alarm(alarm, str(finding.place or ""), finding.rule)


def _findings(revision: Revision) -> list[Finding]:
    found = list(revision.books.findings)
    found += sealed_rules.together(revision.books)
    found += sealed_rules.protocols(revision.workspace, revision.books)
    if revision.rules is not None:
        found += sealed_rules.same_rules(revision.workspace, revision.rules, revision.books)
    else:
        found.append(Finding("rules-unreadable", Severity.ERROR, _("The rules cannot be read."), Place("rules")))
    return found


def _voucher_alarm(change: Change) -> Alarm:
    what = f"{change.key}: {change.alarm}"
    return Alarm(what, str(change.place), change.detail or f"{change.date} {change.text}")


def _moved(before: Revision, after: Revision, column: str) -> Iterator[Moved]:
    sums: list[Counter[tuple[str, str]]] = []
    for revision in (before, after):
        frame = revision.books.postings
        own = frame.loc[(frame["book"] != Book.PEOPLE.value) & (frame[column] != "")]
        grouped = own.groupby(["book", column], sort=True)["amount"].sum()
        sums.append(Counter({(str(key[0]), str(key[1])): int(amount) for key, amount in grouped.items()}))  # type: ignore[index]
    was, now = sums
    for book, name in sorted({*was, *now}):
        if was[book, name] != now[book, name]:
            account, party = (name, "") if column == "account" else ("", name)
            yield Moved(Book(book), account, party, was[book, name], now[book, name])


def _kept(before: Revision, after: Revision) -> Iterator[KeptFile]:
    """Documents never change; a report that is made again is told."""
    for path in sorted({*before.kept, *after.kept}):
        was, now = before.kept.get(path), after.kept.get(path)
        if was == now or path.endswith("/.gitkeep"):
            continue
        document = path.startswith("ledger/documents/")
        if was is None:
            yield KeptFile(path, _("Document kept") if document else _("Report made"), alarm=False)
        elif now is None:
            yield KeptFile(path, _("A kept document is gone.") if document else _("Report gone"), alarm=document)
        else:
            what = _("A kept document has been changed.") if document else _("Report made again")
            yield KeptFile(path, what, alarm=document)


def _said(revision: Revision, joint: Joint) -> str:
    chain = links(revision.books.entries[Book.ASSOCIATION])
    link = next(link for link in chain if link.number == joint.number)
    return " · ".join(filter(None, (link.said("by"), link.said("second"), link.said("reason"))))
