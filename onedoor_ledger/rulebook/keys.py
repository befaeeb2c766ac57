"""``rules/keys.toml``: dated versions of sharing rules, constant weights resolved to whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from onedoor_ledger.rulebook.errors import BadValueError, OwnCostKeyError
from onedoor_ledger.rulebook.key_terms import KEYS, Given, terms
from onedoor_ledger.rulebook.key_weights import checked, fixed
from onedoor_ledger.rulebook.model import (
    Basis,
    ByWeights,
    ContributionRule,
    Key,
    Participant,
    Scope,
    Settle,
    SharingRule,
    Statistic,
)
from onedoor_ledger.rulebook.model.keys import participants_of
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_ACCOUNT_ROLES = ("cost", "debt", "claim", "passed_on")
_VAT_ROLES = ("vat_out", "vat_in")
"""Where the host's output VAT and a participant's input VAT are booked, when the rule names a rate."""


def sharing(
    file: RuleFile,
    participants: Sequence[Participant],
    contributions: Sequence[ContributionRule],
    statistics: Sequence[Statistic] = (),
) -> tuple[SharingRule, ...]:
    """The rules' versions in the file's order."""
    given = Given(
        tuple(participants), {rule.year: rule for rule in contributions}, {each.id: each for each in statistics}
    )
    return tuple(_rule(row, given) for row in file.root.tables("rule"))


def _rule(row: Table, given: Given) -> SharingRule:
    scope = row.choice("scope", Scope, stand_in=Scope.PARTIES)
    kind = row.word("key", KEYS)
    if scope is Scope.ASSOCIATION and kind in KEYS and kind != "statutory":
        row.fault(OwnCostKeyError(row.place("key"), kind))
    key = terms(row, kind, given)
    basis = row.choice("basis", Basis) if "basis" in row else Basis.OUTCOME
    constant = _on_account(row, key) if basis is Basis.ON_ACCOUNT else key if isinstance(key, ByWeights) else None
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
        key=kind,
        weights=constant.weights if constant else {},
        shares_to=_shares_to(row) if scope is Scope.PARTIES else {},
        groups=constant.groups if constant else (),
        terms=_worked_out(key, basis),
        basis=basis,
        settle=row.choice("settle", Settle) if "settle" in row else None,
        measures=row.texts("measures"),
        sites=row.texts("sites"),
        cost_types=row.texts("cost_types"),
        revision=_revision(row),
        place=row.place("id"),
    )


def _worked_out(key: Key | None, basis: Basis) -> Key | None:
    return key if basis is Basis.ON_ACCOUNT or not isinstance(key, ByWeights) else None


def _on_account(row: Table, key: Key | None) -> ByWeights:
    """The preliminary weights that costs are shared by until the year's true-up: for everybody the key names."""
    weights = fixed(row, "on_account")
    missing = [who for who in (participants_of(key) if key else ()) if who not in weights]
    if missing and weights:
        remedy = _("Give everybody a preliminary weight, 0 for none: {missing}.").format(missing=", ".join(missing))
        row.fault(BadValueError(row.place("on_account"), "on_account", remedy))
    return checked(row, "on_account", weights)


def _revision(row: Table) -> int:
    number = row.whole_or("revision", 1)
    if not number:
        row.fault(BadValueError(row.place("revision"), "0", _("The first revision is 1.")))
    return number or 1


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
