"""What every sheet of the board's report is made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.accounts.accrued import Accrued
from onedoor_ledger.accounts.reconciliation import AccountBalance, Reconciled
from onedoor_ledger.accounts.year import Year
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.flows_material import FlowsMaterial
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.vouchers.seals import Joint


@dataclass(frozen=True, slots=True)
class Material:
    """The rules, the year and its figures, and what was checked about them."""

    rules: Rulebook
    year: Year
    figures: Figures
    accrued: tuple[Accrued, ...]
    reconciled: tuple[Reconciled, ...]
    balances: tuple[AccountBalance, ...]
    pending: int
    locked: Joint | None = None
    """The seal of the last locked month; None when no month is locked."""
    incentive: IncentiveMaterial | None = None
    """None where the rules say nothing to calculate by."""
    flows: FlowsMaterial | None = None
    """None where the supports cost nothing by the rules."""

    @property
    def period(self) -> Period:
        """The reported period."""
        return self.year.period

    @property
    def today(self) -> dt.date:
        """The day the report is made."""
        return self.year.today

    def name(self, id: str) -> str:
        """A participant's name as printed; the id itself where the rules have none."""
        return next((p.name for p in self.rules.participants if p.id == id), id)
