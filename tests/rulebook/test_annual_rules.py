"""``rules/annual.toml`` and the rows of the kassaflödesanalys: read whole, every fault with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.rulebook.model.annual import AnnualRules, PaymentDay
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import put, read, small, told

ALWAYS = 'from = 2026-01-01\nsource = "Styrelsen (påhittad)"\n'
ANNUAL = f"""
[[principle]]
title = "Medlemsbidrag"
text = "Intäktsförs det kvartal de avser."
{ALWAYS}
[[note]]
id = "note-one"
title = "Intäkter"
row = "rr.intakter"
{ALWAYS}line = [{{ title = "Bidrag", konto = ["3500-3539", "3541"] }}]

[[specification]]
konto = ["1900-1999"]
by = "movement"
evidence = "Kontoutdrag"
{ALWAYS}
[[pledge]]
kind = "liability"
title = "Borgen"
amount = 1000
{ALWAYS}
[[payment_day]]
role = "requisition_debt"
day = 25
days = 7
{ALWAYS}
[[group]]
digits = "501"
title = "Arvoden"
{ALWAYS}"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path)


def test_a_workspace_without_the_file_has_none_of_it(workspace: Workspace) -> None:
    assert read(workspace).annual == AnnualRules()


def test_the_file_is_read(workspace: Workspace) -> None:
    put(workspace, "rules/annual.toml", ANNUAL)
    found = read(workspace).annual
    assert found.notes[0].lines[0].holds("3541")
    assert not found.notes[0].lines[0].holds("3540")
    assert found.specifications[0].holds("1941")
    assert (found.pledges[0].amount, found.groups[0].digits) == (1000_00, "501")
    assert found.principles[0].dated.start == dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('row = "rr.intakter"', 'row = "intakter"', "rules-value", "note[1].row"),
        ('by = "movement"', 'by = "guess"', "rules-value", "specification[1].by"),
        ('kind = "liability"', 'kind = "loan"', "rules-value", "pledge[1].kind"),
        ("day = 25", "day = 31", "rules-value", "payment_day[1].day"),
        ('role = "requisition_debt"', 'role = "debts"', "rules-value", "payment_day[1].role"),
        ('digits = "501"', 'digits = "5011"', "rules-value", "group[1].digits"),
        ('["1900-1999"]', '["19xx"]', "rules-value", "specification[1].konto"),
        ('title = "Arvoden"\n', "", "rules-key-missing", "group[1]"),
    ],
)
def test_a_fault_is_told_with_its_place(workspace: Workspace, old: str, new: str, code: str, key: str) -> None:
    put(workspace, "rules/annual.toml", ANNUAL.replace(old, new))
    (fault,) = told(workspace)
    assert fault.place is not None
    assert (fault.code, fault.place.file, fault.place.key) == (code, "rules/annual.toml", key)


def test_two_notes_are_not_called_the_same(workspace: Workspace) -> None:
    note = f'[[note]]\nid = "note-one"\ntitle = "X"\n{ALWAYS}'
    put(workspace, "rules/annual.toml", f"{ANNUAL}\n{note}")
    assert {fault.code for fault in told(workspace)} == {"rules-value"}


def test_a_row_of_the_cash_flow_takes_back_and_has_a_direction(workspace: Workspace) -> None:
    row = (
        '{{ id = "{id}", statement = "kf", part = "investing", title = "X", {rest}, from = 2026-01-01, source = "S" }}'
    )
    good = row.format(id="out", rest='konto = ["1200-1299"], less = ["7900"], only = "out"')
    put(workspace, "rules/statements.toml", f"row = [{good}]")
    (found,) = read(workspace).statement_rows
    assert (found.only, found.less[0].first) == ("out", 7900)
    bad = row.format(id="out", rest='only = "sideways"')
    put(workspace, "rules/statements.toml", f"row = [{bad}]")
    (fault,) = told(workspace)
    assert fault.place is not None
    assert fault.place.key == "row[1].only"


@pytest.mark.parametrize(
    ("received", "paid"),
    [
        ("2025-10-14", "2025-10-27"),  # the 25th is a Saturday
        ("2025-10-18", "2025-10-27"),
        ("2025-10-19", "2025-11-25"),  # less than seven days before
        ("2025-12-19", "2026-01-26"),  # over the year's end, a Sunday
        ("2026-05-11", "2026-05-25"),
    ],
)
def test_the_day_of_payment(received: str, paid: str) -> None:
    rule = PaymentDay("requisition_debt", 25, 7, Dated(dt.date(2025, 1, 1), None, ""))
    assert rule.after(dt.date.fromisoformat(received)) == dt.date.fromisoformat(paid)
