"""What the pages on incentives are made from: the calculation, its figures, and what may not be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.accounts.selection import Sum, plus
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.incentives import incentives_of, so_far
from onedoor_ledger.incentive.kept import people_of
from onedoor_ledger.incentive.left_out import left_out_of
from onedoor_ledger.incentive.model import Incentives, PurseIncentive
from onedoor_ledger.incentive.payback import Gone, gone_of
from onedoor_ledger.incentive.players import behind, shown_purses
from onedoor_ledger.incentive.purses import TOGETHER, Purse
from onedoor_ledger.incentive.stakes import StakeSums, stake_sums
from onedoor_ledger.incentive.uncertainty import Uncertainty, uncertainty_of
from onedoor_ledger.incentive.withheld import secret_pairs, withheld
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.incentive_figures import incentive_figures
from onedoor_ledger.reporting.left_out import Without
from onedoor_ledger.reporting.uncertainty_figures import uncertainty_figures
from onedoor_ledger.reporting.words import lower_first
from onedoor_ledger.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class IncentiveMaterial:
    """The calculation of a period, from 1 January to its end; ``figures`` holds every figure by its id."""

    rules: Rulebook
    period: Period
    today: dt.date
    found: Incentives
    purses: Mapping[str, Purse]
    """The rows of the page by id, in order."""
    withheld: frozenset[str]
    """Rows whose relief rests on too few persons to be shown; society's with any of them."""
    uncertainty: Uncertainty | None
    """None where the rules give nothing a range."""
    figures: Figures
    participations: int
    """Of all insatser in the year so far."""
    gone: Gone
    left_out: Without
    """What the amounts are without, for want of a cost or of an assumption."""
    hides_persons: bool = False
    """Whether nobody's break-even may be shown in persons: it divides by all who went to work or studies, and is held
    against all participations."""

    def name(self, id: str) -> str:
        """A purse's, a player's or a participant's name as printed."""
        if id in self.purses:
            return self.purses[id].name
        return next((p.name for p in self.rules.participants if p.id == id), id)

    def in_a_sentence(self, purse: str) -> str:
        """A member by its name; what is no name begins small."""
        name = self.name(purse)
        return name if any(who.id == purse for who in self.rules.participants) else lower_first(name)

    def player(self, id: str) -> str:
        """A player's name: the state's for the authority that pays for it."""
        return next((player.name for player in self.found.players if player.id == id), self.name(id))

    def short(self, id: str) -> str:
        """A player's short name, for narrow columns; the state's own."""
        player = next(player for player in self.found.players if player.id == id)
        if len(player.purses) > 1:
            return player.name
        return next((p.short for p in self.rules.participants if p.id == id), player.name)

    def row(self, purse: str) -> PurseIncentive:
        """A purse's line; KeyError when it has none."""
        return {row.purse: row for row in self.found.purses}[purse]

    @property
    def together(self) -> tuple[str, ...]:
        """The names of the kommuner without a row of their own."""
        return tuple(
            next(p.name for p in self.rules.participants if p.id == id_)
            for id_ in behind(self.rules, self.found.relief, TOGETHER)
        )

    @property
    def assumed(self) -> tuple[int, int]:
        """How many of the figures the calculation rests on are somebody's assumptions, and how many there are."""
        return self.found.relief.assumed

    @property
    def years(self) -> int:
        """The years relief is counted over."""
        return self.found.relief.method.horizon

    @property
    def complete(self) -> bool:
        """Whether every player's net may be shown; what is worked out from all of them may not otherwise."""
        return not any(purse in self.withheld for player in self.found.players for purse in player.purses)


def incentive_material(
    rules: Rulebook, books: Books, period: Period, *, today: dt.date, figures: Figures | None = None
) -> IncentiveMaterial:
    """Calculate it all.

    :param figures: where the figures are to go, when the report has others too.
    """
    sums = stake_sums(rules, books, period)
    stakes = {id_: each.stake(id_) for id_, each in sums.items()}
    secret = secret_pairs(rules, books, so_far(period))
    found = incentives_of(rules, books, period, stakes=stakes, secret=secret)
    purses = {purse.id: purse for purse in shown_purses(rules, found.relief, stakes)}
    good = frozenset(state.id for state in rules.states if state.good_end)
    made = IncentiveMaterial(
        rules=rules,
        period=period,
        today=today,
        found=found,
        purses=purses,
        withheld=withheld(found.relief, secret),
        uncertainty=uncertainty_of(rules, books, so_far(period), found),
        figures=figures if figures is not None else Figures(),
        participations=sum(n for _move, n in people_of(rules, books, so_far(period)).entered),
        gone=gone_of(found.relief, good),
        left_out=Without(rules, left_out_of(found.relief), counted=not secret),
        hides_persons=any(target in good for _origin, target in secret)
        or withheld_people(rules, books, so_far(period)).measure(),
    )
    rows = {row: _together([sums[id_] for id_ in behind(rules, found.relief, row) if id_ in sums]) for row in purses}
    incentive_figures(made.figures, found, {id_: p.name for id_, p in purses.items()}, rows, made.withheld)
    if made.uncertainty is not None:
        uncertainty_figures(made.figures, found, made.uncertainty, made.withheld)
    return made


def nothing_to_count_by(rules: Rulebook, day: dt.date) -> bool:
    """Whether the workspace has no rules to calculate incentives by on ``day``: then the pages ask for them."""
    method = any(row.dated.covers(day) for row in rules.incentive.methods)
    return not method or not rules.incentive.unit_costs


def _together(sums: list[StakeSums]) -> StakeSums:
    def of(part: str) -> Sum:
        return plus([getattr(each, part) for each in sums])

    return StakeSums(of("called"), of("contribution"), of("shared"), of("inkind"), of("received"), of("doing"))
