"""What ``rules/`` says, as frozen values. Amounts are öre, weights whole numbers, dates inclusive.

Ids are written in the rules (never derived), ASCII, unique over the whole rulebook; ``society``, ``total``,
``party`` and ``previous`` are reserved (contracts.md section 5).
"""

from __future__ import annotations

from onedoor_ledger.rulebook.model.accounts import ROLES, AccountRow, Accounts, BankText, SiePosting
from onedoor_ledger.rulebook.model.budget import Budget, BudgetLine, Comment, Forecast, Revision
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.exports import Profile, SpendingKind, SupportState
from onedoor_ledger.rulebook.model.goals import CalendarRow, Goal, PlanYear
from onedoor_ledger.rulebook.model.measures import AgreedAmount, Agreement, Measure, MeasureKind
from onedoor_ledger.rulebook.model.parties import (
    Association,
    ContributionRule,
    Instalment,
    LocalKey,
    Participant,
    PartyKind,
    Population,
    Site,
)
from onedoor_ledger.rulebook.model.rulebook import Rulebook
from onedoor_ledger.rulebook.model.sharing import KeyGroup, Scope, SharingRule

__all__ = [
    "ROLES",
    "AccountRow",
    "Accounts",
    "AgreedAmount",
    "Agreement",
    "Association",
    "BankText",
    "Budget",
    "BudgetLine",
    "CalendarRow",
    "Comment",
    "ContributionRule",
    "Dated",
    "Forecast",
    "Goal",
    "Instalment",
    "KeyGroup",
    "LocalKey",
    "Measure",
    "MeasureKind",
    "Participant",
    "PartyKind",
    "PlanYear",
    "Population",
    "Profile",
    "Revision",
    "Rulebook",
    "Scope",
    "SharingRule",
    "SiePosting",
    "Site",
    "SpendingKind",
    "SupportState",
]
