"""What the page on flows is made from: what moved, in persons and kronor, its figures, and what may not be shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.people_flows import Cut
from onedoor_ledger.accounts.people_flows import Flow as StateFlow
from onedoor_ledger.accounts.people_flows import flows_of as cut_of
from onedoor_ledger.accounts.people_keys import TOTAL
from onedoor_ledger.accounts.people_withheld import Withheld, withheld_people
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.breaks import breaks_of
from onedoor_ledger.incentive.left_out import LeftOut
from onedoor_ledger.incentive.passages import Passages, passages_of
from onedoor_ledger.incentive.payers import Pair
from onedoor_ledger.incentive.projection import POOLED, NoProjection, Projected, projected_of
from onedoor_ledger.incentive.purses import MUNICIPALITIES, TOGETHER, purses_of
from onedoor_ledger.incentive.shifts import Shifts, shifts_of
from onedoor_ledger.incentive.withheld import too_fine
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.flow_figures import flow_figures
from onedoor_ledger.reporting.left_out import Without
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import OWN_MUNICIPALITY, OWN_REGION
from onedoor_ledger.rulebook.payers import SELF, UNKNOWN
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class FlowsMaterial:
    """One year so far, from 1 January to the period's end; ``figures`` holds every figure by its id."""

    rules: Rulebook
    period: Period
    today: dt.date
    moves: tuple[Move, ...]
    moved: Mapping[Pair, int]
    """Persons from a support to another, all insatser together."""
    hidden: Withheld
    """What may not be shown of the counts."""
    secret: frozenset[Pair]
    """Moves whose kronor may not be shown."""
    shifts: Shifts
    passages: Passages
    stocks: tuple[StateFlow, ...]
    """Per support from 1 January; what of it may be shown is in ``hidden``, with the moves it is made of."""
    projected: Projected
    figures: Figures

    @property
    def origins(self) -> tuple[str, ...]:
        """The supports somebody moved from, in the rules' order."""
        return self._in_order({origin for origin, _target in self.moved})

    @property
    def targets(self) -> tuple[str, ...]:
        """The supports somebody moved to."""
        return self._in_order({target for _origin, target in self.moved})

    def booked(self, origin: str = "", target: str = "") -> Sum:
        """The moves between two supports, from one or to one, with the vouchers they are booked by."""
        own = [m for m in self.moves if m.origin and m.origin != m.target]
        own = [m for m in own if origin in ("", m.origin) and target in ("", m.target)]
        return Sum(sum(m.persons for m in own), tuple(dict.fromkeys(m.voucher for m in own)))

    @property
    def hides(self) -> bool:
        """Whether some move may not be shown: then no sum of kronor that would give it away is."""
        return bool(self.secret)

    @property
    def left_out(self) -> Without:
        """What the kronor are without."""
        found = LeftOut(self.shifts.unpriced, self.moved, self.shifts.costless)
        return Without(self.rules, found, counted=not self.hides)

    @property
    def breaks(self) -> tuple[str, ...]:
        """Changes of what the supports cost between the windows compared, in the words printed."""
        return breaks_of(self.rules, self.period, {*self.origins, *self.targets})

    def hides_purse(self, purse: str) -> bool:
        """Whether a purse's kronor rest on a count that may not be shown; the purses' sums do if any purse's do."""
        if purse == TOTAL:
            return any(self.hides_purse(each) for each in self.shifts.whole.purses)
        return bool(self.shifts.behind(purse) & self.secret)

    def state(self, id: str) -> str:
        """A support's name as printed."""
        if id == POOLED:
            return _("Other supports together")
        named = {state.id: state.name for state in self.rules.states}
        return named.get(id) or next((group.name for group in self.rules.state_groups if group.id == id), id)

    def purse(self, id: str) -> str:
        """A purse's name as printed."""
        if id == TOGETHER:
            return _("Kommuner shown together")
        return next((purse.name for purse in purses_of(self.rules) if purse.id == id), id)

    def bearer(self, purse: str) -> str:
        """Whose a unit cost is, as printed: the person's own kommun or region, or the purse named."""
        own = {OWN_MUNICIPALITY: _("The person's kommun"), OWN_REGION: _("The person's region")}
        return own.get(purse) or self.purse(purse)

    def payer(self, id: str) -> str:
        """A payer's name as printed: the kommuner as one, nobody, or not known."""
        named = {MUNICIPALITIES: _("The kommuner"), SELF: _("Nobody: work or studies"), UNKNOWN: _("Not known")}
        return named.get(id) or self.purse(id)

    def _in_order(self, found: set[str]) -> tuple[str, ...]:
        known = [*(state.id for state in self.rules.states), *(group.id for group in self.rules.state_groups)]
        return tuple(each for each in (*known, *sorted(found.difference(known))) if each in found)


def flows_material(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> FlowsMaterial:
    """Read it all, and make the figures."""
    moves = moves_of(rules, books, period.year_start, period.end)
    moved: Counter[Pair] = Counter()
    for move in moves:
        if move.origin and move.origin != move.target:
            moved[move.origin, move.target] += move.persons
    counted = {pair: n for pair, n in moved.items() if n}
    hidden = withheld_people(rules, books, period)
    secret = hidden.pairs | too_fine(moves, rules.association.small_cell)
    made = FlowsMaterial(
        rules=rules,
        period=period,
        today=today,
        moves=moves,
        moved=counted,
        hidden=hidden,
        secret=secret,
        shifts=shifts_of(rules, books, period),
        passages=passages_of(rules, books, period),
        stocks=cut_of(rules, books, Period(period.year_start, period.end, period.name), Cut.STATE),
        projected=_unless_secret(projected_of(rules, books, period), secret),
        figures=Figures(),
    )
    flow_figures(made)
    return made


def _unless_secret(projected: Projected, secret: frozenset[Pair]) -> Projected:
    """No projection where some move may not be shown, nor another reason for there being none: it counts the moves."""
    if secret:
        return replace(projected, projections=(), absent=NoProjection.SMALL)
    return projected
