"""September's account statement, camt.053.001.02, as a Swedish bank sends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from examples.norradalen import accounts as a
from examples.norradalen import days, plan
from examples.norradalen.journal import Event, Journal
from onedoor_ledger.money import ledger_text

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
ACCOUNT = "90250011223"
"""Invented account number, as ``Othr/Id``."""
PENDING = ("-1890.00", "Preliminär: Kortköp Dalbanan")
"""An entry the bank has not booked yet: to be left out by the reader."""


def statement(journal: Journal) -> bytes:
    """The file: opening balance, every entry of September, one still pending, closing balance."""
    opening = journal.balance(a.BANK, until=days.LAST_BOOKED)
    events = [event for event in journal.waiting() if event.bank is not None]
    closing = opening + sum(_amount(event) for event in events)
    entries = "".join(_entry(index, group) for index, group in enumerate(_grouped(events), start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="{NAMESPACE}">\n<BkToCstmrStmt>\n'
        "<GrpHdr><MsgId>BYGD-C53-2026-09</MsgId><CreDtTm>2026-10-01T04:12:00+02:00</CreDtTm></GrpHdr>\n"
        "<Stmt><Id>2026-009</Id><ElctrncSeqNb>9</ElctrncSeqNb><CreDtTm>2026-10-01T04:12:00+02:00</CreDtTm>\n"
        "<FrToDt><FrDtTm>2026-09-01T00:00:00+02:00</FrDtTm><ToDtTm>2026-09-30T23:59:59+02:00</ToDtTm></FrToDt>\n"
        f"<Acct><Id><Othr><Id>{ACCOUNT}</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id><Ccy>SEK</Ccy>"
        f"<Ownr><Nm>{escape(plan.ASSOCIATION)}</Nm></Ownr></Acct>\n"
        f"{_balance('OPBD', opening, dt.date(2026, 8, 31))}{_balance('CLBD', closing, days.LAST)}"
        f"{entries}{_pending()}</Stmt>\n</BkToCstmrStmt>\n</Document>\n"
    ).encode()


def _amount(event: Event) -> int:
    return sum(line.amount for line in event.voucher.lines if line.account == a.BANK)


def _grouped(events: Iterable[Event]) -> list[list[Event]]:
    """Payments of one batch are one entry; everything else stands alone. In the order of the days."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        if event.bank is not None:
            groups.setdefault(event.bank.batch or f"#{event.handle}", []).append(event)
    return list(groups.values())


def _balance(kind: str, amount: int, day: dt.date) -> str:
    return f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_money(amount)}<Dt><Dt>{day}</Dt></Dt></Bal>\n"


def _money(amount: int) -> str:
    """Unsigned amount and direction; whole kronor without decimals, as some banks write them."""
    text = ledger_text(abs(amount)).removesuffix(".00")
    return f'<Amt Ccy="SEK">{text}</Amt><CdtDbtInd>{"CRDT" if amount >= 0 else "DBIT"}</CdtDbtInd>'


def _entry(index: int, events: Sequence[Event]) -> str:
    total = sum(_amount(event) for event in events)
    day = events[0].voucher.date
    first = events[0].bank
    text = first.text if first and len(events) == 1 else f"Leverantörsbetalningar {len(events)} st"
    batch = f"<Btch><NbOfTxs>{len(events)}</NbOfTxs></Btch>" if len(events) > 1 else ""
    details = "".join(_details(event, alone=len(events) == 1) for event in events)
    wrapped = f"<NtryDtls>{batch}{details}</NtryDtls>\n" if batch or details else ""
    return (
        f"<Ntry>{_money(total)}<Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>\n"
        f"<AcctSvcrRef>BB-{day:%d}-{index:03d}</AcctSvcrRef>"
        f"<BkTxCd><Prtry><Cd>{'INS' if total > 0 else 'UTB'}</Cd></Prtry></BkTxCd>\n{wrapped}"
        f"<AddtlNtryInf>{escape(text)}</AddtlNtryInf></Ntry>\n"
    )


def _details(event: Event, *, alone: bool) -> str:
    bank = event.bank
    if bank is None or not bank.counterparty:
        return ""
    amount = _amount(event)
    role = "Dbtr" if amount > 0 else "Cdtr"
    own = "" if alone else f'<AmtDtls><TxAmt><Amt Ccy="SEK">{ledger_text(abs(amount))}</Amt></TxAmt></AmtDtls>'
    account = (
        f"<{role}Acct><Id><Othr><Id>{bank.account.replace('-', '')}</Id>"
        "<SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id>"
        f"</{role}Acct>"
    )
    return (
        f"<TxDtls>{own}<RltdPties><{role}><Nm>{escape(bank.counterparty)}</Nm></{role}>{account}</RltdPties>\n"
        f"{_remittance(bank.reference, bank.text)}</TxDtls>\n"
    )


def _remittance(reference: str, text: str) -> str:
    structured = f"<Strd><CdtrRefInf><Ref>{escape(reference)}</Ref></CdtrRefInf></Strd>" if reference else ""
    return f"<RmtInf><Ustrd>{escape(text)}</Ustrd>{structured}</RmtInf>"


def _pending() -> str:
    amount, text = PENDING
    return (
        f'<Ntry><Amt Ccy="SEK">{amount.lstrip("-")}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts>'
        f"<BookgDt><Dt>2026-09-30</Dt></BookgDt><ValDt><Dt>2026-10-01</Dt></ValDt>"
        f"<BkTxCd><Prtry><Cd>UTB</Cd></Prtry></BkTxCd><AddtlNtryInf>{escape(text)}</AddtlNtryInf></Ntry>\n"
    )
