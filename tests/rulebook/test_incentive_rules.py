"""Unit costs, effects, method and models in ``rules/``: exact amounts, and every fault with its place."""

from __future__ import annotations

import datetime as dt
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from onedoor_ledger.incentive.costs import state_costs
from onedoor_ledger.incentive.missing import missing_costs
from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.rulebook.load import load
from onedoor_ledger.rulebook.model import OUTSIDE, Convention, CostKind, Rulebook
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import change, put, read, small, told

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "onedoor_ledger" / "founding" / "templates" / "rules"
COSTS, EFFECTS, MODEL = "rules/unit_costs.toml", "rules/effects.toml", "rules/models/one.toml"
UNIT_COSTS = """
[[unit_cost]]
id = "aid-cost"
state = "aid"
purse = "municipality"
kind = "benefit"
kronor = "75045/7"
low = 9_000
high = "12000.50"
per = "household"
persons_per_household = "1.5"
from = 2026-01-01
to = 2026-08-31
grade = 2
source = "Statistik (påhittad)"

[[unit_cost]]
id = "aid-cost-new"
state = "aid"
purse = "municipality"
payer = "sjo"
kind = "benefit"
kronor = 365
times = 22
taxed = true
from = 2026-09-01
grade = 6
assumption = true
source = "Antagande (påhittat)"

[[tax]]
rate = "0.3238"
purses = { local = "0.0330", municipal_sector = "0.2908" }
employer_fee = "0.3142"
from = 2026-01-01
grade = 2
source = "Statistik (påhittad)"
"""
ASSUMED = """
[[effect]]
measure = "i01"
engaged = "0.5"
deadweight = { share = "1/3", low = "0.2", high = "0.5", grade = 5, assumption = true }
profile = { years = ["1", "0.8"], low = "0.5", high = "1.5", grade = 6 }
grade = 4
from = 2026-01-01
source = "Antagande (påhittat)"

[[method]]
convention = "additive"
horizons = [1, 3]
horizon = 3
cashable = { municipality = "0.8" }
correction = { 1 = "0", 2 = "0.05", 3 = "0.10", 4 = "0.15", 5 = "0.25", 6 = "0.40" }
spread = "none"
least_participants = 20
seed = 7
draws = 1_000
from = 2026-01-01
source = "Styrelsen (påhittad)"
"""
ORGANISED = """
id = "one-principal"
name = "Samlat huvudmannaskap"
description = "En bär allt."
source = "En dörr in, 2008"
bears = { state_appropriation = "storby", sjo = "storby" }
merges = { fk = "insurance", af = "insurance" }
shared_key = "principal"
principal = "storby"
contribution = "fixed"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small(tmp_path)
    put(made, COSTS, UNIT_COSTS)
    put(made, EFFECTS, ASSUMED)
    put(made, MODEL, ORGANISED)
    return made


def test_amounts_are_exact_ore_a_month_and_person(workspace: Workspace):
    old, new = read(workspace).incentive.unit_costs
    assert old.monthly == Fraction(75_045, 7) * 100 / Fraction(3, 2)
    assert (old.evidence.low, old.evidence.high) == (600_000, Fraction(1_200_050) * 2 / 3)
    assert (old.household, old.payer, old.taxed) == (True, "municipality", False)
    assert (new.monthly, new.payer, new.kind, new.taxed) == (365 * 22 * 100, "sjo", CostKind.BENEFIT, True)
    assert new.evidence.assumption


def test_effects_and_method_are_read(workspace: Workspace):
    found = read(workspace).incentive
    (effect,), (method,) = found.effects, found.methods
    assert (effect.deadweight, effect.profile) == (Fraction(1, 3), (1, Fraction(4, 5)))
    assert (effect.profile_evidence.low, effect.deadweight_evidence.high) == (Fraction(1, 2), Fraction(1, 2))
    assert (method.convention, method.spread, method.correction[6]) == (Convention.ADDITIVE, "", Fraction(2, 5))
    assert (method.discount, method.discount_told) == (0, False)
    (model,) = (model for model in found.models if model.id == "one-principal")
    assert model.merges == {"fk": "insurance", "af": "insurance"}


def test_a_workspace_without_them_is_read(tmp_path: Path):
    assert read(small(tmp_path)).incentive.unit_costs == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "key"),
    [
        (COSTS, '"75045/7"', '"75045/0"', "rules-type", "unit_cost[1].kronor"),
        (COSTS, '"75045/7"', "75045.5", "rules-type", "unit_cost[1].kronor"),
        (COSTS, "kronor = 365", "kronor = -365", "rules-type", "unit_cost[2].kronor"),
        (COSTS, "times = 22", "times = 0", "rules-type", "unit_cost[2].times"),
        (COSTS, 'persons_per_household = "1.5"\n', "", "rules-type", "unit_cost[1].persons_per_household"),
        (COSTS, 'per = "household"\n', "", "rules-value", "unit_cost[1].persons_per_household"),
        (COSTS, "low = 9_000", "low = 11_000", "rules-value", "unit_cost[1].low"),
        (COSTS, "grade = 6", "grade = 7", "rules-value", "unit_cost[2].grade"),
        (COSTS, "to = 2026-08-31\n", "", "rules-overlap", "unit_cost[2].from"),
        (COSTS, '"aid-cost-new"', '"aid-cost"', "rules-duplicate", "unit_cost[2].id"),
        (COSTS, 'payer = "sjo"', 'payer = "ams"', "rules-reference", "unit_cost[2].payer"),
        (COSTS, 'purse = "municipality"\nkind', 'purse = "kommun"\nkind', "rules-reference", "unit_cost[1].purse"),
        (
            COSTS,
            'state = "aid"\npurse = "municipality"\nk',
            'state = "hjälp"\npurse = "fk"\nk',
            "rules-reference",
            None,
        ),
        (COSTS, 'purse = "municipality"\npayer', 'purse = "storby"\npayer', "rules-reference", "unit_cost[2].purse"),
        (COSTS, '"0.2908"', '"0.2907"', "rules-value", "tax[1].purses"),
        (COSTS, "{ local", "{ lokalt", "rules-reference", "tax[1].purses.lokalt"),
        (EFFECTS, '"i01"', '"i99"', "rules-reference", "effect[1].measure"),
        (EFFECTS, '"1/3"', '"en tredjedel"', "rules-type", "effect[1].deadweight.share"),
        (EFFECTS, '["1", "0.8"]', "[]", "rules-value", "effect[1].profile.years"),
        (EFFECTS, 'engaged = "0.5"', 'engaged = "1.5"', "rules-type", "effect[1].engaged"),
        (EFFECTS, "horizon = 3", "horizon = 2", "rules-value", "method[1].horizon"),
        (EFFECTS, "draws = 1_000", "draws = 0", "rules-value", "method[1].draws"),
        (EFFECTS, '5 = "0.25", ', "", "rules-value", "method[1].correction"),
        (EFFECTS, "{ municipality", "{ kommun", "rules-reference", "method[1].cashable.kommun"),
        (MODEL, 'principal = "storby"', 'principal = "nowhere"', "rules-reference", "principal"),
        (MODEL, 'af = "insurance"', 'af = "insurances"', "rules-reference", None),
        (MODEL, '"principal"\n', '"key"\n', "rules-reference", "shared_key"),
    ],
)
def test_a_fault_is_told_with_its_place(
    workspace: Workspace, file: str, old: str, new: str, code: str, key: str | None
):
    change(workspace, file, old, new)
    faults = told(workspace)
    assert {(fault.code, fault.place.file) for fault in faults if fault.place} == {(code, file)}
    assert key is None or key in {fault.place.key for fault in faults if fault.place}


def test_every_fault_is_told_at_once(workspace: Workspace):
    change(workspace, COSTS, "times = 22", 'times = "tjugo"')
    change(workspace, EFFECTS, "seed = 7", 'seed = "sju"')
    change(workspace, MODEL, 'contribution = "fixed"', 'contribution = "later"')
    assert {fault.place.file for fault in told(workspace) if fault.place} == {COSTS, EFFECTS, MODEL}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load(Workspace(ROOT))


def test_what_is_published_and_what_is_assumed_in_the_demo(rules: Rulebook):
    costs = {cost.id: cost for cost in rules.incentive.unit_costs}
    known = {name for name, cost in costs.items() if not cost.evidence.assumption}
    assert known == {
        "activity-compensation-cost",
        "sickness-compensation-cost",
        "activity-support-cost",
        "establishment-cost-old",
        "establishment-cost",
        "subsidised-work-subsidy",
    }
    assert costs["activity-support-cost"].monthly == 8_030_00
    assert costs["sickness-compensation-cost"].monthly == 13_715_00
    assert costs["establishment-cost"].monthly - costs["establishment-cost-old"].monthly == 27 * 22 * 100
    for name, cost in costs.items():
        assert ("Antagande" in cost.dated.source) == cost.evidence.assumption, name


def test_the_published_sum_over_the_households_is_the_cost_of_one(rules: Rulebook):
    """10 915 807 tkr / 145 456 households = 75 045 kr, of some seven months (domain.md section 7)."""
    assert round(Fraction(10_915_807_000, 145_456)) == 75_045
    (aid,) = (cost for cost in rules.incentive.unit_costs if cost.id == "aid-cost")
    assert aid.monthly * Fraction("1.05") * 7 == 75_045_00


def test_what_a_new_forbund_starts_with_is_sourced_and_asks_for_the_rest(tmp_path: Path):
    for folder in ("rules", "importers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("unit_costs", "effects"):
        shutil.copy(TEMPLATES / f"{name}.toml", tmp_path / "rules")
    rules = read(Workspace(tmp_path))
    found = rules.incentive
    rows = (*found.unit_costs, *found.taxes)
    assert not any(row.evidence.assumption for row in rows)
    assert all(row.dated.source for row in rows)
    assert (found.effects, found.methods[0].discount_told, found.methods[0].cashable) == ((), False, {})
    costs = state_costs(rules, dt.date(2026, 9, 30))
    asked = [each.what for each in missing_costs(rules, costs, [state.id for state in rules.states])]
    assert asked == [
        "state:aid",
        "state:sickness",
        "state:rehab",
        "state:unemployment",
        "wage:subsidised_work",
        "income:work",
        "income:studies",
        "state:other",
        "tax:local",
        "output",
    ]


def test_the_purses_outside_are_those_of_the_reports(rules: Rulebook):
    assert [purse.id for purse in purses_of(rules)][len(rules.members) :] == list(OUTSIDE)
