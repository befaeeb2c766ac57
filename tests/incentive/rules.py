"""Unit costs, tax, effects and a method for the small förbund of ``tests.accounts.small``, in round kronor."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from onedoor_ledger.errors import Place
from onedoor_ledger.rulebook.model import Dated, PartyKind, Population, Rulebook
from onedoor_ledger.rulebook.model.incentive import (
    Convention,
    CostKind,
    Effect,
    Evidence,
    IncentiveRules,
    Method,
    TaxRule,
    UnitCost,
)
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive.hand import effect, method

F = Fraction
PLACE = Place("rules/unit_costs.toml", 1)
ALWAYS = Dated(dt.date(2020, 1, 1), None, "Påhittad källa")
KNOWN = Evidence(1, assumption=False)
AID, SICK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning"
WORK, NEW = "Avslutade:I01-MIA:Arbete", "Inskrivna:I01-MIA"
WHOLE: Mapping[str, object] = {
    "dated": ALWAYS,
    "least_participants": 0,
    "convention": Convention.MULTIPLICATIVE,
    "correction": {1: F(0)},
    "cashable": {"municipality": F(1)},
}
"""A method that leaves nothing to ask for."""


def cost(
    state: str, purse: str, kronor: int | Fraction, kind: CostKind, *, taxed: bool = False, dated: Dated = ALWAYS
) -> UnitCost:
    id_ = f"{state}-{purse}-{kind}-{dated.start}"
    return UnitCost(id_, state, purse, purse, kind, F(kronor) * 100, taxed, False, dated, KNOWN, PLACE)


COSTS = (
    cost("aid", "municipality", 10_000, CostKind.BENEFIT),
    cost("aid", "region", 1_000, CostKind.SERVICE),
    cost("sickness", "state_appropriation", 15_000, CostKind.BENEFIT, taxed=True),
    cost("sickness", "region", 3_000, CostKind.SERVICE),
    cost("work", "employers", 20_000, CostKind.WAGE),
    cost("work", "employers", 30_000, CostKind.OUTPUT),
)
TAX = TaxRule(
    rate=F("0.32"),
    purses={"municipality": F("0.02"), "region": F("0.01"), "municipal_sector": F("0.29")},
    employer_fee=F("0.30"),
    dated=ALWAYS,
    evidence=KNOWN,
    place=PLACE,
)


def rules(
    costs: tuple[UnitCost, ...] = COSTS,
    *,
    tax: TaxRule | None = TAX,
    effects: tuple[Effect, ...] | None = None,
    how: Method | None = None,
    inhabitants: tuple[int, int] | None = None,
) -> Rulebook:
    """The small rulebook with these; ``inhabitants`` of Granåsa and Tallhed."""
    base = small.rulebook()
    populated = dict(zip(("granasa", "tallhed"), inhabitants or (), strict=False))
    people = tuple(
        dataclasses.replace(who, population=(Population(dt.date(2026, 12, 31), populated[who.id], "Påhittat"),))
        if who.id in populated
        else who
        for who in base.participants
    )
    found = IncentiveRules(
        unit_costs=costs,
        taxes=(tax,) if tax else (),
        effects=(effect(dated=ALWAYS),) if effects is None else effects,
        methods=(how or method(**WHOLE),),
    )
    return dataclasses.replace(base, participants=people, incentive=found)


def two_regions(given: Rulebook | None = None, **codes: str) -> Rulebook:
    """The rulebook with Region Sydvidd beside Region Norrvidd, and the members' official codes."""
    book = given or rules()
    (region,) = (who for who in book.participants if who.kind is PartyKind.REGION)
    south = dataclasses.replace(region, id="sydvidd", name="Region Sydvidd", short="Sydvidd")
    everybody = (*book.participants, south)
    coded = tuple(dataclasses.replace(who, code=codes.get(who.id, "")) for who in everybody)
    return dataclasses.replace(book, participants=coded)


def people(
    persons: int, origin: str, target: str, kommun: str = "granasa", *, quarter: int = 1, day: str = ""
) -> Voucher:
    """So many from one account to another in a quarter of 2027."""
    own = {"party": kommun} if kommun else {}
    date = dt.date.fromisoformat(day or f"2027-{quarter * 3:02d}-28")
    lines = (Line(target, persons, own), Line(origin, -persons, own))
    meta = {"measure": "i01", "service": f"{date.year}-Q{(date.month + 2) // 3}"}
    return Voucher(Book.PEOPLE, date, "Övergångar", lines, meta=meta)
