"""The players' nets had what they put in followed another key: examples to count on, no proposals.

Contributions are shared by the law and by nothing else (FL 5 §, 9 § 8), so only the statutory key is ``by_law``. What
the parties bear themselves of a front door they may share as they agree. The sum shared is the same under every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.incentive.model import KeyOutcome, Player
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.side_by_side import Column, Kind, SideBySide
from onedoor_ledger.texts import _

STATUTORY, EQUAL, POPULATION, BENEFIT, EQUAL_SURPLUS = "statutory", "equal", "population", "benefit", "equal_surplus"


def contribution_keys(
    players: Sequence[Player], contributions: Mapping[str, int], inhabitants: Mapping[str, int]
) -> tuple[KeyOutcome, ...]:
    """The contributions used by the law's shares, and by each other key there are numbers for.

    :param contributions: öre by player, as the law has them.
    :param inhabitants: by player; a player without any bears nothing by population.
    """
    total = sum(contributions[player.id] for player in players)
    gains = {player.id: player.net + contributions[player.id] for player in players}
    found = [_outcome(STATUTORY, players, contributions, contributions)]
    for key, split in (
        (EQUAL, _by_weights(total, dict.fromkeys(gains, 1))),
        (POPULATION, _by_weights(total, {id_: inhabitants.get(id_, 0) for id_ in gains})),
        (BENEFIT, _by_weights(total, {id_: max(gain, 0) for id_, gain in gains.items()})),
        (EQUAL_SURPLUS, _equal_surplus(total, gains)),
    ):
        if split is not None:
            found.append(_outcome(key, players, contributions, split))
    return tuple(found)


def door_keys(
    rules: Rulebook, players: Sequence[Player], purses: Mapping[str, str], doors: Sequence[SideBySide]
) -> Iterator[KeyOutcome]:
    """The parties' nets had they shared each front door by every other key there are numbers for.

    :param purses: participant to the player that answers for it; who has none, as a site party, stands for itself.
    """
    for door in doors:
        agreed = _by_player(door.columns[0].shares or {}, purses)
        for column in door.columns:
            if column.kind is Kind.AGREED or column.shares is None:
                continue
            split = _by_player(column.shares, purses)
            nets = {who.id: who.net + agreed.get(who.id, 0) - split.get(who.id, 0) for who in players}
            yield KeyOutcome(f"{door.rule.id}.{column.id}", _door_key_name(rules, column), split, nets, by_law=False)


def key_title(key: str) -> str:
    """What a key of the contributions is called."""
    return {
        STATUTORY: _("By law: the state half, the regions a fourth, the kommuner a fourth"),
        EQUAL: _("Equal parts"),
        POPULATION: _("By inhabitants"),
        BENEFIT: _("In proportion to the benefit"),
        EQUAL_SURPLUS: _("Equal surplus"),
    }[key]


def _door_key_name(rules: Rulebook, column: Column) -> str:
    if column.kind is Kind.STATISTIC:
        return rules.statistic(column.statistic).title
    return {
        Kind.EQUAL: _("Equal parts"),
        Kind.POPULATION: _("By inhabitants"),
        Kind.STATUTORY: _("The law's shares"),
        Kind.CONTRIBUTIONS: _("By contribution"),
    }[column.kind]


def _outcome(key: str, players: Sequence[Player], today: Mapping[str, int], split: Mapping[str, int]) -> KeyOutcome:
    nets = {player.id: player.net + today[player.id] - split[player.id] for player in players}
    return KeyOutcome(key, key_title(key), dict(split), nets, by_law=key == STATUTORY)


def _by_weights(total: int, weights: Mapping[str, int]) -> Mapping[str, int] | None:
    """``total`` in proportion; None when nobody has anything to share by."""
    if not sum(weights.values()):
        return None
    return dict(zip(weights, money.share(total, list(weights.values())).booked, strict=True))


def _equal_surplus(total: int, gains: Mapping[str, int]) -> Mapping[str, int] | None:
    """Everybody ends with the same net; who gains less than that is paid, which needs a floor where it must not be."""
    if not gains:
        return None
    surplus = Fraction(sum(gains.values()) - total, len(gains))
    return dict(zip(gains, money.rounded([gain - surplus for gain in gains.values()]), strict=True))


def _by_player(split: Mapping[str, int], purses: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for who, amount in split.items():
        player = purses.get(who, who)
        found[player] = found.get(player, 0) + amount
    return found
