"""What the relief would need and the rules do not tell: asked for, in the words printed, with where to write it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onedoor_ledger.incentive.costs import StateCosts
from onedoor_ledger.incentive.model import Missing
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import LOCAL, CostKind, Method
from onedoor_ledger.texts import _


def missing_costs(
    rules: Rulebook, costs: StateCosts, states: Collection[str], municipalities: Collection[str] = ()
) -> Iterator[Missing]:
    """What has no unit cost among ``states``, and no region among ``municipalities`` ('' when not told)."""
    if not costs.rows:
        yield _costs("unit_costs", _("There are no unit costs: nothing is counted in kronor."))
        return
    for state in dict.fromkeys(states):
        yield from _of_state(rules, costs, state)
    yield from _of_tax(costs)
    if all(row.kind is not CostKind.OUTPUT for rows in costs.rows.values() for row in rows):
        text = _("What work is worth to the employer is not told: the employers' row holds only what they pay, ")
        yield _costs("output", text + _("and the value of what is produced is left out of society's row."))
    names = {who.id: who.name for who in rules.participants}
    for kommun in dict.fromkeys(municipalities):
        if (kommun or TOGETHER) not in costs.regions:
            text = _("Which region {kommun} belongs to is not told: its part stands under the regions together. ")
            where = _("Write code in rules/parties.toml, two digits for a region and four for a kommun.")
            name = names.get(kommun, _("every kommun"))
            yield Missing(f"region:{kommun or TOGETHER}", text.format(kommun=name) + where)


def missing_method(method: Method | None) -> Iterator[Missing]:
    """What the method leaves out."""
    if method is None:
        text = _("There is no method: relief is shown as counted, nothing taken off, and not over the years.")
        yield _effects("method", text)
        return
    if not method.discount_told:
        yield _effects("discount", _("There is no discount rate: later years count as much as the first."))
    if not method.correction:
        yield _effects("correction", _("There is no table of what weak evidence takes off: nothing is taken off."))
    if not method.cashable:
        yield _effects("cashable", _("How much shows in the year's budget is not told."))


def missing_effect(rules: Rulebook, measure: str) -> Missing:
    """Nothing is assumed of an insats: its relief is shown as counted, and is not in the net."""
    names = {each.id: each.name for each in rules.measures}
    text = _("Nothing is assumed of {measure}: its moves are shown as counted, and are in no net.")
    return _effects(f"effect:{measure}", text.format(measure=names.get(measure, _("all insatser together"))))


def missing_population(kommun: str) -> Missing:
    """Moves without a kommun cannot be spread without inhabitants."""
    text = _("Moves without a kommun cannot be spread: “{kommun}” has no population in rules/parties.toml.")
    return Missing(f"population:{kommun}", text.format(kommun=kommun))


def _of_state(rules: Rulebook, costs: StateCosts, state: str) -> Iterator[Missing]:
    names = {each.id: each.name for each in rules.states} | {each.id: each.name for each in rules.state_groups}
    name = names.get(state, state)
    kinds = {row.kind for row in costs.rows.get(state, ())}
    if state not in costs.known:
        text = _("{state} has no unit cost on {day}: moves to and from it are not counted in kronor.")
        if kinds:
            text = _("{state} has no unit cost for its payer on {day}: moves to and from it are not counted in kronor.")
        yield _costs(f"state:{state}", text.format(state=name, day=costs.day))
    elif not kinds:
        text = _("{state} has no income: what the individuals get there, and the tax on it, is left out.")
        yield _costs(f"income:{state}", text.format(state=name))
    elif CostKind.SUBSIDY in kinds and CostKind.WAGE not in kinds:
        text = _("{state} has a subsidy but no wage: what the individuals earn and the employers pay is left out.")
        yield _costs(f"wage:{state}", text.format(state=name))


def _of_tax(costs: StateCosts) -> Iterator[Missing]:
    if costs.tax is None:
        yield _costs("tax", _("There is no tax: the individuals' row is before tax (gross), and no purse gets any."))
    elif LOCAL in costs.tax.purses:
        text = _("How the own kommun and region share the tax that stays with them is not told: ")
        yield _costs("tax:local", text + _("it stands under other kommuner and regioner."))


def _costs(what: str, text: str) -> Missing:
    return Missing(what, text + " " + _("Write it in rules/unit_costs.toml."))


def _effects(what: str, text: str) -> Missing:
    return Missing(what, text + " " + _("Write it in rules/effects.toml."))
