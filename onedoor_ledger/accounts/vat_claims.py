"""Claims for VAT that are booked, what Skatteverket paid of each, and the yearly statement over them.

A claim is a voucher on the account of claims, a refund one that also touches the tax account or the bank. Which claim
a refund pays is what its ``service`` says; one that says nothing pays the oldest claim that is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import EQUITY, Sum, between, debit, keys, plus
from onedoor_ledger.accounts.vat import applied_accounts, input_vat, of_association
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, PeriodError, parse_period, year_of
from onedoor_ledger.rulebook.model import Rulebook

if TYPE_CHECKING:
    import pandas as pd

_PAID_THROUGH = ("tax_account", "bank", "observation")
"""Roles of the accounts a refund comes in on."""


@dataclass(frozen=True, slots=True)
class BookedClaim:
    """All that is booked as claimed for one span. Amounts in öre; ``span`` None when no voucher says it."""

    span: Period | None
    opening: bool
    day: dt.date
    claimed: Sum
    taken: Sum
    """Input VAT that the claim took off its account, öre and all."""
    left_out: Sum
    """Öre that the claim left to öresavrundning."""
    paid: Sum = field(default_factory=Sum)
    paid_on: dt.date | None = None

    @property
    def open(self) -> int:
        """Öre claimed and not refunded."""
        return self.claimed.amount - self.paid.amount


@dataclass(frozen=True, slots=True)
class SpanOfYear:
    """A row of the yearly statement: a claimed span, or a month with VAT that no claim covers. Amounts in öre."""

    span: Period
    booked: Sum
    claim: BookedClaim | None

    @property
    def claimed(self) -> Sum:
        """What was claimed, whole kronor."""
        return self.claim.claimed if self.claim else Sum()

    @property
    def paid(self) -> Sum:
        """What Skatteverket has credited."""
        return self.claim.paid if self.claim else Sum()

    @property
    def unclaimed(self) -> Sum:
        """VAT booked in the span that no claim took."""
        return self.booked - self.claim.taken if self.claim else self.booked


@dataclass(frozen=True, slots=True)
class VatYear:
    """The yearly statement (årsredogörelse): every claim of the year, and the VAT nobody claimed."""

    year: int
    spans: tuple[SpanOfYear, ...]
    unplaced: tuple[BookedClaim, ...]
    """Claims dated in the year whose vouchers do not say for which months."""
    booked: Sum

    @property
    def claimed(self) -> Sum:
        """All claims of the year."""
        return plus([*(row.claimed for row in self.spans), *(claim.claimed for claim in self.unplaced)])

    @property
    def paid(self) -> Sum:
        """What Skatteverket has credited of them."""
        return plus([*(row.paid for row in self.spans), *(claim.paid for claim in self.unplaced)])

    @property
    def taken(self) -> Sum:
        """Input VAT the claims took off its account."""
        taken = [row.claim.taken for row in self.spans if row.claim]
        return plus([*taken, *(claim.taken for claim in self.unplaced)])

    @property
    def unclaimed(self) -> Sum:
        """VAT of the year that is booked and not claimed."""
        return self.booked - self.taken


@dataclass
class _Ledger:
    """Claims as the vouchers are gone through, oldest first."""

    claims: list[BookedClaim] = field(default_factory=list)
    _paid_by: dict[str, int] = field(default_factory=dict)

    def claim(self, made: BookedClaim) -> None:
        """A claim voucher: its own claim, or more of the one for the same span."""
        for n, old in enumerate(self.claims):
            if old.span is not None and made.span is not None and _same(old.span, made.span):
                more = {name: getattr(old, name) + getattr(made, name) for name in ("claimed", "taken", "left_out")}
                self.claims[n] = replace(old, **more)
                return
        self.claims.append(made)

    def pay(self, key: str, mirrored: str, span: Period | None, day: dt.date, amount: int) -> None:
        """A refund, or the mirror of one."""
        named = self._named(mirrored, span)
        exact = bool(named)
        for n in named or range(len(self.claims)):
            claim = self.claims[n]
            part = amount if exact else max(0, min(amount, claim.open))
            if part:
                self.claims[n] = replace(claim, paid=claim.paid + Sum(part, (key,)), paid_on=day)
                self._paid_by[key] = n
                amount -= part

    def _named(self, mirrored: str, span: Period | None) -> list[int]:
        if mirrored in self._paid_by:
            return [self._paid_by[mirrored]]
        return [n for n, claim in enumerate(self.claims) if claim.span and span and _same(claim.span, span)]


def booked_claims(rules: Rulebook, books: Books) -> tuple[BookedClaim, ...]:
    """Every claim in the books, in the order booked, with what is paid of it."""
    own = of_association(books)
    applied = own[own["account"].isin(applied_accounts(rules))]
    through = own["account"].isin([rules.accounts.role(role) for role in _PAID_THROUGH])
    opening = set(own.loc[own["account"].str.startswith(EQUITY), "key"])
    paying = set(own.loc[through, "key"])
    refundable = own[own["account"] == rules.accounts.role("vat_refundable")]
    rounding = own[own["account"] == rules.accounts.role("rounding")]
    ledger = _Ledger()
    for key, rows in sorted(applied.groupby("key", sort=False), key=lambda pair: (pair[1]["date"].iloc[0], pair[0])):
        first, amount = rows.iloc[0], debit(rows)
        span, day = span_of(str(first["service"])), first["date"].date()
        if key in paying and key not in opening:
            ledger.pay(str(key), str(first["reverses"] or first["corrects"]), span, day, -amount.amount)
        else:
            taken = -debit(refundable[refundable["key"] == key]) if key not in opening else Sum()
            left_out = debit(rounding[rounding["key"] == key])
            ledger.claim(BookedClaim(span, key in opening, day, amount, taken, left_out))
    return tuple(claim for claim in ledger.claims if claim.claimed.amount or claim.paid.vouchers)


def vat_year(rules: Rulebook, books: Books, year: int) -> VatYear:
    """The yearly statement of ``year`` by what is booked now, whenever it was booked."""
    whole = year_of(year)
    vat = between(input_vat(rules, of_association(books)), whole.start, whole.end)
    claims = [claim for claim in booked_claims(rules, books) if not claim.opening]
    spans = [
        SpanOfYear(claim.span, debit(between(vat, claim.span.start, claim.span.end)), claim)
        for claim in claims
        if claim.span is not None and claim.span.year == year
    ]
    unplaced = tuple(claim for claim in claims if claim.span is None and claim.day.year == year)
    spans += _unclaimed(vat, whole, spans)
    return VatYear(year, tuple(sorted(spans, key=lambda row: row.span)), unplaced, debit(vat))


def span_of(service: str) -> Period | None:
    """The months a claim's ``service`` names; None when it names none."""
    try:
        return parse_period(service)
    except PeriodError:
        return None


def overlapping(claims: Iterable[BookedClaim], span: Period) -> Iterator[BookedClaim]:
    """Claims for other months than ``span`` that share some of them with it."""
    for claim in claims:
        other = claim.span
        if other is not None and not _same(other, span) and other.start <= span.end and span.start <= other.end:
            yield claim


def claim_for(claims: Iterable[BookedClaim], span: Period) -> BookedClaim | None:
    """The claim for exactly ``span``; None when it is not booked."""
    return next((claim for claim in claims if claim.span is not None and _same(claim.span, span)), None)


def _unclaimed(vat: pd.DataFrame, whole: Period, spans: list[SpanOfYear]) -> list[SpanOfYear]:
    """The months with VAT that lie in no claimed span."""
    covered = {month.start for row in spans for month in row.span.months()}
    months = [(month, between(vat, month.start, month.end)) for month in whole.months() if month.start not in covered]
    return [SpanOfYear(month, debit(rows), None) for month, rows in months if keys(rows)]


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)
