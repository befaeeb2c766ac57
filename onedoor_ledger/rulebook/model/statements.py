"""The rows of förbundets statements, and how it is wound up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.rulebook.model.dated import Dated


class StatementKind(StrEnum):
    """The statements whose rows konto groups make."""

    RR = "rr"
    BR = "br"
    KF = "kf"


@dataclass(frozen=True, slots=True)
class KontoRange:
    """Konto numbers from ``first`` to ``last``, both included, compared as whole numbers."""

    first: int
    last: int

    def __contains__(self, konto: object) -> bool:
        return isinstance(konto, str) and konto.isdigit() and self.first <= int(konto) <= self.last


def holds(spans: tuple[KontoRange, ...], konto: str) -> bool:
    """Whether ``konto`` is in any of ``spans``."""
    return any(konto in span for span in spans)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of the resultaträkning, balansräkning or kassaflödesanalys (LKBR 5:2, 6:2, 8 kap.).

    A sum of konto, or of the rows before it: ``sums`` names rows of the same statement; a row has either ``konto`` or
    ``sums``, or neither when the chart has no konto for it. Shown with the sign of its side: costs, debts and equity
    positive where they are normal. A row of the kassaflödesanalys is what its konto brought in during the year.
    """

    id: str
    statement: StatementKind
    title: str
    part: str
    """The part of the statement it stands in: income, cost, assets, equity, provisions or debts; '' for a sum.

    In the kassaflödesanalys: operating, investing, financing or infrastructure, and opening and closing for what the
    bank held when the year began and ended.
    """
    konto: tuple[KontoRange, ...]
    sums: tuple[str, ...]
    dated: Dated
    less: tuple[KontoRange, ...] = ()
    """Kassaflödesanalys: konto whose postings are taken back here, such as depreciation, which moved no money."""
    only: str = ""
    """Kassaflödesanalys: ``in`` or ``out`` for vouchers that brought money in or took it out; '' for both."""

    def holds(self, konto: str) -> bool:
        """Whether postings on ``konto`` are summed in this row."""
        return holds(self.konto, konto)


@dataclass(frozen=True, slots=True)
class WindingUp:
    """How what is left is shared when the förbund ends: by the contributions of ``years`` together."""

    years: tuple[int, ...]
    source: str
