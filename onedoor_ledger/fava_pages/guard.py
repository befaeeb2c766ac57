"""What Fava lacks around it: which names and pages may ask, headers.

Fava has no login, so it is served on loopback; a foreign web page in the same browser is kept out by the Host and
Origin checks (ecosystem: DNS rebinding and cross-site requests both reach a bare Fava).
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as Answer

from onedoor_ledger.fava_pages.errors import RefusedError, StrangeHostError, StrangeOriginError
from onedoor_ledger.fava_pages.pages import refusal
from onedoor_ledger.fava_pages.session import Door
from onedoor_ledger.texts import current_language, language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Guard:
    """Answers 403 to a request for another host or from another page, before Fava sees it."""

    def __init__(self, app: WSGIApplication, door: Door, name: str) -> None:
        self.app = app
        self.door = door
        self.language = name

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request, in the language the server was started in."""
        with language(self.language):
            request = Request(environ)
            try:
                self.check(request)
            except RefusedError as error:
                return self.refuse(error, request)(environ, start_response)
            return self.app(environ, start_response)

    def refuse(self, error: RefusedError, request: Request) -> Answer:
        """The answer to a request that is not ours."""
        answer = refusal(error, api="/api/" in request.path)
        answer.headers.extend(HEADERS)
        return answer

    def check(self, request: Request) -> None:
        """See that the request is ours.

        :raises RefusedError: when it is not.
        """
        if not self._ours(request.headers.get("Host", "")):
            raise StrangeHostError
        origin = request.headers.get("Origin")
        if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
            raise StrangeOriginError
        if request.headers.get("Sec-Fetch-Site", "none") == "cross-site" and request.method != "GET":
            raise StrangeOriginError

    def _ours(self, host: str) -> bool:
        """Whether ``host`` is the name served, on the port served.

        Open to others, an address in figures will do as well: only a name can be made to point here by somebody else.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = (parts.hostname or "").lower(), parts.port or 80
        except ValueError:
            return False
        if port != self.door.port or "@" in host:
            return False
        if name in {"localhost", "127.0.0.1", "::1", self.door.host.lower()}:
            return True
        return not self.door.loopback and _is_address(name)


def protect(app: Flask, door: Door) -> None:
    """Put the guard around Fava's ``app``, and headers on what it answers."""

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.wsgi_app = Guard(app.wsgi_app, door, current_language())  # type: ignore[method-assign]


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
