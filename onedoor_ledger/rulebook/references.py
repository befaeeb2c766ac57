"""What the rules name must be in the rules: participants, measures, sites, accounts, lines, states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onedoor_ledger.errors import UserError
from onedoor_ledger.rulebook import incentive
from onedoor_ledger.rulebook.errors import BadValueError, UnknownReferenceError
from onedoor_ledger.rulebook.model import CountedBy, PartyKind, Profile, Rulebook, Scope
from onedoor_ledger.rulebook.profiles import EVERYBODY
from onedoor_ledger.rulebook.sources import Sources, Where
from onedoor_ledger.texts import _

Name = tuple[str | None, Sequence[str], Where]
"""A name, what it may be, and where it stands; None and '' name nothing."""


def faults(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    """Every name the rules do not know."""
    for names in (_parties(rules), _measures(rules), _accounts(rules), _budgets(rules), _sharing(rules)):
        yield from _unknown(names, sources)
    yield from _unknown(_settlements(rules), sources)
    yield from _unknown(_statistics(rules), sources)
    yield from _unknown(_spending(rules), sources)
    yield from _unknown(_vat(rules), sources)
    yield from _unknown(_described(rules), sources)
    yield from _unknown(_profiles(rules), sources)
    yield from _unknown(_goals(rules), sources)
    yield from _unknown(incentive.names(rules), sources)
    yield from _unknown(_states(rules), sources)
    for n, rule in enumerate(rules.sharing):
        if not rule.accounts:
            remedy = _("List the accounts the rule shares, or a beginning of them that ends in a colon.")
            yield BadValueError(sources.place(("keys", "rule", n, "accounts")), "[]", remedy)


def _unknown(names: Iterable[Name], sources: Sources) -> Iterator[UserError]:
    for name, known, where in names:
        if name and name not in known:
            yield UnknownReferenceError(sources.place(where), name, known)


def _everybody(rules: Rulebook) -> list[str]:
    return [participant.id for participant in rules.participants]


def _insatser(rules: Rulebook) -> list[str]:
    return [measure.id for measure in rules.measures]


def _lines(rules: Rulebook) -> list[str]:
    """Every budget line of any year, in the order first seen."""
    return list(dict.fromkeys(line.id for budget in rules.budgets.values() for line in budget.lines))


def _described(rules: Rulebook) -> Iterator[Name]:
    for n, row in enumerate(rules.reporting.measures):
        yield row.measure, _insatser(rules), ("reporting", "described", n, "measure")


def _parties(rules: Rulebook) -> Iterator[Name]:
    everybody = _everybody(rules)
    payers = [p.id for p in rules.participants if p.member and p.pays_for is None]
    for n, participant in enumerate(rules.participants):
        yield participant.pays_for, payers, ("parties", "participant", n, "paid_by")
    for n, site in enumerate(rules.sites):
        yield site.host, everybody, ("parties", "site", n, "host")
        for name in site.participants:
            yield name, everybody, ("parties", "site", n, "participants")
    for n, rule in enumerate(rules.contributions.values()):
        for name in rule.weights:
            yield name, payers, ("parties", "contributions", n, "weights", name)


def _measures(rules: Rulebook) -> Iterator[Name]:
    everybody, sites = _everybody(rules), [site.id for site in rules.sites]
    for n, measure in enumerate(rules.measures):
        yield measure.site, sites, ("measures", "measure", n, "site")
        for k, agreement in enumerate(measure.agreements):
            at: Where = ("measures", "measure", n, "agreement", k)
            for name in agreement.cooperating:
                yield name, everybody, (*at, "cooperating")
            for r, recipient in enumerate(agreement.recipients):
                yield recipient.party, everybody, (*at, "recipient", r, "party")


def _accounts(rules: Rulebook) -> Iterator[Name]:
    everybody, measures, lines = _everybody(rules), _insatser(rules), _lines(rules)
    accounts = [row.account for row in rules.accounts.rows]
    for n, row in enumerate(rules.accounts.rows):
        yield row.party, everybody, ("accounts", "account", n, "party")
        for name in row.parties:
            yield name, everybody, ("accounts", "account", n, "parties")
        yield row.measure, measures, ("accounts", "account", n, "measure")
        yield row.line if lines else None, lines, ("accounts", "account", n, "line")
    for n, text in enumerate(rules.accounts.bank_texts):
        yield text.account, accounts, ("accounts", "bank_text", n, "account")
        yield text.party, everybody, ("accounts", "bank_text", n, "party")
    for n, supplier in enumerate(rules.accounts.suppliers):
        yield supplier.account, accounts, ("accounts", "supplier", n, "account")
    for n, own in enumerate(rules.accounts.bank_accounts):
        yield own.account, accounts, ("accounts", "bank_account", n, "account")
    dimensions = rules.accounts.sie_dimensions
    sites = [site.id for site in rules.sites]
    known = {"measure": list(dict.fromkeys([*measures, *lines])), "party": everybody, "site": sites}
    for (dimension, code), name in rules.accounts.sie_objects.items():
        at: Where = ("accounts", "sie_objects", dimension)
        yield dimension, tuple(dimensions), at
        if dimension in dimensions:
            yield name, known.get(dimensions[dimension], []), (*at, code)


def _budgets(rules: Rulebook) -> Iterator[Name]:
    for year, budget in rules.budgets.items():
        file, lines = f"budget/{year}", [line.id for line in budget.lines]
        for n, comment in enumerate(budget.comments):
            yield comment.line, lines, (file, "comment", n, "line")
        for revision in budget.revisions:
            yield revision.line, lines, (file, "revision")
        for forecast in budget.forecasts:
            yield forecast.line, lines, (file, "forecast")


def _sharing(rules: Rulebook) -> Iterator[Name]:
    everybody, sites = _everybody(rules), [site.id for site in rules.sites]
    for n, rule in enumerate(rules.sharing):
        bearers = everybody if rule.scope is Scope.PARTIES else [rules.association.id]
        yield rule.bearer, bearers, ("keys", "rule", n, "bearer")
        yield rule.site, sites, ("keys", "rule", n, "site")
        for name in rule.participants:
            yield name, everybody, ("keys", "rule", n, "weights" if rule.key == "fixed" else "participants")
        for name in rule.measures:
            yield name, _insatser(rules), ("keys", "rule", n, "measures")
        for name in rule.sites:
            yield name, sites, ("keys", "rule", n, "sites")


def _statistics(rules: Rulebook) -> Iterator[Name]:
    everybody, states = _everybody(rules), [state.id for state in rules.states]
    payers = list(dict.fromkeys(state.payer for state in rules.states if state.payer))
    known = {CountedBy.MEASURE: _insatser(rules), CountedBy.STATE: states, CountedBy.PAYER: payers}
    for n, statistic in enumerate(rules.statistics):
        at: Where = ("statistics", "statistic", n)
        for k, row in enumerate(statistic.rows):
            for name in row.values:
                yield name, everybody, (*at, "row", k, "values", name)
        if (counted := statistic.counted) is not None:
            for name in counted.measures:
                yield name, _insatser(rules), (*at, "counted", "measures")
            for name in counted.states:
                yield name, states, (*at, "counted", "states")
            for told, name in counted.to.items():
                yield told, known[counted.by], (*at, "counted", "to", told)
                yield name, everybody, (*at, "counted", "to", told)


def _settlements(rules: Rulebook) -> Iterator[Name]:
    everybody = _everybody(rules)
    for n, rule in enumerate(rules.settlements):
        yield rule.host, everybody, ("settlement", "settlement", n, "host")
        for k, call in enumerate(rule.on_account):
            yield call.party, everybody, ("settlement", "settlement", n, "on_account", k, "party")
    years = [str(year) for year in rules.contributions]
    for year in rules.association.winding_up.years if rules.association.winding_up else ():
        yield str(year), years, ("association", "winding_up", "contributions")


def _spending(rules: Rulebook) -> Iterator[Name]:
    everybody = _everybody(rules)
    for n, kind in enumerate(rules.spending):
        for name in kind.reported_by:
            yield name, everybody, ("spending", "spending", n, "reported_by")


def _goals(rules: Rulebook) -> Iterator[Name]:
    known = [goal.id for goal in rules.goals]
    for n, followed in enumerate(rules.followups):
        yield followed.goal, known, ("goals", "followup", n, "goal")


def _vat(rules: Rulebook) -> Iterator[Name]:
    accounts = [row.account for row in rules.accounts.rows]
    yield rules.vat.account, accounts, ("vat", "account")
    for n, rate in enumerate(rules.vat.flat_rates):
        for name in rate.accounts:
            if not name.endswith(":"):
                yield name, accounts, ("vat", "flat_rate", n, "accounts")


def _states(rules: Rulebook) -> Iterator[Name]:
    known = [group.id for group in rules.state_groups]
    for n, state in enumerate(rules.states):
        yield state.group or None, known, ("states", "state", n, "group")


def _profiles(rules: Rulebook) -> Iterator[Name]:
    states = [state.id for state in rules.states]
    known: dict[str, Sequence[str]] = {
        "measure": _insatser(rules),
        "party": _everybody(rules),
        "site": [site.id for site in rules.sites],
        "sex": ("woman", "man"),
        "municipality": [p.id for p in rules.participants if p.kind is PartyKind.MUNICIPALITIES],
        "kind": [kind.id for kind in rules.spending],
        "from": ["entered", *states],
        "to": [*states, *(f"left:{state}" for state in states)],
    }
    if rules.state_groups:
        groups = [group.id for group in rules.state_groups]
        known |= {"from": [*known["from"], *groups], "to": [*known["to"], *groups, *(f"left:{g}" for g in groups)]}
    for profile in rules.profiles:
        senders = [*_everybody(rules), rules.association.id]
        anybody = profile.shipped and profile.sender == EVERYBODY
        yield None if anybody else profile.sender or None, senders, (f"importers/{profile.name}", "sender")
        for meaning, name, where in _ids_of(profile):
            if meaning in known:
                yield name, known[meaning], where


def _ids_of(profile: Profile) -> Iterator[tuple[str, str, Where]]:
    file = f"importers/{profile.name}"
    for meaning, words in profile.values.items():
        for word, name in words.items():
            yield meaning, name, (file, "values", meaning, word)
    for meaning, name in profile.fixed.items():
        yield meaning, name, (file, "fixed", meaning)
