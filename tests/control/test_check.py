"""``onedoor check``: what it says of books and rules that are right, and of each thing that is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onedoor_ledger.control.check import check
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.period import parse_period
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.tiny.booking import (
    ACCRUED,
    BANK,
    DOOR,
    M01,
    OBSERVATION,
    OWN_MEANS,
    STORBY_DEBT,
    book,
    commit,
    edit,
    opened,
    voucher,
)
from tests.tiny.build import TODAY, tiny_workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return tiny_workspace(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def tiny(made: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(made.root, tmp_path / "x")
    return Workspace((tmp_path / "x").resolve())


LATE_AND_UNPROVEN = {"registered-late", "month-open", "cost-without-evidence"}


def found(workspace: Workspace) -> tuple[Finding, ...]:
    """What check says, but that the tiny förbund books late, in October, and without papers."""
    return tuple(f for f in check(workspace, *opened(workspace)) if f.rule not in LATE_AND_UNPROVEN)


def rules_of(workspace: Workspace) -> list[str]:
    return [finding.rule for finding in found(workspace)]


def only(workspace: Workspace) -> Finding:
    (finding,) = found(workspace)
    return finding


def test_the_tiny_forbund_has_nothing_to_remark_on(tiny: Workspace) -> None:
    assert found(tiny) == ()


def test_an_account_of_the_rules_must_be_open_and_have_the_same_konto(tiny: Workspace) -> None:
    chart = tiny.ledger / "association" / "chart.beancount"
    edit(chart, 'Kostnader:Kansli:Resor SEK\n  konto: "7051"', 'Kostnader:Kansli:Resor SEK\n  konto: "7052"')
    edit(chart, "Kostnader:Kansli:Information SEK", "Kostnader:Kansli:Reklam SEK")
    commit(tiny)
    assert sorted(rules_of(tiny)) == ["account-konto", "account-not-open", "account-without-rule"]


def test_the_accounts_of_a_sharing_rule_must_be_open(tiny: Workspace) -> None:
    chart = tiny.ledger / "parties" / "chart.beancount"
    edit(chart, 'open Skulder:FK:Avräkning:Storby SEK\n  party: "fk"', 'open Skulder:FK:Annat SEK\n  party: "fk"')
    commit(tiny)
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("account-not-open", Severity.ERROR)
    assert "Skulder:FK:Avräkning:Storby" in finding.message


def test_spending_and_participations_need_their_accounts(tiny: Workspace) -> None:
    parties, people = tiny.ledger / "parties" / "chart.beancount", tiny.ledger / "people" / "chart.beancount"
    edit(parties, "Kostnader:FK:Målgrupp:Sjukpenning", "Kostnader:FK:Målgrupp:Sjuklön")
    edit(people, 'open Inskrivna:M01 PERSONER\n  measure: "m01"', 'open Inskrivna:M01 PERSONER\n  measure: "m02"')
    commit(tiny)
    assert sorted(rules_of(tiny)) == ["measure-without-people", "spending-without-account"]


CALL = (
    ("Tillgångar:Fordran:Medlem:Storby", 187_500_00),
    ("Tillgångar:Fordran:Medlem:Lillby", 62_500_00),
    ("Tillgångar:Fordran:Medlem:FK", 500_000_00),
    ("Tillgångar:Fordran:Medlem:Region", 250_000_00),
    ("Intäkter:Medlemsbidrag:Storby", -187_500_00),
    ("Intäkter:Medlemsbidrag:Lillby", -62_500_00),
    ("Intäkter:Medlemsbidrag:FK", -500_000_00),
    ("Intäkter:Medlemsbidrag:Region", -250_000_00),
)


def test_an_ore_more_than_the_share_is_told_for_the_member(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-15", *CALL, service="2026-Q1"))
    assert found(tiny) == ()
    edit(tiny.ledger / "association" / "2026" / "01.beancount", "187500.00", "187500.01")
    commit(tiny)
    finding = only(tiny)
    assert finding.rule == "contribution-differs"
    assert "Storby kommun" in finding.message
    assert finding.place is not None
    assert finding.place.file == "ledger/association/2026/01.beancount"


def test_an_instalment_nobody_called_is_a_warning(tiny: Workspace) -> None:
    book(tiny, voucher("2026-01-15", *CALL, service="2026-Q1"), voucher("2026-05-04", (BANK, 1), (OBSERVATION, -1)))
    calls = [finding for finding in found(tiny) if finding.rule == "contribution-not-called"]
    assert len(calls) == 4
    assert {finding.severity for finding in calls} == {Severity.WARNING}


def test_a_bank_row_waits_until_a_voucher_explains_it(tiny: Workspace) -> None:
    book(tiny, voucher("2026-09-01", (BANK, 1000), (OBSERVATION, -1000), flag="!"))
    assert rules_of(tiny) == ["observation-open"]
    book(tiny, voucher("2026-09-02", (OBSERVATION, 1000), ("Intäkter:Ränta", -1000)))
    assert found(tiny) == ()


def test_others_money_is_not_left_lying(tiny: Workspace) -> None:
    book(tiny, voucher("2026-09-01", (BANK, 1000), ("Skulder:AnnansRäkning", -1000)))
    assert rules_of(tiny) == ["others-money"]


def test_an_accrual_must_be_reversed(tiny: Workspace) -> None:
    key = "m01-2026|storby|2026-Q3|2026-09-30"
    book(tiny, voucher("2026-09-30", (M01, 500), (ACCRUED, -500), accrual=key, estimate="yes"))
    assert rules_of(tiny) == ["accrual-not-reversed"]
    book(tiny, voucher("2026-10-01", (ACCRUED, 500), (M01, -500), accrual=key, reverses="V1"))
    assert found(tiny) == ()


@pytest.mark.parametrize("who", ['["storby"]', '["storby", "lillby"]'])
def test_two_kommuner_are_one_party(tiny: Workspace, who: str) -> None:
    edit(tiny.rules / "measures.toml", '\n    cooperating = ["storby", "af"]', f"\n    cooperating = {who}")
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("one-party", Severity.WARNING)


def test_a_recipient_needs_its_accounts(tiny: Workspace) -> None:
    edit(tiny.rules / "accounts.toml", 'parties = ["storby"], measure = "m02"', 'parties = ["lillby"], measure = "m02"')
    assert rules_of(tiny) == ["recipient-without-account"]


def test_a_planned_deficit_asks_for_its_motive_and_no_more(tiny: Workspace) -> None:
    budget = tiny.rules / "budget" / "2026.toml"
    edit(budget, '"m01", quarters = [200_000,', '"m01", quarters = [9_200_000,')
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("deficit-without-motive", Severity.WARNING)
    edit(budget, 'decided = "', 'deficit_motive = "Eget kapital används."\ndecided = "')
    assert found(tiny) == ()


def test_nobody_leaves_who_has_not_entered(tiny: Workspace) -> None:
    aid, work = "Deltagare:M01:Försörjningsstöd", "Avslutade:M01:Arbete"
    people = Book.PEOPLE
    book(tiny, voucher("2026-03-31", (aid, 6), ("Inskrivna:M01", -6), book=people))
    assert found(tiny) == ()
    book(tiny, voucher("2026-06-30", (work, 7), (aid, -7), book=people))
    assert set(rules_of(tiny)) == {"people-below-zero"}, "of the insats and of all insatser together"


def test_a_voucher_that_counts_too_few_is_warned_of_once(tiny: Workspace) -> None:
    aid, sick, new = "Deltagare:M01:Försörjningsstöd", "Deltagare:M01:Sjukpenning", "Inskrivna:M01"
    book(tiny, voucher("2026-03-31", (aid, 4), (new, -4), (sick, 3), (new, -3), book=Book.PEOPLE))
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("people-too-few", Severity.WARNING)
    assert "färre än 5" in finding.message


STATISTIC = """
[[statistic]]
id = "persons-followed"
title = "Personer som följts"
unit = "personer"
kind = "flow"
source = "Räknat hemma (påhittat)"

    [[statistic.row]]
    period = "2024"
    values = { storby = 12 }
    source = "Storby (påhittat)"

    [[statistic.row]]
    period = "2025"
    values = { storby = FEW }
    source = "Storby (påhittat)"
"""


@pytest.mark.parametrize(("few", "warned"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_statistic_of_too_few_persons_is_warned_of_at_its_row(tiny: Workspace, few: int, warned: bool) -> None:
    path = tiny.rules / "statistics.toml"
    before = path.read_text("utf-8") if path.is_file() else ""
    text = f"{before}{STATISTIC.replace('FEW', str(few))}"
    path.write_text(text, encoding="utf-8", newline="\n")
    row = next(n for n, line in enumerate(text.splitlines(), start=1) if f"storby = {few} " in line)
    told = [f for f in found(tiny) if f.rule == "statistic-too-few"]
    assert [(f.severity, f.place.file, f.place.row) for f in told if f.place] == (
        [(Severity.WARNING, "rules/statistics.toml", row)] if warned else []
    )
    assert all("färre än 5 personer" in f.message for f in told)


def shared(workspace: Workspace) -> None:
    book(workspace, voucher("2026-09-30", (DOOR, 10_001), (OWN_MEANS, -10_001), book=Book.PARTIES, service="2026-Q3"))
    rules, books = opened(workspace)
    book(workspace, *allocate(rules, books, parse_period("2026-Q3"), today=TODAY))


def test_a_source_changed_after_it_was_shared_no_longer_fits(tiny: Workspace) -> None:
    shared(tiny)
    assert found(tiny) == ()
    edit(tiny.ledger / "parties" / "2026" / "09.beancount", "100.01 SEK", "101.01 SEK")
    commit(tiny)
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("allocation-differs", Severity.ERROR)
    assert "P1" in finding.message


def test_a_claim_without_its_debt_is_told(tiny: Workspace) -> None:
    claim, own = "Tillgångar:Storby:Avräkning:AF", OWN_MEANS
    book(tiny, voucher("2026-09-30", (claim, 100), (own, -100), book=Book.PARTIES))
    assert rules_of(tiny) == ["settlement-differs"]


def test_a_booked_voucher_that_is_edited_is_told_by_number(tiny: Workspace) -> None:
    requisition = voucher("2026-09-30", (M01, 61_240_000), (STORBY_DEBT, -61_240_000), service="2026-Q3")
    book(tiny, requisition, voucher("2026-09-30", (M01, 5), (STORBY_DEBT, -5)))
    month = tiny.ledger / "association" / "2026" / "09.beancount"
    edit(month, "612400.00", "612400.01")
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("voucher-edited", Severity.ERROR)
    assert "V1" in finding.message
    assert finding.place is not None
    assert month.read_text("utf-8").splitlines()[(finding.place.row or 0) - 1].startswith("2026-09-30 * ")


def test_a_booked_voucher_that_is_removed_is_told(tiny: Workspace) -> None:
    book(tiny, voucher("2026-09-29", (M01, 5), (STORBY_DEBT, -5)), voucher("2026-09-30", (M01, 6), (STORBY_DEBT, -6)))
    month = tiny.ledger / "association" / "2026" / "09.beancount"
    text = month.read_text("utf-8")
    month.write_text(text[: text.index("2026-09-30 *")], encoding="utf-8")
    assert "voucher-removed" in rules_of(tiny)


def test_an_edit_beside_the_vouchers_is_a_warning(tiny: Workspace) -> None:
    edit(tiny.ledger / "association" / "chart.beancount", "; ---- Bank ----", "; ---- Banken ----")
    finding = only(tiny)
    assert (finding.rule, finding.severity) == ("ledger-uncommitted", Severity.WARNING)


def test_the_gravest_come_first_each_with_a_remedy(tiny: Workspace) -> None:
    book(tiny, voucher("2026-09-01", (BANK, 1000), (OBSERVATION, -1000)))
    edit(tiny.ledger / "association" / "chart.beancount", 'konto: "7051"', 'konto: "7052"')
    findings = found(tiny)
    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]
    assert all(finding.remedy for finding in findings)


@pytest.mark.parametrize(
    ("name", "written", "named", "told"),
    [
        ("corrects", "V99", "2026-V99", "rätta"),
        ("reverses", "2025-V1", "2025-V1", "ta tillbaka"),
        ("corrects", "P1", "2026-P1", "rätta"),
        ("corrects", "verifikation 1", "verifikation 1", "rätta"),
    ],
)
def test_a_voucher_that_is_named_must_be_booked(
    tiny: Workspace, name: str, written: str, named: str, told: str
) -> None:
    first = voucher("2026-09-01", (M01, 400), (BANK, -400))
    mirror = voucher("2026-09-02", (M01, -400), (BANK, 400), **{name: "V1"})
    book(tiny, first, mirror)
    assert found(tiny) == ()
    month = tiny.ledger / "association" / "2026" / "09.beancount"
    edit(month, f'{name}: "V1"', f'{name}: "{written}"')
    commit(tiny)
    finding = only(tiny)
    assert (finding.rule, finding.severity, finding.voucher) == ("named-voucher-missing", Severity.ERROR, "2026-V2")
    assert f"2026-V2 säger sig {told} {named}, som inte finns i boken" in finding.message
    assert finding.place is not None
    assert finding.place.file == "ledger/association/2026/09.beancount"
    assert finding.place.row is not None
    assert M01 in month.read_text("utf-8").splitlines()[finding.place.row - 1]
    assert "git" in finding.remedy
