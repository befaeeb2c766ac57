"""What ``rules/`` says, as frozen values. Amounts are öre, weights whole numbers, dates inclusive.

Ids are written in the rules (never derived), ASCII, unique over the whole rulebook; ``society``, ``total``,
``party`` and ``previous`` are reserved (contracts.md section 5).
"""

from __future__ import annotations

from onedoor_ledger.rulebook.model.accounts import (
    ROLES,
    AccountRow,
    Accounts,
    BankAccount,
    BankText,
    SiePosting,
    Supplier,
    bare,
)
from onedoor_ledger.rulebook.model.budget import Budget, BudgetLine, Comment, Forecast, Revision
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.exports import Profile, SpendingKind, SupportState
from onedoor_ledger.rulebook.model.goals import CalendarRow, Goal, PlanYear
from onedoor_ledger.rulebook.model.keys import (
    OWN,
    Basis,
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Key,
    KeyGroup,
    Measured,
    Serial,
    Settle,
    Tier,
    Tiered,
    TwoPart,
)
from onedoor_ledger.rulebook.model.measures import AgreedAmount, Agreement, Measure, MeasureKind
from onedoor_ledger.rulebook.model.parties import (
    Association,
    ContributionRule,
    FoldOnImport,
    Instalment,
    LocalKey,
    Participant,
    PartyKind,
    Population,
    Site,
)
from onedoor_ledger.rulebook.model.presets import AllocationModel, Ladder, Preset, Step
from onedoor_ledger.rulebook.model.rulebook import Rulebook
from onedoor_ledger.rulebook.model.settlement import OnAccount, Rhythm, SettlementRule
from onedoor_ledger.rulebook.model.sharing import Scope, SharingRule
from onedoor_ledger.rulebook.model.statements import KontoRange, StatementKind, StatementRow, WindingUp
from onedoor_ledger.rulebook.model.statistics import (
    Count,
    Counted,
    CountedBy,
    Statistic,
    StatisticKind,
    StatisticRow,
)

__all__ = [
    "OWN",
    "ROLES",
    "AccountRow",
    "Accounts",
    "AgreedAmount",
    "Agreement",
    "AllocationModel",
    "Association",
    "BankAccount",
    "BankText",
    "Basis",
    "Bound",
    "Budget",
    "BudgetLine",
    "ByBenefit",
    "ByStatistic",
    "ByWeights",
    "CalendarRow",
    "Capped",
    "Comment",
    "ContributionRule",
    "Count",
    "Counted",
    "CountedBy",
    "Dated",
    "FoldOnImport",
    "Forecast",
    "Goal",
    "Instalment",
    "Key",
    "KeyGroup",
    "KontoRange",
    "Ladder",
    "LocalKey",
    "Measure",
    "MeasureKind",
    "Measured",
    "OnAccount",
    "Participant",
    "PartyKind",
    "PlanYear",
    "Population",
    "Preset",
    "Profile",
    "Revision",
    "Rhythm",
    "Rulebook",
    "Scope",
    "Serial",
    "Settle",
    "SettlementRule",
    "SharingRule",
    "SiePosting",
    "Site",
    "SpendingKind",
    "StatementKind",
    "StatementRow",
    "Statistic",
    "StatisticKind",
    "StatisticRow",
    "Step",
    "Supplier",
    "SupportState",
    "Tier",
    "Tiered",
    "TwoPart",
    "WindingUp",
    "bare",
]
