"""A camt.053 builder: as Swedish banks lay statements out, in either version."""

from __future__ import annotations

V2, V8 = "camt.053.001.02", "camt.053.001.08"


def statement(
    *entries: str, opening: str = "1000.00", closing: str | None = "1000.00", version: str = V8, currency: str = "SEK"
) -> bytes:
    balances = _balance("OPBD", opening, currency) + (
        _balance("CLBD", closing, currency) if closing is not None else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>2026-09</Id><FrToDt><FrDtTm>2026-09-01T00:00:00+02:00</FrDtTm>"
        f"<ToDtTm>2026-09-30T23:59:59+02:00</ToDtTm></FrToDt>"
        f"<Acct><Id><Othr><Id>99601234567</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id><Ccy>{currency}</Ccy></Acct>"
        f"{balances}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def entry(
    amount: str,
    *details: str,
    way: str = "CRDT",
    status: str = "<Cd>BOOK</Cd>",
    extra: str = "",
    day: str = "2026-09-15",
) -> str:
    groups = "".join(f"<NtryDtls>{d}</NtryDtls>" for d in details)
    return (
        f'<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{extra}<Sts>{status}</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><DtTm>2026-09-16T00:30:00+02:00</DtTm></ValDt>"
        f"<AcctSvcrRef>B1</AcctSvcrRef>{groups}</Ntry>"
    )


def payment(amount: str, *structured: str, free: str = "", party: str = "", end_to_end: str = "NOTPROVIDED") -> str:
    parts = "".join(f"<Strd>{s}</Strd>" for s in structured)
    own = f'<Amt Ccy="SEK">{amount}</Amt>' if amount else ""
    text = f"<Ustrd>{free}</Ustrd>" if free else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>{own}<CdtDbtInd>CRDT</CdtDbtInd>"
        f"<RltdPties>{party}</RltdPties><RmtInf>{text}{parts}</RmtInf></TxDtls>"
    )


def invoice(number: str, amount: str = "", kind: str = "CINV") -> str:
    field = "CdtNoteAmt" if kind == "CREN" else "RmtdAmt"
    said = f'<RfrdDocAmt><{field} Ccy="SEK">{amount}</{field}></RfrdDocAmt>' if amount else ""
    return f"<RfrdDocInf><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Nb>{number}</Nb></RfrdDocInf>{said}"


def ocr(reference: str, amount: str = "") -> str:
    said = f'<RfrdDocAmt><RmtdAmt Ccy="SEK">{amount}</RmtdAmt></RfrdDocAmt>' if amount else ""
    return f"{said}<CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>{reference}</Ref></CdtrRefInf>"


def _balance(kind: str, amount: str, currency: str) -> str:
    way = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{amount.removeprefix("-")}</Amt><CdtDbtInd>{way}</CdtDbtInd></Bal>'
    )
