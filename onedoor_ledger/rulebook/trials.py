"""``rules/trials.toml``: trials and what they are held against, decided before they are evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.errors import BadValueError, MissingKeyError, UnknownReferenceError
from onedoor_ledger.rulebook.model import Association, Measure, Participant, PartyKind, Site, TrialBy, TrialPlan
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

Groups = Mapping[TrialBy, Mapping[str, str]]
"""The groups a rulebook has, id to name."""


def groups_of(
    association: Association, participants: Sequence[Participant], sites: Sequence[Site], measures: Sequence[Measure]
) -> Groups:
    """What can be compared with what."""
    return {
        TrialBy.MUNICIPALITY: {who.id: who.name for who in participants if who.kind is PartyKind.MUNICIPALITIES},
        TrialBy.SITE: {site.id: site.name for site in sites},
        TrialBy.MEASURE: {measure.id: f"{measure.code} {measure.name}" for measure in measures},
        TrialBy.ASSOCIATION: {association.id: association.name},
    }


def trials(file: RuleFile, groups: Groups) -> tuple[TrialPlan, ...]:
    """The trials in the file's order."""
    return tuple(_trial(row, groups) for row in file.root.tables("trial"))


def _trial(row: Table, groups: Groups) -> TrialPlan:
    word = row.word("by", [by.value for by in TrialBy])
    by = next((each for each in TrialBy if each.value == word), None)
    tried = _tried(row)
    control = row.texts("control")
    if by is not None:
        if "control" not in row:
            control = _others(row, tried, groups[by], by)
        _see_groups(row, tried, control, groups[by], by)
    before, after = _spans(row)
    return TrialPlan(
        id=row.id(),
        title=row.text("title"),
        by=by or TrialBy.MUNICIPALITY,
        tried=tried,
        control=control,
        before=before,
        after=after,
        decided=row.day("decided"),
        source=row.text("source"),
        place=row.place("id"),
    )


def _tried(row: Table) -> tuple[str, ...]:
    if "tried" not in row:
        row.fault(MissingKeyError(row.place(), "tried"))
    return row.texts("tried")


def _others(row: Table, tried: Sequence[str], known: Mapping[str, str], by: TrialBy) -> tuple[str, ...]:
    """Every group that does not try. A förbund's control may be another förbund: those are not in these rules."""
    others = tuple(id_ for id_ in known if id_ not in tried)
    if not others and by is not TrialBy.ASSOCIATION:
        remedy = _(
            "Every group tries, and nothing is left to compare with. Take one out, or write control = [] when the "
            "control is in the rules of another förbund."
        )
        row.fault(BadValueError(row.place("tried"), ", ".join(tried), remedy))
    return others


def _see_groups(
    row: Table, tried: Sequence[str], control: Sequence[str], known: Mapping[str, str], by: TrialBy
) -> None:
    seen: set[str] = set()
    for key, ids in (("tried", tried), ("control", control)):
        for id_ in ids:
            if id_ in seen:
                remedy = _("Name each group once: it has either tried or not.")
                row.fault(BadValueError(row.place(key), id_, remedy))
            elif id_ not in known and by is not TrialBy.ASSOCIATION:
                row.fault(UnknownReferenceError(row.place(key), id_, known))
            seen.add(id_)
    if "tried" in row and not seen:
        row.fault(
            BadValueError(row.place("tried"), "[]", _("Name the groups that try, or those they are held against."))
        )


def _spans(row: Table) -> tuple[Period, Period]:
    """The two spans; a fault when one is not whole months or does not come after the other."""
    before, after = row.period("before"), row.period("after")
    # A span nobody could read is told of already.
    spans = {key: span for key, span in (("before", before), ("after", after)) if span.name}
    for key, span in spans.items():
        months = list(span.months())
        if (span.start, span.end) != (months[0].start, months[-1].end):
            remedy = _("Write whole months, such as 2026-H1 or 2026-02-01..2026-07-31: counts are booked by the month.")
            row.fault(BadValueError(row.place(key), span.name, remedy))
    if len(spans) == 2 and before.end >= after.start:
        remedy = _("Let what is held against, before, end before after begins.")
        row.fault(BadValueError(row.place("after"), after.name, remedy))
    return before, after
