"""Sentences 9–12 of the board's page and those of *Incitament per part*, chosen by sign (bookkeeping.md section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.incentive.model import PurseIncentive
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import APPROPRIATION, MUNICIPALITIES, REGION, SOCIETY, STATE, TOGETHER
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.words import listed, money, percent
from onedoor_ledger.texts import _, ngettext


def put_in_and_back(made: IncentiveMaterial, row: PurseIncentive) -> str:
    """9: what a kommun or a region put in and is calculated to get."""
    member = made.name(row.purse)
    start = _("{member} put in {x}").format(member=member, x=money(row.stake.put_in))
    if not made.gone.moves:
        return f"{start}."
    if row.purse in made.withheld:
        return _("{start}; what it gets back is not shown: too few persons.").format(start=start)
    relief, cashable = nearest(row.relief), row.cashable
    if relief == 0:
        return made.left_out.added_to(_("{start} and is not calculated to get any lower costs.").format(start=start))
    told = _("{start} and is calculated to get {y} lower costs over {n} years")
    if relief < 0:
        told = _("{start} and is calculated to get {y} higher costs over {n} years")
    text = told.format(start=start, y=money(relief), n=made.years)
    if relief < 0 or cashable is None:
        told = f"{text}."
    elif cashable <= 0:
        told = _("{text}; nothing of it shows in this year's budget.").format(text=text)
    else:
        told = _("{text}, of which {z} shows in this year's budget.").format(text=text, z=money(nearest(cashable)))
    return made.left_out.added_to(told)


def told_of(made: IncentiveMaterial, *, all_members: bool) -> tuple[str, ...]:
    """9 for every kommun and region; else for the kommun that put in most and for each who loses.

    Who is withheld is never among those who lose: to be told of for it would tell the sign.
    """
    own = [row for row in made.found.purses if made.purses[row.purse].group in (MUNICIPALITIES, REGION)]
    own = [row for row in own if row.purse != TOGETHER]
    losing = set(made.found.without) - made.withheld
    shown = [row for row in own if all_members or row.purse in losing]
    if not all_members:
        kommuner = [row for row in own if made.purses[row.purse].group == MUNICIPALITIES]
        largest = max(kommuner, key=lambda row: row.stake.put_in, default=None)
        shown = [row for row in own if row is largest or row in shown]
    return tuple(put_in_and_back(made, row) for row in shown)


def own_administration(made: IncentiveMaterial) -> str | None:
    """10: what FK and AF decide is the state's appropriations'; None when their own costs change, or none is known."""
    members = {member.id for member in made.rules.members}
    rows = {id_: made.row(id_) for id_, purse in made.purses.items() if purse.group == STATE}
    still = [id_ for id_, row in rows.items() if id_ in members and id_ not in made.withheld and not row.relief]
    state = rows.get(APPROPRIATION)
    if not still or state is None or APPROPRIATION in made.withheld:
        return None
    who, amount = listed([made.name(id_) for id_ in still]), nearest(state.relief)
    if amount > 0:
        text = ngettext(
            "{who} sees no gain in its own administration: what falls is the state's appropriations, by a calculated"
            " {x}.",
            "{who} see no gain in their own administration: what falls is the state's appropriations, by a calculated"
            " {x}.",
            len(still),
        )
    elif amount < 0:
        text = ngettext(
            "{who} sees no change in its own administration: the state's appropriations are calculated to rise by {x}.",
            "{who} see no change in their own administration: the state's appropriations are calculated to rise by"
            " {x}.",
            len(still),
        )
    else:
        return None
    return made.left_out.added_to(text.format(who=who, x=money(amount)))


def certainty(made: IncentiveMaterial, sheet: str) -> str:
    """12: where the net ends in nine cases out of ten, and who loses how often; ``sheet`` has the assumptions."""
    where = _("The assumptions are on the sheet {sheet}.").format(sheet=sheet)
    if not made.gone.moves:
        return _("How sure the figures are cannot be told before some move is booked. {where}").format(where=where)
    if made.uncertainty is None:
        return _("How sure the figures are has not been calculated. {where}").format(where=where)
    if SOCIETY in made.withheld:
        return _("How sure the figures are is not shown: too few persons. {where}").format(where=where)
    ranges = made.uncertainty.ranges
    text = _("In nine cases out of ten the net of all together ends between {low} and {high}").format(
        low=signed(ranges.society.low), high=signed(ranges.society.high)
    )
    told = [
        _("{party} goes minus in {p} per cent of the cases").format(
            party=player.name, p=percent(ranges.players[player.id].loses)
        )
        for player in made.found.players
        if player.id in made.found.without and player.id in ranges.players
    ]
    return f"{made.left_out.added_to('; '.join([text, *told]) + '.')} {where}"


def nobody_moved() -> str:
    """What to know of the whole page while there is nothing to calculate from."""
    return _(
        "No move from one support to another is booked yet: what was put in is told, and what comes of it cannot be."
    )


def whole(made: IncentiveMaterial) -> str:
    """All together, the outside purses too."""
    if not made.gone.moves:
        return _("For society as a whole no net can be calculated yet.")
    society = made.figures[f"incentive.{SOCIETY}.net"].value
    if not isinstance(society, int):
        return _("The net for society as a whole is not shown: some of its amounts tell how few the persons were.")
    text = _("For society as a whole the net is calculated at {x} over {n} years.")
    return made.left_out.added_to(text.format(x=signed(society), n=made.years))


def without(made: IncentiveMaterial) -> Iterator[str]:
    """Who has no incentive, and why that matters."""
    if not made.complete:
        yield _("Whether everybody gains cannot be shown: too few persons stand behind some amounts.")
        return
    if not made.gone.moves:
        yield nobody_moved()
        return
    losing = [player for player in made.found.players if player.id in made.found.without]
    if not losing:
        text = _("Everybody is calculated to get back at least what it put in, over {n} years.")
        yield made.left_out.added_to(text.format(n=made.years))
    for player in losing:
        text = _(
            "{party} has no incentive of its own: it is calculated to get back {x} less than it put in, over {n} years."
        )
        yield made.left_out.added_to(text.format(party=player.name, x=money(player.net), n=made.years))


def side_payments(made: IncentiveMaterial) -> str:
    """The smallest side payments in words, or that none can help."""
    found, players = made.found.side_payments, {player.id: player for player in made.found.players}
    if not found.possible:
        lost = money(sum(player.net for player in players.values()))
        text = _("The parties together lose {x}: no payment between them can give everybody an incentive.")
        return made.left_out.added_to(text.format(x=lost))
    if not any(found.receives.values()):
        return made.left_out.added_to(_("No payments are needed: nobody loses."))
    pays = [f"{players[id_].name} {money(paid)}" for id_, paid in found.receives.items() if paid < 0]
    gets = [f"{players[id_].name} {money(paid)}" for id_, paid in found.receives.items() if paid > 0]
    text = _("The smallest payments that would leave nobody worse off: {pays} would pay, {gets} would receive.")
    return made.left_out.added_to(text.format(pays=listed(pays), gets=listed(gets)))


def signed(ore: int) -> str:
    """An amount with a word for its sign."""
    return money(ore) if ore >= 0 else _("minus {x}").format(x=money(ore))


def asking() -> str:
    """In one sentence, what the calculations need."""
    return _(
        "Nothing is calculated yet: write what a month of each support costs in rules/unit_costs.toml and what is"
        " assumed of the measures in rules/effects.toml, with sources."
    )
