"""A reader who has every report and every earlier edition, and adds up.

What can be known is said in atoms: so many of a sex entered an insats on a support, so many of a sex and a kommun went
from one support to another. Every figure shown is a sum of atoms, of last year's too: a year begins as the one before
ended. A linear program tells between what bounds each count must lie.
Written apart from the program's own rule: it takes figures by their ids and asks nothing of how they were decided.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, quarters_of
from onedoor_ledger.reporting import board, flows, followup
from onedoor_ledger.reporting.model import Figure, Report, Table, Unit, Why
from onedoor_ledger.rulebook.model import MeasureKind, PartyKind, Rulebook
from tests.privacy import keyed, tried

Atom = tuple[object, ...]
Sum = Counter[Atom]
SEXES = ("woman", "man", "")
SEX_COLUMNS = {"women": ("woman",), "men": ("man",), "not_told": ("",), "all": SEXES}
AWAY = ("self", "unknown")
TABLE_SUMS = ("opening", "entered", "left", "now", "previous")
STANDING = ("opening", "now", "stock", "previous", "last")
"""Counts that do not grow from edition to edition."""


@dataclass(frozen=True)
class Leak:
    """A count below the threshold that lies within bounds too narrow."""

    edition: str
    figure: str
    count: int
    least: float
    most: float


@dataclass
class Reader:
    """What is known of one förbund's years. Editions are in order; a year that is followed by another ends with one."""

    rules: Rulebook
    books: Books
    editions: Sequence[Period]
    truth: Counter[Atom] = field(default_factory=Counter)
    known: list[tuple[Sum, int]] = field(default_factory=list)
    asked: dict[tuple[str, str], Sum] = field(default_factory=dict)
    """By edition and figure: every count, shown or not, and every difference to the edition before."""
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        groups = [group.id for group in self.rules.state_groups]
        self._states = [*(state.id for state in self.rules.states), *groups]
        self._standing = [*(state.id for state in self.rules.states if not state.leaves), *groups]
        self._measures = [*(measure.id for measure in self.rules.measures), ""]
        # Kommuner are told apart by trials only, and the sex of who left only by how the next year begins.
        kommuner = [m.id for m in self.rules.members if m.kind is PartyKind.MUNICIPALITIES]
        self._where = [*(kommuner if self.rules.trials else ()), ""]
        self._left_by = SEXES if len({period.year for period in self.editions}) > 1 else ("",)
        self._individual = [m.id for m in self.rules.measures if m.kind is MeasureKind.INDIVIDUAL]
        self._payer = _payers(self.rules)
        self._good = {state.id for state in self.rules.states if state.good_end}
        self._days = self._cut() if self.editions else []
        self._tell()
        before: Mapping[str, Sum] = {}
        for last, period in pairwise((None, *self.editions)):
            assert period is not None
            sums = dict(self.sums(period.end))
            for name, one in sums.items():
                self.asked[period.name, name] = one
                if last is not None and last.year == period.year and not any(word in name for word in STANDING):
                    since = one.copy()
                    since.subtract(before.get(name, Counter()))
                    self.asked[period.name, f"{name} since"] = since
            self._read(sums, figures_of(self.rules, self.books, period), period)
            before = sums
        for one, value in tried.told_by(self) if self.editions else ():
            if value != self.count(one):
                self.wrong.append(f"trial: {value}, not {self.count(one)}")
            self.known.append((one, value))
        if self.rules.trials and self.editions:
            self.asked.update({("trial", name): one for name, one in tried.asked(self)})

    def leaks(self, threshold: int) -> list[Leak]:
        """Every small count that is known to be small, or to within less than the threshold."""
        small = {name: one for name, one in self.asked.items() if 0 < self.count(one) < threshold}
        found = []
        for (edition, name), (least, most) in zip(small, self._bounds(list(small.values())), strict=True):
            if most < threshold - 1e-6 or most - least < threshold - 1e-6:
                count = self.count(small[edition, name])
                found.append(Leak(edition, name, count, round(least, 3), round(most, 3)))
        return found

    def _bounds(self, asked: Sequence[Sum]) -> Iterator[tuple[float, float]]:
        """Between what each sum must lie."""
        known, wanted = self._rows(asked)
        right = np.array([value for _sum, value in self.known], dtype=float)
        for row in wanted:
            found = []
            for sign in (1, -1):
                done = linprog(sign * row, A_eq=known, b_eq=right, bounds=(0, None), method="highs")
                found.append(sign * done.fun if done.status == 0 and done.fun is not None else sign * -np.inf)
            yield found[0], found[1]

    def _rows(self, asked: Sequence[Sum]) -> tuple[Any, Any]:
        """The sums known and asked for as rows; atoms that no sum tells apart are one column."""
        sums = [*(one for one, _value in self.known), *asked]
        columns: dict[Atom, list[tuple[int, int]]] = {}
        for n, one in enumerate(sums):
            for atom, sign in one.items():
                if sign:
                    columns.setdefault(atom, []).append((n, sign))
        alike = dict.fromkeys(tuple(column) for column in columns.values())
        entries = [(row, at, sign) for at, column in enumerate(alike) for row, sign in column]
        rows, places, signs = zip(*entries, strict=True)
        matrix = csr_matrix((signs, (rows, places)), shape=(len(sums), len(alike)))
        return matrix[: len(self.known)], matrix[len(self.known) :].toarray()

    def _cut(self) -> Sequence[dt.date]:
        """The days between which nothing can be told apart: those written, editions' ends, and quarters' ends."""
        first, last = self.editions[0].year_start, self.editions[-1].end
        days = {period.end for period in self.editions}
        days |= {quarter.end for year in range(first.year, last.year + 1) for quarter in quarters_of(year)}
        days |= {day.date() for day in self.books.postings["date"] if first <= day.date()}
        return sorted(day for day in days if day <= last)

    def _tell(self) -> None:
        """The truth, from the people book."""
        if not self.editions:
            return
        start = self.editions[0].year_start
        for move in moves_of(self.rules, self.books, dt.date.min, start - dt.timedelta(days=1)):
            if not move.left:
                self.truth["opening", move.measure, move.target, move.sex] += move.persons
            if move.origin:
                self.truth["opening", move.measure, move.origin, move.sex] -= move.persons
        for day in self._days:
            for move in moves_of(self.rules, self.books, start, day):
                self.truth[self._atom(day, move)] += move.persons
            start = day + dt.timedelta(days=1)

    def _atom(self, day: dt.date, move: Move) -> Atom:
        if not move.origin:
            return "entered", day, move.measure, move.target, move.sex
        sex = move.sex if move.sex in self._left_by else ""
        where = move.municipality if move.municipality in self._where else ""
        return "move", day, move.measure, move.origin, move.target, move.left, sex, where

    def between(self, start: dt.date, end: dt.date) -> Sequence[dt.date]:
        """The cuts of the days."""
        return [day for day in self._days if start <= day <= end]

    def _opening(self, year: int, measures: Iterable[str], states: Iterable[str], sexes: Iterable[str] = SEXES) -> Sum:
        """Those there when the year began: who was there at first, and all that has happened since."""
        measures, states, sexes = tuple(measures), tuple(states), tuple(sexes)
        found: Sum = Counter({("opening", *key): 1 for key in product(measures, states, sexes)})
        before = self.between(dt.date.min, dt.date(year - 1, 12, 31))
        found.update({("entered", *key): 1 for key in product(before, measures, states, sexes)})
        for day, measure, i, left, sex, where in product(before, measures, states, (True, False), sexes, self._where):
            for j in self._states:
                found["move", day, measure, i, j, left, sex, where] -= 1
        for day, measure, j, sex, where in product(before, measures, states, sexes, self._where):
            for i in self._standing:
                found["move", day, measure, i, j, False, sex, where] += 1
        return found

    def _entered(
        self, end: dt.date, measures: Iterable[str], states: Iterable[str], sexes: Iterable[str] = SEXES
    ) -> Sum:
        days = self.between(dt.date(end.year, 1, 1), end)
        return Counter({("entered", *key): 1 for key in product(days, measures, states, sexes)})

    def _moves(
        self,
        days: tuple[dt.date, dt.date],
        origins: Iterable[str],
        targets: Iterable[str],
        left: Iterable[bool],
        measures: Iterable[str] = (),
        where: Iterable[str] | None = None,
    ) -> Sum:
        own = measures or self._measures, origins, targets, left, self._left_by, self._where if where is None else where
        keys = product(self.between(*days), *own)
        return Counter({("move", *key): 1 for key in keys if key[4] or (key[2] != key[3] and key[3] in self._standing)})

    def sums(self, end: dt.date) -> Iterator[tuple[str, Sum]]:
        """Every count of the reports of 1 January to ``end``, by a figure's id."""
        days = dt.date(end.year, 1, 1), end
        yield from self._participations(end)
        work = [state for state in self._states if state in self._good]
        support = [s.id for s in self.rules.states if not s.good_end and s.payer is not None]
        everybody, to_work, to_support = (
            self._moves(days, self._standing, targets, (True,)) for targets in (self._states, work, support)
        )
        # Who lives on the same support as before has changed to none.
        changed = Counter({atom: n for atom, n in to_support.items() if atom[3] != atom[4]})
        otherwise = everybody.copy()
        otherwise.subtract(to_work)
        otherwise.subtract(changed)
        yield from (("left", everybody), ("left.work", to_work))
        yield from (("left.support", changed), ("left.otherwise", otherwise))
        yield from self._matrix(days)
        yield from self._stock(end)

    def _participations(self, end: dt.date) -> Iterator[tuple[str, Sum]]:
        every, stand = self._states, self._standing
        rows = {f"measure.{measure or 'together'}.participants": [measure] for measure in self._measures}
        for ref, own in (rows | {"participants": self._measures}).items():
            opening, entered = self._opening(end.year, own, stand), self._entered(end, own, every)
            left = self._moves((dt.date(end.year, 1, 1), end), stand, every, (True,), own)
            now = _plus(opening, entered)
            now.subtract(left)
            yield ref, _plus(opening, entered)
            for column, one in (("opening", opening), ("entered", entered), ("left", left), ("now", now)):
                yield f"{ref}.{column}", one
        for ref, own in ({k: v for k, v in rows.items() if v[0]} | {"all.participants": self._individual}).items():
            for column, sexes in SEX_COLUMNS.items():
                both = self._opening(end.year, own, stand, sexes), self._entered(end, own, every, sexes)
                yield f"{ref}.{column}", _plus(*both)

    def _matrix(self, days: tuple[dt.date, dt.date]) -> Iterator[tuple[str, Sum]]:
        pairs = {
            (i, j): self._moves(days, (i,), (j,), (True, False))
            for i, j in product(self._standing, self._states)
            if i != j
        }
        named: dict[str, dict[tuple[str, str], Sum]] = {"moved": pairs, "passage": {}}
        for (i, j), one in pairs.items():
            key = self._payer.get(i, "unknown"), self._payer.get(j, "unknown")
            named["passage"][key] = named["passage"].get(key, Counter()) + one
        for kind, table in named.items():
            for (i, j), one in table.items():
                yield f"{kind}.{i}.{j}", one
            for i in dict.fromkeys(i for i, _j in table):
                yield f"{kind}.{i}.total", sum((one for key, one in table.items() if key[0] == i), Counter())
            for j in dict.fromkeys(j for _i, j in table):
                yield f"{kind}.total.{j}", sum((one for key, one in table.items() if key[1] == j), Counter())
            yield f"{kind}.total", sum(table.values(), Counter())
        purses = [one for (i, j), one in named["passage"].items() if i != j and i not in AWAY and j not in AWAY]
        yield "bounce.changes", sum(purses, Counter())

    def _stock(self, end: dt.date) -> Iterator[tuple[str, Sum]]:
        every, days = self._standing, (dt.date(end.year, 1, 1), end)
        for name, own in (*((state, [state]) for state in every), ("total", every)):
            parts = {
                "opening": self._opening(end.year, self._measures, own),
                "entered": self._entered(end, self._measures, own),
                "came": self._moves(days, every, own, (False,)),
                "went": self._moves(days, own, every, (False,)),
                "left": self._moves(days, own, self._states, (True,)),
            }
            for part, one in (*parts.items(), ("stock", self.standing(end, self._measures, own))):
                yield f"{part}.{name}", one

    def _read(self, sums: Mapping[str, Sum], shown: Mapping[str, object], period: Period) -> None:
        """Take down what is shown, and hold it against the truth."""
        for name, one in sums.items():
            value = shown.get(name)
            if isinstance(value, int):
                if value != self.count(one):
                    self.wrong.append(f"{period.name} {name}: {value}, not {self.count(one)}")
                self.known.append((one, value))
            if name.endswith("participants") and isinstance(shown.get(f"{name}.previous"), int):
                self._remembered(name, period, shown[f"{name}.previous"])
        self._quotients(sums, shown)
        self._person_years(sums, shown, period)
        for one, value in keyed.told_by(self, period):
            if value != self.count(one):
                self.wrong.append(f"{period.name} key: {value}, not {self.count(one)}")
            self.known.append((one, value))

    def _remembered(self, name: str, period: Period, value: object) -> None:
        """Last year's column: what an edition a year ago counted."""
        assert isinstance(value, int)
        last = period.year_before().end
        if last.year >= self.editions[0].year:
            one = dict(self._participations(last))[name]
            if value != self.count(one):
                self.wrong.append(f"{period.name} {name}.previous: {value}, not {self.count(one)}")
            self.known.append((one, value))

    def _person_years(self, sums: Mapping[str, Sum], shown: Mapping[str, object], period: Period) -> None:
        """The mean of the stock at the quarters' ends, times the years between them."""
        value = shown.get("bounce.person_years")
        if not isinstance(value, Fraction):
            return
        ends = [quarter.end for quarter in quarters_of(period.year) if quarter.end < period.end] + [period.end]
        days = [period.year_start - dt.timedelta(days=1), *ends]
        stocks = [sums["opening.total"], *(self.standing(end, self._measures, self._standing) for end in ends)]
        one: Sum = Counter()
        for (a, b), (start, end) in zip(pairwise(stocks), pairwise(days), strict=True):
            months = (end.year - start.year) * 12 + end.month - start.month
            for part in (a, b):
                one.update({atom: sign * months for atom, sign in part.items()})
        if value * 24 != self.count(one):
            self.wrong.append(f"{period.name} person-years: {value}, not {self.count(one)} / 24")
        self.known.append((one, self.count(one)))

    def standing(self, day: dt.date, measures: Iterable[str], states: Iterable[str]) -> Sum:
        """Those there at the end of a day."""
        measures, states, days = tuple(measures), tuple(states), (dt.date(day.year, 1, 1), day)
        there = _plus(self._opening(day.year, measures, states), self._entered(day, measures, states))
        there.update(self._moves(days, self._standing, states, (False,), measures))
        there.subtract(self._moves(days, states, self._standing, (False,), measures))
        there.subtract(self._moves(days, states, self._states, (True,), measures))
        return there

    def gone(
        self, days: tuple[dt.date, dt.date], *, good: bool, where: str | None, measures: tuple[str, ...] | None
    ) -> Sum:
        """Those who left within the days, or those of them who went to work or studies: of a kommun, or of measures."""
        targets = [state for state in self._states if state in self._good or not good]
        places = None if where is None else (where,)
        return self._moves(days, self._standing, targets, (True,), measures or (), places)

    def ended(self, start: dt.date, end: dt.date, measures: Iterable[str], targets: Iterable[str]) -> Sum:
        """Those who left within the days."""
        return self._moves((start, end), self._standing, tuple(targets), (True,), tuple(measures))

    def entered(self, start: dt.date, end: dt.date, measures: Iterable[str]) -> Sum:
        """Those who entered within the days."""
        keys = product(self.between(start, end), tuple(measures), self._states, SEXES)
        return Counter({("entered", *key): 1 for key in keys})

    def count(self, one: Sum) -> int:
        """How many there are."""
        return sum(sign * self.truth[atom] for atom, sign in one.items())

    def _quotients(self, sums: Mapping[str, Sum], values: Mapping[str, object]) -> None:
        """A share that is shown tells the count it was divided by when the rest is known."""
        for name in list(sums):
            ref = name.removesuffix(".participants")
            if name.endswith("participants") and isinstance(values.get(f"{ref}.cost_per_participation"), Fraction):
                self.known.append((sums[name], self.count(sums[name])))
        if isinstance(values.get("bounce.index"), Fraction) and isinstance(values.get("bounce.person_years"), Fraction):
            self.known.append((sums["bounce.changes"], self.count(sums["bounce.changes"])))


def figures_of(rules: Rulebook, books: Books, period: Period) -> Mapping[str, object]:
    """Every value shown in the reports that count people: by figure, and the sums that only a table has."""
    today = max(dt.date(2026, 10, 14), period.end + dt.timedelta(days=1))
    found: dict[str, object] = {}
    for make in (board.build, flows.build, followup.build):
        report = make(rules, books, period, today=today)
        found |= {id_: figure.value for id_, figure in report.figures.items() if figure.value is not None}
        # "Not told" of women and men says that none of either is: as good as a zero to who reads it.
        found |= {id_: 0 for id_, figure in report.figures.items() if _of_no_sex(figure)}
        for row in _last_rows(report):
            found |= {
                f"participants.{column}": row[column] for column in TABLE_SUMS if isinstance(row.get(column), int)
            }
    return found


def _of_no_sex(figure: Figure) -> bool:
    return figure.unit is Unit.PERSONS and figure.why is Why.NO_SOURCE and figure.id.endswith((".women", ".men"))


def _last_rows(report: Report) -> Iterator[Mapping[str, object]]:
    for sheet in report.sheets:
        for section in sheet.sections:
            for block in section.blocks:
                if isinstance(block, Table) and {"planned", *TABLE_SUMS} <= {column.key for column in block.columns}:
                    yield block.rows[-1].cells


def _plus(*sums: Sum) -> Sum:
    """The sums together; a counter's own plus would drop what is taken off."""
    found: Sum = Counter()
    for each in sums:
        found.update(each)
    return found


def _payers(rules: Rulebook) -> Mapping[str, str]:
    found = {s.id: s.payer or ("self" if s.good_end else "unknown") for s in rules.states}
    for group in rules.state_groups:
        payers = {found[s.id] for s in rules.states if s.group == group.id}
        found[group.id] = payers.pop() if len(payers) == 1 else "unknown"
    return found
