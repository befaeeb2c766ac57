"""``rules/parties.toml``: who takes part, where they meet the person, and what members pay each year."""

from __future__ import annotations

import re
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.rulebook.association import orgnr
from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model import (
    ContributionRule,
    Instalment,
    LocalKey,
    Participant,
    PartyKind,
    Population,
    Site,
)
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_CODE = re.compile(r"[0-9]{2}|[0-9]{4}")
_PART = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})")


def participants(file: RuleFile) -> tuple[Participant, ...]:
    """Members and site parties in the file's order, which is the order of every table and of ties."""
    return tuple(_participant(row) for row in file.root.tables("participant"))


def sites(file: RuleFile) -> tuple[Site, ...]:
    """The shared front doors."""
    return tuple(
        Site(row.id(), row.text("name"), row.text("host"), row.texts("participants"), row.dated())
        for row in file.root.tables("site")
    )


def contributions(file: RuleFile) -> tuple[ContributionRule, ...]:
    """The years' contributions, in the file's order."""
    return tuple(_contributions(row) for row in file.root.tables("contributions"))


def _participant(row: Table) -> Participant:
    return Participant(
        id=row.id(),
        name=row.text("name"),
        short=row.text("short"),
        orgnr=orgnr(row),
        kind=row.choice("kind", PartyKind),
        pays_for=row.text_or("paid_by"),
        outside_region=row.yes("outside_region", default=False),
        population=tuple(
            Population(p.day("on"), p.whole("inhabitants"), p.text("source")) for p in row.tables("population")
        ),
        source=row.text("source"),
        code=_code(row),
    )


def _code(row: Table) -> str:
    code = row.text_or("code", "") or ""
    if code and not _CODE.fullmatch(code):
        remedy = _('Write four digits for a kommun, two for a region, within quotes: "0180".')
        row.fault(BadValueError(row.place("code"), code, remedy))
    return code


def _contributions(row: Table) -> ContributionRule:
    weights = row.table("weights")
    return ContributionRule(
        year=row.whole("year"),
        pool=row.kronor("pool"),
        unit=row.whole("rounded_to") * money.ORE_PER_KRONA,
        municipal_key=row.choice("municipal_key", LocalKey),
        regional_key=row.choice("regional_key", LocalKey),
        weights={member: weights.whole(member) for member in weights},
        population_on=row.day_or_none("population_on"),
        decided=row.text("decided"),
        source=row.text("source"),
        instalments=_instalments(row),
    )


def _instalments(row: Table) -> tuple[Instalment, ...]:
    instalments = tuple(_instalment(part) for part in row.tables("instalments"))
    parts = [Fraction(part.numerator, part.denominator) for part in instalments]
    if sum(parts) == 1 and all(parts):
        return instalments
    remedy = _("The parts of the year's instalments must add up to the whole: four of 1/4, twelve of 1/12.")
    row.fault(BadValueError(row.place("instalments"), str(sum(parts, Fraction(0))), remedy))
    return ()


def _instalment(row: Table) -> Instalment:
    part = _part(row)
    return Instalment(row.period("period"), row.day("called"), row.day("due"), part.numerator, part.denominator)


def _part(row: Table) -> Fraction:
    text = row.text("part")
    if (match := _PART.fullmatch(text)) is not None:
        return Fraction(int(match[1]), int(match[2]))
    if text:
        row.fault(BadValueError(row.place("part"), text, _("Write a part of the year such as 1/4.")))
    return Fraction(0)
