"""What the incentive calculations hand to the reports. Amounts are exact öre (Fraction) until a figure rounds them.

Sign: relief is positive when a purse pays less. Estimates live here and in reports only; none is ever booked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model.incentive import Effect, Method, UnitCost


@dataclass(frozen=True, slots=True)
class Missing:
    """What has no source: asked for, and its absence printed."""

    what: str
    """``state:care`` for a state without a unit cost, ``tax``, ``effect:i01``, ``method`` …: stable, for tests."""
    text: str
    """In the user's language, with what to write and where."""


@dataclass(frozen=True, slots=True)
class MoveRelief:
    """One booked move and what it changes a month, all its persons together, before deadweight and correction."""

    move: Move
    monthly: Mapping[str, Fraction]
    """Per purse; sums to society's. Empty where the move is not priced."""
    months: Fraction
    """Months of the period after the move: a move counts from the middle of the period it is booked for."""
    effect: Effect | None
    """None: the rules assume nothing of the insats, so its relief is shown gross only."""
    kept: Fraction
    """What is left of one person's relief after engagement, deadweight, overlap and correction; 1 without an effect."""
    costless: tuple[str, ...] = ()
    """Of the two supports those whose payer's cost is not told: then the move is in no purse's amount, since the sum of
    the purses would miss one side of it."""

    @property
    def priced(self) -> bool:
        """Whether the move is counted in kronor."""
        return not self.costless


@dataclass(frozen=True, slots=True)
class PurseRelief:
    """One purse's relief. All in öre, positive when the purse pays less."""

    purse: str
    gross: Fraction
    """In the period, persons × unit costs, nothing taken off: what the counts show, descriptive."""
    period: Fraction
    """In the period, after deadweight, overlap and correction."""
    horizons: Mapping[int, Fraction]
    """Over so many years from each move, present value, after the same."""
    cashable: Fraction | None
    """The part of ``period`` that shows in the year's budget; None where the rules do not say."""


@dataclass(frozen=True, slots=True)
class Relief:
    """Relief per purse for a period's moves."""

    period: Period
    method: Method
    moves: tuple[MoveRelief, ...]
    purses: Mapping[str, PurseRelief]
    """By purse id, in the order of :func:`onedoor_ledger.incentive.purses.purses_of`, then ``society``."""
    missing: tuple[Missing, ...]
    breaks: tuple[str, ...]
    """Rule changes between before and after, in the words printed."""
    used: tuple[UnitCost, ...]
    """The unit costs it rests on; those with ``evidence.assumption`` are marked."""
    persons: int
    """Persons in the moves counted, as deltaganden."""

    @property
    def assumed(self) -> tuple[int, int]:
        """How many of the figures it rests on are somebody's assumptions, and how many there are."""
        effects = {row.effect.place: row.effect for row in self.moves if row.effect is not None}.values()
        known = [cost.evidence for cost in self.used]
        known += [each for e in effects for each in (e.evidence, e.deadweight_evidence, e.profile_evidence)]
        return sum(1 for each in known if each.assumption), len(known)


@dataclass(frozen=True, slots=True)
class BookedRelief:
    """What a party's own booked spending says beside the flows: the year so far against the same months before."""

    purse: str
    before: int | None
    """Öre; None where the party has not reported both windows."""
    after: int | None
    flows: Fraction
    """The same purse's gross relief from flows over the same months."""
    components: tuple[tuple[str, int, int], ...] = field(default=())
    """(kind of spending, before, after), öre."""
    months: int = 0
    """Months reported in both windows, in the component that has the fewest: fewer than the window when late."""

    @property
    def relief(self) -> int | None:
        """Before less after; never added to the relief from flows."""
        return None if self.before is None or self.after is None else self.before - self.after


@dataclass(frozen=True, slots=True)
class Stake:
    """What a purse put in. Öre."""

    purse: str
    called: int
    """Contribution called for the period."""
    contribution: int
    """Of it, what has been used: its part of förbundets net cost. The rest lies in equity and is not lost."""
    shared: int
    """Shared costs of front doors it bears itself, förbundets part and requisitioned wages taken off."""
    inkind: int
    """Own time and premises reported, not counted in ``shared`` or requisitioned."""
    received: int
    """Requisitions of förbundet for insatser it carries out."""
    doing: int
    """What carrying them out cost it; equal to ``received`` at self-cost."""

    @property
    def passthrough(self) -> int:
        """*Genomgående post*: zero at self-cost."""
        return self.received - self.doing

    @property
    def put_in(self) -> int:
        """All it put in."""
        return self.contribution + self.shared + self.inkind


@dataclass(frozen=True, slots=True)
class PurseIncentive:
    """One purse's bottom line. Öre."""

    purse: str
    stake: Stake
    relief: Fraction
    """Over the method's horizon."""
    cashable: Fraction | None
    net: Fraction
    """relief − contribution − shared − inkind + passthrough."""
    ratio: Fraction | None
    """relief / put in; None when it put nothing in."""
    payback_months: int | None
    """The first whole month in which cumulated relief covers what was put in; None: not within the horizon."""
    break_even: int | None
    """Fewest persons in work, of those like the ones who went, that cover it; None when work gives it nothing."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who answers towards the förbund for one or more purses: the state (FK pays for both), each region and kommun."""

    id: str
    """The member that pays."""
    name: str
    purses: tuple[str, ...]
    net: int
    """Öre, the sum of its purses' nets, rounded once."""
    put_in: int = 0
    """Öre, its purses together; relief is net + put_in where nothing passes through."""
    relief: int = 0
    payback_months: int | None = None
    """As a purse's, of all its purses together: who decides and who finances are one towards the förbund."""
    break_even: int | None = None


@dataclass(frozen=True, slots=True)
class KeyOutcome:
    """The players' nets had their contributions followed another key: an example to count on, no proposal."""

    key: str
    title: str
    contributions: Mapping[str, int]
    nets: Mapping[str, int]
    by_law: bool
    """Whether the law allows it: only the statutory key does; the others are *räkneexempel*."""


@dataclass(frozen=True, slots=True)
class SidePayments:
    """The smallest payments between players that leave nobody worse off; ``receives`` sums to 0."""

    receives: Mapping[str, int]
    """Player to öre, negative pays. All zero when everybody gains already."""
    possible: bool
    """False when all together lose: then no payment helps, and the page says so."""


@dataclass(frozen=True, slots=True)
class Incentives:
    """``report incentive`` in one value."""

    relief: Relief
    booked: tuple[BookedRelief, ...]
    purses: tuple[PurseIncentive, ...]
    """Members (small kommuner together), then the purses outside, in the page's order."""
    society: Fraction
    """Sum of every purse's net."""
    players: tuple[Player, ...]
    without: tuple[str, ...]
    """Players without an incentive: net below zero."""
    keys: tuple[KeyOutcome, ...]
    side_payments: SidePayments
