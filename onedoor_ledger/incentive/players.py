"""Which purses have a row of their own, and who answers towards the förbund for which of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from fractions import Fraction

from onedoor_ledger.incentive.model import Player, Relief, Stake
from onedoor_ledger.incentive.purses import MUNICIPALITIES, OTHERS, REGIONS_TOGETHER, TOGETHER, Purse, purses_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _


def shown_purses(rules: Rulebook, relief: Relief, stakes: Mapping[str, Stake]) -> tuple[Purse, ...]:
    """The purses in the order of the page: members, the kommuner told together, the state's appropriation, the others.

    A site party that bears a part of a door has a row last of all: without it the whole would look cheaper than it is.
    """
    members = {member.id for member in rules.members}
    own: list[Purse] = []
    outside: list[Purse] = []
    for purse in purses_of(rules):
        if purse.id != REGIONS_TOGETHER or purse.id in relief.purses:
            (own if purse.id in members else outside).append(purse)
    shown = [purse for purse in own if not _together(purse, relief)]
    if TOGETHER in relief.purses or len(shown) < len(own):
        shown.append(Purse(TOGETHER, _("Kommuner shown together"), MUNICIPALITIES, TOGETHER))
    sites = [who for who in rules.participants if not who.member and stakes[who.id].put_in]
    return (*shown, *outside, *(Purse(who.id, who.name, OTHERS, "") for who in sites))


def behind(rules: Rulebook, relief: Relief, row: str) -> tuple[str, ...]:
    """Whose stakes a row of the page holds: its own purse's, or those of the kommuner shown together."""
    if row != TOGETHER:
        return (row,)
    return tuple(purse.id for purse in purses_of(rules) if _together(purse, relief))


def shown_stakes(rules: Rulebook, relief: Relief, stakes: Mapping[str, Stake]) -> Mapping[str, Stake]:
    """The stakes by the rows shown: those of kommuner without a row of their own are added up in the common one."""
    small = behind(rules, relief, TOGETHER)
    amounts = {
        field.name: sum(getattr(stakes[id_], field.name) for id_ in small)
        for field in fields(Stake)
        if field.name != "purse"
    }
    return {**{id_: stake for id_, stake in stakes.items() if id_ not in small}, TOGETHER: Stake(TOGETHER, **amounts)}


def players_of(purses: Sequence[Purse], nets: Mapping[str, int]) -> tuple[Player, ...]:
    """The members that pay, each with the purses it answers for; no purse outside is anybody's.

    :param nets: öre by purse.
    """
    answers: dict[str, list[Purse]] = {}
    for purse in purses:
        if purse.payer:
            answers.setdefault(purse.payer, []).append(purse)
    return tuple(
        Player(id_, _name(own), tuple(p.id for p in own), sum(nets[p.id] for p in own)) for id_, own in answers.items()
    )


def inhabitants_of(rules: Rulebook, players: Sequence[Player], year: int) -> Mapping[str, int]:
    """Inhabitants by player, at the latest count by the year's end; 0 for who has none.

    Those without a row of their own are counted with the kommuner shown together.
    """
    owners = {purse: player.id for player in players for purse in player.purses}
    found = {player.id: 0 for player in players}
    for member in rules.members:
        counts = [count for count in member.population if count.on.year <= year]
        player = owners.get(member.id, TOGETHER)
        if counts and player in found:
            found[player] += max(counts, key=lambda count: count.on).inhabitants
    return found


def nearest(exact: Fraction) -> int:
    """Whole öre, half away from zero."""
    size = abs(exact) + Fraction(1, 2)
    whole = size.numerator // size.denominator
    return -whole if exact < 0 else whole


def _together(purse: Purse, relief: Relief) -> bool:
    """Whether the purse is a kommun's that has no row of its own."""
    return purse.group == MUNICIPALITIES and purse.id not in relief.purses


def _name(purses: Sequence[Purse]) -> str:
    """The member's own name, or the state's when one authority answers for several of its purses."""
    return purses[0].name if len(purses) == 1 else _("The state")
