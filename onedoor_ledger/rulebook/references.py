"""What must hold between the rules: ids unique over all files, names that exist, versions that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.rulebook.errors import BadValueError, DuplicateError, OverlapError, UnknownReferenceError
from onedoor_ledger.rulebook.model import Dated, Profile, Rulebook, Scope, SharingRule
from onedoor_ledger.rulebook.reading import RuleFile
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class Sources:
    """The files the rules came from, by what they hold, so that a fault can name its line."""

    files: Mapping[str, RuleFile]

    def place(self, file: str, *path: str | int) -> Place:
        """``place("measures", "measure", 0, "agreement", 1, "id")``: numbers pick rows of the key before."""
        keys: list[tuple[str, int | None]] = []
        for part in path:
            if isinstance(part, int):
                keys[-1] = (keys[-1][0], part)
            else:
                keys.append((part, None))
        rules = self.files.get(file)
        return rules.place(tuple(keys)) if rules else Place(f"rules/{file}.toml")


def faults(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    """Every fault between the rules."""
    yield from _duplicates(_ids(rules, sources))
    yield from _participants(rules, sources)
    yield from _measures(rules, sources)
    yield from _accounts(rules, sources)
    yield from _budgets(rules, sources)
    yield from _sharing(rules, sources)
    yield from _spending(rules, sources)
    yield from _profiles(rules, sources)


def _ids(rules: Rulebook, sources: Sources) -> Iterator[tuple[str, Place]]:
    yield rules.association.id, sources.place("association", "id")
    for n, participant in enumerate(rules.participants):
        yield participant.id, sources.place("parties", "participant", n, "id")
    for n, site in enumerate(rules.sites):
        yield site.id, sources.place("parties", "site", n, "id")
    for n, measure in enumerate(rules.measures):
        yield measure.id, sources.place("measures", "measure", n, "id")
        for k, agreement in enumerate(measure.agreements):
            yield agreement.id, sources.place("measures", "measure", n, "agreement", k, "id")
    for n, goal in enumerate(rules.goals):
        yield goal.id, sources.place("goals", "goal", n, "id")
    for n, state in enumerate(rules.states):
        yield state.id, sources.place("states", "state", n, "id")
    for n, kind in enumerate(rules.spending):
        yield kind.id, sources.place("spending", "spending", n, "id")
    first = {rule.id: n for n, rule in reversed(list(enumerate(rules.sharing)))}
    for id, n in first.items():
        yield id, sources.place("keys", "rule", n, "id")


def _duplicates(rows: Iterable[tuple[str, Place]]) -> Iterator[UserError]:
    seen: dict[str, Place] = {}
    for what, place in rows:
        if what in seen:
            yield DuplicateError(place, what, seen[what])
        elif what:
            seen[what] = place


def _unknown(id: str | None, known: Sequence[str], place: Place) -> Iterator[UserError]:
    if id and id not in known:
        yield UnknownReferenceError(place, id, known)


def _overlaps(rows: Sequence[tuple[Dated, str, Place]]) -> Iterator[UserError]:
    """Versions of one rule: each must have ended before the next begins."""
    in_order = sorted(rows, key=lambda row: row[0].start)
    for (earlier, _name, first), (later, name, place) in pairwise(in_order):
        if earlier.end is None or earlier.end >= later.start:
            yield OverlapError(place, name, str(first))


def _participants(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    ids = [p.id for p in rules.participants]
    members = [p.id for p in rules.participants if p.member and p.pays_for is None]
    shorts = ((p.short, sources.place("parties", "participant", n, "short")) for n, p in enumerate(rules.participants))
    yield from _duplicates(shorts)
    for n, participant in enumerate(rules.participants):
        yield from _unknown(participant.pays_for, members, sources.place("parties", "participant", n, "paid_by"))
    for n, site in enumerate(rules.sites):
        yield from _unknown(site.host, ids, sources.place("parties", "site", n, "host"))
        for id in site.participants:
            yield from _unknown(id, ids, sources.place("parties", "site", n, "participants"))
    years = ((str(rule.year), sources.place("parties", "contributions")) for rule in rules.contributions.values())
    yield from _duplicates(years)
    for rule in rules.contributions.values():
        for id in rule.weights:
            yield from _unknown(id, members, sources.place("parties", "contributions"))


def _measures(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    ids = [p.id for p in rules.participants]
    sites = [site.id for site in rules.sites]
    codes = ((m.code, sources.place("measures", "measure", n, "code")) for n, m in enumerate(rules.measures))
    yield from _duplicates(codes)
    for n, measure in enumerate(rules.measures):
        yield from _unknown(measure.site, sites, sources.place("measures", "measure", n, "site"))
        versions = []
        for k, agreement in enumerate(measure.agreements):
            at = ("measure", n, "agreement", k)
            versions.append((agreement.dated, measure.id, sources.place("measures", *at, "from")))
            for id in agreement.cooperating:
                yield from _unknown(id, ids, sources.place("measures", *at, "cooperating"))
            for r, recipient in enumerate(agreement.recipients):
                place = sources.place("measures", *at, "recipient", r, "party")
                yield from _unknown(recipient.party, ids, place)
        yield from _overlaps(versions)


def _accounts(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    rows = rules.accounts.rows
    ids, measures = [p.id for p in rules.participants], [m.id for m in rules.measures]
    lines = _line_ids(rules)
    names = [row.account for row in rows]
    yield from _duplicates((row.account, sources.place("accounts", "account", n)) for n, row in enumerate(rows))
    yield from _duplicates(
        (" ".join(filter(None, (r.konto, r.party, *r.parties, r.measure, r.line, r.role))), place)
        for n, r in enumerate(rows)
        if (r.party or r.parties) and (place := sources.place("accounts", "account", n))
    )
    for n, row in enumerate(rows):
        for id in filter(None, (row.party, *row.parties)):
            yield from _unknown(id, ids, sources.place("accounts", "account", n))
        yield from _unknown(row.measure, measures, sources.place("accounts", "account", n, "measure"))
        if lines:
            yield from _unknown(row.line, lines, sources.place("accounts", "account", n, "line"))
    for n, text in enumerate(rules.accounts.bank_texts):
        yield from _unknown(text.account, names, sources.place("accounts", "bank_text", n, "account"))
        yield from _unknown(text.party, ids, sources.place("accounts", "bank_text", n, "party"))
    known = {"measure": [*measures, *lines], "party": ids}
    for (dimension, code), id in rules.accounts.sie_objects.items():
        meaning = rules.accounts.sie_dimensions.get(dimension)
        place = sources.place("accounts", "sie_objects", dimension, code)
        if meaning is None:
            yield UnknownReferenceError(place, dimension, tuple(rules.accounts.sie_dimensions))
        else:
            yield from _unknown(id, known.get(meaning, []), place)


def _line_ids(rules: Rulebook) -> list[str]:
    """Every budget line of any year, in the order first seen."""
    return list(dict.fromkeys(line.id for budget in rules.budgets.values() for line in budget.lines))


def _budgets(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    others = {id for id, _place in _ids(rules, sources)} - {measure.id for measure in rules.measures}
    for year, budget in rules.budgets.items():
        file = f"budget/{year}"
        lines = [line.id for line in budget.lines]
        yield from _duplicates((id, sources.place(file, "line", n)) for n, id in enumerate(lines))
        for n, id in enumerate(lines):
            if id in others:
                remedy = _("Something else in the rules has this id already; give the line another.")
                yield BadValueError(sources.place(file, "line", n), id, remedy)
        for n, comment in enumerate(budget.comments):
            yield from _unknown(comment.line, lines, sources.place(file, "comment", n, "line"))
        for revision in budget.revisions:
            yield from _unknown(revision.line, lines, sources.place(file, "revision"))
        for forecast in budget.forecasts:
            yield from _unknown(forecast.line, lines, sources.place(file, "forecast"))
        forecasts = ((f"{f.line} {f.on}", sources.place(file, "forecast")) for f in budget.forecasts)
        yield from _duplicates(forecasts)


def _sharing(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    ids, sites = [p.id for p in rules.participants], [site.id for site in rules.sites]
    versions: dict[str, list[tuple[Dated, str, Place]]] = {}
    for n, rule in enumerate(rules.sharing):
        bearers = ids if rule.scope is Scope.PARTIES else [rules.association.id]
        yield from _unknown(rule.bearer, bearers, sources.place("keys", "rule", n, "bearer"))
        yield from _unknown(rule.site, sites, sources.place("keys", "rule", n, "site"))
        for id in rule.weights:
            yield from _unknown(id, ids, sources.place("keys", "rule", n, "weights"))
        if not rule.accounts:
            remedy = _("List the accounts the rule shares, or a beginning of them that ends in a colon.")
            yield BadValueError(sources.place("keys", "rule", n, "accounts"), "[]", remedy)
        versions.setdefault(rule.id, []).append((rule.dated, rule.id, sources.place("keys", "rule", n, "from")))
    for rows in versions.values():
        yield from _overlaps(rows)
    yield from _same_account(rules.sharing, sources)


def _same_account(rules: Sequence[SharingRule], sources: Sources) -> Iterator[UserError]:
    """Two rules that claim the very same account on the same days: neither is more specific (methods.md section 1)."""
    for n, rule in enumerate(rules):
        for other in rules[:n]:
            same_days = (rule.dated.end is None or other.dated.start <= rule.dated.end) and (
                other.dated.end is None or rule.dated.start <= other.dated.end
            )
            if other.id != rule.id and other.scope is rule.scope and same_days:
                for account in sorted(set(rule.accounts) & set(other.accounts)):
                    yield OverlapError(sources.place("keys", "rule", n, "accounts"), account, other.id)


def _spending(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    ids = [p.id for p in rules.participants]
    for n, kind in enumerate(rules.spending):
        for id in kind.reported_by:
            yield from _unknown(id, ids, sources.place("spending", "spending", n, "reported_by"))


def _profiles(rules: Rulebook, sources: Sources) -> Iterator[UserError]:
    ids = [p.id for p in rules.participants]
    states = [state.id for state in rules.states]
    known = {
        "measure": [measure.id for measure in rules.measures],
        "party": ids,
        "site": [site.id for site in rules.sites],
        "kind": [kind.id for kind in rules.spending],
        "from": ["entered", *states],
        "to": [*states, *(f"left:{state}" for state in states)],
    }
    for profile in rules.profiles:
        file = f"importers/{profile.name}"
        yield from _unknown(profile.sender, [*ids, rules.association.id], sources.place(file, "sender"))
        for place, meaning, id in _profile_ids(profile, sources, file):
            if meaning in known:
                yield from _unknown(id, known[meaning], place)


def _profile_ids(profile: Profile, sources: Sources, file: str) -> Iterator[tuple[Place, str, str]]:
    for meaning, words in profile.values.items():
        for word, id in words.items():
            yield sources.place(file, "values", meaning, word), meaning, id
    for meaning, id in profile.fixed.items():
        yield sources.place(file, "fixed", meaning), meaning, id
