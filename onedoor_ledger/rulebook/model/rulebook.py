"""Everything together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from onedoor_ledger.rulebook.model.accounts import Accounts
from onedoor_ledger.rulebook.model.annual import AnnualRules
from onedoor_ledger.rulebook.model.budget import Budget
from onedoor_ledger.rulebook.model.closing import DEFAULT_DAYS, ClosingRule
from onedoor_ledger.rulebook.model.exports import Profile, SpendingKind, StateGroup, SupportState
from onedoor_ledger.rulebook.model.goals import CalendarRow, EquityStep, FollowUp, Goal, PlanYear
from onedoor_ledger.rulebook.model.incentive import IncentiveRules
from onedoor_ledger.rulebook.model.measures import Measure
from onedoor_ledger.rulebook.model.parties import Association, ContributionRule, Participant, Site
from onedoor_ledger.rulebook.model.presets import Preset
from onedoor_ledger.rulebook.model.reporting import ReportingRules
from onedoor_ledger.rulebook.model.settlement import SettlementRule
from onedoor_ledger.rulebook.model.sharing import SharingRule
from onedoor_ledger.rulebook.model.statements import StatementRow
from onedoor_ledger.rulebook.model.statistics import Statistic
from onedoor_ledger.rulebook.model.trials import TrialPlan
from onedoor_ledger.rulebook.model.vat import VatRules


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything ``rules/`` and ``importers/`` say."""

    association: Association
    participants: tuple[Participant, ...]
    contributions: Mapping[int, ContributionRule]
    measures: tuple[Measure, ...]
    sites: tuple[Site, ...]
    accounts: Accounts
    budgets: Mapping[int, Budget]
    goals: tuple[Goal, ...]
    plan: tuple[PlanYear, ...]
    sharing: tuple[SharingRule, ...]
    calendar: tuple[CalendarRow, ...]
    states: tuple[SupportState, ...]
    spending: tuple[SpendingKind, ...]
    profiles: tuple[Profile, ...]
    digest: str
    """SHA-256 over the rule files' names and bytes (line ends as LF): printed on reports."""
    settlements: tuple[SettlementRule, ...] = ()
    statement_rows: tuple[StatementRow, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    presets: tuple[Preset, ...] = ()
    closings: tuple[ClosingRule, ...] = ()
    annual: AnnualRules = field(default_factory=AnnualRules)
    vat: VatRules = field(default_factory=VatRules)
    followups: tuple[FollowUp, ...] = ()
    equity_steps: tuple[EquityStep, ...] = ()
    """The recommended ladder for equity, smallest contributions first; empty until somebody fills it in."""
    reporting: ReportingRules = field(default_factory=ReportingRules)
    incentive: IncentiveRules = field(default_factory=IncentiveRules)
    state_groups: tuple[StateGroup, ...] = ()
    trials: tuple[TrialPlan, ...] = ()
    """What is compared with what, as decided beforehand; empty until somebody writes one down."""

    @property
    def members(self) -> tuple[Participant, ...]:
        """The members in law, in the order the rules list them."""
        return tuple(p for p in self.participants if p.member)

    def closing_days(self, day: dt.date) -> int:
        """Within how many days of its month's end what happened on ``day`` is registered, and the month locked."""
        return next((rule.days for rule in self.closings if rule.dated.covers(day)), DEFAULT_DAYS)

    def participant(self, id: str) -> Participant:
        """The participant ``id``; KeyError when the rules have none."""
        return {p.id: p for p in self.participants}[id]

    def statistic(self, id: str) -> Statistic:
        """The statistic ``id``; KeyError when the rules have none."""
        return {s.id: s for s in self.statistics}[id]

    def preset(self, id: str) -> Preset:
        """The preset ``id``; KeyError when the rules have none."""
        return {p.id: p for p in self.presets}[id]

    def trial(self, id: str) -> TrialPlan:
        """The trial ``id``; KeyError when the rules have none."""
        return {t.id: t for t in self.trials}[id]

    def measure(self, id: str) -> Measure:
        """The measure ``id``; KeyError when the rules have none."""
        return {m.id: m for m in self.measures}[id]
