"""Collecting a report's figures: each made once, with its id, its formula and the vouchers behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.reporting.model import Figure, Provenance, Unit, Why


@dataclass(frozen=True)
class Figures:
    """The figures of a report under construction, by id, in the order they were made."""

    _made: dict[str, Figure] = field(default_factory=dict)

    def made(self) -> Mapping[str, Figure]:
        """Every figure so far."""
        return MappingProxyType(self._made)

    def __getitem__(self, id: str) -> Figure:
        return self._made[id]

    def booked(self, id: str, label: str, value: Sum, formula: str, *, rules: tuple[str, ...] = ()) -> Figure:
        """An amount in öre straight from vouchers."""
        provenance = Provenance(formula, value.vouchers, rules)
        return self._add(Figure(id, label, Unit.ORE, value.amount, provenance, estimated=value.estimated))

    def amount(
        self,
        id: str,
        label: str,
        ore: int | None,
        formula: str,
        *,
        rules: tuple[str, ...] = (),
        of: Sum | None = None,
        why: Why = Why.NO_SOURCE,
    ) -> Figure:
        """An amount in öre that rests on rules (and on the vouchers of ``of``); None when nothing says it."""
        provenance = Provenance(formula, of.vouchers if of else (), rules)
        return self._add(Figure(id, label, Unit.ORE, ore, provenance, why=why if ore is None else None))

    def persons(
        self, id: str, label: str, value: Sum | int | None, formula: str, *, withheld: bool, rules: tuple[str, ...] = ()
    ) -> Figure:
        """A count of persons; a withheld one has neither value nor vouchers, which would give it away.

        :param value: None where nothing says it: then it is no zero either.
        """
        count = value.amount if isinstance(value, Sum) else value
        vouchers = value.vouchers if isinstance(value, Sum) and not withheld else ()
        shown, why = (None, Why.SUPPRESSED) if withheld else (count, Why.NO_SOURCE if count is None else None)
        return self._add(Figure(id, label, Unit.PERSONS, shown, Provenance(formula, vouchers, rules), why=why))

    def ratio(self, id: str, label: str, value: Fraction | None, formula: str, *, why: Why = Why.NO_SOURCE) -> Figure:
        """A share or a quotient."""
        reason = why if value is None else None
        return self._add(Figure(id, label, Unit.RATIO, value, Provenance(formula), why=reason))

    def _add(self, figure: Figure) -> Figure:
        if figure.id in self._made:
            raise ValueError(f"two figures are called {figure.id}")
        self._made[figure.id] = figure
        return figure
