"""A split as postings in the parties' book: exactly those of the shared front door.

The host passes on the sum of the others' shares and holds a claim on each; each bears its share and owes the host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.sharing.keys import Share, exact_text
from onedoor_ledger.voucher import Line

PERCENT = 100


def account(rules: Rulebook, rule: SharingRule, role: str, party: str) -> str:
    """The account of ``role`` for ``party`` under ``rule``: ``cost``, ``debt``, ``claim`` or ``passed_on``.

    With VAT also ``vat_out`` and ``vat_in``. The rulebook sees to it that a rule that is booked names them all.
    """
    bearer = rules.participant(rule.bearer).short
    return rule.shares_to[role].format(party=rules.participant(party).short, bearer=bearer)


class Accounts:
    """The accounts of one rule, each named once."""

    def __init__(self, rules: Rulebook, rule: SharingRule) -> None:
        self._rules, self._rule = rules, rule
        self._named: dict[tuple[str, str], str] = {}

    def of(self, role: str, party: str) -> str:
        """As :func:`account`."""
        if (role, party) not in self._named:
            self._named[role, party] = account(self._rules, self._rule, role, party)
        return self._named[role, party]


def lines_of(
    rules: Rulebook,
    rule: SharingRule,
    source: str,
    shares: Sequence[Share],
    *,
    service: str = "",
    reverses: str = "",
    accounts: Accounts | None = None,
) -> list[Line]:
    """One source line's postings. Only cost lines carry ``exact``: they alone are a participant's booked share.

    A participant whose exact share rounds to nothing keeps a cost line of zero, so that its carry is not lost.

    :param reverses: the voucher whose split of the same source this one takes back.
    :param accounts: the rule's accounts, where many source lines are posted.
    """
    others = [share for share in shares if share.participant != rule.bearer]
    named = accounts or Accounts(rules, rule)
    common = ({"service": service} if service else {}) | ({"reverses": reverses} if reverses else {})
    mark = {"allocates": source}
    out: list[Line] = []
    for share in others:
        if share.booked:
            towards = {"party": rule.bearer, "counterparty": share.participant}
            claim = named.of("claim", share.participant)
            out.append(Line(claim, share.booked, common | towards | mark))
    if passed_on := sum(share.booked for share in others):
        passed = named.of("passed_on", rule.bearer)
        out.append(Line(passed, -passed_on, common | {"party": rule.bearer} | mark))
    for share in others:
        if not (share.booked or share.exact or share.group_exact):
            continue
        own = {"party": share.participant}
        exact = {"exact": exact_text(share)}
        out.append(Line(named.of("cost", share.participant), share.booked, common | own | mark | exact))
        if share.booked:
            debt = named.of("debt", share.participant)
            out.append(Line(debt, -share.booked, common | own | {"counterparty": rule.bearer} | mark))
    return out


def zero_line(rules: Rulebook, rule: SharingRule, source: str, shares: Sequence[Share]) -> list[Line]:
    """A line of nothing that tells what was shared, where all of it stays with the bearer."""
    first = next((share for share in shares if share.participant != rule.bearer), None)
    if first is None:
        return []
    meta = {"party": first.participant, "allocates": source, "exact": exact_text(first)}
    return [Line(account(rules, rule, "cost", first.participant), 0, meta)]


def vat_lines(rules: Rulebook, rule: SharingRule, net: Mapping[str, int]) -> list[Line]:
    """VAT on what the host hands on, per participant: added to claim and debt, never to the shared net cost.

    :param net: öre each participant is booked in the voucher.
    """
    if rule.vat == "none":
        return []
    out: list[Line] = []
    for party, amount in net.items():
        vat = _percent(amount, int(rule.vat))
        if party == rule.bearer or not vat:
            continue
        host = {"party": rule.bearer, "counterparty": party}
        other = {"party": party, "counterparty": rule.bearer}
        out += [
            Line(account(rules, rule, "claim", party), vat, host),
            Line(account(rules, rule, "vat_out", rule.bearer), -vat, host),
            Line(account(rules, rule, "vat_in", party), vat, other),
            Line(account(rules, rule, "debt", party), -vat, other),
        ]
    return out


def _percent(amount: int, rate: int) -> int:
    """``rate`` per cent of ``amount`` öre, half an öre rounded away from zero."""
    vat = (abs(amount) * rate * 2 + PERCENT) // (2 * PERCENT)
    return vat if amount >= 0 else -vat
