"""The pages *Mål och kalender*, *Kontroller* and *Låsning och ändringar*: one instance of each per book."""

from __future__ import annotations

from fava.ext import FavaExtensionBase

from onedoor_ledger.fava_pages import checks_view, locks_view, plan_view
from onedoor_ledger.fava_pages.session import current


class MalOchKalender(FavaExtensionBase):
    """Mål och kalender: what the board wants, what came of it, and when what is due."""

    report_title = "Mål och kalender"

    def page(self) -> plan_view.PlanPage:
        """What the template shows."""
        return plan_view.build(current())


class Kontroller(FavaExtensionBase):
    """Kontroller: what is not right, where, and what to do about it."""

    report_title = "Kontroller"

    def page(self) -> checks_view.ChecksPage:
        """What the template shows."""
        return checks_view.build(current())


class LasningOchAndringar(FavaExtensionBase):
    """Låsning och ändringar: what proves that the books are as they were."""

    report_title = "Låsning och ändringar"

    def page(self) -> locks_view.LocksPage:
        """What the template shows."""
        return locks_view.build(current())
