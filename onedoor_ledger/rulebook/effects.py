"""``rules/effects.toml``: what is assumed of the insatser, and how relief is counted."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.evidence import GRADES, evidence
from onedoor_ledger.rulebook.model import Convention, Effect, Evidence, Method
from onedoor_ledger.rulebook.numbers import fraction, share_of_whole, shares_of_whole
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

SPREADS = ("population", "none")
_MOST_DRAWS = 1_000_000
_ONE = Fraction(1)


def effects(file: RuleFile) -> tuple[Effect, ...]:
    """What is assumed of each insats, in the file's order."""
    return tuple(_effect(row) for row in file.root.tables("effect"))


def methods(file: RuleFile) -> tuple[Method, ...]:
    """How relief is counted, in the file's order: one row at a time holds."""
    return tuple(_method(row) for row in file.root.tables("method"))


def _effect(row: Table) -> Effect:
    deadweight, known = _deadweight(row)
    profile, profile_known = _profile(row)
    return Effect(
        measure=row.text_or("measure", "") or "",
        engaged=_share_or(row, "engaged", _ONE),
        deadweight=deadweight,
        deadweight_evidence=known,
        overlap=_share_or(row, "overlap", Fraction(0)),
        lag_months=row.whole_or("lag_months", 0) or 0,
        profile=profile,
        profile_evidence=profile_known,
        dated=row.dated(),
        evidence=evidence(row),
        place=row.place(),
        expected=share_of_whole(row, "expected") if "expected" in row else None,
    )


def _deadweight(row: Table) -> tuple[Fraction, Evidence]:
    table = row.table("deadweight")
    return share_of_whole(table, "share"), evidence(table, "share", share_of_whole)


def _profile(row: Table) -> tuple[tuple[Fraction, ...], Evidence]:
    """Shares left by year; its range is of a factor on the years after the first."""
    table = row.table("profile")
    profile = tuple(share_of_whole(table, "years", value) for value in table.items("years"))
    if not profile:
        table.fault(
            BadValueError(table.place("years"), "[]", _('Write the share left each year, such as ["1", "0.8"].'))
        )
    return profile, evidence(table, read=fraction)


def _method(row: Table) -> Method:
    horizons = row.wholes("horizons")
    horizon = row.whole("horizon")
    if not horizons or 0 in horizons or horizon not in horizons:
        remedy = _("List the years shown, each at least 1, and let horizon be one of them.")
        row.fault(BadValueError(row.place("horizon"), str(horizon), remedy))
    told = "discount" in row
    return Method(
        convention=row.choice("convention", Convention),
        horizons=horizons,
        horizon=horizon,
        discount=share_of_whole(row, "discount") if told else Fraction(0),
        discount_told=told,
        correction=_correction(row),
        correction_verified=row.yes("correction_verified", default=False),
        cashable=shares_of_whole(row, "cashable") if "cashable" in row else {},
        spread="" if (spread := row.word("spread", SPREADS)) == "none" else spread,
        least_participants=row.whole("least_participants"),
        seed=row.whole("seed"),
        draws=_draws(row),
        dated=row.dated(),
        place=row.place(),
        assumptions=row.texts("assumptions"),
    )


def _draws(row: Table) -> int:
    draws = row.whole("draws")
    if not 0 < draws <= _MOST_DRAWS:
        remedy = _("Write a number of draws from 1 to {most}.").format(most=_MOST_DRAWS)
        row.fault(BadValueError(row.place("draws"), str(draws), remedy))
    return draws


def _correction(row: Table) -> dict[int, Fraction]:
    """What benefits are lowered by, per grade; empty when the rules give no table."""
    if "correction" not in row:
        return {}
    table = row.table("correction")
    lowered = {name: share_of_whole(table, name) for name in table}
    if set(lowered) != {str(grade) for grade in GRADES}:
        remedy = _("Give each grade from 1 to 6 its share.")
        table.fault(BadValueError(table.place(), ", ".join(lowered), remedy))
    return {int(name): share for name, share in lowered.items() if name.isdecimal()}


def _share_or(row: Table, key: str, default: Fraction) -> Fraction:
    return share_of_whole(row, key) if key in row else default
