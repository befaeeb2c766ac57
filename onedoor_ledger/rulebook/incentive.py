"""The rules of the incentive calculations: what they name must be there, and nothing may hold twice on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onedoor_ledger.rulebook.model import (
    OUTSIDE,
    OWN_MUNICIPALITY,
    OWN_REGION,
    Dated,
    OrganisationModel,
    PartyKind,
    Rulebook,
)
from onedoor_ledger.rulebook.sources import Where

Name = tuple[str | None, Sequence[str], Where]
Version = tuple[Dated, str, Where]

PRINCIPAL = "principal"
"""In a model: a body of its own that bears what is named; in its shared_key, all the shared costs."""
SHARED_KEYS = ("equal", "population", "statutory", "contributions")
"""The keys every shared cost can be tried by, beside the statistics."""


def names(rules: Rulebook) -> Iterator[Name]:
    """Every name the unit costs, the effects, the method and the models use, and what it may be."""
    states = [*(state.id for state in rules.states), *(group.id for group in rules.state_groups)]
    measures = [measure.id for measure in rules.measures]
    members = [member.id for member in rules.members]
    own = [OWN_MUNICIPALITY, OWN_REGION]
    authorities = [member.id for member in rules.members if member.kind is PartyKind.STATE]
    # A kommun's or region's own id would make it bear what its neighbours' people cost.
    bearers = [*own, *authorities, *OUTSIDE]
    payers = [*own, *(participant.id for participant in rules.participants), *OUTSIDE]
    for n, cost in enumerate(rules.incentive.unit_costs):
        at: Where = ("unit_costs", "unit_cost", n)
        yield cost.state, states, (*at, "state")
        yield cost.purse, bearers, (*at, "purse")
        yield cost.payer, payers, (*at, "payer")
    for n, effect in enumerate(rules.incentive.effects):
        yield effect.measure, measures, ("effects", "effect", n, "measure")
    for n, method in enumerate(rules.incentive.methods):
        for name in method.cashable:
            yield name, [*own, *members, *OUTSIDE], ("effects", "method", n, "cashable", name)
    for model in rules.incentive.models:
        yield from _of_model(rules, model, [*bearers, *payers])


def _of_model(rules: Rulebook, model: OrganisationModel, purses: Sequence[str]) -> Iterator[Name]:
    known = list(dict.fromkeys((*purses, PRINCIPAL)))
    file = model.place.file.removeprefix("rules/").removesuffix(".toml")
    for key, pairs in (("bears", model.bears), ("merges", model.merges)):
        for purse, instead in pairs.items():
            yield purse, known, (file, key, purse)
            # Several purses may become one that is none of them: then its name is new, and stands more than once.
            if key == "bears" or list(pairs.values()).count(instead) == 1:
                yield instead, known, (file, key, purse)
    statistics = [f"statistic_{statistic.id}" for statistic in rules.statistics if not statistic.by_duration]
    yield model.shared_key, [*SHARED_KEYS, *statistics, PRINCIPAL], (file, "shared_key")
    yield model.principal, known, (file, "principal")


def ids(rules: Rulebook) -> Iterator[tuple[str, Where]]:
    """Every id the unit costs and models claim; a figure that changes is a row with an id of its own."""
    for n, cost in enumerate(rules.incentive.unit_costs):
        yield cost.id, ("unit_costs", "unit_cost", n, "id")
    for model in rules.incentive.models:
        yield model.id, (model.place.file.removeprefix("rules/").removesuffix(".toml"), "id")


def versions(rules: Rulebook) -> Iterator[Sequence[Version]]:
    """Rows of which one may hold on a day: a state's cost of one kind to a purse, the tax, an effect, the method."""
    found = rules.incentive
    costs: defaultdict[str, list[Version]] = defaultdict(list)
    for n, cost in enumerate(found.unit_costs):
        what = f"{cost.state} {cost.purse} {cost.kind}"
        costs[what].append((cost.dated, what, ("unit_costs", "unit_cost", n, "from")))
    yield from costs.values()
    yield _numbered("tax", "unit_costs", "tax", [row.dated for row in found.taxes])
    effects: defaultdict[str, list[Version]] = defaultdict(list)
    for n, effect in enumerate(found.effects):
        effects[effect.measure].append((effect.dated, effect.measure or "effect", ("effects", "effect", n, "from")))
    yield from effects.values()
    yield _numbered("method", "effects", "method", [row.dated for row in found.methods])


def _numbered(what: str, file: str, table: str, rows: Iterable[Dated]) -> list[Version]:
    return [(dated, what, (file, table, n, "from")) for n, dated in enumerate(rows)]
