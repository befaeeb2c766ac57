"""The words of the report on models: in the language of the reader, and none that nobody has moved for."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import models, text
from onedoor_ledger.texts import _, language
from tests.incentive.demo_books import demo

SHIPPED = sorted((Path(models.__file__).parents[1] / "models").glob("*.toml"))


def test_every_model_that_ships_has_its_english() -> None:
    with language("en"):
        for path in SHIPPED:
            said = tomllib.loads(path.read_text(encoding="utf-8"))
            for key in ("name", "description", "source"):
                assert _(said[key]) != said[key], f"{path.name} {key}: write it in locale/en/models.po"
    with language("sv"):
        assert _(said["name"]) == said["name"]


def test_an_english_report_has_english_models() -> None:
    with language("en"):
        made = text.render(models.build(*demo(), parse_period("2026-H1"), today=dt.date(2026, 10, 14)))
    assert "One principal for everything" in made
    assert "huvudmannaskap" not in made
    assert " and The " not in made
    assert made.splitlines()[6] == "WAYS TO ORGANISE A FRONT DOOR"


def test_before_anybody_has_moved_a_model_has_no_amounts() -> None:
    made = models.build(*demo(), parse_period("2025-01"), today=dt.date(2026, 10, 14))
    assert not made.figures
    assert "Inget byte från en försörjning till en annan är bokfört än" in text.render(made)
