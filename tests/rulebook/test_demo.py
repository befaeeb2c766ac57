"""The demo förbund's rules: they load clean, hit bookkeeping.md section 4, and agree with the three charts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from beancount.core.data import Open
from beancount.parser import parser
from beancount.parser.options import get_account_types

from onedoor_ledger.period import quarters_of
from onedoor_ledger.privacy import organisation_number
from onedoor_ledger.rulebook.load import load
from onedoor_ledger.rulebook.model import MeasureKind, Rulebook
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace


@pytest.fixture
def rules(demo: Path) -> Rulebook:
    return load(Workspace(demo))


def opens(demo: Path, book: Book) -> dict[str, dict[str, str]]:
    """Each account's metadata, as beancount's own parser reads the chart."""
    entries, errors, _options = parser.parse_file(str(demo / "ledger" / book.value / "chart.beancount"))
    assert not errors
    assert all(isinstance(entry, Open) for entry in entries)
    assert all(entry.currencies == [book.unit] and str(entry.date) == "2024-12-31" for entry in entries)
    return {
        entry.account: {key: value for key, value in entry.meta.items() if key not in ("filename", "lineno")}
        for entry in entries
    }


def tkr(ore: int) -> int:
    assert ore % 100_000 == 0
    return ore // 100_000


def test_the_demo_says_it_is_invented(rules: Rulebook):
    assert rules.association.invented
    assert rules.association.orgnr == "222000-9993"


def test_every_organisation_number_has_its_check_digit(rules: Rulebook):
    assert all(organisation_number(participant.orgnr) for participant in rules.participants)


def test_the_budget_of_2026(rules: Rulebook):
    lines = {line.id: tkr(line.year) for line in rules.budgets[2026].lines}
    assert lines == {
        "contributions": 11_600,
        "interest": 60,
        "i01": 2_600,
        "i02": 1_420,
        "i03": 1_250,
        "i04": 1_360,
        "i05": 1_080,
        "i06": 700,
        "s01": 1_150,
        "s02": 680,
        "board": 230,
        "audit": 110,
        "office": 1_420,
    }
    budget = rules.budgets[2026]
    assert sum(tkr(line.year) * (1 if line.group == "income" else -1) for line in budget.lines) == -340
    assert budget.deficit_motive, "a planned deficit owes a motive (KL 11:5)"


def test_the_forecast_of_october(rules: Rulebook):
    budget = rules.budgets[2026]
    last = max(forecast.on for forecast in budget.forecasts)
    latest = {f.line: tkr(f.amount) for f in budget.forecasts if f.on == last}
    groups = {line.id: line.group for line in budget.lines}
    assert last.isoformat() == "2026-10-10"
    assert sum(amount if groups[line] == "income" else -amount for line, amount in latest.items()) == 62
    assert (latest["i01"], latest["s02"], latest["office"]) == (2_580, 610, 1_425)


def test_every_measure_has_a_comment_from_october(rules: Rulebook):
    commented = {comment.line for comment in rules.budgets[2026].comments if comment.on.isoformat() == "2026-10-10"}
    assert commented == {measure.id for measure in rules.measures}


@pytest.mark.parametrize("year", [2025, 2026])
def test_agreements_sum_to_the_measures_budget_quarter_by_quarter(rules: Rulebook, year: int):
    for measure in rules.measures:
        if measure.id == "s02":
            continue  # bought services: nobody is promised anything
        line = rules.budgets[year].line(measure.id)
        agreement = next(a for a in measure.agreements if a.dated.start.year == year)
        agreed = [sum(r.for_period(quarter) for r in agreement.recipients) for quarter in quarters_of(year)]
        assert line is not None
        assert tuple(agreed) == line.quarters, measure.id


def test_two_parties_cooperate_in_each_measure(rules: Rulebook):
    for measure in rules.measures:
        for agreement in measure.agreements:
            assert len({rules.participant(party).kind for party in agreement.cooperating}) >= 2, agreement.id
            assert {r.party for r in agreement.recipients} <= set(agreement.cooperating)


def test_planned_participations(rules: Rulebook):
    planned = [measure.planned[2026] for measure in rules.measures if measure.kind is MeasureKind.INDIVIDUAL]
    assert planned == [58, 36, 30, 30, 34, 22]
    assert sum(planned) == 210


def test_the_front_door_is_shared_by_the_agreed_key(rules: Rulebook):
    rule = next(rule for rule in rules.sharing if rule.id == "ingangen")
    assert dict(rule.weights) == {"granasa": 46, "af": 24, "fk": 12, "norrvidd": 12, "ssc": 6}
    assert set(rule.weights) == set(rules.sites[0].participants)


def test_the_associations_chart_is_the_rules_accounts(demo: Path, rules: Rulebook):
    chart = opens(demo, Book.ASSOCIATION)
    assert set(chart) == {row.account for row in rules.accounts.rows}
    for row in rules.accounts.rows:
        meta = chart[row.account]
        party = row.party or (row.parties[0] if len(row.parties) == 1 else None)
        assert (meta["konto"], meta.get("party"), meta.get("measure")) == (row.konto, party, row.measure)


def test_every_member_and_agreement_has_its_accounts(rules: Rulebook):
    for member in rules.members:
        if member.pays_for is None:
            assert rules.accounts.role("receivable", party=member.id)
            assert rules.accounts.role("contribution", party=member.id)
    for measure in rules.measures:
        for agreement in measure.agreements:
            for recipient in agreement.recipients:
                assert rules.accounts.role("measure_cost", party=recipient.party, measure=measure.id)
                assert rules.accounts.role("requisition_debt", party=recipient.party)


def test_the_parties_chart_has_what_the_rules_book(demo: Path, rules: Rulebook):
    chart = opens(demo, Book.PARTIES)
    for participant in rules.participants:
        assert f"EgetKapital:{participant.short}:EgnaMedel" in chart
    for kind in rules.spending:
        for party in kind.reported_by:
            short = rules.participant(party).short
            account = (
                f"Kostnader:{short}:{kind.component}"
                if kind.in_kind
                else f"Kostnader:{short}:Målgrupp:{kind.component}"
            )
            assert chart[account]["party"] == party
            assert chart[account]["financed_by"] == (party if kind.financed_by == "own" else kind.financed_by)
    rule = next(rule for rule in rules.sharing if rule.id == "ingangen")
    assert set(rule.accounts) <= set(chart)
    bearer = rules.participant(rule.bearer).short
    for party in set(rule.weights) - {rule.bearer}:
        for template in rule.shares_to.values():
            account = template.format(party=rules.participant(party).short, bearer=bearer)
            assert chart[account]["site"] == rule.site


def test_the_people_chart_has_every_state_of_every_measure(demo: Path, rules: Rulebook):
    chart = opens(demo, Book.PEOPLE)
    individual = {m.id for m in rules.measures if m.kind is MeasureKind.INDIVIDUAL}
    by_root: dict[str, set[tuple[str, str]]] = {}
    for account, meta in chart.items():
        if "measure" in meta:
            by_root.setdefault(account.split(":")[0], set()).add((meta["measure"], meta.get("state", "")))
    stays = {state.id for state in rules.states if not state.leaves}
    everything = {state.id for state in rules.states}
    assert by_root["Inskrivna"] == {(m, "") for m in individual}
    assert by_root["Deltagare"] == {(m, s) for m in individual for s in stays}
    assert by_root["Avslutade"] == {(m, s) for m in individual for s in everything}


@pytest.mark.parametrize("book", list(Book))
def test_a_chart_declares_its_own_roots(demo: Path, book: Book):
    path = demo / "ledger" / book.value / "chart.beancount"
    first = path.read_text(encoding="utf-8").splitlines()[:5]
    assert all(re.fullmatch(r'option "name_\w+" "\w+"', line) for line in first)
    _entries, _errors, options = parser.parse_file(str(path))
    roots = tuple(get_account_types(options))
    assert roots == (
        ("Deltagare", "Åtaganden", "Ingående", "Inskrivna", "Avslutade")
        if book is Book.PEOPLE
        else ("Tillgångar", "Skulder", "EgetKapital", "Intäkter", "Kostnader")
    )


def test_one_profile_for_each_export_of_the_inbox(rules: Rulebook):
    kinds = [profile.kind for profile in rules.profiles if not profile.shipped]
    assert (kinds.count("requisitions"), kinds.count("spending"), kinds.count("door"), kinds.count("transitions")) == (
        4,
        4,
        1,
        1,
    )
