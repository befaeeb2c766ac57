"""A bank's CSV or XLSX: known by its header row, read in the bank's own way, and each balance checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.formats.errors import EmptyTableError
from onedoor_ledger.formats.records import BankSource
from onedoor_ledger.intake import bank_table, source
from onedoor_ledger.intake.errors import FileUnknownError
from onedoor_ledger.intake.recognise import BANK, recognise
from onedoor_ledger.intake.rows import data_rows
from onedoor_ledger.rulebook.model import Accounts, BankAccount, Rulebook
from onedoor_ledger.workspace import Workspace
from tests.intake.scene import TODAY

NO_ACCOUNTS = Accounts((), (), {}, {})


@pytest.fixture
def read(workspace: Workspace, rules: Rulebook):
    def run(path: Path, accounts: Accounts = NO_ACCOUNTS):
        found = recognise(source.read(workspace, path, today=TODAY), rules.profiles)
        assert (found.kind, found.profile is not None) == (BANK, True)
        return bank_table.statement(data_rows(found.profile, found.source, found.table), found.table.preamble, accounts)

    return run


NORDEA = "Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Meddelande;Egna anteckningar;Saldo;Valuta\n"
LAYOUTS = {
    "nordea-foretag": "\ufeff"
    + NORDEA
    + "2026-09-15;-720,00;12 34 56-7;5343-2795;Webb AB;Webb AB;374560092;Hotell;1 180,00;SEK\n"
    + "2026-09-15;1 000,00;;12 34 56-7;BG KONTOINS;BG KONTOINS;;;;SEK\n"
    + "Reserverat;-50,00;12 34 56-7;;Kort;Kort;;;;SEK\n"
    + "2026-09-14;-100,00;12 34 56-7;;Avgift;Avgift;;;900,00;SEK\n",
    "nordea-foretag-2026": "\ufeffDatum;Belopp;Avsändare;Mottagare;Namn;Ytterligare detaljer;Meddelande;"
    "Egna anteckningar;Saldo;Valuta;\n"
    "2026/09/15;-720,00;12 34 56-7;5343-2795;Webb AB;Webb AB;374560092;;1180,00;SEK;\n"
    "2026/09/15;1000,00;;12 34 56-7;BG KONTOINS;BG KONTOINS;;;;SEK;\n"
    "2026/09/14;-100,00;12 34 56-7;;Avgift;Avgift;;;900,00;SEK;\n",
    "swedbank": "* Transaktioner Period 2026-09-01–2026-09-30 Skapad 2026-10-01 17:07 +02:00\r\n"
    "Radnummer,Clearingnummer,Kontonummer,Produkt,Valuta,Bokföringsdag,Transaktionsdag,Valutadag,Referens,"
    "Beskrivning,Belopp,Bokfört saldo\r\n"
    '1,81059,1234567,"Företagskonto",SEK,2026-09-15,2026-09-15,2026-09-15,"374560092",'
    '"Webb, Åsa AB",-720.00,1180.00\r\n'
    "2,81059,1234567,Företagskonto,SEK,2026-09-15,2026-09-15,2026-09-15,,Insättning,1000.00,1900.00\r\n"
    "3,81059,1234567,Företagskonto,SEK,2026-09-14,2026-09-14,2026-09-14,,Avgift,-100.00,900.00\r\n",
    "seb": "\ufeffBokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo\r\n"
    "2026-09-15;2026-09-15;374560092;Webb AB;-720.000;1180.000\r\n"
    "2026-09-15;2026-09-16;0;Insättning;1000.000;1900.000\r\n"
    "2026-09-14;2026-09-14;0;Avgift;-100.000;900.000\r\n",
    "seb-transaktioner": "\ufeffBokförd;Valutadatum;Text;Typ;Insättningar;Uttag;Bokfört saldo\r\n"
    ";2026-09-17;Kort;Kortköp;;-9.00;\r\n"
    "2026-09-15;2026-09-15;374560092;Bankgiro;;-720.00;1180.00\r\n"
    "2026-09-15;2026-09-15;Insättning;Bankgiro;1000.00;;1900.00\r\n"
    "2026-09-14;2026-09-14;Avgift;Pris;;-100.00;900.00\r\n",
    "handelsbanken": "Kontonummer;6789 123 456 789\nKontohavare;Förbundet\nPeriod;2026-09-01 - 2026-09-30\n\n"
    "Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo\n"
    '2026-09-17;2026-09-17;"Prel Kort; köp";−9,00;\n'
    "2026-09-15;2026-09-15;Webb 374560092;−720,00;1 180,00\n"
    "2026-09-15;2026-09-15;Insättning;1 000,00;1 900,00\n"
    "2026-09-14;2026-09-14;Avgift;−100,00;900,00\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_bank_tells_the_same_three_rows(layout: str, put, read):
    encoding = "cp1252" if layout == "swedbank" else "utf-8"
    found = read(put("export.csv", LAYOUTS[layout].encode(encoding)))
    assert [e.amount for e in found.entries] == [-100_00, 1000_00, -720_00]
    assert [str(e.booked) for e in found.entries] == ["2026-09-14", "2026-09-15", "2026-09-15"]
    assert (found.opening, found.closing, found.currency, found.source) == (1000_00, 1180_00, "SEK", BankSource.TABLE)
    assert found.warnings == ()
    assert "374560092" in f"{found.entries[-1].details[0].references} {found.entries[-1].details[0].text}"


def test_who_we_paid_and_our_own_account(put, read):
    found = read(put("x.csv", LAYOUTS["nordea-foretag"]))
    assert found.account == "12 34 56-7"
    assert (found.entries[-1].details[0].counterparty, found.entries[-1].details[0].counterparty_id) == (
        "Webb AB",
        "5343-2795",
    )


def test_the_account_stands_above_the_table_or_in_the_files_name(put, read):
    own = Accounts((), (), {}, {}, bank_accounts=(BankAccount("6789123456789", "Bank"),))
    assert read(put("x.csv", LAYOUTS["handelsbanken"]), own).account == "6789123456789"
    assert read(put("6789 123 456 789 september.csv", LAYOUTS["seb"]), own).account == "6789123456789"
    assert read(put("september.csv", LAYOUTS["seb"]), own).account == ""


def test_three_decimals_where_the_bank_writes_them(put, read):
    layout = LAYOUTS["seb"].replace("-720.000;1180.000", "2762.720;4662.720")
    assert read(put("x.csv", layout)).entries[-1].amount == 2_762_72
    wrong = LAYOUTS["seb"].replace("-720.000;1180.000", "2762.725;4662.725")
    with pytest.raises(Exception, match=r"2762\.725"):
        read(put("y.csv", wrong))


def test_a_balance_that_the_rows_do_not_give_is_told(put, read):
    found = read(put("x.csv", LAYOUTS["seb"].replace("1900.000", "1901.000")))
    assert found.warnings == (
        "Rad 3: raderna ger saldot 1\xa0900,00, men i filen står 1\xa0901,00.",
        "Rad 2: raderna ger saldot 1\xa0181,00, men i filen står 1\xa0180,00.",
    )


def test_only_rows_that_wait_are_an_error(put, read):
    head = LAYOUTS["handelsbanken"].split("2026-09-15")[0]
    with pytest.raises(EmptyTableError):
        read(put("x.csv", head))


LUNAR = (
    "\ufeffDatum,Tid,Titel,Belopp,Balans,Transaktions-ID,Utländska belopp\n2026-08-03,10.24,Kaffe,-30.00,970.00,a1,\n"
)


def test_a_bank_we_do_not_know_is_not_taken_for_another(put, workspace, rules):
    """Lunar's ``Transaktions-ID`` was once taken for Nordea's ``Transaktion`` and the time booked as text."""
    with pytest.raises(FileUnknownError):
        recognise(source.read(workspace, put("lunar.csv", LUNAR), today=TODAY), rules.profiles)


PLUSGIRO = "nordea_test_PLUSGIROKONTO_FTG_12_34_56-7_-_21-10_-_22-03.csv"
SAVINGS = "nordea_test_SPARKONTO_FORETAG_3259_00_00000_-_2022.05.18_10.49.csv"


def test_nordeas_own_files_reconcile(samples: Path, read):
    account = read(samples / "bank_csv" / PLUSGIRO)
    assert (len(account.entries), account.opening, account.closing) == (46, 88_785_34, 53_086_94)
    assert (account.account, account.warnings) == ("12 34 56-7", ())
    savings = read(samples / "bank_csv" / SAVINGS)
    assert (len(savings.entries), savings.opening, savings.closing) == (3, 294_029_83, 411_915_78)
    assert (savings.account, savings.warnings) == ("3259 00 00000", ())


@given(st.lists(st.integers(-10_000, 10_000).filter(bool), min_size=1, max_size=12), st.booleans(), st.data())
def test_opening_and_rows_give_closing_in_either_order(amounts, newest_first, data):
    balance, rows = 500_00, []
    for at, amount in enumerate(amounts):
        balance += amount
        day = dt.date(2026, 9, 1) + dt.timedelta(days=at)
        said = balance if data.draw(st.booleans()) or at == 0 else None
        rows.append((day, amount, said))
    found = [_row(n, *row) for n, row in enumerate(rows[::-1] if newest_first and len(rows) > 1 else rows)]
    ordered = bank_table._oldest_first(found)
    assert [r.entry.amount for r in ordered] == amounts
    opening, closing, warnings = bank_table._chain(ordered)
    assert (opening, closing, warnings) == (500_00, 500_00 + sum(amounts), [])


def _row(number, day, amount, balance):
    from onedoor_ledger.formats.records import BankDetail, BankEntry

    entry = BankEntry(amount, day, None, "", (BankDetail(amount, (), "", "", ""),), "", number)
    return bank_table._Row(entry, balance, "", "SEK")


def test_the_same_rows_in_a_later_export_with_other_dates_and_balances_are_known(put, prepare, books):
    first = prepare(put("maj.csv", LAYOUTS["nordea-foretag"]))
    later = LAYOUTS["nordea-foretag"].replace("2026-09-1", "2026/09/1").replace(";900,00;SEK", ";;SEK")
    newer = NORDEA + "2026/09/16;-1,00;12 34 56-7;;Avgift;Avgift;;;1 179,00;SEK\n" + later.split("\n", 1)[1]
    from tests.intake.scene import booked

    again = prepare(put("juli.csv", newer), over=booked(books, first.vouchers))
    assert not again.refused
    assert [(f.rows, f.booked, f.known) for f in again.files] == [(4, 1, 3)]
