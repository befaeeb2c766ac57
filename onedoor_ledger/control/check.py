"""``onedoor check``: every control over rules and books, each finding with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control import (
    agreed,
    agreements,
    archive_place,
    called,
    charts,
    committed,
    documents,
    equity_ladder,
    expected,
    few_told,
    followed_up,
    law_dates,
    mixed,
    named_vouchers,
    opening,
    others_money,
    people,
    received,
    reported,
    sealed_rules,
    settled,
    shares,
    sie_files,
    statement_rows,
    timely,
    unproven,
    vat,
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
    yield from _decisions(workspace, rules, books)
    yield from _events(workspace, rules, books)
    yield from _evidence(workspace, rules, books)
    if remake is not None:
        yield from reported.reports(workspace, rules, books, remake)


def _decisions(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What rules/ says, by itself and beside the charts."""
    yield from charts.rules_and_charts(rules, books)
    yield from agreements.cooperating(workspace, rules)
    yield from agreements.recipients_have_accounts(rules)
    yield from agreements.deficits(workspace, rules)
    yield from mixed.mixed_measures(workspace, rules, books)
    yield from followed_up.goals_followed_up(workspace, rules, books)
    yield from equity_ladder.equity_ladder(workspace, rules, books)
    yield from archive_place.archive_place(workspace, rules)
    yield from law_dates.dates_of_the_year(rules, books)


def _events(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What is booked beside what was decided, and what should have been."""
    yield from called.contributions_called(rules, books)
    yield from received.contributions_paid(rules, books)
    yield from expected.requisitions(workspace, rules, books)
    yield from agreed.agreed(workspace, rules, books)
    yield from vat.vat_accounts(rules, books)
    yield from opening.balances_carried(rules, books)
    yield from waiting.unexplained(rules, books)
    yield from others_money.others_money(books)
    yield from waiting.accruals(books)
    yield from people.stock(rules, books)
    yield from people.too_fine(rules, books)
    yield from few_told.too_few(rules)
    yield from shares.allocations(rules, books)
    yield from shares.settlements(rules, books)
    yield from versions.ended(rules, books)
    yield from settled.accounts(rules, books)
    yield from settled.numbers(rules, books)
    yield from named_vouchers.named_vouchers(books)
    yield from statement_rows.konto_in_one_row(rules, books)


def _evidence(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What is booked beside documents, git, seals and the calendar."""
    yield from documents.kept(workspace, books)
    yield from compare.evidence(workspace, rules, books)
    yield from unproven.costs_without_evidence(books)
    yield from sie_files.exported(workspace, books)
    yield from sie_files.received(workspace, books)
    yield from committed.edited(workspace)
    yield from sealed_rules.together(books)
    yield from sealed_rules.same_rules(workspace, rules, books)
    yield from sealed_rules.protocols(workspace, books)
    yield from timely.registered_late(rules, books)
    yield from timely.locked_late(rules, books)


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    place = finding.place
    file, row = (place.file, place.row or 0) if place else ("", 0)
    return _GRAVEST_FIRST.index(finding.severity), file, row, finding.rule, finding.message
