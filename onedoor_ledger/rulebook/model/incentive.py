"""What the incentive calculations rest on: unit costs, taxes, effects and the method, each dated and sourced.

Read from ``rules/unit_costs.toml`` and ``rules/effects.toml``. A row with ``assumption`` is nobody's statistic: it is
marked wherever its figures show. What has no row has no value, and its absence is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.errors import Place
from onedoor_ledger.rulebook.model.dated import Dated

OWN_MUNICIPALITY, OWN_REGION = "municipality", "region"
"""In a unit cost's purse: the kommun the person lives in, and its region."""
LOCAL = "local"
"""In a tax rule: what stays with the own kommun and region together, where nobody has said how they share it."""
OUTSIDE = ("state_appropriation", "state_taxes", "akassa", "municipal_sector", "individuals", "employers")
"""The purses no member decides over, beside the members' own."""


class CostKind(StrEnum):
    """What a unit cost is, which decides where it goes."""

    BENEFIT = "benefit"
    """Paid to the individual: what one purse pays the individual receives, less the tax."""
    WAGE = "wage"
    """Paid by the employer to the individual and taxed; the employer's fee comes on top and goes to the state."""
    SERVICE = "service"
    """Care, administration: bought resources, income to no purse here."""
    SUBSIDY = "subsidy"
    """Paid to the employer: what one purse pays the employers receive."""
    OUTPUT = "output"
    """What the work is worth to the employer: a purse's gain, so its amount counts as negative cost."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a figure is known."""

    grade: int
    """1 (best) to 6, as the optimism table counts them."""
    assumption: bool
    """Somebody's assumption, not a statistic: marked wherever it shows."""
    low: Fraction | None = None
    high: Fraction | None = None
    """The range it is drawn from in the uncertainty calculation, in the figure's own unit; None: it is held fixed."""


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one support state costs one purse a month and person. A state may have several rows: several payers."""

    id: str
    state: str
    purse: str
    """Who finances: a purse id, or ``municipality`` / ``region`` for the person's own."""
    payer: str
    """Who pays it out or decides it: a participant id, a purse, or ``municipality`` / ``region``."""
    kind: CostKind
    monthly: Fraction
    """Öre a month and person; of a household's figure, what one of its persons in the insats stands for."""
    taxed: bool
    household: bool
    """Whether the source's figure is a household's; ``monthly`` is then already per person."""
    dated: Dated
    evidence: Evidence
    place: Place

    @property
    def named(self) -> str:
        """What a figure that rests on the row calls it. A row with another amount has another id."""
        return f"{self.place.file} [{self.id}]"


@dataclass(frozen=True, slots=True)
class TaxRule:
    """The average tax on a taxed income and where it ends up, as shares of the gross income."""

    rate: Fraction
    """All of it: 0.3238 of the gross."""
    purses: Mapping[str, Fraction]
    """Per purse (``municipality``, ``region``, :data:`LOCAL`, ``municipal_sector``, ``state_taxes``); sums to rate."""
    employer_fee: Fraction
    """The employer's fee as a share of the wage; goes to ``state_taxes``."""
    dated: Dated
    evidence: Evidence
    place: Place


class Convention(StrEnum):
    """How what would have happened anyway is taken off (methods.md section 3)."""

    ADDITIVE = "additive"
    """engaged × (effect − deadweight)"""
    MULTIPLICATIVE = "multiplicative"
    """engaged × effect × (1 − deadweight)"""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is assumed of an insats' outcomes."""

    measure: str
    """A measure id; '' for every insats without a row of its own."""
    engaged: Fraction
    """Share of the participations who take part in earnest."""
    deadweight: Fraction
    """Share who would have moved anyway."""
    deadweight_evidence: Evidence
    overlap: Fraction
    """Share of the participations that are persons counted in another insats too (*deltaganden*, not persons)."""
    lag_months: int
    profile: tuple[Fraction, ...]
    """How much of a first year's relief is left in year 1, 2, …; beyond its end nothing."""
    profile_evidence: Evidence
    """Its range is of a factor, 1 as it stands, on the years after the first."""
    dated: Dated
    evidence: Evidence
    place: Place
    expected: Fraction | None = None
    """Share of the engaged expected to move: for the plan. What has been counted needs none."""

    @property
    def named(self) -> str:
        """What a figure that rests on the row calls it: its insats (``*`` for every other) and its first day."""
        return f"{self.place.file} [{self.measure or '*'}@{self.dated.start}]"


@dataclass(frozen=True, slots=True)
class Method:
    """How relief is counted."""

    convention: Convention
    horizons: tuple[int, ...]
    """Years shown: 1, 3, 5."""
    horizon: int
    """The years the net is counted over."""
    discount: Fraction
    """Yearly discount rate; year 1 after the move is not discounted. 0 when ``discount_told`` is false."""
    correction: Mapping[int, Fraction]
    """Evidence grade to what benefits are lowered by (optimism); empty: none."""
    correction_verified: bool
    cashable: Mapping[str, Fraction]
    """Purse (or ``municipality``, ``region``) to the share that shows in the year's budget; absent: not known."""
    spread: str
    """How moves whose kommun is not told are spread over the kommuner: ``population``, or '' for a row together."""
    least_participants: int
    """A kommun with fewer participants has no row of its own."""
    seed: int
    draws: int
    dated: Dated
    place: Place
    assumptions: tuple[str, ...] = field(default=())
    """Which of the above are assumptions, in the words printed."""
    discount_told: bool = True
    """Whether the rules give a discount rate at all."""

    @property
    def named(self) -> str:
        """What a figure that rests on the row calls it."""
        return f"{self.place.file} [method@{self.dated.start}]"


@dataclass(frozen=True, slots=True)
class OrganisationModel:
    """One way to organise a front door (``rules/models/*.toml``; domain.md section 8)."""

    id: str
    name: str
    description: str
    source: str
    assumption: bool
    bears: Mapping[str, str]
    """Purse to the purse that bears its cost instead (and gets its relief); absent: unchanged."""
    merges: Mapping[str, str]
    """Purse to the purse it becomes one with: shifts between purses that become one vanish."""
    shared_key: str
    """The key of the shared door costs: ``equal``, ``population``, ``statutory``, ``contributions``, ``statistic_ID``;
    '' as agreed today; ``principal``: the principal bears all."""
    principal: str
    """Who runs it all: a purse, or ``principal``, a body of its own; '' when nobody does."""
    contribution: str
    """How the others pay: ``as_today``, ``fixed`` (agreed, their cost before), ``per_person`` (follows the client)."""
    place: Place


@dataclass(frozen=True, slots=True)
class IncentiveRules:
    """All of it; empty in a workspace that has not written any."""

    unit_costs: tuple[UnitCost, ...] = ()
    taxes: tuple[TaxRule, ...] = ()
    effects: tuple[Effect, ...] = ()
    methods: tuple[Method, ...] = ()
    models: tuple[OrganisationModel, ...] = ()
