"""The pages *Översikt* and *Importera*, and the hook before every request: one instance of each per book."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fava.ext import FavaExtensionBase, extension_endpoint
from flask import Response, abort, request
from werkzeug.wrappers import Response as Answer

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import edited, import_page, import_view, ledgers, overview, reports_view, typed
from onedoor_ledger.fava_pages.errors import NotHereError, ReadOnlyError
from onedoor_ledger.fava_pages.pages import refusal
from onedoor_ledger.fava_pages.session import Session, current
from onedoor_ledger.vouchers import lock

WRITERS: Mapping[str, Callable[[Session], Response]] = {
    "json_api.put_add_entries": typed.add_entries,
    "json_api.put_source": edited.put_source,
    "json_api.put_source_slice": edited.put_source_slice,
    "json_api.delete_source_slice": edited.delete_source_slice,
}
"""The only ways to write from the browser; every other request that is no reading is refused."""
FORMS = frozenset({(reports_view.PAGE, reports_view.MAKE), *((import_page.PAGE, form) for form in import_page.FORMS)})
"""Pages' forms and where they are sent."""
HARMLESS = frozenset({"json_api.put_format_source"})
"""Requests that send text and change nothing."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Oversikt(FavaExtensionBase):
    """Översikt: the board's first page over the books as they stand, beside Fava's own statements."""

    report_title = "Översikt"

    def before_request(self) -> None:
        """Keep all three books and the rules fresh; answer every writing request ourselves, under the lock."""
        if request.method in _READING:
            if (request.view_args or {}).get("report_name") == "import":
                abort(refusal(NotHereError(), api=False))
            if request.blueprint != "json_api":
                self._settle()
                ledgers.refresh()
            return
        if request.endpoint in HARMLESS:
            return
        form = _form()
        try:
            abort(self._sent(current(), form) if form else self._written(current()))
        except UserError as error:
            abort(refusal(error, api=not form))

    def _settle(self) -> None:
        """End what an interrupted writer left before Fava reads it; when that cannot be done yet, the page says why."""
        try:
            lock.settle(current().door.workspace)
        except UserError as error:
            abort(refusal(error, api=False))

    def _sent(self, session: Session, form: str) -> Answer:
        if session.door.read_only:
            raise ReadOnlyError
        return reports_view.answer(session) if form == reports_view.MAKE else import_page.answer(session, form)

    def _written(self, session: Session) -> Response:
        if session.door.read_only:
            raise ReadOnlyError
        writer = WRITERS.get(request.endpoint or "")
        if writer is None:
            raise NotHereError
        with lock.hold(session.door.workspace):
            return writer(session)

    def overview(self) -> overview.Overview:
        """What the template shows."""
        return overview.build(current(), request.args.get("period", ""))

    @extension_endpoint("file")  # type: ignore[arg-type, untyped-decorator]
    def file(self) -> Response:
        """A report file of ``reports/PERIOD/``, by the names the page lists and no others."""
        found = overview.report_file(current(), request.args.get("period", ""), request.args.get("name", ""))
        if found is None:
            abort(404)
        return found


class Importera(FavaExtensionBase):
    """Importera: what lies in the inbox, what it becomes, and the button that books it."""

    report_title = "Importera"

    def page(self) -> import_view.Page:
        """What the template shows."""
        return import_view.build(current(), request.args.get("note", ""), rest="rest" in request.args)


def _form() -> str:
    """Which form of a page of ours the request is; '' for every other request."""
    given = request.view_args or {}
    known = request.endpoint == "extension_endpoint" and request.method == "POST"
    asked = (str(given.get("extension_name", "")), str(given.get("endpoint", "")))
    return asked[1] if known and asked in FORMS else ""
