"""``onedoor fava``: the three books under one Fava, with our pages and the guard around it."""

from __future__ import annotations

import errno
import os
import socket

from cheroot.wsgi import Server
from flask import Flask

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import pages, shell
from onedoor_ledger.fava_pages.guard import protect
from onedoor_ledger.fava_pages.session import CONFIG_KEY, Door, Session
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

__all__ = ["AddressError", "Door", "PortTakenError", "build", "run", "server_for"]


class PortTakenError(UserError):
    """Another program listens on the port."""

    code = "port-taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            _("Port {port} is used by another program.").format(port=port),
            remedy=_("Choose another with --port, or close the other program (perhaps an older Fava)."),
        )


class AddressError(UserError):
    """The address is not this computer's, or may not be listened on."""

    code = "address-refused"

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            _("{host}, port {port}, cannot be listened on: {reason}.").format(host=host, port=port, reason=reason),
            remedy=_("Leave out --host to serve this computer alone; choose a port above 1023."),
        )


def build(door: Door) -> Flask:
    """Fava's application over the three books, in the order association, parties, people.

    :raises MissingBookError: when a book is not there.
    """
    from fava.application import create_app

    files = [door.workspace.main_file(book) for book in Book]
    for path in files:
        if not path.is_file():
            raise MissingBookError(door.workspace.relative(path))
    # Asking the files at each request finds a change at once, also on a network drive; Fava's threads find it later.
    app = create_app(files, load=True, read_only=door.read_only, poll_watcher=True)
    app.config[CONFIG_KEY] = Session(door)
    pages.install(app)
    shell.dress(app)
    protect(app, door)
    return app


def server_for(app: Flask, door: Door) -> Server:
    """A server for ``app``, bound to the door's address; ``serve`` to begin and ``stop`` from elsewhere to end.

    :raises PortTakenError, AddressError: when the address cannot be listened on.
    """
    _see_that_it_can_be_bound(door)
    server = Server((door.host, door.port), app)
    server.prepare()
    return server


def _see_that_it_can_be_bound(door: Door) -> None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name != "nt":  # there the option would share the port with whoever has it
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(door.port) from error
        raise AddressError(door.host, door.port, error.strerror or "?") from error


def run(server: Server) -> None:
    """Serve until interrupted."""
    try:
        server.serve()
    except KeyboardInterrupt:
        server.stop()
