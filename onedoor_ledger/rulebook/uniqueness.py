"""What may stand only once: ids over all files, names in accounts, versions of one rule on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from onedoor_ledger.errors import UserError
from onedoor_ledger.rulebook import incentive
from onedoor_ledger.rulebook.errors import BadValueError, DuplicateError, OverlapError
from onedoor_ledger.rulebook.model import Dated, Rulebook, SharingRule
from onedoor_ledger.rulebook.sources import Sources, Where
from onedoor_ledger.texts import _

Claim = tuple[str, Where]
"""Something that must be alone, and where it stands."""


def faults(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    """Everything that stands twice."""
    for claims in (
        _ids(rules),
        [(p.short, ("parties", "participant", n, "short")) for n, p in enumerate(rules.participants)],
        [(m.code, ("measures", "measure", n, "code")) for n, m in enumerate(rules.measures)],
        _state_components(rules),
        [(row.measure, ("reporting", "described", n, "measure")) for n, row in enumerate(rules.reporting.measures)],
        [(kind.component, ("spending", "spending", n, "component")) for n, kind in enumerate(rules.spending)],
        _populations(rules),
        [(row.account, ("accounts", "account", n)) for n, row in enumerate(rules.accounts.rows)],
        _konto(rules),
        [(own.number, ("accounts", "bank_account", n)) for n, own in enumerate(rules.accounts.bank_accounts)],
        *(_of_budget(rules, year) for year in rules.budgets),
    ):
        yield from _twice(claims, sources)
    yield from _taken_lines(rules, sources)
    for versions in _versions(rules):
        yield from _overlaps(versions, sources)
    yield from _same_account(rules, sources)


def _ids(rules: Rulebook) -> Iterator[Claim]:
    """Every id of the rulebook; a sharing rule's versions share one."""
    yield rules.association.id, ("association", "id")
    for file, table, ids in (
        ("parties", "participant", [participant.id for participant in rules.participants]),
        ("parties", "site", [site.id for site in rules.sites]),
        ("measures", "measure", [measure.id for measure in rules.measures]),
        ("goals", "goal", [goal.id for goal in rules.goals]),
        ("states", "state", [state.id for state in rules.states]),
        ("states", "group", [group.id for group in rules.state_groups]),
        ("spending", "spending", [kind.id for kind in rules.spending]),
        ("statistics", "statistic", [statistic.id for statistic in rules.statistics]),
        ("vat", "flat_rate", [rate.id for rate in rules.vat.flat_rates]),
        ("trials", "trial", [trial.id for trial in rules.trials]),
    ):
        for n, id_ in enumerate(ids):
            yield id_, (file, table, n, "id")
    for n, measure in enumerate(rules.measures):
        for k, agreement in enumerate(measure.agreements):
            yield agreement.id, ("measures", "measure", n, "agreement", k, "id")
    for id_, versions in _by_rule(rules.sharing).items():
        yield id_, versions[0][1]
    yield from incentive.ids(rules)


def _populations(rules: Rulebook) -> Iterator[Claim]:
    for n, participant in enumerate(rules.participants):
        for k, count in enumerate(participant.population):
            yield f"{participant.id} {count.on}", ("parties", "participant", n, "population", k)


def _state_components(rules: Rulebook) -> Iterator[Claim]:
    """A component of the people book's accounts is one state or one group of them."""
    for n, state in enumerate(rules.states):
        yield state.component, ("states", "state", n, "component")
    for n, group in enumerate(rules.state_groups):
        yield group.component, ("states", "group", n, "component")


def _konto(rules: Rulebook) -> Iterator[Claim]:
    """A konto with the same dimensions must be one account, or a SIE row could mean either."""
    for n, row in enumerate(rules.accounts.rows):
        dimensions = [row.party, *row.parties, row.measure, row.line]
        if any(dimensions):
            yield " ".join(filter(None, (row.konto, *dimensions))), ("accounts", "account", n)


def _of_budget(rules: Rulebook, year: int) -> Iterator[Claim]:
    budget, file = rules.budgets[year], f"budget/{year}"
    for n, line in enumerate(budget.lines):
        yield line.id, (file, "line", n)
    for forecast in budget.forecasts:
        yield f"{forecast.line} {forecast.on}", (file, "forecast")


def _twice(claims: Iterable[Claim], sources: Sources) -> Iterator[UserError]:
    seen: dict[str, Where] = {}
    for what, where in claims:
        if what in seen:
            yield DuplicateError(sources.place(where), what, sources.place(seen[what]))
        elif what:
            seen[what] = where


def _taken_lines(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    taken = {what for what, _where in _ids(rules)} - {measure.id for measure in rules.measures}
    for year, budget in rules.budgets.items():
        for n, line in enumerate(budget.lines):
            if line.id in taken:
                remedy = _("Something else in the rules has this id already; give the line another.")
                yield BadValueError(sources.place((f"budget/{year}", "line", n, "id")), line.id, remedy)


def _versions(rules: Rulebook) -> Iterator[Sequence[tuple[Dated, str, Where]]]:
    for n, measure in enumerate(rules.measures):
        yield [
            (agreement.dated, measure.id, ("measures", "measure", n, "agreement", k, "from"))
            for k, agreement in enumerate(measure.agreements)
        ]
    for id_, versions in _by_rule(rules.sharing).items():
        for revision in dict.fromkeys(rule.revision for rule, _where in versions):
            yield [(rule.dated, id_, where) for rule, where in versions if rule.revision == revision]
    yield from incentive.versions(rules)


def _by_rule(sharing: Sequence[SharingRule]) -> dict[str, list[tuple[SharingRule, Where]]]:
    versions: dict[str, list[tuple[SharingRule, Where]]] = defaultdict(list)
    for n, rule in enumerate(sharing):
        versions[rule.id].append((rule, ("keys", "rule", n, "id")))
    return versions


def _overlaps(versions: Sequence[tuple[Dated, str, Where]], sources: Sources) -> Iterator[UserError]:
    """Each version must have ended before the next begins."""
    in_order = sorted(versions, key=lambda version: version[0].start)
    for (earlier, _id, first), (later, what, where) in pairwise(in_order):
        if earlier.end is None or earlier.end >= later.start:
            yield OverlapError(sources.place(where), what, str(sources.place(first)))


def _same_account(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    """Two rules with the very same account on the same days: neither is more specific (methods.md section 1)."""
    for (_n, one), (k, other) in combinations(enumerate(rules.sharing), 2):
        if (
            one.id != other.id
            and one.scope is other.scope
            and _meet(one.dated, other.dated)
            and _same_costs(one, other)
        ):
            for account in sorted(set(one.accounts) & set(other.accounts)):
                yield OverlapError(sources.place(("keys", "rule", k, "accounts")), account, one.id)


def _same_costs(one: SharingRule, other: SharingRule) -> bool:
    """Whether a cost could fall under both, as far as days, insats, place and kind of cost tell."""
    pairs = [(one.measures, other.measures), (one.sites, other.sites), (one.cost_types, other.cost_types)]
    apart = any(mine and yours and not set(mine) & set(yours) for mine, yours in pairs)
    return _meet(one.dated, other.dated) and not apart


def _meet(one: Dated, other: Dated) -> bool:
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)
