"""Reskontra (BFL 5:4): members, suppliers and requisitions, item by item, and that they agree with the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.accounts.subledger import (
    ACCRUED,
    CLAIMS,
    MEMBERS,
    PREPAID,
    REQUISITIONS,
    SUPPLIERS,
    SubAccount,
    SubItem,
    SubLedger,
    subledgers_of,
)
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Block, Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.unfinished import booked_so_far
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Report:
    """The sub-ledgers at ``period``'s end, with what was open when it began or has moved in it."""
    found = subledgers_of(rules, books, period)
    figures = Figures()
    for ledger in found:
        _figures(figures, ledger)
    wrong = [account.konto for ledger in found for account in ledger.accounts if account.difference]
    notes = [_("The sub-ledger does not agree with the ledger: konto {kontos}.").format(kontos=", ".join(wrong))]
    sheets = [_ledger(rules, ledger, period, figures) for ledger in found]
    return Report(
        kind="subledger",
        title=_("Sub-ledgers {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(_to_pay(rules, found, period), *sheets, _agreement(found, period)),
        rules_digest=rules.digest,
        notes=(*booked_so_far(period, today), *(notes if wrong else ())),
    )


def kind_title(kind: str) -> str:
    """The sub-ledger as the treasurer calls it."""
    return {
        MEMBERS: _("Members"),
        PREPAID: _("Contributions paid ahead"),
        REQUISITIONS: _("Requisitions"),
        ACCRUED: _("Accrued, not requisitioned"),
        SUPPLIERS: _("Suppliers"),
        CLAIMS: _("Advances and repayments"),
    }[kind]


def _figures(figures: Figures, ledger: SubLedger) -> None:
    for key, label in (("charged", _("booked")), ("settled", _("paid or settled")), ("open", _("open"))):
        vouchers = dict.fromkeys(v for item in ledger.items for v in item.vouchers)
        amount = Sum(sum(getattr(item, key) for item in ledger.items), tuple(vouchers))
        formula = _("Sum of the items shown: what was open when the period began, or has moved in it")
        figures.booked(f"subledger.{ledger.kind}.{key}", f"{kind_title(ledger.kind)}: {label}", amount, formula)


def _ledger(rules: Rulebook, ledger: SubLedger, period: Period, figures: Figures) -> Sheet:
    subtitle = _("Kronor and öre, {period}. What was open when the period began, or has moved in it.")
    nothing = _("Nothing was open when the period began, and nothing has moved in it.")
    block: Block = _table(rules, ledger, period, figures) if ledger.items else nothing
    sections = (Section(_("Item by item"), (block,)),)
    subtitle = subtitle.format(period=period_name(period))
    return Sheet(ledger.kind, kind_title(ledger.kind), subtitle, sections, foot=_foot(ledger.kind))


def _foot(kind: str) -> str:
    if kind == REQUISITIONS:
        return _("Received is the day the requisition is booked; the day it is to be paid follows rules/annual.toml.")
    if kind == SUPPLIERS:
        return _("The due day is the invoice's own where the voucher says it.")
    if kind == ACCRUED:
        return _("Estimated by the agreements; the requisition settles it when it comes.")
    return ""


def _columns(kind: str) -> tuple[Column, ...]:
    booked = {MEMBERS: _("Called"), REQUISITIONS: _("Accepted"), ACCRUED: _("Estimated")}.get(kind, _("Amount"))
    day = {MEMBERS: _("Called on"), REQUISITIONS: _("Received")}.get(kind, _("Date"))
    asked = (Column("asked", _("Asked for"), "ore"),) if kind == REQUISITIONS else ()
    due = (Column("due", _("Due"), "date"),) if kind in (MEMBERS, REQUISITIONS, SUPPLIERS) else ()
    late = (Column("late", _("Days late"), "count"),) if kind in (MEMBERS, REQUISITIONS, SUPPLIERS) else ()
    settled = (
        _("Reversed") if kind == ACCRUED else _("Paid") if kind in (MEMBERS, REQUISITIONS, SUPPLIERS) else _("Used")
    )
    return (
        Column("who", _("Counterparty")),
        Column("reference", _("Reference")),
        Column("service", _("Concerns")),
        Column("date", day, "date"),
        *due,
        *asked,
        Column("charged", booked, "ore"),
        Column("settled", settled, "ore"),
        Column("open", _("Open"), "ore"),
        *late,
        Column("vouchers", _("Vouchers")),
    )


def _table(rules: Rulebook, ledger: SubLedger, period: Period, figures: Figures) -> Table:
    rows: list[Row] = []
    for account in ledger.accounts:
        rows += [Row(_cells(rules, item, period)) for item in account.items]
        if len(ledger.accounts) > 1 and len(account.items) > 1:
            rows.append(Row(_account_sum(rules, account), "subtotal"))
    total: dict[str, Cell] = {key: figures[f"subledger.{ledger.kind}.{key}"] for key in ("charged", "settled", "open")}
    rows.append(Row({"who": _("Sum"), **total}, "total"))
    return Table(f"subledger_{ledger.kind}", kind_title(ledger.kind), _columns(ledger.kind), tuple(rows))


def _account_sum(rules: Rulebook, account: SubAccount) -> dict[str, Cell]:
    return {
        "who": f"{account.konto} {_name(rules, account.party, account.account.rsplit(':', 1)[-1])}",
        "charged": sum(item.charged for item in account.items),
        "settled": sum(item.settled for item in account.items),
        "open": account.open,
    }


def _cells(rules: Rulebook, item: SubItem, period: Period) -> dict[str, Cell]:
    first = item.item.first
    code = next((m.code for m in rules.measures if m.id == first.measure), "")
    return {
        "who": _name(rules, item.party, item.counterparty),
        "reference": first.reference,
        "service": " ".join(filter(None, (code, first.service))) or first.text,
        "date": first.date,
        "due": item.due,
        "asked": item.asked if item.asked is not None else item.charged,
        "charged": item.charged,
        "settled": item.settled,
        "open": item.open,
        "late": item.late(period.end) or None,
        "vouchers": ", ".join(_without_year(item.vouchers, period.year)),
    }


def _without_year(vouchers: Sequence[str], year: int) -> Iterator[str]:
    """The year's own vouchers by their number alone."""
    return (key.removeprefix(f"{year}-") for key in vouchers)


def _name(rules: Rulebook, party: str, otherwise: str) -> str:
    return next((p.name for p in rules.participants if p.id == party), otherwise)


def _to_pay(rules: Rulebook, found: Sequence[SubLedger], period: Period) -> Sheet:
    """What parties and suppliers are owed, by the day it is to be paid; what nothing says a day for comes last."""
    owed = [item for ledger in found if ledger.kind in (REQUISITIONS, SUPPLIERS) for item in ledger.items]
    owed = sorted((item for item in owed if item.open > 0), key=lambda item: item.due or dt.date.max)
    rows = [
        Row(
            {
                "who": _name(rules, item.party, item.counterparty),
                "reference": item.item.first.reference,
                "due": item.due.isoformat() if item.due else _("no day is said"),
                "amount": item.open,
                "late": item.late(period.end) or None,
            }
        )
        for item in owed
    ]
    total: dict[str, Cell] = {"who": _("Sum"), "amount": sum(item.open for item in owed)}
    columns = (
        Column("who", _("To")),
        Column("reference", _("Reference")),
        Column("due", _("To pay on")),
        Column("amount", _("Amount"), "ore", total=True),
        Column("late", _("Days late"), "count"),
    )
    caption = _("To pay after {date}, by day").format(date=long_date(period.end))
    table = Table("to_pay", caption, columns, (*rows, Row(total, "total")))
    nothing = _("Nothing is owed to parties and suppliers.")
    subtitle = _("Kronor and öre, on {date}.").format(date=long_date(period.end))
    section = Section(_("Requisitions and suppliers, by day"), (table if owed else nothing,))
    return Sheet("to_pay", _("To pay"), subtitle, (section,), portrait=True)


def _agreement(found: Sequence[SubLedger], period: Period) -> Sheet:
    columns = (
        Column("account", _("Account")),
        Column("konto", _("Konto")),
        Column("items", _("Open items"), "ore", total=True),
        Column("ledger", _("In the ledger"), "ore", total=True),
        Column("difference", _("Difference"), "ore", total=True),
        Column("agrees", _("Agrees")),
    )
    rows = tuple(
        Row(
            {
                "konto": account.konto,
                "account": account.account,
                "items": account.open,
                "ledger": account.balance,
                "difference": account.difference,
                "agrees": _("No") if account.difference else _("Yes"),
            }
        )
        for ledger in found
        for account in ledger.accounts
    )
    table = Table("agreement", _("Open items and the ledger's own balances"), columns, rows)
    subtitle = _("Kronor and öre, on {date}.").format(date=long_date(period.end))
    section = Section(_("Account by account"), (table,))
    return Sheet("agreement", _("Reconciliation"), subtitle, (section,), portrait=True)
