"""How sure the nets are: the incentive calculation drawn again and again with the rules' own ranges (methods.md 3).

What is drawn: each unit cost that has a range, each insats' deadweight, and how much lasts after the first year. What
has no range is held fixed, and so is what was counted and booked. Drawn triangularly: the rules give the lowest, the
most likely and the highest. Everything is drawn once for all purses, so that the parts add in every draw.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.chain import MONTHS, worth
from onedoor_ledger.incentive.costs import StateCosts, state_costs
from onedoor_ledger.incentive.draws import Affine, Assumption, Group, Model, Shape
from onedoor_ledger.incentive.kept import People, kept_of, people_of
from onedoor_ledger.incentive.kommuner import Kommuner, kommuner_of
from onedoor_ledger.incentive.model import Incentives, MoveRelief
from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.incentive.ranges import Range, Ranges
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import (
    OWN_MUNICIPALITY,
    OWN_REGION,
    CostKind,
    Effect,
    Evidence,
    Method,
    UnitCost,
)
from onedoor_ledger.texts import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOW, HIGH = 5, 95
"""The percentiles shown: nine cases out of ten lie between them."""
MOST_SWINGS = 5
"""So many assumptions are shown per party, those that move its net most."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one assumption does to one net, the others at their central values. Öre."""

    assumption: Assumption
    low: float
    high: float
    """The assumption's two ends, in its own unit: öre a month, or a share."""
    net_at_low: int
    net_at_high: int

    @property
    def width(self) -> int:
        """How far it moves the net."""
        return abs(self.net_at_high - self.net_at_low)

    @property
    def break_even(self) -> float | None:
        """Where between its ends the net is zero; None when it is not."""
        if (self.net_at_low < 0) == (self.net_at_high < 0):
            return None
        part = -self.net_at_low / (self.net_at_high - self.net_at_low)
        return self.low + part * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The nets of a period, drawn."""

    seed: int
    draws: int
    assumptions: tuple[Assumption, ...]
    ranges: Ranges
    means: Mapping[str, int]
    """Mean net by player id. Öre."""
    mean: int
    """Mean net of all together."""
    all_gain: Fraction
    """The share of the draws in which every party gains or loses nothing."""
    moved: Mapping[str, tuple[Moved, ...]]
    """By player id: the assumptions that move its net most, the strongest first."""


def uncertainty_of(rules: Rulebook, books: Books, period: Period, incentives: Incentives) -> Uncertainty | None:
    """Draw the nets of ``incentives``; None when the rules give no method or nothing a range.

    :param period: the year so far, as ``incentives`` was made for.
    """
    import numpy as np

    method = incentives.relief.method
    if method not in rules.incentive.methods:
        return None
    model = model_of(rules, books, period, incentives)
    if all(assumption.shape is Shape.FIXED for assumption in model.assumptions):
        return None
    names = [row.purse for row in incentives.purses]
    drawn = model.draw(method.draws, method.seed)
    members = {player.id: [names.index(purse) for purse in player.purses] for player in incentives.players}
    players = {id_: drawn[:, columns].sum(axis=1) for id_, columns in members.items()}
    whole = drawn.sum(axis=1)
    everybody = np.all([net >= 0 for net in players.values()], axis=0) if players else np.zeros(1, dtype=bool)
    return Uncertainty(
        seed=method.seed,
        draws=method.draws,
        assumptions=model.assumptions,
        ranges=Ranges(
            {purse: _range(drawn[:, n]) for n, purse in enumerate(names)},
            _range(whole),
            {id_: _range(net) for id_, net in players.items()},
        ),
        means={id_: round(float(net.mean())) for id_, net in players.items()},
        mean=round(float(whole.mean())),
        all_gain=_share(everybody),
        moved=_moved(model, members),
    )


def model_of(rules: Rulebook, books: Books, period: Period, incentives: Incentives) -> Model:
    """The calculation as a function of its assumptions; with all of them central it gives ``incentives`` again."""
    import numpy as np

    relief = incentives.relief
    people = people_of(rules, books, period)
    kommuner = kommuner_of(rules, people, period, relief.method)
    prices = {end: state_costs(rules, end) for end in sorted({row.move.period.end for row in relief.moves})}
    costs = {row.id: row for row in relief.used}
    names = [row.purse for row in incentives.purses]
    assumptions = [_cost_assumption(rules, row) for row in costs.values()]
    groups = []
    for measure, rows in _by_measure(relief.moves).items():
        effect = rows[0].effect
        if effect is None:
            continue
        weights = np.zeros((len(costs), len(names)))
        for row in rows:
            for cost, purse, weight in _weights(row, prices[row.move.period.end], kommuner):
                weights[list(costs).index(cost), names.index(purse)] += float(weight)
        factors = _factors(rules, effect, relief.method, people, measure, assumptions)
        groups.append(Group(factors, weights))
    put_in = [float(row.stake.passthrough - row.stake.put_in) for row in incentives.purses]
    return Model(tuple(assumptions), tuple(range(len(costs))), tuple(groups), np.array(put_in))


def _by_measure(moves: Sequence[MoveRelief]) -> Mapping[str, list[MoveRelief]]:
    """The moves that have a price and an effect, by insats."""
    found: defaultdict[str, list[MoveRelief]] = defaultdict(list)
    for row in moves:
        if row.effect is not None and row.monthly:
            found[row.move.measure].append(row)
    return found


def _weights(row: MoveRelief, prices: StateCosts, kommuner: Kommuner) -> Iterator[tuple[str, str, Fraction]]:
    """(unit cost, purse, what one öre of it a month is of relief to the purse)."""
    for kommun, share in kommuner.of(row.move).items():
        for state, sign in ((row.move.origin, 1), (row.move.target, -1)):
            for cost in prices.rows.get(state, ()):
                for purse, part in prices.incidence(cost, kommun).items():
                    yield cost.id, kommuner.row(purse), sign * row.move.persons * share * part


def _factors(
    rules: Rulebook, effect: Effect, method: Method, people: People, measure: str, assumptions: list[Assumption]
) -> tuple[Affine, Affine]:
    """How much of what was counted is kept, and how many months it lasts; the insats' assumptions are added."""
    took_part, moved = people.participations(measure), people.moved(measure)
    none, all_of_it = (kept_of(effect, method, Fraction(share), took_part, moved) for share in (0, 1))
    slope = all_of_it - none
    if slope and all_of_it == 0:
        # Clipped at nothing where fewer moved than would have anyway: the slope is read where it is not clipped.
        small = Fraction(1, 1_000_000)
        slope = (kept_of(effect, method, small, took_part, moved) - none) / small
    kept = Affine(float(none), float(slope), _place(assumptions, _deadweight(rules, effect)), least=0.0)
    first = worth(effect, Fraction(min(MONTHS, method.horizon * MONTHS)), method.discount)
    later = worth(effect, Fraction(method.horizon * MONTHS), method.discount) - first
    return kept, Affine(float(first), float(later), _place(assumptions, _lasting(rules, effect)))


def _place(assumptions: list[Assumption], assumption: Assumption) -> int:
    """Where the assumption stands, added when it is new: insatser that share an effect share its draw."""
    ids = [known.id for known in assumptions]
    if assumption.id not in ids:
        assumptions.append(assumption)
        return len(ids)
    return ids.index(assumption.id)


def _cost_assumption(rules: Rulebook, row: UnitCost) -> Assumption:
    state = next((state.name for state in rules.states if state.id == row.state), row.state)
    kinds = {
        CostKind.BENEFIT: _("benefit"),
        CostKind.SERVICE: _("care and services"),
        CostKind.WAGE: _("wage"),
        CostKind.SUBSIDY: _("support to the employer"),
        CostKind.OUTPUT: _("the worth of the work"),
    }
    own = {OWN_MUNICIPALITY: _("the kommun"), OWN_REGION: _("the region")}
    purse = own.get(row.purse) or next((p.name for p in purses_of(rules) if p.id == row.purse), row.purse)
    label = _("{state}: {kind} a month ({purse})").format(state=state, kind=kinds[row.kind], purse=purse)
    return _drawn(f"cost.{row.id}", label, row.monthly, row.evidence)


def _deadweight(rules: Rulebook, effect: Effect) -> Assumption:
    label = _("Would have happened anyway, {measure}").format(measure=_insats(rules, effect))
    return _drawn(f"deadweight.{effect.measure}", label, effect.deadweight, effect.deadweight_evidence)


def _lasting(rules: Rulebook, effect: Effect) -> Assumption:
    label = _("How much lasts after the first year, {measure}").format(measure=_insats(rules, effect))
    return _drawn(f"lasting.{effect.measure}", label, Fraction(1), effect.profile_evidence)


def _insats(rules: Rulebook, effect: Effect) -> str:
    return next((f"{m.code} {m.name}" for m in rules.measures if m.id == effect.measure), _("all measures"))


def _drawn(id: str, label: str, central: Fraction, evidence: Evidence) -> Assumption:
    if evidence.low is None or evidence.high is None or evidence.low == evidence.high:
        return Assumption(id, label, float(central))
    return Assumption(id, label, float(central), Shape.TRIANGULAR, float(evidence.low), float(evidence.high))


def _range(net: NDArray[np.float64]) -> Range:
    import numpy as np

    low, high = np.percentile(net, [LOW, HIGH])
    return Range(round(float(low)), round(float(high)), _share(net < 0))


def _share(cases: NDArray[np.bool_]) -> Fraction:
    return Fraction(int(cases.sum()), len(cases))


def _moved(model: Model, members: Mapping[str, Sequence[int]]) -> Mapping[str, tuple[Moved, ...]]:
    swings = model.swings()
    found = {}
    for player, columns in members.items():
        rows = [
            Moved(
                swing.assumption,
                swing.low,
                swing.high,
                round(sum(swing.at_low[n] for n in columns)),
                round(sum(swing.at_high[n] for n in columns)),
            )
            for swing in swings
        ]
        strongest = sorted((row for row in rows if row.width), key=lambda row: (-row.width, row.assumption.id))
        found[player] = tuple(strongest[:MOST_SWINGS])
    return found
