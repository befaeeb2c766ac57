"""What a booked text says. Books are kept in Swedish whatever language the user reads (LKBR 1:5): one place for it."""

from __future__ import annotations

from onedoor_ledger.period import Period
from onedoor_ledger.texts import N_, _, language

BOOK_LANGUAGE = "sv"


def in_swedish(message: str) -> str:
    """``message`` (marked with ``N_``) in the books' language."""
    with language(BOOK_LANGUAGE):
        return _(message)


def requisition(number: str, measure: str, service: Period) -> str:
    """A party's requisition, as booked."""
    return in_swedish(N_("Requisition {number}, {measure}, {period}")).format(
        number=number, measure=measure, period=service
    )


def advance(number: str, measure: str, service: Period) -> str:
    """Money a party asks for ahead of its cost."""
    return in_swedish(N_("Advance {number}, {measure}, {period}")).format(
        number=number, measure=measure, period=service
    )


def repayment(number: str, measure: str, service: Period) -> str:
    """Unused money a party is to pay back."""
    return in_swedish(N_("Unused money to be paid back {number}, {measure}, {period}")).format(
        number=number, measure=measure, period=service
    )


def spending(party: str, month: Period) -> str:
    """A party's own spending on the target group in a month."""
    return in_swedish(N_("{party}: own spending on the target group, {period}")).format(party=party, period=month)


def door(site: str, period: Period) -> str:
    """A host's costs for the shared front door."""
    return in_swedish(N_("{site}: the host's cost, {period}")).format(site=site, period=period)


def transitions(measure: str, period: Period) -> str:
    """Who came, moved and left in a measure, counted."""
    return in_swedish(N_("{measure}: entered, moved and left, {period}")).format(measure=measure, period=period)


def all_measures() -> str:
    """What stands for the insats where counts are told for all of them together."""
    return in_swedish(N_("All measures together"))


def kept_outside(threshold: int) -> str:
    """Why a count's file is not among the documents."""
    text = in_swedish(N_("Counted by the sender; the file is kept outside the books, for it tells counts below {n}"))
    return text.format(n=threshold)


def contribution_paid(member: str, service: str) -> str:
    """A member pays what was called."""
    return in_swedish(N_("{member} pays its contribution {period}")).format(member=member, period=service).rstrip()


def requisition_paid(reference: str) -> str:
    """A requisition is paid."""
    return in_swedish(N_("Payment of requisition {reference}")).format(reference=reference).rstrip()


def supplier_paid(reference: str) -> str:
    """A supplier's invoice is paid."""
    return in_swedish(N_("Payment of supplier's invoice {reference}")).format(reference=reference).rstrip()


def wages_paid() -> str:
    """Net wages leave the bank."""
    return in_swedish(N_("Net wages paid"))


def debt_paid(reference: str) -> str:
    """Any other open item is paid."""
    return in_swedish(N_("Payment {reference}")).format(reference=reference).rstrip()


def invoice(number: str) -> str:
    """A supplier's invoice."""
    return in_swedish(N_("Invoice {number}")).format(number=number)


def credit_note(number: str) -> str:
    """A supplier takes back some of an invoice."""
    return in_swedish(N_("Credit note {number}")).format(number=number)


def several_paid(count: int) -> str:
    """One bank entry that clears several things."""
    return in_swedish(N_("Bank entry with {count} payments")).format(count=count)


def bank_row(text: str) -> str:
    """A bank row that says itself what it is."""
    return text or in_swedish(N_("Bank row"))


def tax_account_moved(*, paid_in: bool) -> str:
    """Money between the bank and the tax account."""
    return in_swedish(N_("Paid in to the tax account") if paid_in else N_("Paid out from the tax account"))


def own_accounts() -> str:
    """Money between förbundets own bank accounts."""
    return in_swedish(N_("Between own accounts"))


def unmatched(text: str) -> str:
    """A bank row nobody can place yet."""
    return in_swedish(N_("To be looked into: {text}")).format(text=text or in_swedish(N_("bank row without text")))


def observation_cleared(text: str) -> str:
    """A debt that came after its payment."""
    return in_swedish(N_("Matched with the observation account: {text}")).format(text=text)


def tax_row(text: str) -> str:
    """A row of the tax account."""
    return in_swedish(N_("Tax account: {text}")).format(text=text)


def accrued(measure: str, party: str, service: Period, *, estimated: bool) -> str:
    """What a party has not requisitioned at the reporting date."""
    if estimated:
        message = in_swedish(N_("Accrued: {measure}, {party}, {period}, not yet requisitioned (estimated)"))
    else:
        message = in_swedish(N_("Accrued: {measure}, {party}, {period}, requisitioned after the reporting date"))
    return message.format(measure=measure, party=party, period=service)


def accrual_reversed(voucher: str, measure: str, party: str, service: Period) -> str:
    """The day after: the accrual is taken back."""
    return in_swedish(N_("Reversal of {voucher}: {measure}, {party}, {period}")).format(
        voucher=voucher, measure=measure, party=party, period=service
    )


def called(service: Period, decided: str) -> str:
    """Contributions are called."""
    return in_swedish(N_("Call of contributions {period}, {decision}")).format(period=service, decision=decided)
