"""Each fault a treasurer can make in the rules: told with file, line and key path, all of them in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from onedoor_ledger.errors import Place
from tests.rulebook.small import change, codes, put, read, small, told

PARTIES, MEASURES, KEYS = "rules/parties.toml", "rules/measures.toml", "rules/keys.toml"
ACCOUNTS, BUDGET, GOALS = "rules/accounts.toml", "rules/budget/2026.toml", "rules/goals.toml"
CALENDAR, PROFILE, SPENDING = "rules/calendar.toml", "importers/overgangar.toml", "rules/spending.toml"
STATES = "rules/states.toml"

CASES = [
    (MEASURES, 'kind = "structural"', 'kind = "structural"\nkost = 1', "rules-key-unknown", 22, "measure[2].kost"),
    (MEASURES, 'code = "S01"\n', "", "rules-key-missing", 17, "measure[2]"),
    (MEASURES, "from = 2026-01-01", 'from = "2026-01-01"', "rules-type", 11, "measure[1].agreement[1].from"),
    (MEASURES, "from = 2026-01-01", "from = 2026-01-01T10:00:00", "rules-type", 11, "measure[1].agreement[1].from"),
    (MEASURES, "to = 2026-12-31", "to = 2025-12-31", "rules-value", 12, "measure[1].agreement[1].to"),
    (
        MEASURES,
        "2026-Q1 = 50_000",
        "2026-Q1 = 50_000.5",
        "rules-money",
        15,
        "measure[1].agreement[1].recipient[1].amounts.2026-Q1",
    ),
    (
        MEASURES,
        '"50000.50"',
        '"50000.505"',
        "rules-money",
        15,
        "measure[1].agreement[1].recipient[1].amounts.2026-Q2",
    ),
    (MEASURES, "2026-Q1", "2026-Q7", "rules-value", 15, "measure[1].agreement[1].recipient[1].amounts.2026-Q7"),
    (MEASURES, "2026 = 20", "i_ar = 20", "rules-value", 6, "measure[1].planned.i_ar"),
    (MEASURES, "2026 = 20", "2026 = -20", "rules-type", 6, "measure[1].planned.2026"),
    (MEASURES, 'kind = "structural"', 'kind = "both"', "rules-value", 21, "measure[2].kind"),
    (MEASURES, 'site = "dorren"', 'site = "porten"', "rules-reference", 22, "measure[2].site"),
    (MEASURES, '["storby", "af"]', '["storby", "ams"]', "rules-reference", 13, "measure[1].agreement[1].cooperating"),
    (PARTIES, 'id = "sjo"', 'id = "sjö"', "rules-id", 19, "participant[3].id"),
    (PARTIES, 'id = "sjo"', 'id = "region"', "rules-id", 19, "participant[3].id"),
    (PARTIES, 'id = "lillby"', 'id = "i01"', "rules-duplicate", 2, "measure[1].id"),
    (PARTIES, "212000-9028", "212000-9029", "rules-value", 39, "participant[5].orgnr"),
    (PARTIES, 'paid_by = "fk"', 'paid_by = "af"', "rules-reference", 15, "participant[2].paid_by"),
    (PARTIES, 'short = "Lillby"', 'short = "Storby"', "rules-duplicate", 38, "participant[5].short"),
    (
        PARTIES,
        '[{ on = 2024-12-31, inhabitants = 1_000, source = "påhittad" }]',
        '[{ on = 2024-12-31, inhabitants = 1_000, source = "a" }, { on = 2024-12-31, inhabitants = 9, source = "b" }]',
        "rules-duplicate",
        42,
        "participant[5].population[2]",
    ),
    (STATES, 'component = "Arbete"', 'component = "Försörjningsstöd"', "rules-duplicate", 4, "state[2].component"),
    (PARTIES, "rounded_to = 1", "rounded_to = 3000", "rules-contributions", 53, "contributions[1].year"),
    (PARTIES, "rounded_to = 1", "rounded_to = 0", "rules-contributions", 53, "contributions[1].year"),
    (
        PARTIES,
        "population_on = 2024-12-31",
        "population_on = 2025-12-31",
        "rules-contributions",
        53,
        "contributions[1].year",
    ),
    (PARTIES, '"2026-H2", part = "1/2"', '"2026-H2", part = "1/3"', "rules-value", 61, "contributions[1].instalments"),
    (ACCOUNTS, 'role = "bank"', 'role = "banken"', "rules-value", 5, "account[2].role"),
    (ACCOUNTS, 'konto = "5021"', 'konto = "50 21"', "rules-value", 7, "account[4].konto"),
    (ACCOUNTS, 'line = "office"', 'line = "kontor"', "rules-reference", 7, "account[4].line"),
    (ACCOUNTS, 'account = "Kostnader:Kansli:Löner"', 'account = "Tillgångar:Bank"', "rules-duplicate", 7, "account[4]"),
    (ACCOUNTS, 'STORBY = "storby"', 'STORBY = "byn"', "rules-reference", 24, "sie_objects.20.STORBY"),
    (ACCOUNTS, 'direction = "in"', 'direction = "bort"', "rules-value", 28, "bank_text[1].direction"),
    (BUDGET, "[50_000, 50_000, 0, 0]", "[50_000, 50_000]", "rules-type", 6, "line[1].quarters"),
    (BUDGET, "year = 2026", "year = 2027", "rules-value", 1, "year"),
    (BUDGET, 'line = "i01"\n', 'line = "i02"\n', "rules-reference", 17, "comment[1].line"),
    (BUDGET, 'id = "office"', 'id = "aid"', "rules-value", 7, "line[2].id"),
    (KEYS, 'scope = "parties"\n', "", "rules-key-missing", 1, "rule[1]"),
    (KEYS, 'bearer = "storby"\n', "", "rules-key-missing", 1, "rule[1]"),
    (KEYS, 'agreement = "Avtal § 6"\n', "", "rules-key-missing", 1, "rule[1]"),
    (KEYS, 'vat = "none"\nkey = "fixed"', 'key = "fixed"', "rules-key-missing", 1, "rule[1]"),
    (KEYS, 'vat = "none"\nkey = "fixed"', 'vat = "moms"\nkey = "fixed"', "rules-value", 9, "rule[1].vat"),
    (KEYS, 'vat = "none"\nkey = "fixed"', 'vat = "25"\nkey = "fixed"', "rules-key-missing", 15, "rule[1].shares_to"),
    (KEYS, "{ storby = 2, fk = 1, af = 1 }", "{ storby = 0 }", "rules-weights", 11, "rule[1].weights"),
    (KEYS, "fk = 1", "fk = 1.5", "rules-type", 11, "rule[1].weights.fk"),
    (KEYS, "fk = 1", "fk = -1", "rules-type", 11, "rule[1].weights.fk"),
    (KEYS, "fk = 1", "ssc = 1", "rules-reference", 11, "rule[1].weights"),
    (KEYS, "contributions = 2026", "contributions = 2031", "rules-value", 30, "rule[2].contributions"),
    (KEYS, "{party}:Ingång:Andel", "{part}:Ingång:Andel", "rules-value", 16, "rule[1].shares_to.cost"),
    (KEYS, 'accounts = ["Kostnader:"]', "accounts = []", "rules-value", 32, "rule[2].accounts"),
    (GOALS, 'measure = "equity_share"', 'measure = "soliditet"', "rules-value", 5, "goal[1].measure"),
    (CALENDAR, "day = 12", "day = 30", "rules-value", 11, "every[1].day"),
    (CALENDAR, "years = [2026, 2026]", "years = [2026]", "rules-type", 9, "every[1].years"),
    (SPENDING, '["storby"]', '["ams"]', "rules-reference", 3, "spending[1].reported_by"),
    (PROFILE, '"left:work"', '"left:job"', "rules-reference", 22, "values.to.Avslutad: Arbete"),
    (PROFILE, 'sender = "smaby"', 'sender = "ams"', "rules-reference", 4, "sender"),
    (PROFILE, 'persons = "Antal"\n', "", "rules-key-missing", 11, "columns"),
    (PROFILE, 'persons = "Antal"', 'persons = "Antal"\nname = "Namn"', "rules-value", 17, "columns.name"),
    (PROFILE, '"cp1252"', '"win"', "rules-value", 6, "encoding"),
    (PROFILE, '"\\t"', '";;"', "rules-value", 7, "delimiter"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "row", "key"), CASES, ids=lambda value: str(value)[:30])
def test_a_fault_names_file_line_and_key(tmp_path: Path, file: str, old: str, new: str, code: str, row: int, key: str):
    workspace = small(tmp_path)
    change(workspace, file, old, new)
    places = [(error.code, error.place) for error in told(workspace)]
    where = MEASURES if code == "rules-duplicate" and key.startswith("measure") else file
    assert (code, Place(where, row, key)) in places


def test_a_meaning_no_export_of_the_kind_has_is_one_fault(tmp_path: Path):
    workspace = small(tmp_path)
    change(workspace, PROFILE, 'persons = "Antal"', 'persons = "Antal"\nname = "Namn"')
    (error,) = told(workspace)
    assert "persons" in error.remedy


def test_an_own_cost_is_shared_by_the_law_alone(tmp_path: Path):
    workspace = small(tmp_path)
    change(workspace, KEYS, 'key = "statutory"\ncontributions = 2026', 'key = "equal"\nparticipants = ["fk", "sjo"]')
    (error,) = told(workspace)
    assert (error.code, error.place) == ("rules-own-cost-key", Place(KEYS, 29, "rule[2].key"))
    assert "9 § 8" in error.remedy


def test_versions_of_a_key_do_not_overlap(tmp_path: Path):
    workspace = small(tmp_path)
    change(workspace, KEYS, 'id = "lagen"', 'id = "nyckel"')
    (error,) = told(workspace)
    assert (error.code, error.place) == ("rules-overlap", Place(KEYS, 22, "rule[2].id"))


def test_a_key_that_ended_makes_room_for_the_next(tmp_path: Path):
    workspace = small(tmp_path)
    text = (workspace.rules / "keys.toml").read_text()
    first, law = text.split("[[rule]]\n")[1:]
    ended = first.replace("from = 2026-01-01", "from = 2026-01-01\nto = 2026-06-30")
    later = first.replace("from = 2026-01-01", "from = 2026-07-01").replace("storby = 2", "storby = 3")
    put(workspace, KEYS, "".join(f"[[rule]]\n{part}" for part in (ended, later, law)))
    versions = [rule.version for rule in read(workspace).sharing]
    assert versions == ["nyckel@2026-01-01", "nyckel@2026-07-01", "lagen@2026-01-01"]


def test_two_keys_on_the_same_account_are_told(tmp_path: Path):
    workspace = small(tmp_path)
    text = (workspace.rules / "keys.toml").read_text()
    first = text.split("[[rule]]\n")[1]
    put(workspace, KEYS, text + "\n[[rule]]\n" + first.replace('id = "nyckel"', 'id = "nyckel-2"'))
    (error,) = told(workspace)
    assert error.code == "rules-overlap"
    assert "Kostnader:Storby:Ingång:Brutto" in error.message


def test_agreements_of_a_measure_do_not_overlap(tmp_path: Path):
    workspace = small(tmp_path)
    again = """
    [[measure.agreement]]
    id = "i01-igen"
    from = 2026-06-01
    cooperating = ["storby", "af"]
    source = "Avtal 2"

[[measure]]
id = "s01"
"""
    change(workspace, MEASURES, '\n[[measure]]\nid = "s01"\n', again)
    (error,) = told(workspace)
    assert (error.code, error.place) == ("rules-overlap", Place(MEASURES, 19, "measure[1].agreement[2].from"))


def test_all_faults_are_told_at_once(tmp_path: Path):
    workspace = small(tmp_path)
    change(workspace, PARTIES, 'id = "sjo"', 'id = "sjö"')
    change(workspace, KEYS, 'vat = "none"\nkey = "fixed"', 'key = "fixed"')
    change(workspace, GOALS, "low = 15", 'low = "femton"')
    put(workspace, "rules/budgett.toml", "x = 1\n")
    assert set(codes(workspace)) == {"rules-id", "rules-key-missing", "rules-type", "rules-file-unknown"}


def test_a_file_that_is_missing(tmp_path: Path):
    workspace = small(tmp_path)
    (workspace.rules / "accounts.toml").unlink()
    errors = told(workspace)
    assert ("rules-file-missing", Place(ACCOUNTS)) in [(e.code, e.place) for e in errors]
    assert "rules-key-missing" not in [e.code for e in errors], "a missing file is one fault, not one per key"


def test_a_file_that_is_not_toml(tmp_path: Path):
    workspace = small(tmp_path)
    put(workspace, GOALS, 'title = "ok"\nlow = \n')
    (error,) = told(workspace)
    assert (error.code, error.place) == ("rules-unreadable", Place(GOALS, 2))


def test_a_file_that_is_not_utf_8(tmp_path: Path):
    workspace = small(tmp_path)
    (workspace.root / GOALS).write_bytes("# mål\n".encode("cp1252"))
    assert codes(workspace) == ["rules-unreadable"]


def test_a_list_where_rows_should_stand(tmp_path: Path):
    workspace = small(tmp_path)
    put(workspace, GOALS, 'goal = ["eget kapital"]\nplan = 3\n')
    assert "rules-type" in codes(workspace)
