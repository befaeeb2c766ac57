"""Settlement: its accounts are open, and avräkningsunderlag are numbered without gaps, series by series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book, unchanged
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.rulebook.model import Rulebook, Scope
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_FILE = Place("rules/settlement.toml")
_KINDS = ("settlement:", "on-account:")
"""What the identity of a voucher that makes an avräkningsunderlag begins with."""


def accounts(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Accounts of what waits for payment that a settlement would book on, and are not in the chart."""
    chart = books.charts.get(Book.PARTIES, {})
    short = {p.id: p.short for p in rules.participants}
    for rule in rules.settlements:
        parties = dict.fromkeys(
            who
            for shared in rules.sharing
            if shared.scope is Scope.PARTIES and shared.bearer == rule.host
            for who in shared.participants
            if who != rule.host
        )
        for who in parties:
            names = {"party": short.get(who, who), "bearer": short.get(rule.host, rule.host)}
            for template in (rule.claim, rule.debt):
                if (name := template.format(**names)) not in chart:
                    yield error(
                        "account-not-open",
                        _("The settlement of {host} books on {account}, which is not in the chart.").format(
                            host=rule.host, account=name
                        ),
                        _FILE,
                        _("Open it in {file}, or remove the row.").format(file="ledger/parties/chart.beancount"),
                    )


def numbers(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Gaps and doubles in a host's series of a year."""
    for series in dict.fromkeys(rule.series for rule in rules.settlements):
        pattern = re.compile(rf"{series}(\d{{4}})-(\d+)")
        found: dict[str, dict[int, Posting]] = {}
        told: set[str] = set()
        for posting in of_book(books, Book.PARTIES):
            match = pattern.fullmatch(posting.reference) if posting.identity.startswith(_KINDS) else None
            if match is None:
                continue
            taken, number = found.setdefault(match[1], {}), int(match[2])
            if taken.setdefault(number, posting).key != posting.key and posting.key not in told:
                told.add(posting.key)
                yield _wrong(_("Two vouchers make avräkningsunderlag {number}.").format(number=match[0]), posting)
        for year, own in found.items():
            for number in sorted(set(range(1, max(own) + 1)) - set(own)):
                text = _("Avräkningsunderlag {number} is missing in its series.")
                yield _wrong(text.format(number=f"{series}{year}-{number}"), own[max(own)])


def _wrong(message: str, posting: Posting) -> Finding:
    return error("underlag-number", message, posting, unchanged())
