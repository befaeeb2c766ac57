"""Flat-rate parts of a claim for VAT: rows in rules/vat.toml, which may be missing."""

from __future__ import annotations

from pathlib import Path

from onedoor_ledger.rulebook.model.vat import FlatRateKind, VatRules
from tests.rulebook.small import change, codes, put, read, small, told

FILE = "rules/vat.toml"
ROW = """account = "{account}"

[[flat_rate]]
id = "schablon"
title = "Lokaldelen"
kind = "premises"
percent = 18
accounts = ["Kostnader:"]
from = 2026-01-01
source = "Lag 2005:807"
"""


def test_without_the_file_there_are_no_flat_rates(tmp_path: Path):
    assert read(small(tmp_path)).vat == VatRules()


def test_a_row_is_read(tmp_path: Path):
    workspace = small(tmp_path)
    account = read(workspace).accounts.rows[0].account
    put(workspace, FILE, ROW.format(account=account))
    vat = read(workspace).vat
    [rate] = vat.flat_rates
    assert (vat.account, rate.kind, rate.percent) == (account, FlatRateKind.PREMISES, 18)
    assert rate.holds("Kostnader:Kansli:Lokalhyra")
    assert not rate.holds("Intäkter:Ränta")


def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path):
    workspace = small(tmp_path)
    put(workspace, FILE, ROW.format(account="Tillgångar:Fel"))
    change(workspace, FILE, "percent = 18", "percent = 180")
    wrong = {(error.code, error.place.key) for error in told(workspace) if error.place}
    assert wrong == {("rules-value", "flat_rate[1].percent"), ("rules-reference", "account")}


def test_rates_need_an_account_of_their_own(tmp_path: Path):
    workspace = small(tmp_path)
    put(workspace, FILE, ROW.split("\n", 1)[1])
    assert codes(workspace) == ["rules-key-missing"]
