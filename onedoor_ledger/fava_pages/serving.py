"""``onedoor fava``: the three books under one Fava, with our pages and the guard around it."""

from __future__ import annotations

import errno

from flask import Flask

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import pages
from onedoor_ledger.fava_pages.guard import protect
from onedoor_ledger.fava_pages.session import CONFIG_KEY, Door, Session
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.errors import MissingMainFileError

__all__ = ["Door", "PortTakenError", "build", "run"]


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

    :raises MissingMainFileError: when a book is not there.
    """
    from fava.application import create_app

    files = [door.workspace.main_file(book) for book in Book]
    for path in files:
        if not path.is_file():
            raise MissingMainFileError(door.workspace.relative(path))
    app = create_app(files, load=True, read_only=door.read_only)
    app.config[CONFIG_KEY] = Session(door)
    pages.install(app)
    protect(app, door)
    return app


def run(app: Flask, door: Door) -> None:
    """Serve until interrupted.

    :raises PortTakenError: when the port is in use.
    """
    from cheroot.wsgi import Server

    server = Server((door.host, door.port), app)
    try:
        server.start()
    except KeyboardInterrupt:
        server.stop()
    except OSError as error:
        if error.errno == errno.EADDRINUSE or "No socket could be created" in str(error):
            raise PortTakenError(door.port) from error
        raise
