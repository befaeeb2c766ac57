"""Whether the annual report agrees with itself, with the year before and with the ledger, read by other paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onedoor_ledger.accounts.annual import Annual
from onedoor_ledger.accounts.cash_flow import TOTAL
from onedoor_ledger.accounts.layout import ASSETS_TOTAL, CLOSING, OTHER_SIDE, RESULT, RESULT_TOTAL, LaidRow
from onedoor_ledger.accounts.reconciliation import AccountBalance, Reconciled, balances
from onedoor_ledger.accounts.selection import COST, INCOME, Sum, credit, debit, in_book
from onedoor_ledger.accounts.statement_rows import on_konto, own_rows
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import Rulebook, StatementKind, StatementRow
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def identities(annual: Annual) -> tuple[Reconciled, ...]:
    """What must hold between the statements; ``reported`` is the one side, ``ledger`` the other."""
    layout = annual.layout
    made = [
        Reconciled(
            "br",
            _("Assets = equity, provisions and debts"),
            _now(layout.row("br", ASSETS_TOTAL)),
            _now(layout.row("br", OTHER_SIDE)),
        ),
        Reconciled(
            "result",
            _("The year's result in the income statement = in the balance sheet"),
            _now(layout.row("rr", RESULT_TOTAL)),
            _now(layout.row("br", RESULT)),
        ),
        Reconciled(
            "kf",
            _("The year's cash flow = what the bank's accounts changed by"),
            _now(annual.cash_row(TOTAL)),
            annual.bank_change,
        ),
        Reconciled(
            "drift",
            _("Result of the operations against the budget = the year's result"),
            annual.lines.result.outcome.amount,
            _now(layout.row("rr", RESULT_TOTAL)),
        ),
        Reconciled("unplaced", _("On konto that no row holds"), layout.unplaced, 0),
    ]
    for table in annual.notes:
        statement, _dot, ref = table.note.row.partition(".")
        if ref and (row := layout.row(statement, ref)) is not None:
            label = _("Note {n} = {row}").format(n=table.number, row=row.title)
            made.append(Reconciled(f"note.{table.note.id}", label, table.total.now.amount, _in_note(row)))
    return tuple(made)


def _in_note(row: LaidRow) -> int:
    """The row's amount as its note shows it: costs positive."""
    return -row.now.amount if row.part == "cost" else row.now.amount


def carried_over(rules: Rulebook, books: Books, annual: Annual) -> tuple[Reconciled, ...]:
    """Every row of the balance sheet: what it held when the year before ended, and when this year began.

    The opening balance is read from this year's rows: a konto that has moved to another row since is told here.
    Nothing to hold against in a förbund's first year.
    """
    if not annual.layout.compared and not annual.opened:
        return ()
    frame = in_book(books, Book.ASSOCIATION)
    opened = frame[(frame["date"] < str(annual.period.start)) | (frame["key"] == annual.opened)]
    own = {row.id: row for row in own_rows(rules, annual.period.end) if row.statement is StatementKind.BR}
    made = []
    for row in annual.layout.balance:
        rule = own.get(row.id)
        if rule is not None and rule.part != "equity" and row.previous is not None:
            held = on_konto(opened, rule.holds)
            began = debit(held) if rule.part == "assets" else credit(held)
            made.append(Reconciled(f"ib.{row.id}", row.title, row.previous.amount, began.amount))
    equity = annual.layout.row("br", CLOSING)
    if equity is not None and equity.previous is not None:
        began = sum((row.now for row in annual.layout.balance if _opening_equity(own.get(row.id))), Sum())
        made.append(Reconciled("ib.equity", _("Equity"), equity.previous.amount, began.amount))
    return tuple(made)


def _opening_equity(row: StatementRow | None) -> bool:
    return row is not None and row.part == "equity"


def against_ledger(rules: Rulebook, books: Books, annual: Annual) -> tuple[Reconciled, ...]:
    """Every row with konto of its own beside the ledger's own entries, summed account by account."""
    accounts = balances(rules, books, annual.period)
    rows = {(row.statement.value, row.id): row for row in own_rows(rules, annual.period.end)}
    return (
        *_summed("rr", annual.layout.income, rows, accounts, lambda one: -one.movement),
        *_summed("br", annual.layout.balance, rows, accounts, lambda one: one.closing),
    )


def _summed(
    statement: str,
    laid: tuple[LaidRow, ...],
    rows: dict[tuple[str, str], StatementRow],
    accounts: tuple[AccountBalance, ...],
    amount: Callable[[AccountBalance], int],
) -> Iterator[Reconciled]:
    """Equity at the start is apart: earlier years' results stand on no account of it."""
    for row in laid:
        rule = rows.get((statement, row.id))
        if rule is None or rule.part == "equity":
            continue
        yearly = statement == "rr"
        own = [a for a in accounts if rule.holds(a.konto) and a.account.startswith((INCOME, COST)) is yearly]
        total = sum(amount(one) for one in own)
        side = -1 if rule.part in ("provisions", "debts") else 1
        yield Reconciled(f"{statement}.{row.id}", row.title, row.now.amount, side * total)


def findings(rows: tuple[Reconciled, ...], annual: Annual) -> tuple[Finding, ...]:
    """A finding for everything that does not agree, and for konto the kassaflödesanalys misses or counts twice."""
    remedy = _("Do not use the report. Run “onedoor check”, mend what it names, and make the report again.")
    made = [
        Finding(
            rule="annual-reconciles",
            severity=Severity.ERROR,
            message=_("Does not agree: {label}. Difference {difference} kr.").format(
                label=row.label, difference=kronor(row.difference)
            ),
            remedy=remedy,
        )
        for row in rows
        if row.difference
    ]
    if annual.uncovered:
        message = _("The cash flow statement does not hold these konto exactly once: {kontos}.")
        made.append(
            Finding(
                rule="cash-flow-konto",
                severity=Severity.ERROR,
                message=message.format(kontos=", ".join(annual.uncovered)),
                remedy=_("Let one of its rows in rules/statements.toml hold each of them."),
            )
        )
    return tuple(made)


def _now(row: LaidRow | None) -> int:
    return row.now.amount if row is not None else 0


def all_checks(rules: Rulebook, books: Books, annual: Annual) -> tuple[tuple[Reconciled, ...], ...]:
    """The three kinds of agreement: between the statements, with the year before, with the ledger."""
    return identities(annual), carried_over(rules, books, annual), against_ledger(rules, books, annual)
