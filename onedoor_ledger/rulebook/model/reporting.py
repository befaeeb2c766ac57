"""How the reports that others already read are laid out: the Kostnadsrapport and what Uppföljning Finsam asks for."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.statements import KontoRange


@dataclass(frozen=True, slots=True)
class CostReportRule:
    """Which konto the Kostnadsrapport counts as staff, which income as ESF money; the rest is *Kring* and others."""

    personnel: tuple[KontoRange, ...]
    esf: tuple[KontoRange, ...]
    dated: Dated


@dataclass(frozen=True, slots=True)
class Described:
    """What Uppföljning Finsam asks of an insats in words: its focus (*inriktning*) and its target group."""

    measure: str
    focus: str
    target_group: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """``rules/reporting.toml``; empty where nobody has written it."""

    cost_report: tuple[CostReportRule, ...] = ()
    measures: tuple[Described, ...] = ()

    def measure(self, id: str) -> Described | None:
        """What is written of the measure ``id``."""
        return next((row for row in self.measures if row.measure == id), None)
