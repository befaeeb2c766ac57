"""``rules/settlement.toml``: how each host settles with those it shares costs with."""

from __future__ import annotations

import re
from string import Formatter

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model.settlement import OnAccount, Rhythm, SettlementRule
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_SERIES = re.compile(r"[A-Z]{1,3}")


def settlements(file: RuleFile) -> tuple[SettlementRule, ...]:
    """The hosts' settlements in the file's order."""
    found = tuple(_settlement(row) for row in file.root.tables("settlement"))
    for n, rule in enumerate(found):
        if rule.series and rule.series in [other.series for other in found[:n] if other.host != rule.host]:
            place = file.place((("settlement", n), ("series", None)))
            remedy = _("Two hosts cannot number in one series: give each its own letter.")
            file.errors.append(BadValueError(place, rule.series, remedy))
    return found


def _settlement(row: Table) -> SettlementRule:
    series = row.text("series")
    if series and not _SERIES.fullmatch(series):
        row.fault(BadValueError(row.place("series"), series, _("Write one to three capital letters, such as A.")))
    return SettlementRule(
        host=row.text("host"),
        series=series,
        every=row.choice("every", Rhythm),
        days=row.whole("days"),
        agreement=row.text("agreement"),
        claim=_template(row, "claim"),
        debt=_template(row, "debt"),
        on_account=tuple(_on_account(part) for part in row.tables("on_account")),
        dated=row.dated(),
    )


def _on_account(row: Table) -> OnAccount:
    return OnAccount(row.text("party"), row.period("period"), row.day("called"), row.kronor("amount"))


def _template(row: Table, key: str) -> str:
    template = row.text(key)
    try:
        names = {name for _text, name, _spec, _conv in Formatter().parse(template) if name is not None}
    except ValueError:
        names = {""}
    if template and names != {"party", "bearer"}:
        remedy = _("Both {party} and {bearer} must stand in it: one account for each pair.")
        row.fault(BadValueError(row.place(key), template, remedy))
        return ""
    return template
