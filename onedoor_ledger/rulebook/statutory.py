"""A year's contributions by law: between the parties first, then between the members of each party (FL 5-5 a §§).

The state pays half (Försäkringskassan also for Arbetsförmedlingen), the regions together a fourth, the kommuner
together a fourth. Where no region takes part and the kommun stands outside any region (Gotland), it pays half. Inside
a party the members share as they have agreed: by fixed weights, population, or equally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from onedoor_ledger import money
from onedoor_ledger.rulebook.errors import ContributionsError
from onedoor_ledger.rulebook.model import ContributionRule, KeyGroup, LocalKey, Participant, PartyKind, Rulebook
from onedoor_ledger.texts import _

_LAW = {PartyKind.STATE: 2, PartyKind.REGION: 1, PartyKind.MUNICIPALITIES: 1}
"""FL 5 §: ½, ¼, ¼."""
_OUTSIDE_REGION = {PartyKind.STATE: 1, PartyKind.MUNICIPALITIES: 1}
"""FL 5 a §: ½, ½."""


@dataclass(frozen=True, slots=True)
class MemberShare:
    """What one member pays: its weight inside its party, the year's amount and each instalment's, in öre."""

    id: str
    weight: int
    amount: int
    instalments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartyShare:
    """What one party pays: its weight between the parties, the year's amount in öre, and its members."""

    kind: PartyKind
    weight: int
    amount: int
    members: tuple[MemberShare, ...]


@dataclass(frozen=True, slots=True)
class StatutoryShares:
    """A year's contributions. Members sum to their party, parties to the pool, instalments to the member's year."""

    year: int
    parties: tuple[PartyShare, ...]

    @property
    def members(self) -> tuple[MemberShare, ...]:
        """Every member, party by party; one whose part another pays has zero."""
        return tuple(member for party in self.parties for member in party.members)

    def member(self, id: str) -> MemberShare:
        """The share of member ``id``; KeyError when it is none."""
        return {member.id: member for member in self.members}[id]

    @property
    def instalments(self) -> Mapping[str, tuple[int, ...]]:
        """Each member's instalments in öre, in the order of the rule's."""
        return {member.id: member.instalments for member in self.members}

    def groups(self) -> tuple[KeyGroup, ...]:
        """The nested key: parties first, members inside (contracts.md section 4)."""
        return tuple(
            KeyGroup(party.kind.value, party.weight, tuple((m.id, m.weight) for m in party.members))
            for party in self.parties
        )

    def weights(self) -> Mapping[str, int]:
        """Both levels as one integer weight per member, over their least common denominator."""
        total = sum(party.weight for party in self.parties)
        exact = {
            member.id: Fraction(party.weight * member.weight, total * sum(m.weight for m in party.members))
            for party in self.parties
            for member in party.members
        }
        denominator = lcm(*(share.denominator for share in exact.values()))
        return {member: int(share * denominator) for member, share in exact.items()}


def shares(rules: Rulebook, year: int) -> StatutoryShares:
    """The contributions of ``year``.

    :raises ContributionsError: when the rules have no contributions for the year, or they cannot be shared.
    """
    rule = rules.contributions.get(year)
    if rule is None:
        raise ContributionsError(
            year,
            _("the rules do not say what it is."),
            _("Add [[contributions]] for the year to rules/parties.toml, as the board decided."),
        )
    return shares_of(rules.participants, rule)


def shares_of(participants: Sequence[Participant], rule: ContributionRule) -> StatutoryShares:
    """What each member pays under ``rule``.

    :raises ContributionsError: when a party has no member, or a member lacks what its local key needs.
    """
    by_law = _party_weights(participants, rule)
    pool = money.share(_units(rule, rule.pool), tuple(by_law.values())).booked
    parties = tuple(
        _party(kind, weight, units * rule.unit, participants, rule)
        for (kind, weight), units in zip(by_law.items(), pool, strict=True)
    )
    return StatutoryShares(rule.year, parties)


def _party_weights(participants: Sequence[Participant], rule: ContributionRule) -> Mapping[PartyKind, int]:
    kinds = {p.kind for p in participants if p.member}
    outside = PartyKind.REGION not in kinds and all(
        p.outside_region for p in participants if p.kind is PartyKind.MUNICIPALITIES
    )
    law = _OUTSIDE_REGION if outside else _LAW
    missing = [kind.value for kind in law if kind not in kinds]
    if missing:
        raise ContributionsError(
            rule.year,
            _("no member has the kind {kinds}.").format(kinds=", ".join(f'"{kind}"' for kind in missing)),
            _("Add the members to rules/parties.toml; a kommun outside any region has outside_region = true (5 a §)."),
        )
    return law


def _party(
    kind: PartyKind, weight: int, amount: int, participants: Sequence[Participant], rule: ContributionRule
) -> PartyShare:
    members = tuple(p for p in participants if p.kind is kind)
    weights = tuple(0 if p.pays_for else _weight(p, kind, rule) for p in members)
    if not sum(weights):
        raise ContributionsError(
            rule.year,
            _('no member of the kind "{kind}" has a weight above zero.').format(kind=kind.value),
            _("At least one member of each party must pay for itself and have a weight above zero."),
        )
    amounts = money.share(_units(rule, amount), weights).booked
    return PartyShare(
        kind,
        weight,
        amount,
        tuple(
            MemberShare(p.id, w, units * rule.unit, _instalments(rule, units * rule.unit))
            for p, w, units in zip(members, weights, amounts, strict=True)
        ),
    )


def _weight(member: Participant, kind: PartyKind, rule: ContributionRule) -> int:
    keys = {PartyKind.REGION: rule.regional_key, PartyKind.MUNICIPALITIES: rule.municipal_key}
    key = keys.get(kind, LocalKey.EQUAL)
    if key is LocalKey.EQUAL:
        return 1
    if key is LocalKey.FIXED:
        if member.id in rule.weights:
            return rule.weights[member.id]
        reason = _("{member} has no weight.").format(member=member.name)
        raise ContributionsError(rule.year, reason, _("Add it to [contributions.weights], 0 if it pays nothing."))
    counted = {p.on: p.inhabitants for p in member.population}
    if rule.population_on in counted:
        return counted[rule.population_on]
    reason = _("{member} has no population on {day}.").format(member=member.name, day=rule.population_on or "–")
    raise ContributionsError(rule.year, reason, _("Add the population on that day, or mend population_on."))


def _units(rule: ContributionRule, amount: int) -> int:
    if rule.unit <= 0 or amount % rule.unit:
        raise ContributionsError(
            rule.year,
            _("the pool is not a whole number of what shares are rounded to."),
            _("Write rounded_to = 1 for whole kronor, and a pool of whole kronor."),
        )
    return amount // rule.unit


def _instalments(rule: ContributionRule, amount: int) -> tuple[int, ...]:
    if not rule.instalments:
        return ()
    denominator = lcm(*(part.denominator for part in rule.instalments))
    weights = tuple(part.numerator * denominator // part.denominator for part in rule.instalments)
    return money.share(amount, weights).booked
