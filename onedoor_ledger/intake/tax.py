"""Skattekonto: each row once. Payments were booked from the bank and are only looked for (bookkeeping.md section 2).

The monthly return clears withheld tax and employer's fees; Skatteverket counts whole kronor, so öre go to rounding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.records import TaxAccount, TaxAccountRow
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.balances import tax_balances
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import voucher_weight
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.open_items import OpenItems
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import ORE_PER_KRONA, kronor, ledger_text
from onedoor_ledger.privacy import mask
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

PAYMENTS = ("inbetalning", "utbetalning")
"""Rows the bank has too. Words as Skatteverket prints them; rows of other words wait on the observation account."""
CLEARED: Mapping[str, tuple[str, ...]] = {
    "avdragen skatt": ("withheld_tax",),
    "skatteavdrag": ("withheld_tax",),
    "arbetsgivaravgift": ("employer_fee",),
    "arbetsgivardeklaration": ("withheld_tax", "employer_fee"),
    "moms": ("vat_applied",),
}
"""Words of a row to the roles of the debts or claims it clears; a row is read by the first that stands in it."""
INTEREST: Mapping[str, str] = {"kostnadsränta": "interest_cost", "intäktsränta": "interest_income"}
NEAR = dt.timedelta(days=7)
"""A payment reaches the tax account at most so many days from the bank's date."""


def draft(account: TaxAccount, source: Source, desk: Desk) -> Drafted:
    """The vouchers of a tax account file. ``desk.books`` hold the batch's bank rows already."""
    clerk = _Clerk(source, desk, _open(desk))
    identities = Identities("skv")
    vouchers: list[Voucher] = []
    payments: list[TaxAccountRow] = []
    old = 0
    for row in account.rows:
        identity = identities.by_content(row.date.isoformat(), row.text, ledger_text(row.amount))
        place = source.place(row.row)
        if row.text.casefold().startswith(PAYMENTS):
            payments.append(row)
            old += 1
        elif desk.known.holds(identity, None, place):
            old += 1
        elif row.amount:
            desk.check_year(row.date, place)
            voucher = clerk.voucher(row, identity)
            desk.known.add(identity, voucher_weight(voucher))
            vouchers.append(voucher)
    findings = (*clerk.findings, *_unseen(payments, source, desk), *tax_balances(account, vouchers, source, desk))
    return Drafted(tuple(vouchers), len(vouchers) + old, len(vouchers), old, findings)


def _open(desk: Desk) -> OpenItems:
    roles = dict.fromkeys(role for cleared in CLEARED.values() for role in cleared)
    return OpenItems.of(desk.books, desk.rules, tuple(roles))


@dataclass(frozen=True)
class _Clerk:
    """Books one file's rows."""

    source: Source
    desk: Desk
    items: OpenItems
    findings: list[Finding] = field(default_factory=list)

    def voucher(self, row: TaxAccountRow, identity: str) -> Voucher:
        place = self.source.place(row.row)
        counters = self._counters(row)
        observation = self.desk.rules.accounts.role("observation")
        observed = any(line.account == observation for line in counters)
        return Voucher(
            book=Book.ASSOCIATION,
            date=row.date,
            payee="Skatteverket",
            narration=narration.tax_row(mask(row.text)),
            lines=(Line(self.desk.role("tax_account", place), row.amount), *counters),
            flag="!" if observed else "*",
            meta=self.source.meta(row.row, identity),
        )

    def _counters(self, row: TaxAccountRow) -> tuple[Line, ...]:
        words = row.text.casefold()
        place = self.source.place(row.row)
        for word, role in INTEREST.items():
            if word in words:
                return (Line(self.desk.role(role, place), -row.amount),)
        roles = next((roles for word, roles in CLEARED.items() if word in words), ())
        lines = self._cleared(row, roles)
        if lines:
            return lines
        self.findings.append(self._waits(row))
        return (Line(self.desk.role("observation", place), -row.amount),)

    def _cleared(self, row: TaxAccountRow, roles: Sequence[str]) -> tuple[Line, ...]:
        """The debts of the months before the row's, when they are what the row says but for the öre."""
        before = row.date.replace(day=1)
        owed = {
            role: [i for i in self.items if i.role == role and i.date < before and (i.left > 0) == (row.amount > 0)]
            for role in roles
        }
        whole = sum(item.left for items in owed.values() for item in items)
        rest = whole - row.amount
        if not whole or abs(rest) >= ORE_PER_KRONA * max(1, len(roles)):
            return ()
        place = self.source.place(row.row)
        lines = [
            Line(self.desk.role(role, place), -sum(item.left for item in items))
            for role, items in owed.items()
            if items
        ]
        for items in owed.values():
            for item in items:
                item.left = 0
        if rest:
            lines.append(Line(self.desk.role("rounding", place), rest))
        return tuple(lines)

    def _waits(self, row: TaxAccountRow) -> Finding:
        return Finding(
            "tax-unmatched",
            Severity.WARNING,
            _("{amount} kr on {day} matches nothing and waits on the observation account: {text}").format(
                amount=kronor(row.amount), day=row.date, text=mask(row.text)
            ),
            place=self.source.place(row.row),
            remedy=_("Compare with the return and the wages booked; then book it by hand."),
        )


def _unseen(payments: Sequence[TaxAccountRow], source: Source, desk: Desk) -> list[Finding]:
    """A finding per payment row that the bank's rows do not have."""
    roles = desk.rules.accounts
    through_bank = {p.key for p in of_book(desk.books, Book.ASSOCIATION, [roles.role("bank")])}
    tax = of_book(desk.books, Book.ASSOCIATION, [roles.role("tax_account")])
    booked = [p for p in tax if p.key in through_bank]
    found: list[Finding] = []
    for row in payments:
        seen = [p for p in booked if p.amount == row.amount and p.apart(row.date) <= NEAR]
        if seen:
            booked.remove(seen[0])
            continue
        found.append(
            Finding(
                "tax-payment-unseen",
                Severity.WARNING,
                _("{amount} kr on {day} is on the tax account but not at the bank.").format(
                    amount=kronor(row.amount), day=row.date
                ),
                place=source.place(row.row),
                remedy=_("Import the bank statement for those days; the payment is booked from there."),
            )
        )
    return found
