"""Bokslutsbilagor (LKBR 4:6): every balance item with what it consists of, one sheet for each part of the balance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.accounts.open_items import Item
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.accounts.specifications import MOVEMENT, OLDEST, RowSpecified, Specified, specifications_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Block, Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import exact_money, long_date, period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language, ngettext

PARTS = (("assets", ("assets",)), ("equity", ("equity",)), ("debts", ("provisions", "debts")))
"""The sheets, and the parts of the balance sheet on each."""


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Report:
    """The specification of every balance at ``period``'s end."""
    found = specifications_of(rules, books, period)
    figures = Figures()
    sheets = [_summary(found, figures, period)]
    for part, held in PARTS:
        if own := [row for row in found if row.row.part in held]:
            sheets.append(_sheet(rules, part, own, period))
    return Report(
        kind="specifications",
        title=_("Specifications of the balance sheet {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=tuple(sheets),
        rules_digest=rules.digest,
        notes=tuple(_notes(found, period, today)),
    )


def _notes(found: Sequence[RowSpecified], period: Period, today: dt.date) -> list[str]:
    notes = []
    if today <= period.end:
        notes.append(_("Preliminary: the period has not ended."))
    wrong = [row.row.title for row in found if row.difference]
    if wrong:
        notes.append(_("The specifications do not add up to the balance sheet: {rows}.").format(rows=", ".join(wrong)))
    rest = [account.konto for row in found for account in row.accounts if account.unexplained]
    if rest:
        words = ngettext(
            "The balance of konto {kontos} is not fully explained.",
            "The balances of konto {kontos} are not fully explained.",
            len(rest),
        )
        notes.append(words.format(kontos=", ".join(rest)))
    return notes


def _summary(found: Sequence[RowSpecified], figures: Figures, period: Period) -> Sheet:
    columns = (
        Column("account", _("Account")),
        Column("konto", _("Konto")),
        Column("balance", _("Balance"), "ore"),
        Column("explained", _("Specified"), "ore"),
        Column("rest", _("Unexplained"), "ore"),
        Column("evidence", _("Evidence")),
    )
    rows: list[Row] = []
    for row in found:
        rows += [_summed(account, figures, row) for account in row.accounts]
        if row.earlier_results:
            words = _("Earlier years' results, not posted but part of equity")
            rows.append(Row({"account": words, "balance": row.earlier_results, "explained": row.earlier_results}))
        total: dict[str, Cell] = {"konto": "", "account": row.row.title, "balance": row.stated}
        rows.append(Row(total | {"explained": row.stated - row.difference, "rest": row.difference}, "subtotal"))
    note = _(
        "Amounts are positive on the side of the balance sheet they stand on; each sum is the balance sheet's row."
    )
    return Sheet(
        "summary",
        _("All balances"),
        _("Kronor and öre, on {date}.").format(date=long_date(period.end)),
        (Section(_("Each account with a balance"), (Table("balances", _("Balances"), columns, tuple(rows), note),)),),
        portrait=True,
    )


def _summed(account: Specified, figures: Figures, row: RowSpecified) -> Row:
    sign = row.sign(account)
    ref = f"specification.{account.konto}"
    if ref in figures.made():  # several accounts may share one konto
        ref = f"{ref}.{sum(1 for known in figures.made() if known.startswith(ref))}"
    value = Sum(sign * account.balance, account.vouchers)
    balance = figures.booked(ref, f"{account.konto} {account.account}", value, _("What is open on the account"))
    cells: dict[str, Cell] = {"konto": account.konto, "account": account.account, "balance": balance}
    rest: dict[str, Cell] = {"explained": sign * account.explained, "rest": sign * account.unexplained}
    return Row(cells | rest | {"evidence": account.evidence})


def _sheet(rules: Rulebook, part: str, rows: Sequence[RowSpecified], period: Period) -> Sheet:
    titles = {"assets": _("Assets"), "equity": _("Equity"), "debts": _("Provisions and debts")}
    sections = [
        Section(f"{account.konto} {account.account}", _account(rules, account, period, f"{part}_{n}_{m}"))
        for n, row in enumerate(rows)
        for m, account in enumerate(row.accounts)
    ]
    if part == "equity" and (earlier := sum(row.earlier_results for row in rows)):
        words = _("Earlier years' results are equity though no account holds them: {x}.").format(x=exact_money(earlier))
        sections.append(Section(_("Earlier years' results"), (words,)))
    subtitle = _("Kronor and öre, on {date}.").format(date=long_date(period.end))
    return Sheet(part, titles[part], subtitle, tuple(sections), portrait=True)


def _account(rules: Rulebook, account: Specified, period: Period, id: str) -> tuple[Block, ...]:
    evidence: tuple[Block, ...] = ()
    if account.evidence:
        evidence = (_("Evidence beside it: {evidence}.").format(evidence=account.evidence),)
    if account.by == MOVEMENT:
        return (*evidence, _movement(account, id, period))
    how: tuple[Block, ...] = ()
    if account.by == OLDEST:
        how = (_("Payments are taken off the oldest first."),)
    return (*evidence, *how, _items(rules, account, period, id))


def _movement(account: Specified, id: str, period: Period) -> Table:
    moved = account.movement
    assert moved is not None  # noqa: S101 - by is "movement"
    rows = (
        Row({"what": _("Opening balance"), "amount": moved.opening}),
        Row({"what": _count(_("In during the year"), moved.increased), "amount": moved.increased.amount}),
        Row({"what": _count(_("Out during the year"), moved.decreased), "amount": -moved.decreased.amount}),
        Row({"what": _("Balance by the books"), "amount": account.balance}, "total"),
    )
    columns = (Column("what", _("What")), Column("amount", _("Amount"), "ore", total=True))
    caption = _("{account}, from {start} to {end}").format(
        account=account.konto, start=f"{period.year}-01-01", end=period.end
    )
    return Table(f"specification_{id}", caption, columns, rows)


def _count(words: str, amount: Sum) -> str:
    n = len(amount.vouchers)
    if not n:
        return words
    vouchers = ngettext("{n} voucher", "{n} vouchers", n).format(n=n)
    return f"{words} ({vouchers})"


def _items(rules: Rulebook, account: Specified, period: Period, id: str) -> Table:
    columns = (
        Column("counterparty", _("Counterparty")),
        Column("text", _("What")),
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("amount", _("Amount"), "ore", total=True),
        Column("age", _("Days old"), "count"),
    )
    rows = [Row(_item(rules, item, period)) for item in account.items]
    rows += [Row(_item(rules, item, period, _("Unexplained: ")), "muted") for item in account.rest]
    total: dict[str, Cell] = {"counterparty": _("Balance by the books"), "amount": account.balance}
    return Table(f"specification_{id}", account.account, columns, (*rows, Row(total, "total")))


def _item(rules: Rulebook, item: Item, period: Period, before: str = "") -> dict[str, Cell]:
    first = item.first
    name = next((p.name for p in rules.participants if p.id == first.party), first.counterparty)
    text = before + first.text
    if item.settled and item.open > 0:
        text = _("{text} (of {whole}; the rest is paid)").format(text=text, whole=exact_money(item.charged))
    return {
        "voucher": first.key,
        "date": first.date,
        "counterparty": name,
        "text": text,
        "amount": item.open,
        "age": (period.end - first.date).days,
    }
