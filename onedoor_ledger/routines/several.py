"""Several förbund at once: their books opened, their reports compared and added (``--workspace`` repeated)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

Build = Callable[[Opened, Period, dt.date], "Report"]


class SameAssociationError(UserError):
    """A förbund named twice would be counted twice."""

    code = "several-same-association"
    exit_code = EXIT_USAGE

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is named twice, and would be counted twice.").format(name=name),
            remedy=_("Name each förbund's folder once with --workspace."),
        )


class SameIdError(UserError):
    """Two förbund write one id for different organisations, or two ids for one."""

    code = "several-ids-differ"

    def __init__(self, one: str, other: str, id: str, orgnr: str) -> None:
        super().__init__(
            _("{one} and {other} do not mean the same by the id “{id}” and the organisation {orgnr}.").format(
                one=one, other=other, id=id, orgnr=orgnr
            ),
            remedy=_("Give each organisation one id in all the förbund's rules/parties.toml, and no other that id."),
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    association: str
    id: str
    orgnr: str


def open_several(workspaces: Sequence[Workspace], progress: Progress = silent) -> tuple[Opened, ...]:
    """Every förbund's rules and books.

    :raises SameAssociationError: when one is named twice.
    :raises SameIdError: when their ids do not mean the same.
    """
    opened = tuple(open_books(workspace, progress) for workspace in workspaces)
    _each_once(opened)
    _one_id_each(opened)
    return opened


def combined(
    workspaces: Sequence[Workspace], period: Period, build: Build, *, today: dt.date, progress: Progress = silent
) -> Report:
    """One kind of report of every förbund, side by side and added.

    :raises NoBooksError: when one of them has nothing booked in the period.
    """
    from onedoor_ledger.reporting.combined import Part, combine

    parts = []
    for opened in open_several(workspaces, progress):
        require_period(opened.books, period)
        progress(_("Making the report of {name}").format(name=opened.rules.association.name))
        own = opened.rules.association
        parts.append(Part(own.id, own.name, build(opened, period, today), _local(opened)))
    return combine(parts, period, today=today)


def _local(opened: Opened) -> frozenset[str]:
    """Ids of the rules that another förbund may use for something else."""
    rules = opened.rules
    return frozenset(
        (
            *(measure.id for measure in rules.measures),
            *(site.id for site in rules.sites),
            *(rule.id for rule in rules.sharing),
            *(line.id for budget in rules.budgets.values() for line in budget.lines),
        )
    )


def _each_once(opened: Sequence[Opened]) -> None:
    seen: set[str] = set()
    for each in opened:
        association = each.rules.association
        for mark in (association.id, association.orgnr):
            if mark in seen:
                raise SameAssociationError(association.name)
        seen |= {association.id, association.orgnr}


def _one_id_each(opened: Sequence[Opened]) -> None:
    by_id: dict[str, _Seen] = {}
    by_number: dict[str, _Seen] = {}
    for each in opened:
        for who in each.rules.participants:
            own = _Seen(each.rules.association.name, who.id, who.orgnr)
            for known in (by_id.setdefault(who.id, own), by_number.setdefault(who.orgnr, own)):
                if (known.id, known.orgnr) != (own.id, own.orgnr):
                    raise SameIdError(known.association, own.association, who.id, who.orgnr)
