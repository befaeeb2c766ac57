"""The options and arguments several commands share."""

# ruff: noqa: ANN401 - click's attributes are of every type

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from onedoor_ledger.cli.parts import Argument, Option
from onedoor_ledger.cli.values import PeriodType
from onedoor_ledger.errors import EXIT_WRONG
from onedoor_ledger.texts import N_, _

F = TypeVar("F", bound=Callable[..., Any])


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """``click.option`` with translated help."""
    return click.option(*names, cls=Option, **attributes)


def argument(name: str, *, help: str, **attributes: Any) -> Callable[[F], F]:
    """``click.argument`` with translated metavar and help."""
    return click.argument(name, cls=Argument, explained=help, **attributes)


def period_argument(function: F) -> F:
    """The argument PERIOD."""
    spellings = N_("2026, 2026-H1, 2026-T2, 2026-Q3, 2026-09 or 2026-01-01..2026-08-31.")
    return argument("period", type=PeriodType(), metavar=N_("PERIOD"), help=spellings)(function)


def write_option(help: str) -> Callable[[F], F]:
    """The flag ``--write``: without it nothing is booked."""
    return option("--write", is_flag=True, help=help)


def format_option(*formats: str, help: str) -> Callable[[F], F]:
    """``-f/--format``, repeatable; at most one of text and json, since both go to standard output."""
    kind = click.Choice(formats, case_sensitive=False)
    return option("-f", "--format", "formats", multiple=True, type=kind, callback=_one_on_stdout, help=help)


def wrong(count: int) -> None:
    """End with exit code 1 when ``count`` things are wrong."""
    if count:
        raise SystemExit(EXIT_WRONG)


def _one_on_stdout(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if {"text", "json"} <= set(value):
        raise click.BadParameter(_("text and json both go to standard output; choose one."), ctx, param)
    return value or ("text",)
