"""``onedoor fava``: the three books under one Fava, with our pages and the guard around it."""

from __future__ import annotations

import errno

from cheroot.wsgi import Server
from flask import Flask

from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import pages, shell
from onedoor_ledger.fava_pages.guard import protect
from onedoor_ledger.fava_pages.session import CONFIG_KEY, Door, Session
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

__all__ = ["Door", "PortTakenError", "build", "run", "server_for"]


class PortTakenError(UserError):
    """Another program listens on the port."""

    code = "port-taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            _("Port {port} is used by another program.").format(port=port),
            remedy=_("Choose another with --port, or close the other program (perhaps an older Fava)."),
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
    """A server for ``app``, bound to the door's address; ``start`` it to serve and ``stop`` it from elsewhere.

    :raises PortTakenError: when the port is in use.
    """
    server = Server((door.host, door.port), app)
    try:
        server.prepare()
    except OSError as error:
        if error.errno == errno.EADDRINUSE or "No socket could be created" in str(error):
            raise PortTakenError(door.port) from error
        raise
    return server


def run(server: Server) -> None:
    """Serve until interrupted."""
    try:
        server.serve()
    except KeyboardInterrupt:
        server.stop()
