"""Controls over a year: dues, agreements, VAT, opening balances, SIE, and what the board owes in writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onedoor_ledger.control.check import check
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.routines import exporting
from onedoor_ledger.voucher import Archived, Book, Voucher
from onedoor_ledger.vouchers import archive
from onedoor_ledger.workspace import Workspace
from tests.control.test_check import CALL
from tests.tiny.booking import BANK, M01, OBSERVATION, STORBY_DEBT, book, commit, edit, opened, voucher
from tests.tiny.build import TODAY, tiny_workspace

CLAIM = "Tillgångar:Fordran:Medlem:"
VAT, APPLIED, ROUNDING = (
    "Tillgångar:Fordran:MomsErsättningsbar",
    "Tillgångar:Fordran:MomsAnsökt",
    "Kostnader:Kansli:Öresavrundning",
)
EQUITY, DEBT, PAPER = "EgetKapital:Ingående", "Skulder:Leverantörer", {"evidence": "Pärm 2026"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return tiny_workspace(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def tiny(made: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(made.root, tmp_path / "x")
    return Workspace((tmp_path / "x").resolve())


def told(workspace: Workspace, *rules: str) -> list[Finding]:
    """Findings of these rules; each says where and what to do."""
    found = [f for f in check(workspace, *opened(workspace)) if f.rule in rules]
    assert all(f.place is not None and f.remedy for f in found)
    return found


def test_dues_are_held_against_payments_by_member_and_date(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-15", *CALL, service="2026-Q1"))
    rules = ("contribution-unpaid", "contribution-overpaid")
    assert told(tiny, *rules) == [], "the bank is not booked that far"
    paid = [(f"{CLAIM}{name}", -amount) for name, amount in (("FK", 500_000_00), ("Region", 250_000_00))]
    book(tiny, voucher("2026-02-20", *paid, (BANK, 750_000_00), service="2026-Q1"))
    unpaid = told(tiny, *rules)
    assert [f.severity for f in unpaid] == [Severity.WARNING] * 2
    assert "Storby kommun har 187 500,00 av 187 500,00 kr kvar" in unpaid[0].message.replace("\xa0", " ")
    assert "2026-Q1" in unpaid[0].message
    part = voucher("2026-02-21", (f"{CLAIM}Storby", -187_500_00), (BANK, 187_500_00))
    book(tiny, part, voucher("2026-02-22", (f"{CLAIM}Lillby", -70_000_00), (BANK, 70_000_00)))
    (over,) = told(tiny, *rules)
    assert over.rule == "contribution-overpaid"
    assert "7 500,00" in over.message.replace("\xa0", " ")


def test_a_measure_is_for_people_or_for_structures(tiny: Workspace) -> None:
    edit(tiny.rules / "measures.toml", 'kind = "structural"', 'kind = "structural"\nplanned = { 2026 = 4 }')
    (finding,) = told(tiny, "measure-mixed")
    assert str(finding.place).startswith("rules/measures.toml:")
    people = voucher("2026-03-31", ("Deltagare:M01:Annat", 6), ("Inskrivna:M01", -6), book=Book.PEOPLE)
    book(tiny, people)
    edit(tiny.rules / "measures.toml", 'kind = "individual"', 'kind = "structural"')
    assert len(told(tiny, "measure-mixed")) == 3


def test_a_requisition_that_should_have_come(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-02", (BANK, 1), (OBSERVATION, -1)), voucher("2026-05-15", (BANK, 1), (OBSERVATION, -1)))
    missing = told(tiny, "requisition-missing")
    assert len(missing) == 2, "M01 and M02 for the first quarter"
    assert "2026-Q1" in missing[0].message
    assert missing[0].place is not None
    assert missing[0].place.row
    accrued = {"accrual": "m01-2026|storby|2026-Q1|2026-03-31", "estimate": "yes"}
    own = voucher("2026-03-31", (M01, 5), (STORBY_DEBT, -5), party="storby", service="2026-Q1", **accrued)
    book(tiny, own)
    assert len(told(tiny, "requisition-missing")) == 2, "an estimate is no requisition"
    book(tiny, voucher("2026-04-14", (M01, 5), (STORBY_DEBT, -5), party="storby", service="2026-Q1"))
    assert len(told(tiny, "requisition-missing")) == 1


def test_a_requisition_may_be_given_longer(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-02", (BANK, 1), (OBSERVATION, -1)), voucher("2026-05-15", (BANK, 1), (OBSERVATION, -1)))
    text = (tiny.rules / "measures.toml").read_text("utf-8").replace("accrue = true", "requisitioned_within = 60")
    (tiny.rules / "measures.toml").write_text(text, encoding="utf-8")
    assert told(tiny, "requisition-missing") == []


OVER = ("requisition-over-agreement", "requisition-outside-agreement", "requisition-over-budget")


def test_more_than_agreed_unless_the_board_accepts_it(tiny: Workspace) -> None:
    def requisition(day: str, amount: int, period: str) -> None:
        book(tiny, voucher(day, (M01, amount), (STORBY_DEBT, -amount), party="storby", service=period))

    requisition("2026-01-02", 100, "2026-Q1")
    requisition("2026-04-14", 195_000_00, "2026-Q1")
    requisition("2026-07-14", 204_000_00, "2026-Q2")
    assert told(tiny, *OVER) == [], "a quarter that runs over may follow one that ran under"
    requisition("2026-10-14", 215_000_00, "2026-Q3")
    (finding,) = told(tiny, *OVER)
    assert finding.rule == "requisition-over-agreement"
    more = '\n    cooperating = ["storby", "af"]\n    accepted_over = { amount = 15_000, decided = "Styrelsen" }'
    edit(tiny.rules / "measures.toml", '\n    cooperating = ["storby", "af"]', more)
    assert told(tiny, *OVER) == []


def test_outside_every_agreement_and_over_the_budget(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-02", (M01, 100), (STORBY_DEBT, -100), party="lillby", service="2026-Q1"))
    (finding,) = told(tiny, *OVER)
    assert finding.rule == "requisition-outside-agreement"
    assert "Lillby kommun" in finding.message
    book(tiny, voucher("2026-02-02", (M01, 801_000_00), (BANK, -801_000_00)))
    assert {f.rule for f in told(tiny, *OVER)} == {"requisition-over-budget", "requisition-outside-agreement"}


def test_a_cost_rests_on_evidence(tiny: Workspace) -> None:
    book(tiny, voucher("2026-03-01", (M01, 5), (STORBY_DEBT, -5), **PAPER), voucher("2026-03-01", (BANK, 5), (M01, -5)))
    (finding,) = told(tiny, "cost-without-evidence")
    assert finding.message == "En verifikation i 2026-03 har en kostnad men inget underlag: V2."
    book(tiny, voucher("2026-03-02", (M01, 5), (BANK, -5), corrects="V2"))
    assert len(told(tiny, "cost-without-evidence")) == 1


def test_a_year_opens_with_what_the_last_one_closed(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-01", (BANK, 50), (EQUITY, -50)))
    assert told(tiny, "opening-differs", "closed-with-balance") == []
    book(tiny, voucher("2027-01-01", (BANK, 7), (EQUITY, -7)))
    (finding,) = told(tiny, "opening-differs")
    assert "IB 2027 inte UB 2026" in finding.message
    chart = tiny.ledger / "association" / "chart.beancount"
    chart.write_text(chart.read_text("utf-8") + f"\n2027-02-01 close {BANK}\n", encoding="utf-8")
    commit(tiny)
    (finding,) = told(tiny, "closed-with-balance")
    assert finding.severity is Severity.ERROR


VATS = ("vat-overclaimed", "vat-claim-ore", "vat-claim-waiting", "vat-claim-last-day", "vat-on-measure")


def vat(day: str, amount: int) -> Voucher:
    return voucher(day, (VAT, amount), ("Kostnader:Kansli:TeleIT", 4 * amount), (DEBT, -5 * amount), **PAPER)


def test_vat_is_claimed_credited_and_cleared(tiny: Workspace) -> None:
    book(tiny, vat("2026-02-01", 100_37))
    book(tiny, voucher("2026-04-14", (APPLIED, 100_00), (ROUNDING, 37), (VAT, -100_37), **PAPER))
    book(tiny, voucher("2026-05-12", (BANK, 100_00), (APPLIED, -100_00)), voucher("2026-12-31", (BANK, 1), (DEBT, -1)))
    assert told(tiny, *VATS) == []


def test_more_vat_claimed_than_booked(tiny: Workspace) -> None:
    book(tiny, vat("2026-02-01", 100_00), voucher("2026-04-14", (APPLIED, 120_00), (VAT, -120_00)))
    (finding,) = told(tiny, *VATS)
    assert (finding.rule, finding.severity) == ("vat-overclaimed", Severity.ERROR)
    assert "20.00" in finding.message


def test_a_claim_with_ore_and_a_claim_nobody_credits(tiny: Workspace) -> None:
    book(tiny, vat("2026-02-01", 100_37), voucher("2026-04-14", (APPLIED, 100_37), (VAT, -100_37)))
    assert [f.rule for f in told(tiny, *VATS)] == ["vat-claim-ore"]
    book(tiny, voucher("2026-05-12", (BANK, 100_00), (APPLIED, -100_00)))
    assert [f.rule for f in told(tiny, *VATS)] == ["vat-claim-ore", "vat-claim-waiting"]
    book(tiny, vat("2026-06-01", 500_00), voucher("2026-07-14", (APPLIED, 500_00), (VAT, -500_00)))
    assert len(told(tiny, "vat-claim-waiting")) == 1
    book(tiny, voucher("2026-10-31", (BANK, 1), (DEBT, -1)))
    assert len(told(tiny, "vat-claim-waiting")) == 2


def test_the_last_day_to_claim_is_told_ahead(tiny: Workspace) -> None:
    book(tiny, vat("2025-12-31", 100_00), voucher("2027-06-01", (BANK, 1), (DEBT, -1)))
    assert told(tiny, *VATS) == []
    book(tiny, voucher("2027-07-15", (BANK, 1), (DEBT, -1)))
    (finding,) = told(tiny, *VATS)
    assert "2027-12-31" in finding.message


def test_money_to_a_party_for_a_measure_carries_no_vat(tiny: Workspace) -> None:
    book(tiny, voucher("2026-02-01", (M01, 400_00), (VAT, 100_00), (STORBY_DEBT, -500_00), **PAPER))
    (finding,) = told(tiny, *VATS)
    assert (finding.rule, finding.severity) == ("vat-on-measure", Severity.WARNING)


def test_our_own_sie_file_still_says_what_the_books_say(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-01", (BANK, 50_00), (EQUITY, -50_00)))
    book(tiny, voucher("2026-02-01", (M01, 5_00), (STORBY_DEBT, -5_00)))
    made = exporting.sie(tiny, 2026, today=TODAY)
    assert told(tiny, "sie-differs", "sie-balance") == []
    other = made.content.replace(b"#UB 0 1941 50.00", b"#UB 0 1941 51.00")
    assert other != made.content
    made.path.write_bytes(other)
    (finding,) = told(tiny, "sie-differs", "sie-balance")
    assert "UB" in finding.message
    made.path.write_bytes(made.content)
    edit(tiny.ledger / "association" / "2026" / "02.beancount", "5.00 SEK", "5.01 SEK")
    commit(tiny)
    (finding,) = told(tiny, "sie-differs", "sie-balance")
    assert (finding.rule, finding.severity, finding.voucher) == ("sie-differs", Severity.ERROR, "2026-V2")
    edit(tiny.ledger / "association" / "2026" / "01.beancount", "50.00 SEK", "50.02 SEK")
    assert {f.rule for f in told(tiny, "sie-differs", "sie-balance")} == {"sie-differs", "sie-balance"}


SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "X"
#RAR 0 20260101 20261231
#RAR -1 20250101 20251231
#KONTO 1941 "Bank"
#KONTO 2011 "EK"
#KONTO 2411 "Lev"
#UB -1 1941 50.00
#UB -1 2011 -50.00
#IB 0 1941 {opening}
#IB 0 2011 -50.00
#UB 0 1941 {closing}
#UB 0 2011 -50.00
#UB 0 2411 0.00
"""


@pytest.mark.parametrize(
    ("opening", "closing", "rules"),
    [
        ("50.00", "50.00", []),
        ("50.00", "60.00", ["sie-balance"]),
        ("40.00", "50.00", ["sie-balance", "sie-years-differ"]),
    ],
)
def test_balances_of_another_systems_file(tiny: Workspace, opening: str, closing: str, rules: list[str]) -> None:
    kept = Archived("bokslut.se", SIE.format(opening=opening, closing=closing).encode("cp437"), TODAY)
    named = {"source": archive.digest(kept.content), "document": archive.document_name(kept)}
    book(tiny, voucher("2026-01-01", (BANK, 50_00), (EQUITY, -50_00), **named), archive=[kept])
    assert sorted(f.rule for f in told(tiny, "sie-balance", "sie-years-differ")) == rules


def test_where_the_archive_is(tiny: Workspace) -> None:
    rules = ("archive-place", "archive-abroad")
    file = tiny.rules / "association.toml"
    assert told(tiny, *rules) == []
    edit(file, 'country = "SE"', 'country = "DE"')
    (finding,) = told(tiny, *rules)
    assert (finding.rule, finding.severity) == ("archive-abroad", Severity.WARNING)
    edit(file, '\ncountry = "DE"', '\ncountry = "DE"\nnotified = "2026-01-02"')
    assert told(tiny, *rules) == []
    edit(file, 'country = "DE"', 'country = "US"')
    assert "utanför EU" in told(tiny, *rules)[0].message
    text = file.read_text("utf-8")
    file.write_text(text[: text.rindex("[archive]")], encoding="utf-8")
    assert told(tiny, *rules)[0].rule == "archive-place"


GOAL = """
[[goal]]
id = "goal-words"
title = "Vägen är kort"
kind = "operational"
measure = "text"
from = 2026-01-01
source = "Styrelsen (påhittad)"
"""
FOLLOWED = """
[[followup]]
goal = "goal-words"
year = 2026
on = 2027-03-20
by = "Styrelsen (påhittad)"
outcome = "Den blev kortare."
met = "partly"
"""


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def test_a_goal_is_followed_up_when_its_year_is_over(tiny: Workspace) -> None:
    append(tiny.rules / "goals.toml", GOAL)
    book(tiny, voucher("2027-03-31", (BANK, 1), (DEBT, -1)))
    assert told(tiny, "goal-not-followed-up") == [], "the annual report is not due"
    book(tiny, voucher("2027-04-01", (BANK, 1), (DEBT, -1)))
    (finding,) = told(tiny, "goal-not-followed-up")
    assert "Vägen är kort" in finding.message
    append(tiny.rules / "goals.toml", FOLLOWED)
    assert told(tiny, "goal-not-followed-up") == []


def test_the_calendar_holds_the_laws_dates(tiny: Workspace) -> None:
    book(tiny, voucher("2026-05-01", (BANK, 1), (DEBT, -1)))
    assert told(tiny, "calendar-short") == []
    edit(tiny.rules / "calendar.toml", "on = 2026-11-30", "on = 2026-12-30")
    (finding,) = told(tiny, "calendar-short")
    assert "2026" in finding.message


STEPS = """
[[equity_step]]
up_to = 3_000_000
percent = 20
from = 2026-01-01
source = "Påhittad stege"

[[equity_step]]
percent = 10
from = 2026-01-01
source = "Påhittad stege"
"""


def test_equity_above_the_ladder_only_where_it_is_filled_in(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-01", (BANK, 400_001_00), (EQUITY, -400_001_00)))
    book(tiny, voucher("2027-01-02", (BANK, 1), (DEBT, -1)))
    assert told(tiny, "equity-above-ladder") == []
    append(tiny.rules / "goals.toml", STEPS)
    (finding,) = told(tiny, "equity-above-ladder")
    assert "10 %" in finding.message
    edit(tiny.rules / "goals.toml", "percent = 10", "percent = 11")
    assert told(tiny, "equity-above-ladder") == []
