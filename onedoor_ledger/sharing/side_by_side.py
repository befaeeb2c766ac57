"""What the parties share, by every key there are numbers for: one sheet for the board's discussion.

The sum shared is the same under every key, and so are those who take part: only the key differs. Each key is rounded
once, to whole öre (methods.md section 2); nothing is booked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import lcm

from onedoor_ledger import money
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import UserError
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook import statutory
from onedoor_ledger.rulebook.model import KeyGroup, Measured, Rulebook, SharingRule
from onedoor_ledger.rulebook.model.statistics import TOLD_AT_HOME
from onedoor_ledger.sharing.settlement import RuleShares
from onedoor_ledger.sharing.statistics import Statistics


class Kind(StrEnum):
    """The keys every rulebook can be asked about."""

    AGREED = "agreed"
    EQUAL = "equal"
    POPULATION = "population"
    STATUTORY = "statutory"
    CONTRIBUTIONS = "contributions"
    STATISTIC = "statistic"


@dataclass(frozen=True, slots=True)
class Column:
    """One key: what each participant would bear of the sum, in öre; None where there is nothing to share by."""

    kind: Kind
    shares: Mapping[str, int] | None
    statistic: str = ""
    """The statistic's id, for a key that shares by one."""
    why: str = ""
    """Why there is no answer, where a statistic says so itself."""

    @property
    def id(self) -> str:
        """``agreed``, ``equal`` …, a statistic by its own id."""
        return f"{self.kind.value}_{self.statistic}" if self.statistic else self.kind.value


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One rule's sum in the period, by every key."""

    rule: SharingRule
    total: int
    participants: tuple[str, ...]
    columns: tuple[Column, ...]


def side_by_side(rules: Rulebook, books: Books, period: Period, found: Sequence[RuleShares]) -> tuple[SideBySide, ...]:
    """Every rule of the parties' that shared something in ``period``, by every key."""
    statistics = Statistics(rules, books)
    return tuple(_compared(rules, shares, period, statistics) for shares in found if not shares.informative)


def _compared(rules: Rulebook, shares: RuleShares, period: Period, statistics: Statistics) -> SideBySide:
    who = tuple(shares.shares)
    columns = (
        Column(Kind.AGREED, shares.shares),
        *(
            Column(kind, _split(shares.total, groups))
            for kind, groups in (
                (Kind.EQUAL, _flat(dict.fromkeys(who, 1))),
                (Kind.POPULATION, _flat(_inhabitants(rules, who, period))),
                (Kind.STATUTORY, _by_law(rules, who, period)),
                (Kind.CONTRIBUTIONS, _flat(_contributions(rules, who, period))),
            )
        ),
        *_by_statistics(rules, shares, who, period, statistics),
    )
    return SideBySide(shares.rule, shares.total, who, columns)


def _by_statistics(
    rules: Rulebook, shares: RuleShares, who: tuple[str, ...], period: Period, statistics: Statistics
) -> Iterator[Column]:
    for statistic in rules.statistics:
        if statistic.by_duration or statistic.id in TOLD_AT_HOME:
            continue  # tells how long or how often, not how much: it shares nothing by itself
        measured = Measured((statistic.id,), who)
        try:
            values = statistics.values(shares.rule, measured, period.start, period.end)
        except UserError as error:
            yield Column(Kind.STATISTIC, None, statistic.id, error.message)
            continue
        scale = lcm(*(value.denominator for value in values.values()))
        weights = {participant: int(value * scale) for participant, value in values.items()}
        yield Column(Kind.STATISTIC, _split(shares.total, _flat(weights)), statistic.id)


def _flat(weights: Mapping[str, int]) -> tuple[KeyGroup, ...]:
    return (KeyGroup("total", 1, tuple(weights.items())),)


def _inhabitants(rules: Rulebook, who: Sequence[str], period: Period) -> dict[str, int]:
    """The latest count of each on the period's last day; 0 for who has none."""
    counted = {
        each.id: max((c for c in each.population if c.on <= period.end), key=lambda c: c.on, default=None)
        for each in rules.participants
    }
    return {id_: count.inhabitants if (count := counted.get(id_)) else 0 for id_ in who}


def _by_law(rules: Rulebook, who: Sequence[str], period: Period) -> tuple[KeyGroup, ...]:
    """The law's two levels, of those who take part only."""
    if period.end.year not in rules.contributions:
        return ()
    law = statutory.shares(rules, period.end.year).groups()
    taking_part = (
        KeyGroup(group.id, group.weight, tuple((id_, weight) for id_, weight in group.members if id_ in who))
        for group in law
    )
    return tuple(group for group in taking_part if sum(weight for _id, weight in group.members))


def _contributions(rules: Rulebook, who: Sequence[str], period: Period) -> dict[str, int]:
    """What each is to pay förbundet for the year, öre; 0 for who is no member."""
    if period.end.year not in rules.contributions:
        return dict.fromkeys(who, 0)
    amounts = {member.id: member.amount for member in statutory.shares(rules, period.end.year).members}
    return {id_: amounts.get(id_, 0) for id_ in who}


def _split(total: int, groups: Sequence[KeyGroup]) -> Mapping[str, int] | None:
    """``total`` between the groups and inside each; None when all weights are zero."""
    if not sum(weight for group in groups for _id, weight in group.members):
        return None
    shares: dict[str, int] = {}
    for group, part in zip(groups, money.share(total, [group.weight for group in groups]).booked, strict=True):
        inner = money.share(part, [weight for _id, weight in group.members]).booked
        shares |= {id_: booked for (id_, _weight), booked in zip(group.members, inner, strict=True)}
    return shares
