"""What each purse put in, what it got back, and what that makes for each party and for all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from onedoor_ledger.incentive.model import (
    BookedRelief,
    Incentives,
    KeyOutcome,
    Player,
    PurseIncentive,
    PurseRelief,
    Relief,
    Stake,
)
from onedoor_ledger.incentive.other_keys import contribution_keys, door_keys
from onedoor_ledger.incentive.payback import break_even, payback_months
from onedoor_ledger.incentive.players import inhabitants_of, players_of, shown_purses, shown_stakes
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.incentive.rounding import in_ore
from onedoor_ledger.incentive.side_payments import smallest
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.side_by_side import SideBySide

NOTHING = Fraction(0)


def weighed(
    rules: Rulebook,
    relief: Relief,
    stakes: Mapping[str, Stake],
    *,
    booked: tuple[BookedRelief, ...] = (),
    doors: Sequence[SideBySide] = (),
    apart: bool = False,
) -> Incentives:
    """Relief held against what was put in.

    The relief is what the flows show; what the parties have booked (``booked``) stands beside it and is never added.

    :param apart: round each purse by itself, as where some purse is withheld.
    """
    purses = shown_purses(rules, relief, stakes)
    shown = shown_stakes(rules, relief, stakes)
    good = frozenset(state.id for state in rules.states if state.good_end)
    rows = tuple(_row(relief, good, purse.id, shown.get(purse.id) or _nothing_in(purse.id)) for purse in purses)
    players = tuple(_player(relief, good, each, rows) for each in players_of(purses, net_ore(rows, apart=apart)))
    nets = {player.id: player.net for player in players}
    return Incentives(
        relief=relief,
        booked=booked,
        purses=rows,
        society=sum((row.net for row in rows), NOTHING),
        players=players,
        without=tuple(id_ for id_, net in nets.items() if net < 0),
        keys=(*_contribution_keys(rules, relief, players, shown), *_door_keys(rules, players, doors)),
        side_payments=smallest(nets),
    )


def net_ore(rows: Sequence[PurseIncentive], *, apart: bool = False) -> dict[str, int]:
    """The nets in whole öre: the reliefs rounded once so that they sum to the whole's, less what was put in.

    :param apart: as of :func:`~onedoor_ledger.incentive.rounding.in_ore`.
    """
    relief = in_ore({row.purse: row.relief for row in rows}, apart=apart)
    return {row.purse: relief[row.purse] - row.stake.put_in + row.stake.passthrough for row in rows}


def _nothing_in(purse: str) -> Stake:
    return Stake(purse, 0, 0, 0, 0, 0, 0)


def _row(relief: Relief, good: frozenset[str], purse: str, stake: Stake) -> PurseIncentive:
    found = relief.purses.get(purse) or PurseRelief(purse, NOTHING, NOTHING, {}, None)
    gain = found.horizons.get(relief.method.horizon, NOTHING)
    return PurseIncentive(
        purse=purse,
        stake=stake,
        relief=gain,
        cashable=found.cashable,
        net=gain - stake.put_in + stake.passthrough,
        ratio=gain / stake.put_in if stake.put_in else None,
        payback_months=payback_months(relief, (purse,), stake.put_in),
        break_even=break_even(relief, good, (purse,), stake.put_in),
    )


def _player(relief: Relief, good: frozenset[str], player: Player, rows: Sequence[PurseIncentive]) -> Player:
    """The player with what its purses put in and get together."""
    stakes = [row.stake for row in rows if row.purse in player.purses]
    put_in = sum(stake.put_in for stake in stakes)
    return replace(
        player,
        put_in=put_in,
        relief=player.net + put_in - sum(stake.passthrough for stake in stakes),
        payback_months=payback_months(relief, player.purses, put_in),
        break_even=break_even(relief, good, player.purses, put_in),
    )


def _contribution_keys(
    rules: Rulebook, relief: Relief, players: Sequence[Player], stakes: Mapping[str, Stake]
) -> tuple[KeyOutcome, ...]:
    used = {
        player.id: sum(stakes[purse].contribution for purse in player.purses if purse in stakes) for player in players
    }
    return contribution_keys(players, used, inhabitants_of(rules, players, relief.period.year))


def _door_keys(rules: Rulebook, players: Sequence[Player], doors: Sequence[SideBySide]) -> tuple[KeyOutcome, ...]:
    owners = {purse: player.id for player in players for purse in player.purses}
    small = {member.id: TOGETHER for member in rules.members if member.id not in owners}
    return tuple(door_keys(rules, players, owners | small, doors))
