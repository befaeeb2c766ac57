"""The same books under other ways to organise one front door (domain.md section 8; ``rules/models/*.toml``).

A model says who bears whose costs, which authorities become one, and how the shared costs are paid. It moves money
between purses and makes none: the whole's net is the same under every model, and that is checked, not assumed.

Shifts are told here by who pays the support out or decides it, not by who finances it in the end: what the state's
two authorities push to each other never leaves its appropriation, and only so is it seen to vanish when they merge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from onedoor_ledger import money
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.displacement import Displacement, displaced, together
from onedoor_ledger.incentive.kept import people_of
from onedoor_ledger.incentive.kommuner import Kommuner, kommuner_of
from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.incentive.payers import Paid, paid_on
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import REGIONS_TOGETHER, TOGETHER
from onedoor_ledger.incentive.shifts import Group, Shifts
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.rulebook.model.incentive import OWN_MUNICIPALITY, OWN_REGION, OrganisationModel

PRINCIPAL = "principal"
"""Who bears everything under *samlat huvudmannaskap*: a body of its own in the tables, whoever it will be."""
OTHERS = "others"
"""All that no party answers for: taxes, individuals, employers, a-kassor, site parties."""
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One party's bottom line under a model, beside today's. Öre, whole."""

    id: str
    put_in: int
    relief: int
    net: int
    today: int
    """The net as things are organised today."""

    @property
    def change(self) -> int:
        """What the model does to its incentive."""
        return self.net - self.today


@dataclass(frozen=True, slots=True)
class ModelOutcome:
    """The books under one model."""

    model: OrganisationModel
    rows: tuple[ModelRow, ...]
    """The parties in the page's order, the principal where there is one, all others together."""
    shifts: Displacement
    """By who pays out; what is pushed within a body that has become one is no shift."""
    vanished: Fraction
    """Öre that were shifts between payers today and are none under the model."""

    @property
    def society(self) -> int:
        """Everybody's net together."""
        return sum(row.net for row in self.rows)

    @property
    def without(self) -> tuple[str, ...]:
        """The parties with nothing to gain."""
        return tuple(row.id for row in self.rows if row.net < 0 and row.id != OTHERS)

    @property
    def left(self) -> Fraction:
        """Shifts between payers that stay."""
        return sum(self.shifts.shift.values(), NOTHING)


def outcomes_of(
    rules: Rulebook, books: Books, period: Period, incentives: Incentives, shifts: Shifts
) -> tuple[ModelOutcome, ...]:
    """The books under each model of the rules, in their order.

    :param period: the one that ``incentives`` and ``shifts`` were made for.
    """
    paid = paid_on(rules, period.end)
    kommuner = kommuner_of(rules, people_of(rules, books, period), period, incentives.relief.method)
    today = _payer_shifts(rules, shifts.groups, paid, {})
    pushed = sum(today.shift.values(), NOTHING)
    found = []
    for model in rules.incentive.models:
        merged = _payer_shifts(rules, shifts.groups, paid, model.merges)
        rows = _rows(rules, model, incentives, _clients(incentives, paid, kommuner))
        found.append(ModelOutcome(model, rows, merged, pushed - sum(merged.shift.values(), NOTHING)))
    return tuple(found)


def _rows(
    rules: Rulebook, model: OrganisationModel, incentives: Incentives, clients: Mapping[str, Fraction]
) -> tuple[ModelRow, ...]:
    owner = _owners(incentives)
    names = [*(player.id for player in incentives.players), PRINCIPAL, OTHERS]
    stays: Counter[str] = Counter()
    relief: defaultdict[str, Fraction] = defaultdict(Fraction)
    today: defaultdict[str, Fraction] = defaultdict(Fraction)
    put_in: Counter[str] = Counter()
    for row in incentives.purses:
        own = owner.get(row.purse, OTHERS)
        bearer = _named(rules, row.purse, model.bears) or row.purse
        relief[bearer if bearer == PRINCIPAL else owner.get(bearer, OTHERS)] += row.relief
        today[own] += row.net
        put_in[own] += row.stake.put_in
        stays[own] += row.stake.passthrough
    paying = _paying(model, incentives, put_in, clients)
    nets_today = _whole([today[name] for name in names])
    reliefs = _whole([relief[name] for name in names])
    return tuple(
        ModelRow(name, paying[name], gain, gain - paying[name] + stays[name], before)
        for name, gain, before in zip(names, reliefs, nets_today, strict=True)
        if name != PRINCIPAL or gain or paying[name]
    )


def _owners(incentives: Incentives) -> Mapping[str, str]:
    """The party that answers for each purse."""
    return {purse: player.id for player in incentives.players for purse in player.purses}


def _paying(
    model: OrganisationModel, incentives: Incentives, put_in: Mapping[str, int], clients: Mapping[str, Fraction]
) -> Counter[str]:
    """What each party puts in under the model, öre; the same in all."""
    owner = _owners(incentives)
    paying = Counter(put_in)
    if model.shared_key == PRINCIPAL:
        for row in incentives.purses:
            paying[owner.get(row.purse, OTHERS)] -= row.stake.shared
            paying[owner.get(model.principal, PRINCIPAL)] += row.stake.shared
    elif model.shared_key:
        _by_other_key(model.shared_key, incentives, paying)
    players = [player.id for player in incentives.players]
    if model.contribution == "per_person" and any(clients.get(player) for player in players):
        total = sum(paying[player] for player in players)
        unit = lcm(*(clients.get(player, NOTHING).denominator for player in players))
        weights = [int(clients.get(player, NOTHING) * unit) for player in players]
        for player, amount in zip(players, money.share(total, weights).booked, strict=True):
            paying[player] = amount
    return paying


def _by_other_key(key: str, incentives: Incentives, paying: Counter[str]) -> None:
    """Change what each puts in to what it would be, had every front door been shared by ``key``."""
    for outcome in incentives.keys:
        if outcome.key.endswith(f".{key}"):
            for player in incentives.players:
                more = player.net - outcome.nets.get(player.id, player.net)
                paying[player.id] += more
                paying[OTHERS] -= more


def _clients(incentives: Incentives, paid: Paid, kommuner: Kommuner) -> Mapping[str, Fraction]:
    """Persons by the party whose client they were: the one that paid most for the support they came from."""
    owner = _owners(incentives)
    clients: defaultdict[str, Fraction] = defaultdict(Fraction)
    for row in incentives.relief.moves:
        for kommun, share in kommuner.of(row.move).items():
            monthly = paid.monthly(row.move.origin, kommun or TOGETHER)
            if row.priced and monthly and row.move.persons > 0:
                most = max(monthly, key=lambda purse: (monthly[purse], purse))
                clients[owner.get(kommuner.row(most), OTHERS)] += share * row.move.persons
    return clients


def _payer_shifts(rules: Rulebook, groups: Sequence[Group], paid: Paid, merges: Mapping[str, str]) -> Displacement:
    """Displacement by who pays out, priced as on the period's last day, with the bodies that become one as one."""
    return together(
        displaced(
            _by_payer(rules, group, group.origin, paid, merges), _by_payer(rules, group, group.target, paid, merges)
        )
        for group in groups
    )


def _by_payer(
    rules: Rulebook, group: Group, state: str, paid: Paid, merges: Mapping[str, str]
) -> Mapping[str, Fraction]:
    own = {OWN_MUNICIPALITY: group.municipality, OWN_REGION: group.region}
    amounts: defaultdict[str, Fraction] = defaultdict(Fraction)
    for row in paid.rows.get(state, ()):
        payer = own.get(row.payer, row.payer)
        amounts[_named(rules, payer, merges) or payer] += row.monthly * group.months
    return {payer: amount for payer, amount in amounts.items() if amount > 0}


def _named(rules: Rulebook, purse: str, names: Mapping[str, str]) -> str | None:
    """What ``names`` says of a purse: by its own id, else as every kommun's or region's."""
    if purse in names:
        return names[purse]
    kinds = {participant.id: participant.kind for participant in rules.participants}
    kinds |= {TOGETHER: PartyKind.MUNICIPALITIES, REGIONS_TOGETHER: PartyKind.REGION}
    whole = {PartyKind.MUNICIPALITIES: OWN_MUNICIPALITY, PartyKind.REGION: OWN_REGION}
    kind = kinds.get(purse)
    return names.get(whole[kind]) if kind in whole else None


def _whole(exact: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole öre that sum to the nearest öre of the exact sum."""
    total = sum(exact, NOTHING)
    if not exact:
        return ()
    return money.rounded([*exact[:-1], exact[-1] + nearest(total) - total])
