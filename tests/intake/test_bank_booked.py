"""The same money told twice: by camt.053 and camt.054, by the bank's CSV, by hand or from SIE. It is booked once."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.formats.records import BankSource
from onedoor_ledger.intake import bank
from onedoor_ledger.intake.booking_errors import BankAccountUnknownError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.rulebook.model import BankAccount
from tests.intake.scene import BANK, TODAY, booked, voucher
from tests.intake.test_bank import GRANASA, KVARNSUND, MIA, OBSERVATION, SOURCE, detail, entry, lines, requisition
from tests.intake.test_bank import statement as plain

SAVINGS = "Tillgångar:Bank:Sparkonto"
DEBTS = (requisition(GRANASA, 2493_00, "2026:31"), requisition(KVARNSUND, 831_00, "K-9"))
PARTS = (detail(-2493_00, reference="2026:31"), detail(-831_00, reference="K-9"))
WHOLE = (detail(-3324_00),)


def statement(*entries, source=BankSource.STATEMENT, account="590"):
    return dataclasses.replace(plain(*entries), source=source, account=account)


def notification(*entries):
    return statement(*entries, source=BankSource.NOTIFICATION)


@pytest.fixture
def desk(rules, empty):
    def make(*vouchers, accounts=()):
        books = booked(empty, vouchers) if vouchers else empty
        own = dataclasses.replace(rules, accounts=dataclasses.replace(rules.accounts, bank_accounts=accounts))
        return Desk(own, books, Known(books), TODAY)

    return make


def after(own: Desk, drafted) -> Desk:
    """The desk of the next run, over the books with ``drafted`` in them."""
    books = preview.plus(own.books, drafted.vouchers)
    return Desk(own.rules, books, Known(books), TODAY)


def balance(own: Desk, account: str) -> int:
    frame = own.books.postings
    return int(frame.loc[frame["account"] == account, "amount"].sum())


@pytest.mark.parametrize("reference", ["B1", ""], ids=["the bank's reference", "day and amount"])
def test_the_notification_first_and_the_statement_knows_it(desk, reference):
    own = desk(*DEBTS)
    told = bank.draft([notification(entry(*PARTS, reference=reference))], SOURCE, own)
    assert lines(told) == [(BANK, -3324_00), (GRANASA, 2493_00), (KVARNSUND, 831_00)]
    lump = bank.draft([statement(entry(*WHOLE, reference=reference))], SOURCE, after(own, told))
    assert (lump.booked, lump.known, lump.vouchers) == (0, 1, ())


@pytest.mark.parametrize("reference", ["B1", ""], ids=["the bank's reference", "day and amount"])
def test_the_statement_first_and_the_notification_explains_its_lump(desk, reference):
    own = desk(*DEBTS)
    lump = bank.draft([statement(entry(*WHOLE, reference=reference))], SOURCE, own)
    assert lines(lump) == [(BANK, -3324_00), (OBSERVATION, 3324_00)]
    later = after(own, lump)
    told = bank.draft([notification(entry(*PARTS, reference=reference))], SOURCE, later)
    assert lines(told) == [(OBSERVATION, -3324_00), (GRANASA, 2493_00), (KVARNSUND, 831_00)]
    assert [line.meta["reference"] for line in told.vouchers[0].lines[1:]] == ["2026:31", "K-9"]
    last = after(later, told)
    assert [balance(last, account) for account in (BANK, OBSERVATION, GRANASA, KVARNSUND)] == [-3324_00, 0, 0, 0]
    assert bank.draft([notification(entry(*PARTS, reference=reference))], SOURCE, last).vouchers == ()


def test_what_the_notification_cannot_explain_goes_on_waiting(desk):
    own = desk(DEBTS[0])
    lump = bank.draft([statement(entry(*WHOLE))], SOURCE, own)
    told = bank.draft([notification(entry(*PARTS))], SOURCE, after(own, lump))
    assert lines(told) == [(OBSERVATION, -2493_00), (GRANASA, 2493_00)]
    assert told.findings == ()
    assert balance(after(after(own, lump), told), OBSERVATION) == 831_00


def test_equal_deposits_of_a_day_are_matched_one_to_one(desk):
    own = desk()
    told = bank.draft([notification(*(entry(detail(500_00), ordinal=n) for n in (1, 2)))], SOURCE, own)
    lump = bank.draft([statement(*(entry(detail(500_00), ordinal=n) for n in (1, 2, 3)))], SOURCE, after(own, told))
    assert (told.booked, lump.known, lump.booked) == (2, 2, 1)


def test_the_banks_csv_knows_what_camt_has_booked(desk):
    own = desk(*DEBTS)
    first = bank.draft([statement(entry(PARTS[0], reference="B1"))], SOURCE, own)
    same = statement(entry(detail(-2493_00, text="Bg 2026:31")), source=BankSource.TABLE)
    assert bank.draft([same], SOURCE, after(own, first)).known == 1
    another = statement(entry(detail(-2493_00), day=dt.date(2026, 9, 29)), source=BankSource.TABLE)
    assert bank.draft([another], SOURCE, after(own, first)).booked == 1


RENT = ("Kostnader:Kansli:Lokalhyra", 33_000_00)


def by_hand(day: str, text: str = "Hyra oktober", **meta: str):
    return voucher(day, text, RENT, (BANK, -33_000_00), **meta)


def test_a_payment_booked_by_hand_is_the_same_event(desk):
    found = bank.draft([statement(entry(detail(-33_000_00, text="Hyra")))], SOURCE, desk(by_hand("2026-09-28")))
    assert (found.rows, found.booked, found.known, found.findings) == (1, 0, 1, ())


def test_each_posting_answers_for_one_row(desk):
    rows = statement(*(entry(detail(-33_000_00), ordinal=n) for n in (1, 2)))
    found = bank.draft([rows], SOURCE, desk(by_hand("2026-09-28")))
    assert (found.booked, found.known) == (1, 1)


def test_too_far_away_or_to_somebody_else_is_another_event(desk):
    early = desk(by_hand("2026-09-20"))
    assert bank.draft([statement(entry(detail(-33_000_00)))], SOURCE, early).booked == 1
    other = desk(by_hand("2026-09-30", counterparty="Fastighets AB Norr"))
    paid = statement(entry(detail(-33_000_00, who="Kvarnsunds kommun")))
    assert bank.draft([paid], SOURCE, other).booked == 1


def test_a_reference_reaches_further_than_an_amount(desk):
    own = desk(by_hand("2026-09-01", reference="90125"))
    assert bank.draft([statement(entry(detail(-33_000_00, reference="0090125")))], SOURCE, own).known == 1


def test_a_debt_that_says_the_reference_is_stronger_than_an_equal_amount(desk):
    own = desk(
        by_hand("2026-09-29"),
        voucher("2026-09-10", "Faktura", (MIA, 33_000_00), ("Skulder:Leverantörer", -33_000_00), reference="50681"),
    )
    drafted = bank.draft([statement(entry(detail(-33_000_00, reference="50681")))], SOURCE, own)
    assert lines(drafted) == [(BANK, -33_000_00), ("Skulder:Leverantörer", 33_000_00)]


def test_what_was_taken_back_answers_for_nothing(desk):
    mirror = voucher("2026-09-29", "Rättelse", (BANK, 33_000_00), (RENT[0], -RENT[1]), corrects="V1")
    found = bank.draft([statement(entry(detail(-33_000_00)))], SOURCE, desk(by_hand("2026-09-29"), mirror))
    assert found.booked == 1


def test_a_batch_entry_booked_by_hand_payment_by_payment(desk):
    one = voucher("2026-09-30", "Ett", (MIA, 100_00), (BANK, -100_00))
    two = voucher("2026-09-30", "Två", (MIA, 50_00), (BANK, -50_00))
    both = statement(entry(detail(-100_00), detail(-50_00)))
    assert bank.draft([both], SOURCE, desk(one, two)).known == 1
    assert bank.draft([both], SOURCE, desk(one)).booked == 1


OWN = (BankAccount("590", BANK), BankAccount("3259", SAVINGS))


def test_each_statement_is_booked_on_its_own_account_and_a_move_between_them_once(desk):
    own = desk(accounts=OWN)
    out = bank.draft([statement(entry(detail(-900_00, number="32 59"), reference="A"))], SOURCE, own)
    assert lines(out) == [(BANK, -900_00), (SAVINGS, 900_00)]
    assert out.vouchers[0].narration == "Mellan egna konton"
    other = bank.draft(
        [statement(entry(detail(900_00, number="590"), reference="B"), account="3259")], SOURCE, after(own, out)
    )
    assert (other.booked, other.known) == (0, 1)
    interest = bank.draft([statement(entry(detail(12_00, text="Ränta")), account="3259")], SOURCE, own)
    assert lines(interest)[0] == (SAVINGS, 12_00)


def test_an_account_the_rules_do_not_have_is_refused(desk):
    with pytest.raises(BankAccountUnknownError, match="4711"):
        bank.draft([statement(account="4711")], SOURCE, desk(accounts=OWN))


def test_every_camt_sample_is_refused_for_what_it_is(samples, prepare):
    found = {path.name: [e.code for e in prepare(path).refused] for path in sorted((samples / "camt").glob("*.xml"))}
    assert {name: codes for name, codes in found.items() if "054" in name} == {
        "camt054.v2.xml": ["intake-year-outside"],
        "camt054.v8.xml": ["intake-year-outside"],
    }
    assert [codes for name, codes in found.items() if "053" in name] == [["bank-currency"]] * 6
