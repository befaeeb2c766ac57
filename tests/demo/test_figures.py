"""The demo hits its figures: the balance sheet of 2025 and the table of January-September 2026, in tkr."""

from __future__ import annotations

import pytest

from onedoor_ledger.books.model import Books
from tests.demo.conftest import Sums

YEAR_END, SINCE, UNTIL = "2025-12-31", "2026-01-01", "2026-09-30"

ASSETS = {
    "Tillgångar:Anläggning": 32,
    "Tillgångar:Fordran:Medlem:Lillvattna": 51,
    "Tillgångar:Fordran:Medlem": 51,
    "Tillgångar:Fordran:ESF": 120,
    "Tillgångar:Fordran:Skattekonto": 23,
    "Tillgångar:Fordran:MomsAnsökt": 63,
    "Tillgångar:Fordran:MomsErsättningsbar": 0,
    "Tillgångar:Interim": 38,
    "Tillgångar:Fordran:ÅterkravPart": 85,
    "Tillgångar:Bank": 5187,
    "Tillgångar": 5599,
}
DEBTS = {
    ("Skulder:Leverantörer",): 196,
    ("Skulder:Rekvisition",): 1140,
    ("Skulder:Interim:UpplupenInsatskostnad",): 1385,
    ("Skulder:Personal",): 38,
    ("Skulder:Interim:UpplupenSemester",): 64,
    ("Skulder:Interim:UpplupenPension", "Skulder:Interim:UpplupnaAvgifter"): 71,
    ("Skulder:Interim:UpplupetÖvrigt",): 60,
    ("Skulder:Interim:FörutbetaltMedlemsbidrag",): 165,
    ("EgetKapital", "Intäkter", "Kostnader"): 2480,
    ("Skulder", "EgetKapital", "Intäkter", "Kostnader"): 5599,
}
COSTS = {
    "Insatser:I01-MIA": 1918,
    "Insatser:I02-UngaVägar": 1010,
    "Insatser:I03-Rehabkoordinering": 846,
    "Insatser:I04-IPS": 1044,
    "Insatser:I05-SpråkArbete": 655,
    "Insatser:I06-Kraftsamling": 525,
    "Insatser:S02-Kompetens": 398,
    "Styrelse": 148,
    "Revision": 42,
    "Kansli": 1049,
}


def tkr(ore: int) -> int:
    """Rounded to the nearest thousand kronor; a half counts up."""
    return (ore + 50_000) // 100_000


@pytest.mark.parametrize(("account", "expected"), ASSETS.items())
def test_assets_2025(booked: Sums, account: str, expected: int) -> None:
    assert tkr(booked.balance(account, YEAR_END)) == expected


@pytest.mark.parametrize(("accounts", "expected"), DEBTS.items())
def test_equity_and_debts_2025(booked: Sums, accounts: tuple[str, ...], expected: int) -> None:
    assert tkr(-sum(booked.balance(account, YEAR_END) for account in accounts)) == expected


@pytest.mark.parametrize(("account", "expected"), COSTS.items())
def test_cost_to_september(closed: Sums, account: str, expected: int) -> None:
    assert tkr(closed.of(f"Kostnader:{account}", SINCE, UNTIL)) == expected


def test_front_door_is_three_quarters(closed: Sums) -> None:
    assert closed.of("Kostnader:Insatser:S01-GemensamIngång", SINCE, UNTIL) == 3 * 287_500_00


def test_result_to_september(closed: Sums) -> None:
    cost, income = closed.of("Kostnader", SINCE, UNTIL), -closed.of("Intäkter", SINCE, UNTIL)
    assert (tkr(cost), tkr(income), tkr(income - cost)) == (8497, 8747, 250)
    assert -closed.of("Intäkter:Medlemsbidrag", SINCE, UNTIL) == 8_700_000_00
    assert round(-closed.of("Intäkter:Ränta", SINCE, UNTIL) / 10_000) == 469
    assert -closed.of("Intäkter:ÅterbetaldaInsatsmedel", SINCE, UNTIL) == 11_900_00
    assert closed.of("Intäkter:ESF", SINCE, UNTIL) == 11_800_00


def test_vat_of_the_third_quarter_is_not_claimed_yet(closed: Sums) -> None:
    assert closed.balance("Tillgångar:Fordran:MomsErsättningsbar", UNTIL) == 44_120_37


def test_vat_claims(books: Books) -> None:
    frame = books.postings
    claims = frame.loc[(frame["account"] == "Tillgångar:Fordran:MomsAnsökt") & (frame["amount"] > 0)]
    by_service = dict(zip(claims["service"], claims["amount"], strict=True))
    assert {service: tkr(by_service[service]) for service in ("2025-Q4", "2026-Q1", "2026-Q2")} == {
        "2025-Q4": 63,
        "2026-Q1": 58,
        "2026-Q2": 71,
    }


def test_lillvattna_owes_its_third_quarter(closed: Sums) -> None:
    assert closed.balance("Tillgångar:Fordran:Medlem:Lillvattna", UNTIL) == 52_217_25
    assert closed.balance("Tillgångar:Fordran:Medlem", UNTIL) == 52_217_25


def test_about_550_vouchers_a_year(books: Books) -> None:
    frame = books.postings
    own = frame.loc[frame["book"] == "association"].drop_duplicates("key")
    counts = own.groupby("year").size()
    assert 530 <= counts[2025] <= 580
    assert 530 <= counts[2026] * 12 / 8 <= 610
