"""Fava's own shell: the language it says it is in, the words it lacks, and the one page that is not for our books."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fava.application import translations as fava_translations
from flask import Flask, Response

from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.texts import current_language

_CATALOGUE = Path(__file__).parent / "locale" / "sv.po"
_STYLE = '<style>aside li:has(> a[href*="/import/"]) { display: none; }</style>'
"""Fava's import page knows neither batches nor archives nor three books at once (contracts.md section 7)."""


def dress(app: Flask) -> None:
    """Put language, words and style on every page Fava makes."""
    app.add_template_global(translations, "translations")

    @app.after_request
    def finish(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.direct_passthrough:
            html = response.get_data(as_text=True)
            html = html.replace("<html>", f'<html lang="{current_language()}">', 1)
            response.set_data(html.replace("</head>", f"{_STYLE}</head>", 1))
        return response


def translations() -> dict[str, str]:
    """Fava's catalogue for the page's language; in Swedish with ours on top."""
    own = _swedish() if ledgers.current().fava_options.language == "sv" else {}
    return {**fava_translations(), **own}


@cache
def _swedish() -> dict[str, str]:
    from babel.messages.pofile import read_po

    with _CATALOGUE.open("rb") as source:
        return {str(message.id): str(message.string) for message in read_po(source, locale="sv") if message.id}
