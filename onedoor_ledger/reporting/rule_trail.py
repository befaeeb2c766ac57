"""The rules a figure names: which version or row of the rules it is, while it holds, and how well it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onedoor_ledger.errors import Place
from onedoor_ledger.reporting.model import Column, Row, Table
from onedoor_ledger.reporting.words import grade_note, grade_text
from onedoor_ledger.rulebook.model import Dated, IncentiveRules, Rulebook, SharingRule
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class RuleTrail:
    """A rule a figure names; what the rules do not say of it is empty."""

    name: str
    version: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    """None: until further notice, or not said."""
    grade: str = ""
    """How well it is known, with a star for an assumption."""
    source: str = ""
    place: str = ""
    digest: str = ""


def rule_trails(rules: Rulebook) -> Mapping[str, RuleTrail]:
    """What is known of every rule that is dated by its row, by the names figures call it."""
    return dict(_shared(rules.sharing)) | {row.name: row for row in _assumed(rules.incentive)}


def rules_table(id: str, caption: str, rules: Iterable[RuleTrail], said: str) -> Table:
    """``rules`` as a table; of columns that none of them fills only the rule's own is there.

    :param said: what stands below it.
    """
    columns = (
        Column("rule", _("Rule")),
        Column("version", _("Version")),
        Column("start", _("From"), "date"),
        Column("end", _("To"), "date"),
        Column("grade", _("Grade")),
        Column("source", _("Source")),
        Column("place", _("Where")),
        Column("digest", _("Checksum")),
    )
    rows = tuple(
        {
            "rule": rule.name,
            "version": rule.version,
            "start": rule.start,
            "end": rule.end,
            "grade": rule.grade,
            "source": rule.source,
            "place": rule.place,
            "digest": rule.digest,
        }
        for rule in rules
    )
    filled = tuple(column for column in columns if column.key == "rule" or any(row[column.key] for row in rows))
    shown = tuple(Row({column.key: row[column.key] for column in filled}) for row in rows)
    graded = any(column.key == "grade" for column in filled)
    return Table(id, caption, filled, shown, note=f"{grade_note()} {said}" if graded else said)


def _shared(sharing: Iterable[SharingRule]) -> Iterator[tuple[str, RuleTrail]]:
    """Versions of sharing rules, by their names and, for the last one, by its id."""
    for rule in sharing:
        for name in (rule.id, rule.version):
            yield name, RuleTrail(name, rule.version, place=str(rule.place), digest=rule.digest)


def _assumed(rules: IncentiveRules) -> Iterator[RuleTrail]:
    """Rows of unit costs and effects, and how relief is counted."""
    for cost in rules.unit_costs:
        yield _row(cost.named, cost.dated, cost.place, grade_text(cost.evidence))
    for effect in rules.effects:
        grade = grade_text(effect.evidence, effect.deadweight_evidence, effect.profile_evidence)
        yield _row(effect.named, effect.dated, effect.place, grade)
    for method in rules.methods:
        yield _row(method.named, method.dated, method.place, "*" if method.assumptions else "")


def _row(name: str, dated: Dated, place: Place, grade: str) -> RuleTrail:
    return RuleTrail(
        name, start=dated.start, end=dated.end, grade=grade, source=dated.source, place=f"{place.file}:{place.row}"
    )
