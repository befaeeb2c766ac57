"""The pages that are sheets of the reports, and *Rapporter*, where they are kept: one instance of each per book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from fava.ext import FavaExtensionBase, extension_endpoint
from flask import Response, abort, request

from onedoor_ledger.fava_pages import report_files, reports_view, sheet_view
from onedoor_ledger.fava_pages.session import current
from onedoor_ledger.fava_pages.sheet_view import SheetPage, Shown


class _Sheets(FavaExtensionBase):
    """A page of sheets; Fava lists only what :mod:`fava_pages` names."""

    shown: ClassVar[Sequence[Shown]] = ()

    def page(self) -> SheetPage:
        """What the template shows."""
        return sheet_view.build(current(), self.report_title or "", request.args, self.shown)


class BudgetOchUtfall(_Sheets):
    """Budget och utfall: what the board adopted, what was spent, what is expected."""

    report_title = "Budget och utfall"
    shown = (("board", "budget"), ("board", "measures"))


class Rekvisitioner(_Sheets):
    """Rekvisitioner: what the parties asked for, what is to be paid, what has not come yet."""

    report_title = "Rekvisitioner"
    shown = (("subledger", "requisitions"), ("subledger", "accrued"), ("subledger", "claims"))


class Medlemsbidrag(_Sheets):
    """Medlemsbidrag: called, due and paid, member by member."""

    report_title = "Medlemsbidrag"
    shown = (("board", "contributions"), ("subledger", "members"), ("subledger", "prepaid"))


class Parter(_Sheets):
    """Parter: what each party put in and got."""

    report_title = "Parter"
    shown = (("board", "parties"), ("board", "door"))


class Kostnadsfordelning(_Sheets):
    """Kostnadsfördelning: who bears what of the shared costs, and who owes whom."""

    report_title = "Kostnadsfördelning"
    shown = (("sharing", "cost_sharing"), ("sharing", "settlement"), ("sharing", "members"), ("sharing", "keys"))


class Incitament(_Sheets):
    """Incitament: what each party put in and is calculated to get back, and what would give everybody a reason."""

    report_title = "Incitament"
    shown = (
        ("incentive", "incentive"),
        ("incentive", "incentive_uncertainty"),
        ("incentive", "incentive_keys"),
        ("incentive", "assumptions"),
    )


class Floden(_Sheets):
    """Flöden: who changed support, and what only moved to another purse."""

    report_title = "Flöden"
    shown = (("flows", "flows"), ("flows", "flows_projection"))


class Rapporter(FavaExtensionBase):
    """Rapporter: the files of reports/, period by period, and a button that makes one anew."""

    report_title = "Rapporter"

    def page(self) -> reports_view.ReportsPage:
        """What the template shows."""
        return reports_view.build(current(), request.args)

    @extension_endpoint("file")  # type: ignore[arg-type, untyped-decorator]
    def file(self) -> Response:
        """A file of ``reports/``, by the names the page lists and no others."""
        found = report_files.sent(
            current().door.workspace, request.args.get("period", ""), request.args.get("name", "")
        )
        if found is None:
            abort(404)
        return found
