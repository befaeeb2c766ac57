"""Requisitions beyond the plain one: advances, repayments, closed years, budgets, and what the party says beside."""

from __future__ import annotations

import dataclasses

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.errors import Severity
from onedoor_ledger.formats.records import TableRow
from onedoor_ledger.intake import accruals, requisitions
from onedoor_ledger.intake.booking_errors import AdvanceTooMuchError, ReasonMissingError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.rulebook.model import Profile
from tests.intake.scene import BANK, TODAY, booked, voucher

MIA, DEBT = "Kostnader:Insatser:I01-MIA:Kommun", "Skulder:Rekvisition:Granåsa"
ADVANCE, CLAIM, REPAID = (
    "Tillgångar:Interim:FörskottPart",
    "Tillgångar:Fordran:ÅterkravPart",
    "Intäkter:ÅterbetaldaInsatsmedel",
)
SOURCE = Source("inbox/r.csv", "r.csv", b"", "sha256:0", "2026-10-14.0.r.csv", TODAY)
MEANINGS = (
    "measure period number asked accepted reason received type advance status cost_type hours evidence attest final"
)
PROFILE = Profile(
    name="r",
    kind="requisitions",
    format="csv",
    sender="granasa",
    filename="*",
    title="Rekvisitioner",
    sheet=None,
    encoding=None,
    delimiter=None,
    decimal=",",
    dates="%Y-%m-%d",
    columns={meaning: meaning for meaning in MEANINGS.split()},
    values={"type": {"Förskott": "advance", "Återbetalning": "repayment"}, "status": {"Avslagen": "rejected"}},
    skip={},
    fixed={},
    keep=("cost_type", "hours", "evidence", "attest", "status"),
)


def row(at: int = 2, **cells: str) -> ProfiledRow:
    plain = {"measure": "I01", "period": "2026-Q3", "number": "2026:31", "received": "2026-10-09"}
    profile = dataclasses.replace(PROFILE, values={**PROFILE.values, "measure": {"I01": "i01"}})
    return ProfiledRow(profile, SOURCE, TableRow(plain | cells, at))


@pytest.fixture
def desk(rules, empty):
    def make(*vouchers):
        books = booked(empty, vouchers) if vouchers else empty
        return Desk(rules, books, Known(books), TODAY)

    return make


def lines(drafted):
    return [(line.account, line.amount) for v in drafted.vouchers for line in v.lines]


def advanced(amount: int):
    return voucher("2026-07-01", "Förskott", (ADVANCE, amount, {"party": "granasa"}), (BANK, -amount))


def test_an_advance_is_a_claim_and_no_cost(desk):
    drafted = requisitions.draft([row(asked="200 000,00", type="Förskott")], desk())
    assert lines(drafted) == [(ADVANCE, 200_000_00), (DEBT, -200_000_00)]
    assert drafted.vouchers[0].narration == "Förskott 2026:31, MIA – mobilisering inför arbete, 2026-Q3"


def test_an_advance_settled_leaves_what_is_to_be_paid_back(desk):
    """Event 5: an advance of 200 000, of which 115 000 was used."""
    drafted = requisitions.draft([row(asked="115000", advance="200000")], desk(advanced(200_000_00)))
    assert lines(drafted) == [(MIA, 115_000_00), (ADVANCE, -200_000_00), (CLAIM, 85_000_00)]


def test_an_advance_settled_by_a_larger_requisition_leaves_a_debt(desk):
    drafted = requisitions.draft([row(asked="250000", advance="200000")], desk(advanced(200_000_00)))
    assert lines(drafted) == [(MIA, 250_000_00), (ADVANCE, -200_000_00), (DEBT, -50_000_00)]


def test_no_more_is_settled_than_the_party_has_had(desk):
    rows = [row(asked="1000", advance="700"), row(3, number="2026:32", asked="1000", advance="400")]
    with pytest.raises(AdvanceTooMuchError, match="400,00"):
        requisitions.draft(rows, desk(advanced(1000_00)))


def test_unused_money_lowers_the_years_cost_and_is_income_of_a_closed_year(desk):
    same = requisitions.draft([row(asked="8500", type="Återbetalning")], desk())
    assert lines(same) == [(CLAIM, 8500_00), (MIA, -8500_00)]
    closed = requisitions.draft([row(asked="8500", type="Återbetalning", period="2025-Q4")], desk())
    assert lines(closed) == [(CLAIM, 8500_00), (REPAID, -8500_00)]


def test_a_negative_requisition_lowers_what_the_party_is_owed(desk):
    assert lines(requisitions.draft([row(asked="-500")], desk())) == [(MIA, -500_00), (DEBT, 500_00)]
    late = requisitions.draft([row(asked="-500", period="2025-Q4")], desk())
    assert lines(late) == [(REPAID, -500_00), (DEBT, 500_00)]


def test_a_late_one_of_a_closed_year_is_told_unless_it_was_accrued(desk):
    drafted = requisitions.draft([row(asked="500", period="2025-Q4")], desk())
    assert [(f.rule, f.severity) for f in drafted.findings] == [("requisition-late", Severity.WARNING)]
    accrued = voucher(
        "2025-12-31",
        "Upplupet",
        (MIA, 500_00),
        ("Skulder:Interim:UpplupenInsatskostnad", -500_00),
        accrual="i01-2025|granasa|2025-Q4|2025-12-31",
        service="2025-Q4",
        party="granasa",
        measure="i01",
    )
    assert requisitions.draft([row(asked="500", period="2025-Q4")], desk(accrued)).findings == ()


def test_more_than_the_years_budget_is_told(desk):
    spent = voucher(
        "2026-06-30", "Q1–Q2", (MIA, 2_500_000_00), (DEBT, -2_500_000_00), service="2026-Q2", party="granasa"
    )
    drafted = requisitions.draft([row(asked="200000")], desk(spent))
    assert [f.rule for f in drafted.findings] == ["requisition-over-budget"]
    assert "2\xa0700\xa0000,00" in drafted.findings[0].message


def test_what_stands_beside_the_amounts_is_kept(desk):
    rows = [
        row(asked="1000,50", cost_type="Personal", hours="37,5", evidence="Tidredovisning", attest="E. Chef"),
        row(3, asked="200", cost_type="Lokal", evidence="Faktura 17", attest="E. Chef"),
        row(4, asked="99,50", cost_type="Personal", hours="2.5"),
    ]
    (made,) = requisitions.draft(rows, desk()).vouchers
    assert made.meta["cost_type"] == "Personal 1100.00; Lokal 200.00"
    assert (made.meta["hours"], made.meta["evidence"], made.meta["attest"]) == (
        "40",
        "Tidredovisning; Faktura 17",
        "E. Chef",
    )


def test_a_rejected_one_is_not_booked_and_needs_its_reason(desk):
    drafted = requisitions.draft([row(asked="1000", status="Avslagen", reason="Utanför avtalet")], desk())
    assert (drafted.vouchers, [f.rule for f in drafted.findings]) == ((), ["requisition-rejected"])
    with pytest.raises(ReasonMissingError):
        requisitions.draft([row(asked="1000", status="Avslagen")], desk())


def test_a_repaid_advance_does_not_change_what_is_accrued(rules, desk):
    own = desk()
    before = {i.key(TODAY): i.amount for i in accruals.outstanding(rules, own.books, TODAY)}
    drafted = requisitions.draft([row(asked="200000", type="Förskott")], own)
    books = preview.plus(own.books, drafted.vouchers)
    assert {i.key(TODAY): i.amount for i in accruals.outstanding(rules, books, TODAY)} == before
