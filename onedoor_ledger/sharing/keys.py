"""A sharing key as a tree of integer weights, and the carry that makes its rounding fair over time.

A flat key is one group; the statutory key (FL 5-5 a §§) has a group per party with its members inside, each level
with its own carry, so that members' sums equal their party's (contracts.md section 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.rulebook.model import KeyGroup

Tree = tuple[KeyGroup, ...]
"""Groups that share between them, and inside each its members, in the order of ties."""


def flat(weights: Iterable[tuple[str, int]]) -> Tree:
    """The tree of a key with one level."""
    return (KeyGroup("total", 1, tuple(weights)),)


@dataclass(frozen=True, slots=True)
class Share:
    """What one participant is booked of one source line, in öre, and what it exactly is.

    ``exact`` is the share of what the participant's group is booked; ``group_exact`` the group's own exact share of
    the source line, kept on the group's first participant only (None elsewhere, and in a flat key).
    """

    participant: str
    booked: int
    exact: Fraction
    group_exact: Fraction | None = None

    @property
    def negated(self) -> Share:
        """The share of the reversal of the same source line."""
        group = None if self.group_exact is None else -self.group_exact
        return Share(self.participant, -self.booked, -self.exact, group)


def exact_text(share: Share) -> str:
    """``n/W`` for the ledger; ``n/W;n/W`` where the group's own share stands with it."""
    parts = [share.exact] if share.group_exact is None else [share.exact, share.group_exact]
    return ";".join(f"{part.numerator}/{part.denominator}" for part in parts)


def parse_exact(text: str) -> tuple[Fraction, Fraction | None]:
    """The two values :func:`exact_text` wrote."""
    member, _, group = text.partition(";")
    return Fraction(member), Fraction(group) if group else None


def merged(shares: Iterable[Share]) -> tuple[Share, ...]:
    """One share per participant, in the order first seen: what several vouchers booked of one source together."""
    found: dict[str, Share] = {}
    for share in shares:
        first = found.get(share.participant)
        if first is None:
            found[share.participant] = share
            continue
        told = [group for group in (first.group_exact, share.group_exact) if group is not None]
        group = sum(told, Fraction(0)) if told else None
        found[share.participant] = Share(
            share.participant, first.booked + share.booked, first.exact + share.exact, group
        )
    return tuple(found.values())


class Carry:
    """What rounding has given and taken so far under one rule version: the sum of exact minus booked.

    The bearer's own share is booked nowhere (it stays where it is), so what it has carried is what the others lack.
    """

    def __init__(self, tree: Tree, bearer: str) -> None:
        self._tree = tree
        self._bearer = bearer
        self._nested = len(tree) > 1
        self._group_of = {member: group.id for group in tree for member, _ in group.members}
        self._members: defaultdict[str, Fraction] = defaultdict(Fraction)
        self._groups: defaultdict[str, Fraction] = defaultdict(Fraction)

    def add(self, shares: Iterable[Share]) -> None:
        """Take in one source line's booked shares."""
        for share in shares:
            if share.participant == self._bearer or share.participant not in self._group_of:
                continue
            self._members[share.participant] += share.exact - share.booked
            if self._nested:
                self._groups[self._group_of[share.participant]] += (share.group_exact or 0) - share.booked

    def members(self, group: KeyGroup) -> tuple[Fraction, ...]:
        """The carry of each member of ``group``; sums to zero."""
        own = [self._members[member] for member, _ in group.members]
        return _balanced(own, [member for member, _ in group.members], self._bearer)

    def groups(self) -> tuple[Fraction, ...]:
        """The carry of each group; sums to zero."""
        if not self._nested:
            return (Fraction(0),)
        own = [self._groups[group.id] for group in self._tree]
        return _balanced(own, [group.id for group in self._tree], self._group_of.get(self._bearer, ""))

    def split(self, amount: int) -> tuple[Share, ...]:
        """Share ``amount`` öre and take the result in. A zero amount leaves every carry alone."""
        top = money.share(amount, [group.weight for group in self._tree], self.groups())
        shares: list[Share] = []
        for group, part, exact in zip(self._tree, top.booked, top.exact, strict=True):
            inner = money.share(part, [weight for _, weight in group.members], self.members(group))
            for (member, _), booked, own in zip(group.members, inner.booked, inner.exact, strict=True):
                shares.append(Share(member, booked, own))
            if self._nested:
                at = self._first_told(group, len(shares) - len(group.members))
                shares[at] = Share(shares[at].participant, shares[at].booked, shares[at].exact, exact)
        self.add(shares)
        return tuple(shares)

    def _first_told(self, group: KeyGroup, start: int) -> int:
        """Index of the first member of ``group`` whose share is written down (the bearer's is not)."""
        told = [i for i, (member, weight) in enumerate(group.members) if member != self._bearer and weight]
        return start + (told[0] if told else 0)


def _balanced(carry: list[Fraction], ids: list[str], derived: str) -> tuple[Fraction, ...]:
    if derived in ids:
        at = ids.index(derived)
        carry[at] = -(sum(carry, Fraction(0)) - carry[at])
    return tuple(carry)
