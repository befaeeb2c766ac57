"""A report over several förbund: ``--workspace`` repeated."""

# ruff: noqa: ANN401, D102 - the signatures and methods are click's own

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onedoor_ledger.cli.parts import Command
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.period import year_of

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report


class ReportCommand(Command):
    """A kind of report: of one workspace as the command makes it, of several side by side and added."""

    def invoke(self, ctx: click.Context) -> Any:
        settings = ctx.ensure_object(Settings)
        if len(settings.folders) > 1 and self.name is not None and _made(settings, self.name, ctx.params):
            return None
        return super().invoke(ctx)


def _made(settings: Settings, name: str, params: dict[str, Any]) -> bool:
    """Show the combined report; False when no such kind is made of several."""
    from onedoor_ledger.routines import kinds, several

    kind = kinds.kind_named(name)
    if kind is None:
        return False
    period = params["period"] if "period" in params else year_of(params["year"])
    report = several.combined(settings.workspaces, period, kind.build, today=settings.today, progress=settings.tell)
    _show(report, params["formats"], params["out"], several.files(kind, report, params["formats"]))
    return True


def show_several(report: Report, formats: tuple[str, ...], out: Path | None, name: str) -> None:
    """Text or JSON to standard output, the workbook to ``out`` or where one stands: it is no förbund's own record."""
    from onedoor_ledger.routines import reporting

    _show(report, formats, out, {name: reporting.rendered(report, "xlsx")} if "xlsx" in formats else {})


def _show(report: Report, formats: tuple[str, ...], out: Path | None, files: Mapping[str, bytes]) -> None:
    from onedoor_ledger.routines import reporting

    for form, ending in (("text", "txt"), ("json", "json")):
        if form in formats:
            click.echo(reporting.rendered(report, ending).decode(), nl=False)
    for path in reporting.save(out or Path(), files) if files else ():
        click.echo(str(path), err=len(formats) > 1)
