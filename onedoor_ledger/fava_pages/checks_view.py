"""*Kontroller*: every finding of ``onedoor check`` with its rule, place and remedy, and the dates ahead."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.errors import Finding, Severity, UserError
from onedoor_ledger.fava_pages.places import editor_link
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.routines import agenda, checking
from onedoor_ledger.rulebook.model import CalendarRow
from onedoor_ledger.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; ``link`` opens its place in Fava's editor, '' where Fava does not show the file."""

    message: str
    remedy: str
    rule: str
    place: str
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one gravity."""

    severity: str
    title: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class DateView:
    """A date that comes."""

    iso: str
    day: str
    title: str
    source: str
    decide: str


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own few words."""

    title: str
    lead: str
    upcoming: str
    nothing: str
    rule: str


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """Everything the template shows. ``trouble`` says why nothing could be checked."""

    words: Words
    summary: str = ""
    good: bool = False
    groups: tuple[Group, ...] = ()
    dates: tuple[DateView, ...] = ()
    trouble: str = ""
    remedy: str = ""


def build(session: Session) -> ChecksPage:
    """The page over the books as they stand; every control is run each time, so that it never shows what was."""
    words = Words(
        title=_("Controls"),
        lead=_("Everything “onedoor check” finds in rules, books and documents as they stand now."),
        upcoming=_("Upcoming dates"),
        nothing=_("Nothing in the calendar."),
        rule=_("Rule"),
    )
    today = session.door.clock()
    try:
        opened = session.opened()
        found = checking.findings(opened)
    except UserError as error:
        return ChecksPage(words, trouble=error.message or error.text(), remedy=error.remedy)
    groups = tuple(_groups(session, found))
    dates = tuple(_date(row) for row in agenda.upcoming(opened.rules, today))
    return ChecksPage(words, _summary(found), not found, groups, dates)


def _groups(session: Session, found: tuple[Finding, ...]) -> list[Group]:
    titles = {Severity.ERROR: _("Errors"), Severity.WARNING: _("Warnings"), Severity.NOTE: _("Notes")}
    made = []
    for severity, title in titles.items():
        own = tuple(_finding(session, finding) for finding in found if finding.severity is severity)
        if own:
            made.append(Group(severity.value, f"{title} ({len(own)})", own))
    return made


def _finding(session: Session, finding: Finding) -> FindingView:
    place = str(finding.place) if finding.place else ""
    return FindingView(finding.message, finding.remedy, finding.rule, place, editor_link(session, finding.place))


def _summary(found: tuple[Finding, ...]) -> str:
    if not found:
        return _("All controls hold; nothing to remark on.")
    wrong = sum(finding.severity is Severity.ERROR for finding in found)
    if not wrong:
        return _("No errors. What is said below stops nothing, but somebody should look at it.")
    return ngettext(
        "{n} error keeps the month from being locked.", "{n} errors keep the month from being locked.", wrong
    ).format(n=wrong)


def _date(row: CalendarRow) -> DateView:
    return DateView(
        row.on.isoformat(), long_date(row.on), row.title, row.source, _("The board decides") if row.decide else ""
    )
