"""The rules and the charts agree: every account the rules name is open, under the same konto."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.control.postings import error, warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.rulebook.model import MeasureKind, Rulebook, Scope, SharingRule
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_ACCOUNTS = Place("rules/accounts.toml")
_KEYS = Place("rules/keys.toml")


def rules_and_charts(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Accounts in ``rules/accounts.toml`` beside ``chart.beancount``, both ways, and those of the sharing rules."""
    chart = books.charts.get(Book.ASSOCIATION, {})
    yield from _named_accounts(rules, chart)
    known = {row.account for row in rules.accounts.rows}
    for account in chart.values():
        if account.closed is None and account.name not in known:
            yield warning(
                "account-without-rule",
                _("The account {account} is open, but rules/accounts.toml does not name it.").format(
                    account=account.name
                ),
                Place("ledger/association/chart.beancount"),
                _("Add a row with its konto and budget line: its postings would else have no place in the reports."),
            )
    parties = books.charts.get(Book.PARTIES, {})
    for rule in rules.sharing:
        if rule.scope is Scope.PARTIES:
            yield from _sharing_accounts(rules, rule, parties)
    yield from _spending_accounts(rules, parties)
    yield from _people_accounts(rules, books.charts.get(Book.PEOPLE, {}))


def _named_accounts(rules: Rulebook, chart: Mapping[str, Account]) -> Iterator[Finding]:
    for row in rules.accounts.rows:
        account = chart.get(row.account)
        if account is None:
            yield error(
                "account-not-open",
                _("The rules name the account {account}, which is not in the chart.").format(account=row.account),
                _ACCOUNTS,
                _("Open it in {file}, or remove the row.").format(file="ledger/association/chart.beancount"),
            )
        elif account.konto != row.konto:
            yield error(
                "account-konto",
                _("The account {account} has konto {chart} in the chart but {rules} in the rules.").format(
                    account=row.account, chart=account.konto or "–", rules=row.konto
                ),
                _ACCOUNTS,
                _("Make the two the same: SIE and the statements follow the chart, imports follow the rules."),
            )


def _sharing_accounts(rules: Rulebook, rule: SharingRule, chart: Mapping[str, Account]) -> Iterator[Finding]:
    short = {p.id: p.short for p in rules.participants}
    bearer = short.get(rule.bearer, rule.bearer)
    wanted = dict.fromkeys(
        template.format(party=short.get(participant, participant), bearer=bearer)
        for participant in rule.participants
        if participant != rule.bearer
        for template in rule.shares_to.values()
    )
    for name in wanted:
        if name not in chart:
            yield error(
                "account-not-open",
                _("Sharing rule {rule} books on {account}, which is not in the chart.").format(
                    rule=rule.id, account=name
                ),
                _KEYS,
                _("Open it in {file}, or remove the row.").format(file="ledger/parties/chart.beancount"),
            )


def _spending_accounts(rules: Rulebook, chart: Mapping[str, Account]) -> Iterator[Finding]:
    """What a party is to report on the target group, and has no account for."""
    short = {p.id: p.short for p in rules.participants}
    for kind in rules.spending:
        for participant in kind.reported_by:
            own = f"Kostnader:{short.get(participant, participant)}"
            name = f"{own}:{kind.component}" if kind.in_kind else f"{own}:Målgrupp:{kind.component}"
            if name not in chart:
                yield warning(
                    "spending-without-account",
                    _("“{kind}” is reported by {participant}, but {account} is not in the chart.").format(
                        kind=kind.name, participant=participant, account=name
                    ),
                    Place("rules/spending.toml"),
                    _("Open it in {file}, or remove the row.").format(file="ledger/parties/chart.beancount"),
                )


def _people_accounts(rules: Rulebook, chart: Mapping[str, Account]) -> Iterator[Finding]:
    """Individual measures with planned participations that nobody can be entered in."""
    entered = {account.measure for account in chart.values() if account.name.startswith("Inskrivna:")}
    for measure in rules.measures:
        if measure.kind is MeasureKind.INDIVIDUAL and any(measure.planned.values()) and measure.id not in entered:
            yield warning(
                "measure-without-people",
                _("{measure} has planned participations but no accounts in the people book.").format(
                    measure=measure.name
                ),
                Place("ledger/people/chart.beancount"),
                _("Open Inskrivna, Deltagare and Avslutade for it; the comment at the top of the file shows how."),
            )
