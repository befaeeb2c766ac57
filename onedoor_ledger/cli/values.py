"""Values a user types: periods and days."""

# ruff: noqa: ANN401, D102 - the signatures are click's own

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.texts import _


class PeriodType(click.ParamType[Any]):
    """``2026-Q3`` and its kin as a :class:`Period`."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        try:
            return value if isinstance(value, Period) else parse_period(str(value))
        except PeriodError as error:
            self.fail(error.text(), param, ctx)


class DayType(click.ParamType[Any]):
    """``2026-10-14`` as a date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("“{text}” is not a date. Write it as 2026-10-14.").format(text=value), param, ctx)


class YearType(click.ParamType[Any]):
    """``2026`` as a number."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (len(text) == 4 and text.isascii() and text.isdigit() and text > "0999"):
            self.fail(_("“{text}” is not a year. Write it as 2026.").format(text=text), param, ctx)
        return int(text)
