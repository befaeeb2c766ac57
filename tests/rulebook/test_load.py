"""The rulebook as values: what the treasurer writes is what the engine gets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.errors import RoleError
from onedoor_ledger.rulebook.load import digest
from onedoor_ledger.rulebook.model import Comment, Forecast, PartyKind, Scope
from onedoor_ledger.voucher import Book
from tests.rulebook.small import change, put, read, small


def test_amounts_are_oere_and_kronor_with_oere_are_texts(tmp_path: Path):
    rules = read(small(tmp_path))
    agreed = rules.measure("i01").agreements[0].recipients[0]
    assert agreed.for_period(parse_period("2026-Q1")) == 5_000_000
    assert agreed.for_period(parse_period("2026-Q2")) == 5_000_050
    assert agreed.for_period(parse_period("2026-H1")) == 0


def test_members_and_site_parties(tmp_path: Path):
    rules = read(small(tmp_path))
    assert [m.id for m in rules.members] == ["fk", "af", "sjo", "storby", "lillby"]
    assert rules.participant("af").pays_for == "fk"
    assert rules.participant("sjo").kind is PartyKind.REGION
    assert rules.sites[0].host == "storby"


def test_a_budget_line_that_is_a_measure_has_its_name_and_group(tmp_path: Path):
    budget = read(small(tmp_path)).budgets[2026]
    line = budget.line("i01")
    assert line is not None
    assert (line.name, line.group, line.year) == ("Vägen in", "individual", 10_000_000)


def test_a_revision_is_applied_and_still_told(tmp_path: Path):
    budget = read(small(tmp_path)).budgets[2026]
    office = budget.line("office")
    assert office is not None
    assert office.quarters == (1_000_000, 1_000_000, 500_000, 500_000)
    assert [r.decided for r in budget.revisions] == ["Styrelsen 2026-06-01"]


def test_the_later_of_two_revisions_holds_whatever_their_order(tmp_path: Path):
    workspace = small(tmp_path)
    path = workspace.rules / "budget" / "2026.toml"
    earlier = '[[revision]]\non = 2026-05-01\ndecided = "x"\nline = "office"\nquarters = [1, 1, 1, 1]\n'
    path.write_text(path.read_text() + earlier)
    office = read(workspace).budgets[2026].line("office")
    assert office is not None
    assert office.quarters == (1_000_000, 1_000_000, 500_000, 500_000)


def test_comments_and_forecasts_are_dated(tmp_path: Path):
    budget = read(small(tmp_path)).budgets[2026]
    day = dt.date(2026, 7, 1)
    assert budget.comments == (Comment("i01", day, "Sen start.", "Ingen åtgärd.", "Ekonomen"),)
    assert budget.forecasts == (Forecast("i01", day, 9_000_000, "Ekonomen"),)


def test_a_fixed_key_keeps_the_order_that_breaks_ties(tmp_path: Path):
    rule = read(small(tmp_path)).sharing[0]
    assert list(rule.weights.items()) == [("storby", 2), ("fk", 1), ("af", 1)]
    assert (rule.scope, rule.book, rule.version) == (Scope.PARTIES, Book.PARTIES, "nyckel@2026-01-01")


def test_the_laws_key_is_nested_and_never_says_where_to_book(tmp_path: Path):
    rule = read(small(tmp_path)).sharing[1]
    assert dict(rule.weights) == {"fk": 6, "af": 0, "sjo": 3, "storby": 2, "lillby": 1}
    assert [(group.id, group.weight) for group in rule.groups] == [("state", 2), ("region", 1), ("municipalities", 1)]
    assert rule.groups[2].members == (("storby", 2000), ("lillby", 1000))
    assert rule.shares_to == {}


def test_equal_and_population_keys(tmp_path: Path):
    workspace = small(tmp_path)
    change(workspace, "rules/keys.toml", 'key = "fixed"', 'key = "equal"')
    change(workspace, "rules/keys.toml", "weights = { storby = 2, fk = 1, af = 1 }", 'participants = ["storby", "fk"]')
    assert dict(read(workspace).sharing[0].weights) == {"storby": 1, "fk": 1}
    change(workspace, "rules/keys.toml", 'key = "equal"', 'key = "population"\npopulation_on = 2024-12-31')
    change(workspace, "rules/keys.toml", '["storby", "fk"]', '["storby", "lillby"]')
    assert dict(read(workspace).sharing[0].weights) == {"storby": 2000, "lillby": 1000}


def test_days_that_come_back_stand_among_the_single_ones(tmp_path: Path):
    rows = read(small(tmp_path)).calendar
    assert [(row.on.isoformat(), row.title) for row in rows] == [
        ("2026-01-12", "Skatt"),
        ("2026-02-12", "Skatt"),
        ("2026-03-31", "Årsredovisning"),
    ]


def test_a_profile(tmp_path: Path):
    profile = read(small(tmp_path)).profiles[0]
    assert (profile.name, profile.encoding, profile.delimiter) == ("overgangar", "cp1252", "\t")
    assert profile.values["to"]["Avslutad: Arbete"] == "left:work"
    assert profile.skip == {"Period": ("summa",)}
    assert profile.fixed == {}


def test_accounts_know_their_dimensions(tmp_path: Path):
    accounts = read(small(tmp_path)).accounts
    assert accounts.role("measure_cost", party="storby", measure="i01") == "Kostnader:Insatser:I01:Kommun"
    assert accounts.sie_objects == {("1", "I01"): "i01", ("1", "KAN"): "office", ("20", "STORBY"): "storby"}
    assert (accounts.bank_texts[0].text, accounts.bank_texts[0].direction) == ("Ränta", "in")


def test_files_a_new_association_lacks_are_empty(tmp_path: Path):
    workspace = small(tmp_path)
    for name in ("goals", "calendar", "keys"):
        (workspace.rules / f"{name}.toml").unlink()
    rules = read(workspace)
    assert (rules.goals, rules.plan, rules.calendar, rules.sharing) == ((), (), (), ())


def test_the_digest_is_the_rules_own(tmp_path: Path):
    one, other = small(tmp_path / "one"), small(tmp_path / "other")
    assert digest(one) == digest(other)
    path = other.rules / "goals.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(one) == digest(other), "line ends are git's business"
    put(other, "rules/goals.toml", path.read_text().replace("low = 15", "low = 16"))
    assert digest(one) != digest(other)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('title = "Dörren"', 'title = "Dörren i Storby"', True),
        ('source = "Styrgruppen"', 'to = 2026-12-31\nsource = "Styrgruppen 2025"', True),
        ("fk = 1, af = 1", "af = 1, fk = 1", False),
        ("storby = 2", "storby = 4", False),
        ('"Kostnader:Storby:Ingång:Brutto"', '"Kostnader:Storby:Ingång:"', False),
    ],
)
def test_a_versions_digest_covers_what_decides_the_split(tmp_path: Path, old: str, new: str, same: bool):
    workspace = small(tmp_path)
    before = read(workspace).sharing[0].digest
    change(workspace, "rules/keys.toml", old, new)
    assert (read(workspace).sharing[0].digest == before) is same


def test_a_key_with_vat_says_where_the_vat_is_booked(tmp_path: Path):
    workspace = small(tmp_path)
    before = read(workspace).sharing[0].digest
    vat = 'vat_out = "Skulder:{bearer}:Moms"\nvat_in = "Tillgångar:{party}:Moms"\n'
    change(workspace, "rules/keys.toml", "    passed_on", f"{vat}    passed_on")
    change(workspace, "rules/keys.toml", 'vat = "none"\nkey = "fixed"', 'vat = "25"\nkey = "fixed"')
    rule = read(workspace).sharing[0]
    assert (rule.vat, rule.shares_to["vat_in"]) == ("25", "Tillgångar:{party}:Moms")
    assert rule.digest != before


def test_a_role_must_be_one_account(tmp_path: Path):
    accounts = read(small(tmp_path)).accounts
    with pytest.raises(RoleError, match="0 konton"):
        accounts.role("receivable", party="sjo")
