"""What each purse is relieved of by the moves booked from 1 January to the period's end (methods.md section 3).

A move is priced by the unit costs of the last day of the period it is booked for, before and after alike, so that a
new rate is never taken for relief. It counts from the middle of that period.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.breaks import breaks_of
from onedoor_ledger.incentive.chain import MONTHS, worth
from onedoor_ledger.incentive.costs import StateCosts, state_costs
from onedoor_ledger.incentive.kept import People, kept_of, people_of
from onedoor_ledger.incentive.kommuner import Kommuner, kommuner_of
from onedoor_ledger.incentive.missing import missing_costs, missing_effect, missing_method, missing_population
from onedoor_ledger.incentive.model import Missing, MoveRelief, PurseRelief, Relief
from onedoor_ledger.incentive.purses import REGIONS_TOGETHER, SOCIETY, TOGETHER, purses_of
from onedoor_ledger.incentive.shifts import months_after
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.incentive import OWN_MUNICIPALITY, OWN_REGION, Convention, Effect, Method, UnitCost

NOTHING, ONE = Fraction(0), Fraction(1)


def relief_of(rules: Rulebook, books: Books, period: Period) -> Relief:
    """Relief per purse from 1 January to the end of ``period``.

    Nobody fails for want of rules: without a method (or unit costs) the relief is what was counted, or nothing, its
    ``missing`` says what to write, and ``method`` stands for one that assumes nothing (:func:`without_method`).
    ``purses`` has the kommuner told together as one (:data:`~onedoor_ledger.incentive.purses.TOGETHER`) instead of
    rows of their own, each purse else, and society last.
    """
    method = next((row for row in rules.incentive.methods if row.dated.covers(period.end)), None)
    everything = people_of(rules, books, period)
    moves = everything.moves
    kommuner = kommuner_of(rules, everything, period, method)
    prices = {end: state_costs(rules, end) for end in sorted({m.period.end for m in moves} | {period.end})}
    effects = _effects(rules, period) if method else {}
    kept = _kept(everything, method, effects)
    rows = tuple(
        MoveRelief(
            move=move,
            monthly=_monthly(move, prices[move.period.end], kommuner),
            months=months_after(move, period),
            effect=_effect_on(move, effects),
            kept=kept.get(move.measure, ONE),
            costless=_costless(move, prices[move.period.end]),
        )
        for move in moves
    )
    return Relief(
        period=period,
        method=method or without_method(period),
        moves=rows,
        purses=_purses(rules, kommuner, rows, method),
        missing=tuple(_missing(rules, rows, prices, kommuner, method)),
        breaks=breaks_of(rules, period, {state for m in moves for state in (m.origin, m.target)}),
        used=_used(rules, rows, prices),
        persons=sum(move.persons for move in moves),
    )


def without_method(period: Period) -> Method:
    """What stands for a method the rules have not: one year, no discount, nothing taken off, nothing cashable."""
    return Method(
        convention=Convention.MULTIPLICATIVE,
        horizons=(1,),
        horizon=1,
        discount=NOTHING,
        discount_told=False,
        correction={},
        correction_verified=False,
        cashable={},
        spread="",
        least_participants=0,
        seed=0,
        draws=1,
        dated=Dated(period.year_start, None, ""),
        place=Place("rules/effects.toml"),
    )


def _effects(rules: Rulebook, period: Period) -> Mapping[str, Effect]:
    return {row.measure: row for row in rules.incentive.effects if row.dated.covers(period.end)}


def _effect_on(move: Move, effects: Mapping[str, Effect]) -> Effect | None:
    return effects.get(move.measure) or effects.get("")


def _kept(people: People, method: Method | None, effects: Mapping[str, Effect]) -> Mapping[str, Fraction]:
    """Per insats with an effect."""
    found = {}
    for move in people.moves:
        effect = _effect_on(move, effects)
        if method and effect and move.measure not in found:
            took_part, moved = people.participations(move.measure), people.moved(move.measure)
            found[move.measure] = kept_of(effect, method, effect.deadweight, took_part, moved)
    return found


def _costless(move: Move, costs: StateCosts) -> tuple[str, ...]:
    return tuple(state for state in (move.origin, move.target) if state not in costs.known)


def _monthly(move: Move, costs: StateCosts, kommuner: Kommuner) -> Mapping[str, Fraction]:
    if _costless(move, costs):
        return {}
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for kommun, share in kommuner.of(move).items():
        for state, sign in ((move.origin, 1), (move.target, -1)):
            for purse, amount in costs.monthly(state, kommun).items():
                found[kommuner.row(purse)] += sign * move.persons * share * amount
    return {purse: amount for purse, amount in found.items() if amount}


def _purses(
    rules: Rulebook, kommuner: Kommuner, rows: Sequence[MoveRelief], method: Method | None
) -> Mapping[str, PurseRelief]:
    touched = {purse for row in rows for purse in row.monthly}
    names = [purse.id for purse in purses_of(rules) if purse.id not in kommuner.together]
    names = [name for name in names if name != REGIONS_TOGETHER or name in touched]
    if kommuner.together or TOGETHER in touched:
        names.insert(sum(member.id in names for member in rules.members), TOGETHER)
    shares = _cashable(rules, method)
    found = {
        name: _relief(name, [(row, row.monthly.get(name, NOTHING)) for row in rows], method, shares) for name in names
    }
    whole = [(row, sum(row.monthly.values(), NOTHING)) for row in rows]
    return {**found, SOCIETY: _relief(SOCIETY, whole, method, {})}


def _relief(
    purse: str, rows: Iterable[tuple[MoveRelief, Fraction]], method: Method | None, shares: Mapping[str, Fraction]
) -> PurseRelief:
    gross = period = NOTHING
    horizons = dict.fromkeys(method.horizons if method else (), NOTHING)
    for row, monthly in rows:
        gross += monthly * row.months
        if row.effect is None or method is None or not monthly:
            continue
        period += monthly * row.kept * worth(row.effect, row.months)
        for years in horizons:
            horizons[years] += monthly * row.kept * worth(row.effect, Fraction(years * MONTHS), method.discount)
    cashable = period * shares[purse] if purse in shares else None
    return PurseRelief(purse, gross, period, horizons, cashable)


def _cashable(rules: Rulebook, method: Method | None) -> Mapping[str, Fraction]:
    """The cashable share by purse: its own, else that of every kommun or region."""
    told = method.cashable if method else {}
    groups = {PartyKind.MUNICIPALITIES: OWN_MUNICIPALITY, PartyKind.REGION: OWN_REGION}
    found = {m.id: told[groups[m.kind]] for m in rules.members if groups.get(m.kind) in told}
    if OWN_MUNICIPALITY in told:
        found[TOGETHER] = told[OWN_MUNICIPALITY]
    if OWN_REGION in told:
        found[REGIONS_TOGETHER] = told[OWN_REGION]
    return {**found, **{purse: share for purse, share in told.items() if purse not in (OWN_MUNICIPALITY, OWN_REGION)}}


def _used(rules: Rulebook, rows: Sequence[MoveRelief], prices: Mapping[dt.date, StateCosts]) -> tuple[UnitCost, ...]:
    states = {state for row in rows if row.priced for state in (row.move.origin, row.move.target)}
    ids = {row.id for costs in prices.values() for state in states for row in costs.rows.get(state, ())}
    return tuple(row for row in rules.incentive.unit_costs if row.id in ids)


def _missing(
    rules: Rulebook,
    rows: Sequence[MoveRelief],
    prices: Mapping[dt.date, StateCosts],
    kommuner: Kommuner,
    method: Method | None,
) -> Iterable[Missing]:
    """Each absence once, in the order found."""
    places = list(dict.fromkeys(kommun for row in rows for kommun in kommuner.of(row.move)))
    told: dict[str, Missing] = {}
    for day, costs in prices.items():
        priced_then = [row.move for row in rows if row.move.period.end == day]
        states = list(dict.fromkeys(state for move in priced_then for state in (move.origin, move.target)))
        told |= {each.what: each for each in missing_costs(rules, costs, states, places) if each.what not in told}
    told |= {each.what: each for each in missing_method(method)}
    if method:
        without = dict.fromkeys(row.move.measure for row in rows if row.effect is None)
        told |= {f"effect:{measure}": missing_effect(rules, measure) for measure in without}
    told |= {f"population:{name}": missing_population(name) for name in kommuner.without_population}
    return told.values()
