"""Every kind of key, its statistics and the presets, read from the rules; and what is said when they are wrong."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from onedoor_ledger.rulebook.load import load
from onedoor_ledger.rulebook.model import (
    OWN,
    Basis,
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Count,
    CountedBy,
    Measured,
    Serial,
    Settle,
    Tier,
    Tiered,
    TwoPart,
)
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import change, put, read, small, told

KEYS, STATISTICS = "rules/keys.toml", "rules/statistics.toml"
FIXED = 'key = "fixed"\nweights = { storby = 2, fk = 1, af = 1 }'
WHO = 'participants = ["storby", "fk", "af"]'
SERIES = """
[[statistic]]
id = "yta"
title = "Yta"
unit = "m²"
kind = "stock"
source = "ritning"
    [[statistic.row]]
    from = 2026-01-01
    values = { storby = "2.5", fk = 1, af = 0 }
    source = "ritning"

[[statistic]]
id = "besok"
title = "Besök"
unit = "besök"
kind = "flow"
source = "räknare"
    [[statistic.row]]
    period = "2025-Q4"
    values = { storby = 30, fk = 10, af = 20 }
    source = "räknare"

[[statistic]]
id = "tid"
title = "Månader efter längd"
unit = "månader"
kind = "flow"
by_duration = true
source = "räknare"
    [[statistic.row]]
    period = "2026-Q1"
    up_to = 6
    values = { storby = 30 }
    source = "räknare"
    [[statistic.row]]
    period = "2026-Q1"
    values = { storby = 3 }
    source = "räknare"

[[statistic]]
id = "antal"
title = "Inskrivna"
unit = "personer"
kind = "flow"
source = "Deltagarboken"
    [statistic.counted]
    what = "entered"
    by = "measure"
    measures = ["i01"]
    [statistic.counted.to]
    i01 = "storby"
"""


def with_key(tmp_path: Path, text: str) -> Workspace:
    workspace = small(tmp_path)
    put(workspace, STATISTICS, SERIES)
    at = min((n for mark in ("[rule.", "[[rule.") if (n := text.find(mark)) >= 0), default=len(text))
    change(workspace, KEYS, FIXED, text[:at])
    change(workspace, KEYS, "[rule.shares_to]", f"{text[at:]}\n[rule.shares_to]")
    return workspace


MEASURED = Measured(("besok",), ("storby", "fk", "af"))
TERMS = {
    f'key = "statistic"\nstatistic = "besok"\n{WHO}': ByStatistic(MEASURED),
    f'key = "benefit"\nbenefits = ["yta", "besok"]\n{WHO}': ByBenefit(
        Measured(("yta", "besok"), ("storby", "fk", "af"))
    ),
    f'key = "statistic"\nstatistic = "antal"\n{WHO}\nover = "2025"': ByStatistic(
        Measured(("antal",), ("storby", "fk", "af"), (dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
    ),
    f"""key = "capped"
    [rule.base]
    {FIXED}
    [[rule.bound]]
    participant = "fk"
    least = 10
    most = "20.50"
    per = "month"
    [[rule.bound]]
    participant = "af"
    most_share = [1, 4]
""": Capped(
        ByWeights({"storby": 2, "fk": 1, "af": 1}),
        (Bound("fk", Settle.MONTH, 1000, 2050), Bound("af", most_share=Fraction(1, 4))),
    ),
    f"""key = "two_part"
    standing_cost_types = ["lokal"]
    [rule.standing]
    key = "equal"
    {WHO}
    [rule.use]
    key = "statistic"
    statistic = "besok"
    {WHO}
""": TwoPart(ByWeights({"storby": 1, "fk": 1, "af": 1}), ByStatistic(MEASURED), None, (), ("lokal",)),
    """key = "tiered"
    statistic = "tid"
    participants = ["storby"]
    [[rule.tier]]
    up_to = 6
    shares = { fk = [1, 2], own = [1, 2] }
    [[rule.tier]]
    shares = { own = [1, 1] }
""": Tiered(
        Measured(("tid",), ("storby",)),
        (Tier(6, {"fk": Fraction(1, 2), OWN: Fraction(1, 2)}), Tier(None, {OWN: Fraction(1)})),
    ),
    f"""key = "serial"
    statistic = "besok"
    {WHO}
    [rule.cost]
    polynomial = [0, 100, "2.5"]
""": Serial(MEASURED, (Fraction(0), Fraction(100), Fraction(5, 2))),
    f"""key = "serial"
    statistic = "besok"
    {WHO}
    [rule.cost]
    points = [[0, 0], [10, "5.5"]]
""": Serial(MEASURED, (), ((Fraction(0), Fraction(0)), (Fraction(10), Fraction(11, 2)))),
}


@pytest.mark.parametrize(("text", "key"), TERMS.items(), ids=[type(key).__name__ for key in TERMS.values()])
def test_a_key_that_is_worked_out(tmp_path: Path, text: str, key: object) -> None:
    rule = read(with_key(tmp_path, text)).sharing[0]
    assert rule.terms == key
    assert not rule.weights
    assert not rule.per_line


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        (f'key = "statistic"\nstatistic = "yta"\n{WHO}\non = 2026-01-01', {"storby": 5, "fk": 2, "af": 0}),
        (f'key = "statistic"\nstatistic = "besok"\n{WHO}\nover = "2025-Q4"', {"storby": 30, "fk": 10, "af": 20}),
    ],
)
def test_a_statistic_on_a_day_makes_constant_weights(tmp_path: Path, text: str, weights: dict[str, int]) -> None:
    rule = read(with_key(tmp_path, text)).sharing[0]
    assert (rule.weights, rule.terms) == (weights, None)


def test_on_account_settled_by_the_year_for_one_insats(tmp_path: Path) -> None:
    more = f"""key = "statistic"
statistic = "besok"
{WHO}
basis = "on_account"
on_account = {{ storby = 3, fk = 1, af = 0 }}
settle = "year"
measures = ["i01"]
sites = ["dorren"]
cost_types = ["lokal"]
revision = 2
"""
    rule = read(with_key(tmp_path, more)).sharing[0]
    assert (rule.basis, rule.settle, rule.revision) == (Basis.ON_ACCOUNT, Settle.YEAR, 2)
    assert (rule.weights, rule.terms) == ({"storby": 3, "fk": 1, "af": 0}, ByStatistic(MEASURED))
    assert (rule.measures, rule.sites, rule.cost_types) == (("i01",), ("dorren",), ("lokal",))
    assert rule.version == "nyckel@2026-01-01.2"
    assert rule.place.file == KEYS


def test_a_counted_statistic(tmp_path: Path) -> None:
    counted = read(with_key(tmp_path, FIXED)).statistic("antal").counted
    assert counted is not None
    assert (counted.what, counted.by, counted.to) == (Count.ENTERED, CountedBy.MEASURE, {"i01": "storby"})


FAULTS = [
    (f'key = "statistic"\nstatistic = "yta"\n{WHO}\non = 2025-06-30', "rules-value", "rule[1].on"),
    (f'key = "statistic"\nstatistic = "ytan"\n{WHO}', "rules-reference", "rule[1].statistic"),
    (f'key = "statistic"\nstatistic = "tid"\n{WHO}', "rules-value", "rule[1].statistic"),
    ('key = "statistic"\nstatistic = "yta"', "rules-weights", "rule[1].participants"),
    (f'key = "benefit"\n{WHO}', "rules-weights", "rule[1].benefits"),
    (f"{FIXED}\nrevision = 0", "rules-value", "rule[1].revision"),
    (f'{FIXED}\nbasis = "on_account"\non_account = {{ storby = 1 }}', "rules-value", "rule[1].on_account"),
    (f'{FIXED}\nbasis = "on_account"', "rules-weights", "rule[1].on_account"),
    (f'{FIXED}\nmeasures = ["i09"]', "rules-reference", "rule[1].measures"),
    (f'key = "capped"\n[rule.base]\n{FIXED}', "rules-value", "rule[1].bound"),
    (f'key = "capped"\n[rule.base]\n{FIXED}\n[[rule.bound]]\nparticipant = "fk"', "rules-value", "rule[1].bound[1]"),
    (
        f'key = "capped"\n[rule.base]\n{FIXED}\n[[rule.bound]]\nparticipant = "fk"\nleast = 2\nmost = 1',
        "rules-value",
        "rule[1].bound[1]",
    ),
    (
        f'key = "capped"\n[rule.base]\n{FIXED}\n[[rule.bound]]\nparticipant = "fk"\nmost_share = [3, 2]',
        "rules-type",
        "rule[1].bound[1].most_share",
    ),
    (
        f'key = "two_part"\n[rule.standing]\n{FIXED}\n[rule.use]\n{FIXED}',
        "rules-value",
        "rule[1].part",
    ),
    ('key = "tiered"\nstatistic = "tid"\nparticipants = ["storby"]', "rules-value", "rule[1].tier"),
    (
        'key = "tiered"\nstatistic = "tid"\nparticipants = ["storby"]\n[[rule.tier]]\nshares = { own = [1, 2] }',
        "rules-value",
        "rule[1].tier[1].shares",
    ),
    (
        f'key = "serial"\nstatistic = "besok"\n{WHO}\n[rule.cost]\npolynomial = [1, 2]',
        "rules-value",
        "rule[1].cost",
    ),
]


@pytest.mark.parametrize(("text", "code", "key"), FAULTS)
def test_a_key_that_cannot_be(tmp_path: Path, text: str, code: str, key: str) -> None:
    found = {(error.code, error.place.key) for error in told(with_key(tmp_path, text)) if error.place}
    assert (code, key) in found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"2.5"', "2.5", "rules-type"),
        ('"2.5"', '"-1"', "rules-type"),
        ("af = 0", "ams = 0", "rules-reference"),
        ('by = "measure"', 'by = "state"', "rules-value"),
        ('i01 = "storby"', 'i07 = "storby"', "rules-reference"),
        ('id = "besok"', 'id = "yta"', "rules-duplicate"),
        ('period = "2026-Q1"\n    up_to = 6', 'period = "2026-Q1"', "rules-overlap"),
    ],
)
def test_a_statistic_that_cannot_be(tmp_path: Path, old: str, new: str, code: str) -> None:
    workspace = with_key(tmp_path, FIXED)
    change(workspace, STATISTICS, old, new)
    assert code in {error.code for error in told(workspace)}


def test_equal_accounts_are_no_overlap_where_the_insatser_differ(tmp_path: Path) -> None:
    workspace = small(tmp_path)
    text = (workspace.root / KEYS).read_text(encoding="utf-8")
    other = text[: text.index("[[rule]]", 5)].replace('id = "nyckel"', 'id = "annan"')
    put(workspace, KEYS, text + "\n" + other)
    assert "rules-overlap" in {error.code for error in told(workspace)}
    put(workspace, KEYS, text.replace(FIXED, f'{FIXED}\nmeasures = ["i01"]') + "\n" + other)
    assert "rules-overlap" in {error.code for error in told(workspace)}
    put(
        workspace,
        KEYS,
        text.replace(FIXED, f'{FIXED}\ncost_types = ["a"]')
        + "\n"
        + other.replace(FIXED, f'{FIXED}\ncost_types = ["b"]'),
    )
    assert len(read(workspace).sharing) == 3


def test_the_digest_tells_what_a_version_decides(tmp_path: Path) -> None:
    plain = read(small(tmp_path / "a")).sharing[0].digest
    same = read(with_key(tmp_path / "b", f"{FIXED}\nto = 2026-12-31")).sharing[0].digest
    yearly = read(with_key(tmp_path / "c", f'{FIXED}\nsettle = "year"')).sharing[0].digest
    worked_out = read(with_key(tmp_path / "d", next(iter(TERMS)))).sharing[0].digest
    assert plain == same
    assert len({plain, yearly, worked_out}) == 3


def test_the_demos_presets_have_sources() -> None:
    rules = load(Workspace(Path(__file__).parents[2]))
    assert [preset.id for preset in rules.presets] == [
        "danmark-2016",
        "finland-2024",
        "norge-nav",
        "statens-fordelningsmodell",
    ]
    assert all(preset.source for preset in rules.presets)
    ladder = rules.preset("danmark-2016").ladder
    assert ladder is not None
    assert [step.shares["state"] for step in ladder.steps] == [Fraction(n, 10) for n in (8, 4, 3, 2)]
    model = rules.preset("statens-fordelningsmodell").allocation
    assert model is not None
    assert (model.base, model.need, model.population) == (40_000_000, Fraction(3, 4), Fraction(1, 4))
