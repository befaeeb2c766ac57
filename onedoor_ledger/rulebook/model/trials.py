"""Trials (``rules/trials.toml``): what is to be compared with what, written down before it is evaluated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.errors import Place
from onedoor_ledger.period import Period

TRIED, CONTROL = "trial", "control"
"""The ids of the two together rows; no group may be called so."""


class TrialBy(StrEnum):
    """What is compared."""

    MUNICIPALITY = "municipality"
    SITE = "site"
    MEASURE = "measure"
    ASSOCIATION = "association"


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """One comparison as it was decided."""

    id: str
    title: str
    by: TrialBy
    tried: tuple[str, ...]
    """Ids of the groups that try; empty when only other förbund of the trial have such."""
    control: tuple[str, ...]
    """What they are held against, always written out: every other group of the rules when the row says nothing. Empty
    when only other förbund of the trial have such. Ids of kommuner, sites, insatser or förbund, as ``by`` says; those
    of förbund may be others than the rulebook's own."""
    before: Period
    """Whole months, ended before ``after`` begins."""
    after: Period
    """Whole months."""
    decided: dt.date
    """The day it was written down."""
    source: str
    place: Place

    @property
    def chosen_late(self) -> bool:
        """Whether it was decided when the span to be judged had begun, so that its result could already be seen."""
        return self.decided >= self.after.start
