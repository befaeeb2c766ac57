"""Fava's own shell: the language it says it is in, the words it lacks, and the one page that is not for our books."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from fava import internal_api, json_api
from fava.application import translations as fava_translations
from flask import Flask, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.texts import current_language
from onedoor_ledger.voucher import Book

_favas_word: Callable[[str], str] = vars(json_api)["gettext"]
_CATALOGUE = Path(__file__).parent / "locale" / "sv.po"
_STYLE = (
    '<style>aside li:has(> a[href*="/import/"]) { display: none; } '
    'aside { display: flex; flex-direction: column; } aside ul:has(a[href*="/extension/"]) '
    "{ order: -1; border-top: 0 !important; border-bottom: 1px solid var(--sidebar-border); }</style>"
)
"""Fava's import page knows neither batches nor archives nor three books at once (contracts.md section 7); our own
pages stand first."""


def dress(app: Flask) -> None:
    """Put language, words and style on every page Fava makes, and *Översikt* first."""
    app.add_template_global(translations, "translations")

    for module in (internal_api, json_api):
        vars(module)["gettext"] = _word

    favas_index = app.view_functions["index"]

    def index() -> Response | BaseResponse:
        slug = ledgers.slug_of(Book.ASSOCIATION) if not ledgers.is_chosen() else None
        if slug is None:
            return app.ensure_sync(favas_index)()  # type: ignore[no-any-return]
        return redirect(url_for("extension_report", bfile=slug, extension_name="Oversikt"))

    app.view_functions["index"] = index

    @app.after_request
    def finish(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.direct_passthrough:
            html = response.get_data(as_text=True)
            html = html.replace("<html>", f'<html lang="{current_language()}">', 1)
            response.set_data(html.replace("</head>", f"{_STYLE}</head>", 1))
        return response


def _word(message: str) -> str:
    """One of the few words Fava looks up on the server, by the names these two modules have imported."""
    own = _own()
    return own[message] if message in own else _favas_word(message)


def translations() -> dict[str, str]:
    """Fava's catalogue for the page's language; in Swedish with ours on top."""
    return {**fava_translations(), **_own()}


def _own() -> Mapping[str, str]:
    return _swedish() if ledgers.current().fava_options.language == "sv" else {}


@cache
def _swedish() -> dict[str, str]:
    from babel.messages.pofile import read_po

    with _CATALOGUE.open("rb") as source:
        return {str(message.id): str(message.string) for message in read_po(source, locale="sv") if message.id}
