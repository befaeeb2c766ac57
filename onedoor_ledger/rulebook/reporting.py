"""``rules/reporting.toml``: what the Kostnadsrapport counts as what, and insatserna in the words others ask for."""

from __future__ import annotations

from onedoor_ledger.rulebook.model.reporting import CostReportRule, Described, ReportingRules
from onedoor_ledger.rulebook.reading import RuleFile
from onedoor_ledger.rulebook.statements import konto_spans


def reporting(file: RuleFile) -> ReportingRules:
    """The rows in the file's order."""
    return ReportingRules(
        cost_report=tuple(
            CostReportRule(konto_spans(row, "personnel"), konto_spans(row, "esf"), row.dated())
            for row in file.root.tables("cost_report")
        ),
        measures=tuple(
            Described(row.text("measure"), row.text("focus"), row.text("target_group"), row.text("source"))
            for row in file.root.tables("described")
        ),
    )
