"""Booked vouchers against the documents they were made from, and against what was reported."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from onedoor_ledger.control.check import check
from onedoor_ledger.control.reported import Value
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.voucher import Archived, Voucher
from onedoor_ledger.vouchers import archive
from onedoor_ledger.workspace import Workspace
from tests.tiny.booking import BANK, M01, STORBY_DEBT, book, commit, edit, opened, voucher
from tests.tiny.build import TODAY, tiny_workspace

TAX = "Tillgångar:Fordran:Skattekonto"
NET_WAGES = "Skulder:Personal:Nettolön"
WAGES = "Kostnader:Kansli:Löner"

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-10-01T06:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><CreDtTm>2026-10-01T06:00:00</CreDtTm>
<FrToDt><FrDtTm>2026-09-01T00:00:00</FrDtTm><ToDtTm>2026-09-30T00:00:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>12345678</Id></Othr></Id><Ccy>SEK</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>
<Amt Ccy="SEK">500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>
<Amt Ccy="SEK">400.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-30</Dt></Dt></Bal>
<Ntry><Amt Ccy="SEK">100.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-25</Dt></BookgDt>
<ValDt><Dt>2026-09-25</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""

SKV = ";Ingående saldo 2026-09-01;100;0;\r\n2026-09-12;Avdragen skatt;-60;;\r\n;Utgående saldo 2026-09-30;40;0;\r\n"

SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "X"
#VER L 1 20260925 "Lon"
{
#TRANS 5021 {} 300.00
#TRANS 1941 {} -300.00
}
"""

CSV = "Insats;Period;Nr;Begärt;Godkänt\nM01;2026-Q3;31;640,00;612,40\nM01;2026-Q3;31;10,00;\n"
PROFILE = """
title = "Rekvisitioner från Storby"
kind = "requisitions"
format = "csv"
sender = "storby"
filename = "storby-rekvisition-*.csv"
encoding = "utf-8"
delimiter = ";"
decimal = ","
dates = "%Y-%m-%d"

[columns]
measure = "Insats"
period = "Period"
number = "Nr"
asked = "Begärt"
accepted = "Godkänt"

[values.measure]
M01 = "m01"
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Workspace:
    return tiny_workspace(tmp_path)


def document(name: str, text: str) -> tuple[Archived, dict[str, str]]:
    kept = Archived(name, text.encode(), TODAY)
    return kept, {"source": archive.digest(kept.content), "document": archive.document_name(kept)}


def errors(workspace: Workspace) -> list[str]:
    return sorted(f.rule for f in check(workspace, *opened(workspace)) if f.severity is Severity.ERROR)


def tampered(workspace: Workspace, month: str, old: str, new: str) -> list[str]:
    """The errors after both legs of a booked voucher were changed and committed."""
    assert errors(workspace) == []
    edit(workspace.ledger / "association" / "2026" / f"{month}.beancount", old, new)
    commit(workspace)
    return errors(workspace)


def test_an_ore_changed_in_both_legs_of_a_bank_row(tiny: Workspace) -> None:
    kept, meta = document("konto.xml", CAMT)
    before = voucher("2026-08-31", (BANK, 50_000), ("EgetKapital:Ingående", -50_000))
    row = voucher("2026-09-25", (BANK, -10_000), (STORBY_DEBT, 10_000), row="1", **meta)
    book(tiny, before, row, archive=[kept])
    assert tampered(tiny, "09", "100.00 SEK", "100.01 SEK") == ["bank-balance", "evidence-differs"]


def test_the_banks_opening_balance_guards_what_came_before(tiny: Workspace) -> None:
    kept, meta = document("konto.xml", CAMT)
    before = voucher("2026-08-31", (BANK, 50_000), ("EgetKapital:Ingående", -50_000))
    row = voucher("2026-09-25", (BANK, -10_000), (STORBY_DEBT, 10_000), row="1", **meta)
    book(tiny, before, row, archive=[kept])
    assert tampered(tiny, "08", "500.00 SEK", "500.01 SEK") == ["bank-balance", "bank-balance"]


def late_row(workspace: Workspace) -> Archived:
    """The statement's row, booked on 1 October since September was locked."""
    kept, meta = document("konto.xml", CAMT)
    before = voucher("2026-08-31", (BANK, 50_000), ("EgetKapital:Ingående", -50_000))
    late = {"row": "1", "event": "2026-09-25", **meta}
    book(workspace, before, voucher("2026-10-01", (BANK, -10_000), (STORBY_DEBT, 10_000), **late), archive=[kept])
    return kept


def test_a_bank_row_of_a_locked_month_is_held_against_the_day_it_happened(tiny: Workspace) -> None:
    late_row(tiny)
    assert tampered(tiny, "10", "100.00 SEK", "100.01 SEK") == ["bank-balance", "evidence-differs"]


BANK_TABLES = {
    "nordea.csv": (
        (
            "Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Meddelande;Egna anteckningar;Saldo;Valuta\n"
            "Reserverat;-50,00;12;;Kort;Kort;;;;SEK\n"
            "2026-09-25;-1 100,00;12;;Hyra;Hyra;;;400,00;SEK\n"
        ),
        "3",
    ),
    "seb.csv": (
        (
            "Bokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo\n"
            "2026-09-25;2026-09-25;0;Hyra;-1100.000;400.000\n"
        ),
        "2",
    ),
    "seb-t.csv": (
        (
            "Bokförd;Valutadatum;Text;Typ;Insättningar;Uttag;Bokfört saldo\n"
            "2026-09-25;2026-09-25;Hyra;Betalning;;-1100.00;400.00\n"
        ),
        "2",
    ),
}


@pytest.mark.parametrize("name", BANK_TABLES)
def test_an_ore_changed_in_a_row_of_a_banks_table(tiny: Workspace, name: str) -> None:
    text, row = BANK_TABLES[name]
    kept, meta = document(name, text)
    made = {"row": row, "identity": "bank:x", **meta}
    book(tiny, voucher("2026-09-25", (BANK, -110_000), (STORBY_DEBT, 110_000), **made), archive=[kept])
    assert tampered(tiny, "09", "1100.00 SEK", "1100.01 SEK") == ["evidence-differs"]


def test_a_banks_table_no_profile_reads_any_longer_is_told(tiny: Workspace) -> None:
    kept, meta = document("bank.csv", "Dag;Kronor\n2026-09-25;5,00\n")
    book(
        tiny,
        voucher("2026-09-25", (BANK, 500), (STORBY_DEBT, -500), row="2", identity="bank:x", **meta),
        archive=[kept],
    )
    (finding,) = check(tiny, *opened(tiny))
    assert (finding.rule, finding.severity) == ("evidence-unreadable", Severity.WARNING)


def test_the_tax_account_row_by_row_and_at_its_end(tiny: Workspace) -> None:
    kept, meta = document("skattekonto.skv", SKV)
    before = voucher("2026-08-31", (TAX, 10_000), ("EgetKapital:Ingående", -10_000))
    row = voucher("2026-09-12", (TAX, -6_000), ("Skulder:Personal:Källskatt", 6_000), row="2", **meta)
    book(tiny, before, row, archive=[kept])
    assert tampered(tiny, "09", "60.00 SEK", "60.01 SEK") == ["evidence-differs", "tax-balance"]


def test_the_payroll_file_row_by_row(tiny: Workspace) -> None:
    kept, meta = document("lon.si", SIE)
    book(tiny, voucher("2026-09-25", (WAGES, 30_000), (NET_WAGES, -30_000), row="5", **meta), archive=[kept])
    assert tampered(tiny, "09", "300.00 SEK", "300.01 SEK") == ["evidence-differs"]


def test_what_was_accepted_of_a_requisition(tiny: Workspace) -> None:
    (tiny.importers / "storby.toml").write_text(PROFILE, encoding="utf-8")
    kept, meta = document("storby-rekvisition-q3.csv", CSV)
    accepted = 61_240 + 1_000
    row = voucher(
        "2026-10-14", (M01, accepted), (STORBY_DEBT, -accepted), row="2, 3", party="storby", service="2026-Q3", **meta
    )
    book(tiny, row, archive=[kept])
    assert tampered(tiny, "10", "622.40 SEK", "622.41 SEK") == ["evidence-differs"]


def test_a_document_that_is_gone_or_altered(tiny: Workspace) -> None:
    kept, meta = document("brev.pdf", "bytes")
    book(tiny, voucher("2026-09-25", (M01, 5), (STORBY_DEBT, -5), **meta), archive=[kept])
    assert errors(tiny) == []
    path = tiny.documents / meta["document"]
    path.write_bytes(b"other bytes")
    assert errors(tiny) == ["document-altered", "document-differs"]
    path.unlink()
    assert "document-missing" in errors(tiny)


def test_a_document_that_can_no_longer_be_read_is_told(tiny: Workspace) -> None:
    kept, meta = document("konto.xml", "<Document/>")
    book(tiny, voucher("2026-09-25", (M01, 5), (STORBY_DEBT, -5), row="1", **meta), archive=[kept])
    (finding,) = check(tiny, *opened(tiny))
    assert (finding.rule, finding.severity) == ("evidence-unreadable", Severity.WARNING)


FIGURE = {"label": "Kostnader", "unit": "öre", "value": 5, "vouchers": ["2026-V1"]}


def reported(workspace: Workspace, *, today: str = "2026-10-14", **changed: object) -> None:
    digest = opened(workspace)[0].digest
    whole = {"report": "board", "period": "2026-Q3", "today": today, "rules": digest, "pending": 0}
    folder = workspace.reports / "2026-Q3"
    folder.mkdir(exist_ok=True)
    (folder / "x.json").write_text(json.dumps(whole | {"figures": {"cost": FIGURE}} | changed), encoding="utf-8")


def remade(kind: str, rules: object, books: object, period: object, today: dt.date) -> Mapping[str, Value] | None:
    frame = books.postings  # type: ignore[attr-defined]
    return {"cost": int(frame.loc[frame["account"] == M01, "amount"].sum())} if kind == "board" else None


def differing(workspace: Workspace) -> tuple[Finding, ...]:
    rules, books = opened(workspace)
    return tuple(f for f in check(workspace, rules, books, remake=remade) if f.rule.startswith("report"))


def cost(amount: int) -> Voucher:
    return voucher("2026-09-30", (M01, amount), (STORBY_DEBT, -amount))


def test_a_reported_figure_the_books_no_longer_make(tiny: Workspace) -> None:
    book(tiny, cost(5))
    reported(tiny)
    assert differing(tiny) == ()
    edit(tiny.ledger / "association" / "2026" / "09.beancount", "0.05 SEK", "0.06 SEK")
    (finding,) = differing(tiny)
    assert finding.severity is Severity.ERROR
    assert all(text in finding.message for text in ("Kostnader", "0,05", "0,06", "2026-V1"))


def test_a_later_voucher_of_the_same_day_explains_itself(tiny: Workspace) -> None:
    book(tiny, cost(5))
    reported(tiny)
    book(tiny, cost(7))
    assert differing(tiny) == ()


def test_other_rules_make_it_a_warning(tiny: Workspace) -> None:
    book(tiny, cost(6))
    reported(tiny, rules="other")
    (finding,) = differing(tiny)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("changed", [{"pending": 3}, {"report": "annual"}])
def test_drafts_and_reports_nobody_makes_are_left_out(tiny: Workspace, changed: dict[str, object]) -> None:
    book(tiny, cost(6))
    reported(tiny, **changed)
    assert differing(tiny) == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"figures": {"x": {}}, "today": "2026-10-14"}'])
def test_a_file_that_is_no_report_is_a_warning(tiny: Workspace, text: str) -> None:
    reported(tiny)
    (tiny.reports / "2026-Q3" / "x.json").write_text(text, encoding="utf-8")
    (finding,) = differing(tiny)
    assert (finding.rule, finding.severity) == ("report-unreadable", Severity.WARNING)
