"""Payments inside a bank entry, as Swedish banks lay them out (formats.md 2.1).

One entry is a batch: payments stand in several ``TxDtls``, in several ``NtryDtls`` side by side, and one ``TxDtls`` can
hold several ``Strd``, invoices positive and credit notes to subtract. References in order: OCR, document number,
additional remittance text, free text, end-to-end id.
"""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.formats.iso20022.node import Node
from onedoor_ledger.formats.records import BankDetail
from onedoor_ledger.privacy import organisation_number

_CREDIT_NOTE = "CREN"
_NOT_GIVEN = {"", "NOTPROVIDED", "NONREF"}
_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")
_ACCOUNT = ("Id/Othr/Id", "Id/IBAN")


def payments(entry: Node, amount: int) -> Iterator[BankDetail]:
    """The payments of ``entry``, an entry of ``amount`` signed öre; none when it has no details.

    They need not add up to ``amount``: the caller checks.
    """
    transactions = [tx for group in entry.all("NtryDtls") for tx in group.all("TxDtls")]
    for transaction in transactions:
        own = _amount(transaction, amount, entry.currency("Amt"), alone=len(transactions) == 1)
        yield from _details(transaction, own)


def whole(entry: Node, amount: int) -> BankDetail:
    """The entry as one payment, with every reference its details have when there are few of them."""
    transactions = [tx for group in entry.all("NtryDtls") for tx in group.all("TxDtls")]
    if len(transactions) == 1:
        return _detail(transactions[0], amount, list(transactions[0].all("RmtInf/Strd")))
    return BankDetail(amount, (), "", "", entry.text("AddtlNtryInf"))


def _amount(transaction: Node, entry_amount: int, currency: str, *, alone: bool) -> int:
    """What a payment weighs in the account's own money: by its amount, else by what it says it settles."""
    sign = transaction.sign() if transaction.text("CdtDbtInd") else (1 if entry_amount > 0 else -1)
    for path in _AMOUNTS:
        if transaction.first(path) is not None and transaction.currency(path) in ("", currency):
            return sign * transaction.amount(path)
    if alone:
        return entry_amount
    settled = [_remitted(part) for part in transaction.all("RmtInf/Strd")]
    return sign * sum(part or 0 for part in settled) if all(part is not None for part in settled) else 0


def _details(transaction: Node, amount: int) -> Iterator[BankDetail]:
    structured = list(transaction.all("RmtInf/Strd"))
    parts = [_remitted(part) for part in structured]
    amounts = [part for part in parts if part is not None]
    sign = 1 if amount >= 0 else -1
    if len(structured) > 1 and len(amounts) == len(parts) and sign * sum(amounts) == amount:
        for part, own in zip(structured, amounts, strict=True):
            yield _detail(transaction, sign * own, [part])
    else:
        yield _detail(transaction, amount, structured)


def _remitted(part: Node) -> int | None:
    """Unsigned öre a ``Strd`` settles, a credit note negative; None when it does not say."""
    for path in ("RfrdDocAmt/RmtdAmt", "RfrdDocAmt/DuePyblAmt"):
        if part.first(path) is not None:
            credit = part.text("RfrdDocInf/Tp/CdOrPrtry/Cd") == _CREDIT_NOTE
            return -part.amount(path) if credit else part.amount(path)
    if part.first("RfrdDocAmt/CdtNoteAmt") is not None:
        return -part.amount("RfrdDocAmt/CdtNoteAmt")
    return None


def _detail(transaction: Node, amount: int, structured: list[Node]) -> BankDetail:
    free = [node.content for node in transaction.all("RmtInf/Ustrd")]
    additional = [node.content for part in structured for node in part.all("AddtlRmtInf")]
    references = [
        *(part.text("CdtrRefInf/Ref") for part in structured),
        *(node.content for part in structured for node in part.all("RfrdDocInf/Nb")),
        *additional,
        *free,
        transaction.text("Refs/EndToEndId"),
    ]
    text = " ".join(dict.fromkeys(filter(None, (*free, *additional, transaction.text("AddtlTxInf")))))
    name, identity = _counterparty(transaction, incoming=amount > 0)
    kept = tuple(dict.fromkeys(r for r in references if r.upper() not in _NOT_GIVEN))
    return BankDetail(amount, kept, name, identity, text)


def _counterparty(transaction: Node, *, incoming: bool) -> tuple[str, str]:
    """Name and identity of the other side: who paid us, or whom we paid. A private person's number is never read."""
    role = "Dbtr" if incoming else "Cdtr"
    parties = transaction.first("RltdPties")
    if parties is None:
        return "", ""
    name = parties.text(f"{role}/Nm", f"{role}/Pty/Nm", f"Ultmt{role}/Nm", f"Ultmt{role}/Pty/Nm")
    raw = [
        node.content
        for path in (f"{role}/Id/OrgId/Othr/Id", f"{role}/Pty/Id/OrgId/Othr/Id")
        for node in parties.all(path)
    ]
    registered = next((number for text in raw if (number := organisation_number(text))), "")
    account = parties.first(f"{role}Acct")
    return name, registered or (account.text(*_ACCOUNT) if account else "") or next(iter(raw), "")
