"""VAT that the förbund gets back: what a claim holds (MEL 2005:807, domain.md section 3).

Input VAT is booked apart from the cost it came with. A claim takes it in whole kronor, the öre become öresavrundning.
Flat-rate parts are so many per cent of some costs, by rows of ``rules/vat.toml``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import COST, EQUITY, Sum, between, debit, plus
from onedoor_ledger.accounts.vat_errors import ClaimPeriodError
from onedoor_ledger.books.model import Books
from onedoor_ledger.money import ORE_PER_KRONA
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.vat import FlatRate
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

MONTHS_OF_A_CLAIM = (1, 3)
_ASSETS = ("10", "11", "12", "13", "14", "17")
"""Konto groups where a purchase lies that is no cost yet: fixed assets, stock, prepaid cost."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """A voucher with refundable VAT. Amounts in öre; ``base`` is what it cost without VAT."""

    key: str
    day: dt.date
    payee: str
    text: str
    document: str
    base: int
    vat: int


@dataclass(frozen=True, slots=True)
class FlatPart:
    """A flat-rate part of a claim: what it is taken of, and the rate of it, exactly and in whole kronor (öre)."""

    rate: FlatRate
    base: Sum
    exact: Fraction

    @property
    def claim(self) -> int:
        """Öre of the whole kronor to claim."""
        return whole_kronor(self.exact)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim for ``span`` holds. Amounts in öre."""

    span: Period
    purchases: tuple[Purchase, ...]
    base: Sum
    input: Sum
    flat: tuple[FlatPart, ...]

    @property
    def input_claim(self) -> int:
        """Öre of the whole kronor of input VAT."""
        return whole_kronor(Fraction(self.input.amount))

    @property
    def rounding(self) -> int:
        """Öre that the claim leaves out: öresavrundning."""
        return self.input.amount - self.input_claim

    @property
    def whole(self) -> Sum:
        """All that is claimed."""
        parts = plus([self.input, *(part.base for part in self.flat)])
        return Sum(self.input_claim + sum(part.claim for part in self.flat), parts.vouchers)


def is_claimable(period: Period) -> bool:
    """Whether one claim may cover ``period``: a calendar month, or three in a row within a calendar year."""
    months = tuple(period.months())
    entire = months[0].start == period.start and months[-1].end == period.end
    return entire and len(months) in MONTHS_OF_A_CLAIM and period.start.year == period.end.year


def is_year(period: Period) -> bool:
    """Whether ``period`` is a calendar year, which has a yearly statement."""
    whole = year_of(period.year)
    return (period.start, period.end) == (whole.start, whole.end)


def require_claimable(period: Period) -> None:
    """See that a claim or a yearly statement may cover ``period``.

    :raises ClaimPeriodError: when neither may.
    """
    if not (is_claimable(period) or is_year(period)):
        raise ClaimPeriodError(period)


def last_day(span: Period) -> dt.date:
    """The last day to claim what belongs to ``span``: 31 December of the second year after."""
    return dt.date(span.year + 2, 12, 31)


def whole_kronor(ore: Fraction) -> int:
    """Öre of the whole kronor in an amount: the öre fall away, whatever the sign."""
    kronor = abs(ore) // ORE_PER_KRONA
    return int(kronor if ore >= 0 else -kronor) * ORE_PER_KRONA


def claim_of(rules: Rulebook, books: Books, period: Period) -> Claim:
    """What a claim for ``period`` holds by what is booked.

    :raises ClaimPeriodError: when no claim may cover the period.
    """
    if not is_claimable(period):
        raise ClaimPeriodError(period)
    own = of_association(books)
    within = between(own, period.start, period.end)
    vat = between(input_vat(rules, own), period.start, period.end)
    base = _bases(rules, own, vat)
    return Claim(period, _purchases(vat, base), debit(base), debit(vat), _flat(rules, within, period))


def of_association(books: Books) -> pd.DataFrame:
    """The postings of förbundets book."""
    frame = books.postings
    return frame[frame["book"] == Book.ASSOCIATION.value]


def input_vat(rules: Rulebook, own: pd.DataFrame) -> pd.DataFrame:
    """The postings of ``own`` that book refundable VAT: not the opening balance, and not what a claim took."""
    applied = own.loc[own["account"].isin(applied_accounts(rules)), "key"]
    opening = own.loc[own["account"].str.startswith(EQUITY), "key"]
    vat = own[own["account"] == rules.accounts.role("vat_refundable")]
    return vat[~vat["key"].isin(applied) & ~vat["key"].isin(opening)]


def applied_accounts(rules: Rulebook) -> tuple[str, ...]:
    """The accounts of what is claimed and not yet refunded: input VAT, and the flat-rate parts where there are any."""
    return tuple(filter(None, (rules.accounts.role("vat_applied"), rules.vat.account)))


def _bases(rules: Rulebook, own: pd.DataFrame, vat: pd.DataFrame) -> pd.DataFrame:
    """What the vouchers of ``vat`` booked as cost or asset, öresavrundning left out."""
    of_them = own[own["key"].isin(vat["key"]) & (own["account"] != rules.accounts.role("rounding"))]
    return of_them[of_them["account"].str.startswith(COST) | of_them["konto"].str.startswith(_ASSETS)]


def _purchases(vat: pd.DataFrame, base: pd.DataFrame) -> tuple[Purchase, ...]:
    net = base.groupby("key")["amount"].sum()
    found = []
    for key, rows in vat.groupby("key", sort=False):
        first = rows.iloc[0]
        found.append(
            Purchase(
                key=str(key),
                day=first["date"].date(),
                payee=str(first["counterparty"] or first["payee"]),
                text=str(first["narration"]),
                document=str(first["document"]),
                base=int(net.get(key, 0)),
                vat=int(rows["amount"].sum()),
            )
        )
    return tuple(sorted(found, key=lambda row: row.day))


def _flat(rules: Rulebook, within: pd.DataFrame, period: Period) -> tuple[FlatPart, ...]:
    parts = []
    for rate in rules.vat.flat_rates:
        if rate.dated.covers(period.end):
            base = debit(within[within["account"].map(rate.holds).astype(bool)])
            parts.append(FlatPart(rate, base, Fraction(base.amount * rate.percent, 100)))
    return tuple(parts)
