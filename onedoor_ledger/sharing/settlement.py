"""Who bore what and who owes whom: the figures and tables of ``onedoor share`` (avräkningsunderlag). Books nothing.

Figure ids and their meaning: contracts.md section 5. What the parties bear is read from the allocations that are
booked in the period, and from the costs that a host keeps by its key; the association's own costs are split by the
law's shares for information only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, Scope, SharingRule
from onedoor_ledger.sharing.kept import kept
from onedoor_ledger.sharing.keys import Carry
from onedoor_ledger.sharing.names import key_name
from onedoor_ledger.sharing.pairs import pair
from onedoor_ledger.sharing.posting import account
from onedoor_ledger.sharing.sources import SourceLine, booked
from onedoor_ledger.sharing.trees import tree_of
from onedoor_ledger.sharing.versions import covers
from onedoor_ledger.texts import _

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RuleShares:
    """What each participant bears under one rule in the period, net öre; the shares sum to ``total``."""

    rule: SharingRule
    """The version in force last in the period."""
    total: int
    shares: Mapping[str, int]
    """Öre by participant id, in the rule's order; the bearer's own share among them."""
    vouchers: tuple[str, ...]

    @property
    def informative(self) -> bool:
        """Whether the shares are for information and booked nowhere (the association's own costs)."""
        return self.rule.scope is Scope.ASSOCIATION


@dataclass(frozen=True, slots=True)
class Claim:
    """What a participant owes a host for the period, and what is open between them at its end, in öre."""

    host: str
    participant: str
    net: int
    vat: int
    gross: int
    open: int
    vouchers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """One number with its id, label in the user's language, öre, and where it comes from."""

    id: str
    label: str
    value: int
    formula: str
    vouchers: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The whole of it for one period."""

    period: Period
    rules: tuple[RuleShares, ...]
    claims: tuple[Claim, ...]
    figures: Mapping[str, SharedFigure]

    @property
    def positions(self) -> Mapping[str, int]:
        """Öre by participant: positive is to receive; they sum to zero."""
        net: Counter[str] = Counter()
        for claim in self.claims:
            net[claim.host] += claim.gross
            net[claim.participant] -= claim.gross
        return net


def settle(rules: Rulebook, books: Books, period: Period) -> Settlement:
    """Read the period's shares and settlements from the books."""
    own = tuple(kept(rules.sharing, books.postings, period))
    found = tuple(
        shares
        for versions in _versions(rules.sharing)
        if (shares := _shares(books.postings, versions, own, period)) is not None
    )
    claims = tuple(_claims(rules, books.postings, found, period))
    draft = Settlement(period, found, claims, {})
    figures = (*_share_figures(rules, found), *_claim_figures(rules, claims), *_position_figures(rules, draft))
    return Settlement(period, found, claims, {figure.id: figure for figure in figures})


def _versions(sharing: Sequence[SharingRule]) -> Iterator[tuple[SharingRule, ...]]:
    by_id: dict[str, list[SharingRule]] = {}
    for rule in sharing:
        by_id.setdefault(rule.id, []).append(rule)
    for versions in by_id.values():
        yield tuple(sorted(versions, key=lambda rule: rule.dated.start))


_Kept = Sequence[tuple[SharingRule, SourceLine]]


def _shares(postings: pd.DataFrame, versions: Sequence[SharingRule], own: _Kept, period: Period) -> RuleShares | None:
    if versions[0].scope is Scope.PARTIES:
        return _booked_shares(postings, versions, [each for each in own if each[0] in versions], period)
    return _lawful_shares(postings, versions, period)


def _booked_shares(
    postings: pd.DataFrame, versions: Sequence[SharingRule], retained: _Kept, period: Period
) -> RuleShares | None:
    """The allocations dated in the period and what is ``retained``; the bearer keeps what the others do not bear."""
    within = _within(postings, period)
    own = within.loc[within["rule"] == versions[0].id]
    used = {*own["version"], *(rule.version for rule, _line in retained)}
    if not used:
        return None
    borne: Counter[str] = Counter()
    total = sum(line.amount for _rule, line in retained)
    for allocation in booked(own, postings):
        total += allocation.cost
        borne.update({share.participant: share.booked for share in allocation.shares})
    rule = next(v for v in reversed(versions) if v.version in used)
    borne[rule.bearer] = total - sum(borne.values())
    order = dict.fromkeys([*rule.participants, *borne])
    sources = (*_keys(own), *(line.voucher for _rule, line in retained))
    return RuleShares(rule, total, {id_: borne[id_] for id_ in order}, tuple(dict.fromkeys(sources)))


def _lawful_shares(postings: pd.DataFrame, versions: Sequence[SharingRule], period: Period) -> RuleShares | None:
    """Each version's part of the period's own costs, split by the law's shares."""
    within = _within(postings, period)
    of_book = within.loc[within["book"] == versions[0].book.value]
    borne: Counter[str] = Counter()
    total, vouchers, last = 0, list[str](), None
    for rule in versions:
        on_account = of_book["account"].map(lambda name, rule=rule: covers(rule, name) is not None)
        on_day = of_book["date"].map(lambda day, rule=rule: rule.dated.covers(day.date()))
        own = of_book.loc[on_account.astype(bool) & on_day.astype(bool)]
        if own.empty:
            continue
        amount = int(own["amount"].sum())
        borne.update({share.participant: share.booked for share in Carry(tree_of(rule), rule.bearer).split(amount)})
        total, last = total + amount, rule
        vouchers += _keys(own)
    if last is None:
        return None
    return RuleShares(last, total, {id_: borne[id_] for id_ in last.weights if id_ in borne}, tuple(vouchers))


def _claims(rules: Rulebook, postings: pd.DataFrame, found: Sequence[RuleShares], period: Period) -> Iterator[Claim]:
    """One claim per host and participant, over all rules between them."""
    merged: dict[tuple[str, str], list[RuleShares]] = {}
    for shares in found:
        if not shares.informative:
            for participant in shares.shares:
                if participant != shares.rule.bearer:
                    merged.setdefault((shares.rule.bearer, participant), []).append(shares)
    within = _within(postings, period)
    before = postings.loc[postings["date"] <= _timestamp(period)]
    for (host, participant), between in merged.items():
        accounts = {account(rules, shares.rule, "claim", participant) for shares in between}
        ids = {shares.rule.id for shares in between}
        own = within.loc[within["account"].isin(accounts) & within["rule"].isin(ids)]
        gross = int(own["amount"].sum())
        net = sum(shares.shares[participant] for shares in between)
        open_accounts = {*accounts, *pair(rules, host, participant).claims_due}
        opened = int(before.loc[before["account"].isin(open_accounts), "amount"].sum())
        yield Claim(host, participant, net, gross - net, gross, opened, _keys(own))


def _share_figures(rules: Rulebook, found: Sequence[RuleShares]) -> Iterator[SharedFigure]:
    for shares in found:
        rule, source = shares.rule, (shares.rule.version,)
        formula = _("postings on {accounts}, shared by key {key}").format(
            accounts=", ".join(rule.accounts), key=key_name(rule.key)
        )
        by_party: Counter[str] = Counter()
        for participant, amount in shares.shares.items():
            who = rules.participant(participant)
            by_party[who.kind.value] += amount
            label = _("{rule}: {participant} bears").format(rule=rule.title, participant=who.name)
            yield SharedFigure(f"share.{rule.id}.{participant}", label, amount, formula, shares.vouchers, source)
        for party, amount in by_party.items():
            label = _("{rule}: {party} together").format(rule=rule.title, party=_party_name(party))
            yield SharedFigure(f"share.{rule.id}.party.{party}", label, amount, formula, shares.vouchers, source)
        label = _("{rule}: in all").format(rule=rule.title)
        yield SharedFigure(f"share.{rule.id}.total", label, shares.total, formula, shares.vouchers, source)


def _claim_figures(rules: Rulebook, claims: Sequence[Claim]) -> Iterator[SharedFigure]:
    for claim in claims:
        host, other = rules.participant(claim.host).name, rules.participant(claim.participant).name
        base = f"settlement.{claim.host}.{claim.participant}"
        formula = _("the period's postings on the claim of {host} on {other}").format(host=host, other=other)
        for part, label, amount in (
            ("net", _("{other} owes {host}, before VAT"), claim.net),
            ("vat", _("{other} owes {host}, VAT"), claim.vat),
            ("gross", _("{other} owes {host}"), claim.gross),
        ):
            told = label.format(other=other, host=host)
            yield SharedFigure(f"{base}.{part}", told, amount, formula, claim.vouchers, ())


def _position_figures(rules: Rulebook, settlement: Settlement) -> Iterator[SharedFigure]:
    vouchers = tuple(dict.fromkeys(key for claim in settlement.claims for key in claim.vouchers))
    for participant, amount in settlement.positions.items():
        label = _("{participant} is to receive (minus: to pay)").format(participant=rules.participant(participant).name)
        formula = _("claims minus debts of the period, gross")
        yield SharedFigure(f"settlement.{participant}", label, amount, formula, vouchers, ())


def _party_name(party: str) -> str:
    names = {
        "state": _("the state"),
        "region": _("the regions"),
        "municipalities": _("the kommuner"),
        "site": _("others at the front door"),
    }
    return names[party]


def _within(postings: pd.DataFrame, period: Period) -> pd.DataFrame:
    import pandas as pd

    return postings.loc[(postings["date"] >= pd.Timestamp(period.start)) & (postings["date"] <= _timestamp(period))]


def _timestamp(period: Period) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(period.end)


def _keys(postings: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(postings["key"].tolist()))
