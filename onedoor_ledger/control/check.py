"""``onedoor check``: every control over rules and books, each finding with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control import (
    agreements,
    called,
    charts,
    committed,
    documents,
    others_money,
    people,
    reported,
    sealed_rules,
    settled,
    shares,
    statement_rows,
    timely,
    versions,
    waiting,
)
from onedoor_ledger.control.evidence import compare
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.workspace import Workspace

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check(
    workspace: Workspace, rules: Rulebook, books: Books, *, remake: reported.Remake | None = None
) -> tuple[Finding, ...]:
    """Every finding, gravest first, then by place; what the books said when they were read among them.

    :param remake: makes a report again, so that what was reported can be laid beside the books.
    """
    found = dict.fromkeys(_all(workspace, rules, books, remake))
    return tuple(sorted(found, key=_order))


def _all(workspace: Workspace, rules: Rulebook, books: Books, remake: reported.Remake | None) -> Iterator[Finding]:
    yield from books.findings
    yield from charts.rules_and_charts(rules, books)
    yield from agreements.cooperating(rules)
    yield from agreements.recipients_have_accounts(rules)
    yield from agreements.deficits(rules)
    yield from called.contributions_called(rules, books)
    yield from waiting.unexplained(rules, books)
    yield from others_money.others_money(books)
    yield from waiting.accruals(books)
    yield from people.stock(books)
    yield from shares.allocations(rules, books)
    yield from shares.settlements(rules, books)
    yield from versions.ended(rules, books)
    yield from settled.accounts(rules, books)
    yield from settled.numbers(rules, books)
    yield from statement_rows.konto_in_one_row(rules, books)
    yield from documents.kept(workspace, books)
    yield from compare.evidence(workspace, rules, books)
    yield from committed.edited(workspace)
    yield from sealed_rules.together(books)
    yield from sealed_rules.same_rules(workspace, rules, books)
    yield from sealed_rules.protocols(workspace, books)
    yield from timely.registered_late(rules, books)
    yield from timely.locked_late(rules, books)
    if remake is not None:
        yield from reported.reports(workspace, rules, books, remake)


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    place = finding.place
    file, row = (place.file, place.row or 0) if place else ("", 0)
    return _GRAVEST_FIRST.index(finding.severity), file, row, finding.rule, finding.message
