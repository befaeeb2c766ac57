"""Error pages: JSON for Fava's own scripts, a small page for a person; never a stack of code."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, request
from markupsafe import escape
from werkzeug.exceptions import InternalServerError, NotFound
from werkzeug.wrappers import Response

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages.errors import RefusedError
from onedoor_ledger.texts import _, current_language


def refusal(error: UserError, *, api: bool) -> Response:
    """An error of ours, in the shape who asked can read."""
    status = error.status if isinstance(error, RefusedError) else HTTPStatus.UNPROCESSABLE_ENTITY
    if api:
        body = json.dumps({"error": " ".join(error.text().split())}, ensure_ascii=False)
        return Response(body, status, mimetype="application/json")
    title = _("Not allowed") if status is HTTPStatus.FORBIDDEN else _("This did not work")
    return _page(status, title, error.message, error.remedy)


def install(app: Flask) -> None:
    """Our words for what Fava does not find, and for what goes wrong in the program itself."""

    def missing(_error: NotFound) -> Response:
        return _page(HTTPStatus.NOT_FOUND, _("There is no such page"), _("Go to {link}.").format(link=request.host_url))

    def broken(_error: InternalServerError) -> Response:
        sentence = _("The program itself failed. Nothing half done is left in the books.")
        advice = _("What went wrong stands in the window where “onedoor fava” runs.")
        return _page(HTTPStatus.INTERNAL_SERVER_ERROR, _("This did not work"), sentence, advice)

    app.register_error_handler(NotFound, missing)
    app.register_error_handler(InternalServerError, broken)


def _page(status: HTTPStatus, title: str, message: str, remedy: str = "") -> Response:
    html = _PAGE.format(
        language=current_language(), title=escape(title), message=escape(message), remedy=escape(remedy)
    )
    return Response(html, status, mimetype="text/html")


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1.1rem/1.6 "Fira Sans", system-ui, sans-serif; }}
body {{ margin: 20vh auto 0; max-width: 34rem; padding: 0 1.5rem; }}
h1 {{ font-size: 1.6rem; font-weight: 500; margin: 0 0 .5rem; }}
p {{ margin: 0 0 .5rem; }}
</style>
</head>
<body><main><h1>{title}</h1><p>{message}</p><p>{remedy}</p></main></body>
</html>
"""
