"""Official statistics into dated rows of rules/: inhabitants per participant, cost per inhabitant, sick leave (item 5).

Statistics are rules, not vouchers. A row is joined to a participant by its code in official statistics, else by its
name; totals and others' rows are left out. A hidden or missing value is told, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.errors import Finding, Severity, UserError
from onedoor_ledger.formats import kolada
from onedoor_ledger.formats.errors import quoted, raise_all
from onedoor_ledger.formats.values import normalised
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import SameRowTwiceError
from onedoor_ledger.intake.model import Drafted, Source, Told
from onedoor_ledger.intake.names import fold
from onedoor_ledger.intake.narration import in_swedish
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.intake.statistics_errors import (
    NobodysCountsError,
    NobodysStatisticsError,
    StatisticChangedError,
    StatisticValueError,
    StatisticYearError,
)
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.rulebook.model.statistics import TOLD_AT_HOME
from onedoor_ledger.rulebook.profiles import EVERYBODY
from onedoor_ledger.texts import N_, _

POPULATION = "population"
"""The statistic that stands with the participants, in rules/parties.toml."""
_HIDDEN = re.compile(r"<\s*[0-9]+|\.{1,2}|\*|x|-|–|", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"([0-9]{1,4})(?:\s+(.*))?")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,10})?")
_REGION_DIGITS, _KOMMUN_DIGITS = 2, 4


@dataclass(frozen=True, slots=True)
class _Point:
    told: Told
    row: ProfiledRow


def draft(rows: Sequence[ProfiledRow], preamble: Sequence[str], desk: Desk) -> Drafted:
    """The rows of rules/ that a file of statistics gives.

    :raises UserErrors: every row that cannot be understood, or that says otherwise than the rules.
    """
    work = _Work(rows[0].source, desk.rules)
    errors: list[UserError] = []
    for row in rows:
        for each in _years(row):
            try:
                work.take(each)
            except UserError as error:
                errors.append(error)
    raise_all(errors)
    if not work.points and not work.findings:
        raise NobodysStatisticsError(rows[0].source.place())
    if kolada.MORE in preamble:
        work.note("statistics-more-pages", None, _("The file is one page of several; the rest is not in it."))
    fresh = work.fresh()
    events = len(work.points)
    return Drafted((), events, len(fresh), events - len(fresh), tuple(work.findings), fresh)


def _years(row: ProfiledRow) -> Sequence[ProfiledRow]:
    """One row per year of a table with a column for each year, else the row itself."""
    if "year" in row.profile.columns or "year" in row.profile.fixed:
        return (row,)
    years = [header for header in row.row.cells if _YEAR.fullmatch(header)]
    return tuple(row.with_columns({"year": ("", year), "value": (year, "")}) for year in years)


class _Work:
    """The points so far, and what to say about the file."""

    def __init__(self, source: Source, rules: Rulebook) -> None:
        self._source = source
        self._rules = rules
        self._by_code = {p.code: p for p in rules.participants if p.code}
        self._by_name = {fold(name): p for p in rules.participants for name in (p.name, p.short)}
        self.points: list[_Point] = []
        self.findings: list[Finding] = []
        self._seen: set[tuple[str, str, dt.date]] = set()

    def take(self, row: ProfiledRow) -> None:
        """Make a point of ``row`` when it concerns a participant."""
        who = self._participant(row.text("region")) or self._sender(row)
        if who is None:
            return
        start, end, period = _span(row)
        statistic = self._statistic(row)
        key = (statistic, who.id, start)
        if key in self._seen:
            raise SameRowTwiceError(row.place)
        self._seen.add(key)
        value = self._value(row)
        if value is None:
            return
        told = Told(
            statistic=statistic,
            participant=who.id,
            start=start,
            end=end,
            period=period,
            value=value,
            title=row.text("title") or row.profile.title,
            unit=row.text("unit"),
            source=self._said(row),
        )
        self.points.append(_Point(told, row))

    def fresh(self) -> tuple[Told, ...]:
        """The points that the rules do not hold already.

        :raises UserErrors: those that the rules hold with another value.
        """
        errors: list[UserError] = []
        found = []
        for point in self.points:
            held = self._held(point.told)
            if held is None:
                found.append(point.told)
            elif held != point.told.value:
                errors.append(StatisticChangedError(point.row.place, point.told.statistic, point.told.start))
        raise_all(errors)
        return tuple(found)

    def note(self, rule: str, row: ProfiledRow | None, message: str) -> None:
        """Say something about the file that stops nothing."""
        place = row.place if row is not None else self._source.place()
        self.findings.append(Finding(rule, Severity.NOTE, message, place))

    def _participant(self, text: str) -> Participant | None:
        """By code (``0180``, ``180``, ``0180 Stockholm``, ``20 Dalarnas län``), else by name."""
        found = _CODE.fullmatch(text)
        if found is None:
            return self._by_name.get(fold(text)) or self._by_name.get(fold(f"{text} kommun"))
        digits = found[1]
        return self._by_code.get(digits.zfill(_REGION_DIGITS if len(digits) <= _REGION_DIGITS else _KOMMUN_DIGITS))

    def _sender(self, row: ProfiledRow) -> Participant | None:
        """Whose counts a row that names no participant holds, when each sender's file is of its own persons.

        :raises NobodysCountsError: when neither the row nor the file's name tells.
        """
        if row.profile.sender != EVERYBODY:
            return None
        name = self._source.name.casefold()
        who = next((p for p in self._rules.participants if name.startswith(f"{p.id}-")), None)
        if who is None:
            raise NobodysCountsError(row.place, row.header("region"), row.text("region"))
        return who

    def _statistic(self, row: ProfiledRow) -> str:
        known = {POPULATION, *(s.id for s in self._rules.statistics)}
        known |= {*row.profile.values.get("statistic", {}).values(), row.profile.fixed.get("statistic", "")}
        return row.id("statistic", known)

    def _value(self, row: ProfiledRow) -> Fraction | None:
        text = normalised(row.text("value"))
        if _HIDDEN.fullmatch(text):
            said = quoted(text) or _("nothing")
            self.note(
                "statistics-hidden", row, _("The value is hidden or missing ({text}); none is kept.").format(text=said)
            )
            return None
        plain = text.replace(" ", "").replace(",", ".")
        if not _NUMBER.fullmatch(plain):
            raise StatisticValueError(row.place, row.header("value"), text)
        return Fraction(plain) * (1000 if row.profile.unit == "tkr" else 1)

    def _said(self, row: ProfiledRow) -> str:
        said = [row.text("source") or row.profile.title]
        lag = int(row.text("lag") or 0)
        if lag:
            said.append(in_swedish(N_("the file calls it {year}")).format(year=row.text("year")))
        return "; ".join([*said, f"{self._source.document}"])

    def _held(self, told: Told) -> Fraction | None:
        if told.statistic == POPULATION:
            rows = self._rules.participant(told.participant).population
            return next((Fraction(row.inhabitants) for row in rows if row.on == told.end), None)
        for statistic in self._rules.statistics:
            for row in statistic.rows if statistic.id == told.statistic else ():
                if row.start <= told.start and (row.end is None or told.end <= row.end):
                    own = row.values.get(told.participant)
                    if (
                        own is None
                        and told.statistic in TOLD_AT_HOME
                        and (row.start, row.end) == (told.start, told.end)
                    ):
                        return None  # each party delivers its own, beside the others'
                    # what keys share by is changed by hand only: another participant's value would change every share
                    return Fraction(-1) if own is None else own
        return None


def _span(row: ProfiledRow) -> tuple[dt.date, dt.date, str]:
    """First and last day, and the period's name; a month may stand beside its year, or both in one cell."""
    year, month = row.text("year"), row.text("month")
    match = re.fullmatch(r"((?:19|20)[0-9]{2})(?:-?M?(0[1-9]|1[0-2]))?", year)
    if match is None or (month and not re.fullmatch(r"0?[1-9]|1[0-2]", month)):
        raise StatisticYearError(row.place, row.header("year"), f"{year} {month}".strip())
    number = int(match[1]) - int(row.text("lag") or 0)
    of_year = month or match[2]
    if not of_year:
        return dt.date(number, 1, 1), dt.date(number, 12, 31), str(number)
    first = dt.date(number, int(of_year), 1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    return first, following - dt.timedelta(days=1), f"{first:%Y-%m}"
