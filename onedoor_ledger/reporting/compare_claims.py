"""Claims rules side by side: an amount too small for what everybody is owed (``onedoor compare claims``).

For agreements between parties only (methods.md section 1); every number is exact, in the file's own unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Column, Figure, Provenance, Report, Row, Section, Sheet, Table, Unit
from onedoor_ledger.sharing.claims import RULES
from onedoor_ledger.sharing.claims_table import Claims
from onedoor_ledger.texts import _, current_language


def build(claims: Claims, amount: Fraction, *, file: str, digest: str, today: dt.date) -> Report:
    """The report over what each rule gives of ``amount``."""
    figures = {figure.id: figure for figure in _figures(claims, amount)}
    title = _("Claims rules compared")
    subtitle = _("{file}. Amounts in the file's own unit.").format(file=file)
    sections = (
        Section(_("What each party gets"), (_awards(claims, amount, figures),)),
        Section(_("How the methods reckon"), (_rules(),)),
    )
    return Report(
        kind="compare_claims",
        title=title,
        association=file,
        period=Period(today, today, today.isoformat()),
        today=today,
        language=current_language(),
        figures=figures,
        sheets=(Sheet("compare_claims", title, subtitle, sections, foot=_foot()),),
        rules_digest=digest,
    )


def _figures(claims: Claims, amount: Fraction) -> Iterator[Figure]:
    yield _figure("amount", _("To share"), amount, _("given with the command"))
    for party, claim in zip(claims.parties, claims.claims, strict=True):
        yield _figure(f"claim.{party}", _("{party} claims").format(party=party), claim, _("the party's own row"))
    for rule, share in RULES.items():
        for party, award in zip(claims.parties, share(amount, claims.claims), strict=True):
            label = _("{party} gets, {rule}").format(party=party, rule=_name(rule))
            yield _figure(f"{rule}.{party}", label, award, _told(rule))


def _figure(id: str, label: str, value: Fraction, formula: str) -> Figure:
    return Figure(id, label, Unit.AMOUNT, value, Provenance(formula))


def _awards(claims: Claims, amount: Fraction, figures: Mapping[str, Figure]) -> Table:
    columns = (
        Column("party", _("Party")),
        Column("claim", _("Claim"), "amount", total=True),
        *(Column(rule, _name(rule), "amount", total=True) for rule in RULES),
    )
    rows = [
        Row({"party": party, "claim": figures[f"claim.{party}"], **{r: figures[f"{r}.{party}"] for r in RULES}})
        for party in claims.parties
    ]
    rows.append(Row({"party": _("Together"), "claim": claims.total, **dict.fromkeys(RULES, amount)}, "total"))
    return Table("awards", _("What each party gets, by rule"), columns, tuple(rows))


def _rules() -> Table:
    columns = (Column("rule", _("Method")), Column("told", _("Who gets what")))
    return Table("rules", _("The methods"), columns, tuple(Row({"rule": _name(r), "told": _told(r)}) for r in RULES))


def _name(rule: str) -> str:
    return {
        "proportional": _("Proportional"),
        "cea": _("CEA, equal awards"),
        "cel": _("CEL, equal losses"),
        "talmud": _("Talmud"),
    }[rule]


def _told(rule: str) -> str:
    return {
        "proportional": _("In proportion to the claims."),
        "cea": _("The same to all, but nobody more than its claim."),
        "cel": _("All lose the same, but nobody more than its claim."),
        "talmud": _("Equal awards up to half of each claim, then equal losses (Aumann and Maschler 1985)."),
    }[rule]


def _foot() -> str:
    return _(
        "Only for agreements between parties: the förbund's own surplus stays in its equity, and its shortfall is "
        "borne as FL 22 § says. Nothing here is booked."
    )
