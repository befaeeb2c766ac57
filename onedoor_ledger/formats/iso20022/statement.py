"""A ``Stmt`` or a ``Ntfctn``: its booked entries, and a statement's balances with whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onedoor_ledger.formats.iso20022.node import Node
from onedoor_ledger.formats.iso20022.payments import payments, whole
from onedoor_ledger.formats.records import BankEntry, BankSource, BankStatement
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _

_OPENING = ("OPBD", "PRCD")
_CLOSING = ("CLBD",)
_BOOKED = "BOOK"


class _Balance(NamedTuple):
    amount: int
    currency: str


def statement(node: Node) -> BankStatement:
    """Read a statement; what does not agree is told in its warnings.

    Raises:
        CamtFieldError: on an amount, sign or date that is missing or unreadable.
    """
    opening, closing = _balance(node, _OPENING), _balance(node, _CLOSING)
    currency = node.text("Acct/Ccy") or next((b.currency for b in (opening, closing) if b is not None), "")
    warnings: list[str] = []
    entries = tuple(_entries(node, currency, warnings))
    warnings += _balance_warnings(opening, closing, sum(entry.amount for entry in entries))
    return BankStatement(
        id=node.text("Id"),
        account=node.text("Acct/Id/IBAN", "Acct/Id/Othr/Id"),
        currency=currency,
        opening=opening.amount if opening else None,
        closing=closing.amount if closing else None,
        first=node.day("FrToDt/FrDtTm", "FrToDt/FrDt"),
        last=node.day("FrToDt/ToDtTm", "FrToDt/ToDt"),
        entries=entries,
        warnings=tuple(warnings),
    )


def notification(node: Node) -> BankStatement:
    """Read a notification: entries and what is inside them, without balances.

    Raises:
        CamtFieldError: on an amount, sign or date that is missing or unreadable.
    """
    currency = node.text("Acct/Ccy") or next((entry.currency("Amt") for entry in node.all("Ntry")), "")
    warnings: list[str] = []
    entries = tuple(_entries(node, currency, warnings))
    return BankStatement(
        id=node.text("Id"),
        account=node.text("Acct/Id/IBAN", "Acct/Id/Othr/Id"),
        currency=currency,
        opening=None,
        closing=None,
        first=None,
        last=None,
        entries=entries,
        warnings=tuple(warnings),
        source=BankSource.NOTIFICATION,
    )


def _entries(node: Node, currency: str, warnings: list[str]) -> Iterator[BankEntry]:
    for ordinal, element in enumerate(node.all("Ntry"), start=1):
        entry = Node(element.element, element.name, ordinal)
        status = entry.text("Sts/Cd", "Sts")
        if status != _BOOKED:
            if not status:
                raise entry.error("Sts", "")
            continue
        own = entry.currency("Amt")
        if currency and own and own != currency:
            warnings.append(
                _("Entry {ordinal} is in {own}, the account in {currency}.").format(
                    ordinal=ordinal, own=own, currency=currency
                )
            )
        yield _entry(entry, ordinal, warnings)


def _entry(entry: Node, ordinal: int, warnings: list[str]) -> BankEntry:
    # A reversal (RvslInd) is already signed by CdtDbtInd: it is not turned once more.
    amount = entry.sign() * entry.amount("Amt")
    value_date = entry.day("ValDt/Dt", "ValDt/DtTm")
    booked = entry.day("BookgDt/Dt", "BookgDt/DtTm") or value_date
    if booked is None:
        raise entry.error("BookgDt", "")
    details = tuple(payments(entry, amount))
    if details and sum(detail.amount for detail in details) != amount:
        warnings.append(
            _("Entry {ordinal}: its payments sum to {details}, not {amount}; it is taken as one.").format(
                ordinal=ordinal,
                details=kronor(sum(detail.amount for detail in details)),
                amount=kronor(amount),
            )
        )
        details = ()
    return BankEntry(
        amount=amount,
        booked=booked,
        value_date=value_date,
        bank_reference=entry.text("AcctSvcrRef", "NtryRef"),
        details=details or (whole(entry, amount),),
        text=entry.text("AddtlNtryInf", "BkTxCd/Prtry/Cd"),
        ordinal=ordinal,
    )


def _balance(node: Node, kinds: tuple[str, ...]) -> _Balance | None:
    for kind in kinds:
        for balance in node.all("Bal"):
            if balance.text("Tp/CdOrPrtry/Cd") == kind:
                return _Balance(balance.sign() * balance.amount("Amt"), balance.currency("Amt"))
    return None


def _balance_warnings(opening: _Balance | None, closing: _Balance | None, moved: int) -> Iterator[str]:
    if opening is None or closing is None or opening.currency != closing.currency:
        yield _("The statement lacks an opening or a closing balance in one currency; it could not be checked.")
    elif opening.amount + moved != closing.amount:
        yield _("Opening balance and entries give {computed}, but the closing balance is {closing}.").format(
            computed=kronor(opening.amount + moved), closing=kronor(closing.amount)
        )
