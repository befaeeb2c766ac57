"""Keys by how long persons have been supported, and what each purse bears of one benefit under a ladder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from onedoor_ledger.rulebook.model import OWN, SharingRule, Tier, Tiered
from onedoor_ledger.rulebook.model.presets import Applies, Ladder
from onedoor_ledger.sharing.errors import StatisticMissingError

ByDuration = Sequence[tuple[int | None, Mapping[str, Fraction]]]
"""Volume by participant for each longest duration counted, shortest first."""


def by_tier(rule: SharingRule, key: Tiered, volumes: ByDuration) -> dict[str, Fraction]:
    """Everybody's part of the volume: each step's volume goes to whom the step names.

    :raises StatisticMissingError: when the statistic does not tell the time on each side of a step apart.
    """
    limits = [limit for limit, _values in volumes]
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    for tier in key.tiers[:-1]:
        longer = any(limit is None or (tier.up_to is not None and limit > tier.up_to) for limit in limits)
        if longer and tier.up_to not in limits:
            raise StatisticMissingError(rule.place, key.measured.statistics[0], rule.version, f"up_to = {tier.up_to}")
    for limit, values in volumes:
        tier = _tier(key.tiers, limit)
        for owner, volume in values.items():
            for who, part in tier.shares.items():
                total[owner if who == OWN else who] += volume * part
    return {who: total[who] for who in rule.participants}


def _tier(tiers: Sequence[Tier], limit: int | None) -> Tier:
    return next(tier for tier in tiers if tier.up_to is None or (limit is not None and limit <= tier.up_to))


def borne(ladder: Ladder, amounts: Sequence[int | Fraction], period: int = 1) -> dict[str, Fraction]:
    """What each purse bears of a benefit paid unit by unit (``amounts[0]`` in the first week or day) under a preset.

    :param period: units in a payment period; where a ladder applies from the next period, a step that is passed
        inside one takes hold when the next begins.
    """
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    for index, amount in enumerate(amounts):
        at = index - index % period if ladder.applies is Applies.NEXT_PERIOD else index
        step = next(step for step in ladder.steps if step.up_to is None or at < step.up_to)
        for who, part in step.shares.items():
            total[who] += amount * part
    return dict(total)
