"""Relief and stakes made by hand, for the small förbund of ``tests.accounts.small``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.errors import Place
from onedoor_ledger.incentive import weighing
from onedoor_ledger.incentive.model import Incentives, MoveRelief, PurseIncentive, PurseRelief, Relief, Stake
from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Dated, Rulebook
from onedoor_ledger.rulebook.model.incentive import Convention, Effect, Evidence, Method
from tests.accounts import small

YEAR = Dated(dt.date(2026, 1, 1), None, "Påhittad källa")
PLACE = Place("rules/effects.toml", 1)
SURE = Evidence(1, assumption=False)
SPAN = Period(dt.date(2026, 1, 1), dt.date(2026, 9, 30), "2026-01-01..2026-09-30")


def method(**more: object) -> Method:
    given: dict[str, object] = {
        "convention": Convention.ADDITIVE,
        "horizons": (1, 3, 5),
        "horizon": 3,
        "discount": Fraction(0),
        "correction": {},
        "correction_verified": False,
        "cashable": {},
        "spread": "",
        "least_participants": 20,
        "seed": 1,
        "draws": 10,
        "dated": YEAR,
        "place": PLACE,
    }
    return Method(**(given | more))  # type: ignore[arg-type]


def effect(**more: object) -> Effect:
    given: dict[str, object] = {
        "measure": "i01",
        "engaged": Fraction(1),
        "deadweight": Fraction(0),
        "deadweight_evidence": SURE,
        "overlap": Fraction(0),
        "lag_months": 0,
        "profile": (Fraction(1), Fraction(1), Fraction(1)),
        "profile_evidence": SURE,
        "dated": YEAR,
        "evidence": SURE,
        "place": PLACE,
    }
    return Effect(**(given | more))  # type: ignore[arg-type]


def move(persons: int = 6, target: str = "work", origin: str = "aid") -> Move:
    return Move("i01", parse_period("2026-Q2"), origin, target, True, persons, "", "", "", "2026-D4")


def moved(monthly: Mapping[str, int], *, persons: int = 6, target: str = "work", **more: object) -> MoveRelief:
    """So many persons to ``target``, worth ``monthly`` öre a month to each purse, all kept."""
    exact = {purse: Fraction(amount) for purse, amount in monthly.items()}
    return MoveRelief(move(persons, target), exact, Fraction(4), effect(**more), Fraction(1))


def relief(
    horizon: Mapping[str, int],
    *moves: MoveRelief,
    small_kommuner: tuple[str, ...] = (),
    cashable: Mapping[str, int] | None = None,
    **more: object,
) -> Relief:
    """A relief with these amounts over the method's horizon; no row for ``small_kommuner``."""
    how = method(**more)
    told = {purse: Fraction(amount) for purse, amount in (cashable or {}).items()}
    purses = {
        purse.id: PurseRelief(purse.id, value, value, dict.fromkeys(how.horizons, value), told.get(purse.id))
        for purse in purses_of(small.rulebook())
        if purse.id not in small_kommuner
        for value in [Fraction(horizon.get(purse.id, 0))]
    }
    return Relief(SPAN, how, moves, purses, (), (), (), sum(each.move.persons for each in moves))


def stake(purse: str, **parts: int) -> Stake:
    names = ("called", "contribution", "shared", "inkind", "received", "doing")
    return Stake(purse, **{name: parts.get(name, 0) for name in names})


def stakes(given: Mapping[str, Stake], rules: Rulebook | None = None) -> dict[str, Stake]:
    """``given``, and nothing for everybody else."""
    book = rules or small.rulebook()
    everybody = [purse.id for purse in purses_of(book)] + [who.id for who in book.participants]
    return {id_: given.get(id_, stake(id_)) for id_ in dict.fromkeys(everybody)}


def weighed(horizon: Mapping[str, int], given: Mapping[str, Stake] | None = None, **more: object) -> Incentives:
    return weighing.weighed(small.rulebook(), relief(horizon, **more), stakes(given or {}))  # type: ignore[arg-type]


def row(purse: str, horizon: Mapping[str, int], given: Mapping[str, Stake]) -> PurseIncentive:
    return next(each for each in weighed(horizon, given).purses if each.purse == purse)
