"""Insats, motpart and site as SIE dimensions, by rules/accounts.toml read the other way: from our ids to its codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from onedoor_ledger.accounts.selection import COST, INCOME
from onedoor_ledger.formats.records import SieObject
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import N_, _

_CASH = "19"
"""Kommun-Bas group of cash and bank: a payment's row there is towards the bank, not towards the party."""
_RESULT = (INCOME, COST)
"""Only income and cost have a measure: a debt's rows would name one when booked and another, or none, when paid."""
_USUAL = {"measure": "1", "party": "20"}
"""The dimensions of rules that name none."""
_STANDARD = {
    "1": N_("Cost centre"),
    "2": N_("Cost bearer"),
    "6": N_("Project"),
    "7": N_("Employee"),
    "8": N_("Customer"),
    "9": N_("Supplier"),
    "10": N_("Invoice"),
}
"""The dimensions the standard reserves, for rows that kept an old system's."""
_TITLES = {"measure": N_("Measure"), "party": N_("Counterparty"), "site": N_("Site")}


class Dimensions:
    """What dimension and object stand for a measure or budget line, a party and a site."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        named = {meaning: number for number, meaning in [*rules.accounts.sie_dimensions.items()][::-1]}
        self._numbers = dict(sorted((named or _USUAL).items(), key=lambda item: int(item[1])))
        self._codes = {
            (dimension, meant): code for (dimension, code), meant in [*rules.accounts.sie_objects.items()][::-1]
        }
        self._lines = {row.account: row.line for row in rules.accounts.rows if row.line}
        self._known: dict[tuple[str, str, str, str, str], tuple[SieObject, ...]] = {}

    def names(self, used: Iterable[SieObject]) -> Mapping[str, str]:
        """Dimension number to what it is called: ours, and those of ``used`` besides."""
        own = {number: _(_TITLES[meaning]) for meaning, number in self._numbers.items()}
        others = sorted({one.dimension for one in used} - own.keys(), key=lambda number: (len(number), number))
        titles = {n: _(_STANDARD[n]) if n in _STANDARD else _("Dimension {number}").format(number=n) for n in others}
        return own | titles

    def objects(self, used: Iterable[SieObject]) -> Mapping[tuple[str, str], str]:
        """Every object the rules know, with its name; the others of ``used`` are named as their code."""
        others = sorted({(one.dimension, one.object) for one in used} - self._own.keys())
        return dict(self._own) | {other: other[1] for other in others}

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], str]:
        names = {
            "measure": {line: line for line in self._lines.values()} | self._line_names() | self._measure_names(),
            "party": {p.id: p.name for p in self._rules.participants},
            "site": {s.id: s.name for s in self._rules.sites},
        }
        return {
            (one.dimension, one.object): name
            for meaning in self._numbers
            for known, name in names[meaning].items()
            if (one := self.one(meaning, known)) is not None
        }

    def of(self, account: str, konto: str, measure: str, party: str, site: str) -> tuple[SieObject, ...]:
        """The objects of a posting; without a measure, the budget line of its account where the rules have a code."""
        key = account, konto, measure, party, site
        if (found := self._known.get(key)) is None:
            ids = {"party": "" if konto.startswith(_CASH) else party}
            if account.startswith(_RESULT):
                ids |= {"measure": measure or self._lines.get(account, ""), "site": site}
            made = (self.one(meaning, ids.get(meaning, "")) for meaning in self._numbers)
            found = tuple(one for one in made if one is not None)
            self._known[key] = found
        return found

    def one(self, meaning: str, id: str) -> SieObject | None:
        """The object of ``id``; None where there is none, or it is a budget line that the rules give no code."""
        dimension = self._numbers.get(meaning)
        if not id or dimension is None:
            return None
        code = self._codes.get((dimension, id))
        if code is None:
            measures = {m.id: m.code for m in self._rules.measures}
            if meaning == "measure" and id not in measures:
                return None
            code = measures.get(id, "") if meaning == "measure" else ""
        return SieObject(dimension, code or id.upper())

    def _measure_names(self) -> dict[str, str]:
        return {m.id: m.name for m in self._rules.measures}

    def _line_names(self) -> dict[str, str]:
        budgets = sorted(self._rules.budgets.items())
        return {line.id: line.name for _year, budget in budgets for line in budget.lines}
