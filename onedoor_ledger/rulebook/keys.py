"""``rules/keys.toml``: dated versions of sharing rules, their weights resolved to whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from onedoor_ledger.rulebook.errors import BadValueError, ContributionsError, KeyWeightsError, OwnCostKeyError
from onedoor_ledger.rulebook.model import ContributionRule, KeyGroup, Participant, Scope, SharingRule
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.rulebook.statutory import shares_of
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_KEYS = ("fixed", "equal", "population", "statutory")
_ACCOUNT_ROLES = ("cost", "debt", "claim", "passed_on")
_VAT_ROLES = ("vat_out", "vat_in")
"""Where the host's output VAT and a participant's input VAT are booked, when the rule names a rate."""


def sharing(
    file: RuleFile, participants: Sequence[Participant], contributions: Sequence[ContributionRule]
) -> tuple[SharingRule, ...]:
    """The rules' versions in the file's order."""
    years = {rule.year: rule for rule in contributions}
    return tuple(_rule(row, participants, years) for row in file.root.tables("rule"))


def _rule(row: Table, participants: Sequence[Participant], years: Mapping[int, ContributionRule]) -> SharingRule:
    scope = row.choice("scope", Scope, stand_in=Scope.PARTIES)
    key = row.word("key", _KEYS)
    if scope is Scope.ASSOCIATION and key in _KEYS and key != "statutory":
        row.fault(OwnCostKeyError(row.place("key"), key))
    weights, groups = _weights(row, key, participants, years)
    return SharingRule(
        id=row.id(),
        dated=row.dated(),
        title=row.text("title"),
        scope=scope,
        bearer=row.text("bearer"),
        agreement=row.text("agreement"),
        vat=_vat(row),
        book=Book.PARTIES if scope is Scope.PARTIES else Book.ASSOCIATION,
        site=row.text_or("site"),
        accounts=row.texts("accounts"),
        key=key,
        weights=weights,
        shares_to=_shares_to(row) if scope is Scope.PARTIES else {},
        groups=groups,
    )


def _weights(
    row: Table, key: str, participants: Sequence[Participant], years: Mapping[int, ContributionRule]
) -> tuple[Mapping[str, int], tuple[KeyGroup, ...]]:
    if key == "statutory":
        return _statutory(row, participants, years)
    if key == "fixed":
        table = row.table("weights")
        weights = {member: table.whole(member) for member in table}
    elif key == "equal":
        weights = dict.fromkeys(row.texts("participants"), 1)
    elif key == "population":
        weights = _population(row, participants)
    else:
        return {}, ()
    if not sum(weights.values()):
        row.fault(KeyWeightsError(row.place("weights" if key == "fixed" else "participants")))
    return weights, ()


def _statutory(
    row: Table, participants: Sequence[Participant], years: Mapping[int, ContributionRule]
) -> tuple[Mapping[str, int], tuple[KeyGroup, ...]]:
    year = row.whole("contributions")
    if year not in years:
        if year:
            known = ", ".join(str(other) for other in years) or "–"
            remedy = _("Name a year that has [[contributions]] in rules/parties.toml: {years}.").format(years=known)
            row.fault(BadValueError(row.place("contributions"), str(year), remedy))
        return {}, ()
    try:
        law = shares_of(participants, years[year])
    except ContributionsError:
        return {}, ()  # told once already, where the contributions stand
    return law.weights(), law.groups()


def _population(row: Table, participants: Sequence[Participant]) -> dict[str, int]:
    on, ids = row.day("population_on"), row.texts("participants")
    counted = {p.id: {count.on: count.inhabitants for count in p.population} for p in participants}
    weights: dict[str, int] = {}
    for member in ids:
        weights[member] = counted.get(member, {}).get(on, 0)
        if member in counted and on not in counted[member]:
            remedy = _("Add the population of “{member}” on that day to rules/parties.toml.").format(member=member)
            row.fault(BadValueError(row.place("population_on"), str(on), remedy))
    return weights


def _vat(row: Table) -> str:
    vat = row.text("vat")
    if vat and vat != "none" and not (vat.isascii() and vat.isdigit() and 0 < int(vat) <= 100):
        row.fault(BadValueError(row.place("vat"), vat, _('Write "none", or the rate in per cent such as "25".')))
    return vat


def _shares_to(row: Table) -> Mapping[str, str]:
    table = row.table("shares_to")
    roles = _ACCOUNT_ROLES if (row.text_or("vat") or "none") == "none" else (*_ACCOUNT_ROLES, *_VAT_ROLES)
    templates = {role: table.text(role) for role in roles}
    for role, template in templates.items():
        try:
            unknown = {name for _text, name, _spec, _conv in Formatter().parse(template) if name is not None}
        except ValueError:
            unknown = {""}
        if unknown - {"party", "bearer"}:
            table.fault(
                BadValueError(table.place(role), template, _("Only {party} and {bearer} stand for names here."))
            )
    return templates
