"""The letter of a call, in plain Swedish text: the same demand is always the same bytes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

from onedoor_ledger.intake.narration import in_swedish
from onedoor_ledger.money import to_decimal
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Association
from onedoor_ledger.texts import LOCALES, N_

_LOCALE = LOCALES["sv"]
_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Demand:
    """What a member is asked to pay; amounts in öre."""

    member: str
    orgnr: str
    period: Period
    amount: int
    prepaid: int
    dated: dt.date
    due: dt.date
    reference: str
    decided: str


def letter(association: Association, demand: Demand) -> str:
    """The letter, with what was paid ahead taken off; ends with a line break."""
    to_pay = demand.amount - demand.prepaid
    rows = [
        (N_("The member's contribution"), _kronor(demand.amount)),
        *([(N_("Paid ahead"), f"-{_kronor(demand.prepaid)}")] if demand.prepaid else []),
        (N_("To pay"), _kronor(to_pay)),
        *(_payment(association, demand) if to_pay else []),
        (N_("Decided by"), demand.decided),
    ]
    close = N_("Thank you for stating the reference when you pay.") if to_pay else N_("You have nothing to pay.")
    lines = [
        association.name,
        _labelled(N_("Organisation number {number}"), association.orgnr),
        *([in_swedish(N_("An invented förbund: this letter is an example."))] if association.invented else []),
        "",
        _day(demand.dated),
        "",
        demand.member,
        _labelled(N_("Organisation number {number}"), demand.orgnr),
        "",
        in_swedish(N_("Call of member's contribution {period}")).format(period=_period(demand.period)),
        "",
        *(f"{in_swedish(label) + ':':<{_WIDTH}}{value}" for label, value in rows),
        "",
        in_swedish(N_("The contribution is the member's part by 5 § of lag (2003:1210) om finansiell samordning.")),
        in_swedish(N_("No VAT is added to a contribution.")),
        in_swedish(close),
    ]
    return "\n".join(lines) + "\n"


def _payment(association: Association, demand: Demand) -> list[tuple[str, str]]:
    rows = [(N_("Due on"), _day(demand.due)), (N_("Reference"), demand.reference)]
    return [*rows, (N_("Bankgiro"), association.bankgiro)] if association.bankgiro else rows


def _labelled(message: str, number: str) -> str:
    return in_swedish(message).format(number=number)


def _kronor(ore: int) -> str:
    """1 450 000,00 kr, with ordinary spaces: a letter is read in any editor."""
    text: str = format_decimal(to_decimal(ore), format="#,##0.00", locale=_LOCALE)
    return f"{' '.join(text.split())} kr"


def _day(day: dt.date) -> str:
    return str(format_date(day, format="d MMMM y", locale=_LOCALE))


def _period(period: Period) -> str:
    """The instalment in words: "kvartal 4 2026"; any other period as it is named."""
    year, _dash, part = period.name.partition("-")
    if part.startswith("Q"):
        return in_swedish(N_("quarter {number} {year}")).format(number=part[1:], year=year)
    return period.name
