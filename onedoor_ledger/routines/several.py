"""Several förbund at once: their books opened, their reports compared and added (``--workspace`` repeated)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report
    from onedoor_ledger.routines.kinds import Kind

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


class OneOfSeveralError(UserError):
    """What is wrong in one of several workspaces, whose files are called alike."""

    code = "several-one-wrong"

    def __init__(self, folder: str, error: UserError) -> None:
        super().__init__(_("In the workspace {folder}:\n{error}").format(folder=folder, error=error.text()))


@dataclass(frozen=True, slots=True)
class _Seen:
    association: str
    id: str
    orgnr: str


def open_several(workspaces: Sequence[Workspace], progress: Progress = silent) -> tuple[Opened, ...]:
    """Every förbund's rules and books.

    :raises OneOfSeveralError: when those of one cannot be read.
    :raises SameAssociationError: when one is named twice.
    :raises SameIdError: when their ids do not mean the same.
    """
    found = []
    for workspace in workspaces:
        with _in_one_of(workspaces, workspace):
            found.append(open_books(workspace, progress))
    opened = tuple(found)
    _each_once(opened)
    _one_id_each(opened)
    return opened


def combined(
    workspaces: Sequence[Workspace], period: Period, build: Build, *, today: dt.date, progress: Progress = silent
) -> Report:
    """One kind of report of every förbund, side by side and added.

    :raises OneOfSeveralError: when one of them has nothing booked in the period, or no such report can be made of it.
    """
    from onedoor_ledger.reporting.combined import Part, combine

    parts = []
    found = open_several(workspaces, progress)
    unlike = _unlike_models(found)
    for opened in found:
        own = opened.rules.association
        progress(_("Making the report of {name}").format(name=own.name))
        with _in_one_of(workspaces, opened.workspace):
            require_period(opened.books, period)
            report = build(opened, period, today)
        parts.append(Part(own.id, own.name, report, _local(opened) | unlike, _method(opened, period)))
    return combine(parts, period, today=today)


def files(kind: Kind, report: Report, formats: Collection[str]) -> Mapping[str, bytes]:
    """A combined report's files: the single one's, each named as of several; with a workbook its page too."""
    from onedoor_ledger.reporting.combined.own import named_together
    from onedoor_ledger.routines.reporting import rendered

    wanted = {f".{form}" for form in formats} & {".xlsx", ".html"}
    if not wanted:
        return {}
    single = dict(kind.files(report))
    stem = Path(next(iter(single))).stem
    single |= {
        f"{stem}{ending}": rendered(report, ending[1:]) for ending in wanted - {Path(name).suffix for name in single}
    }
    beside = {".html"} if ".xlsx" in wanted else set()
    return {named_together(name): made for name, made in single.items() if Path(name).suffix in wanted | beside}


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


def _unlike_models(opened: Sequence[Opened]) -> frozenset[str]:
    """Ids by which the förbund mean different ways to organise a door."""
    models = [model for each in opened for model in each.rules.incentive.models]
    first = {model.id: model for model in reversed(models)}
    return frozenset(model.id for model in models if replace(model, place=first[model.id].place) != first[model.id])


def _method(opened: Opened, period: Period) -> str:
    """What the nets over the years are counted by, as words to compare; '' without a method."""
    found = next((row for row in opened.rules.incentive.methods if row.dated.covers(period.end)), None)
    if found is None:
        return ""
    correction = sorted(found.correction.items())
    return f"{found.convention} {found.horizon} {found.discount} {correction}"


@contextmanager
def _in_one_of(workspaces: Sequence[Workspace], workspace: Workspace) -> Iterator[None]:
    """Say whose an error is where there are several."""
    try:
        yield
    except UserError as error:
        if len(workspaces) == 1:
            raise
        alike = [each for each in workspaces if each.root.name == workspace.root.name]
        folder = workspace.root.name if len(alike) == 1 else str(workspace.root)
        raise OneOfSeveralError(folder, error) from error


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
