"""What the doors say where no single command shows it: to a browser, or of the computer itself."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from fava.context import g
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from onedoor_ledger.cli.parts import DiskError
from onedoor_ledger.errors import Finding, Place, Severity
from onedoor_ledger.fava_pages import edited, serving, typed
from onedoor_ledger.fava_pages.errors import NotHereError, ReadOnlyError
from onedoor_ledger.fava_pages.guard import Guard
from onedoor_ledger.fava_pages.session import CONFIG_KEY, Door
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.checking import require_sound
from onedoor_ledger.routines.person import user
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import layout
from onedoor_ledger.workspace import Workspace
from tests.errors.inside_books import BY, TODAY

MONTH = "ledger/association/2026/10.beancount"
BOOKED = '2026-10-01 * "Hyra"\n  voucher: "V1"\n  registered: "2026-10-14"\n  by: "Ekonom"\n'


def nobody(workspace: Workspace) -> None:
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_DIR": os.devnull}
    with mock.patch.dict(os.environ, nowhere):
        user(workspace.root)


def disk(workspace: Workspace) -> None:
    raise DiskError(OSError(errno.ENOSPC, "No space left on device", str(workspace.root / "reports")))


def wrong_books(workspace: Workspace) -> None:
    place = Place("ledger/association/2026/09.beancount", 12)
    require_sound((Finding("balance", Severity.ERROR, "V6: 125.00 – 124.99 = 0.01 SEK.", place),))


def refused(workspace: Workspace) -> None:
    files = {"bild.csv": b"\x89PNG", "lön.csv": b"a;b\n1;2\n"}
    workspace.inbox.mkdir(exist_ok=True)
    paths = [workspace.inbox / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    try:
        importing.run(workspace, (), today=TODAY, by=BY, write=True)
    finally:
        for path in paths:
            path.unlink()


def port_taken(workspace: Workspace) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 8299))
        other.listen()
        door = _door(workspace)
        serving.server_for(serving.build(door), door)


def address_refused(workspace: Workspace) -> None:
    door = Door(workspace=workspace, clock=lambda: TODAY, by=BY, host="192.0.2.1", port=8299)
    serving.server_for(serving.build(door), door)


def fava_host(workspace: Workspace) -> None:
    _asked(workspace, {"Host": "evil.example"})


def fava_origin(workspace: Workspace) -> None:
    _asked(workspace, {"Host": "127.0.0.1:8299", "Origin": "https://evil.example"})


def fava_read_only(workspace: Workspace) -> None:
    raise ReadOnlyError


def fava_not_here(workspace: Workspace) -> None:
    raise NotHereError


def fava_entry_kind(workspace: Workspace) -> None:
    _typed(workspace, t="Note")


def fava_entry(workspace: Workspace) -> None:
    _typed(workspace, postings=[{"account": "Tillgångar:Bank", "amount": ""}] * 2)


def fava_number_given(workspace: Workspace) -> None:
    _typed(workspace, meta={"voucher": "V7"})


def fava_number_gone(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text.replace('  voucher: "V1"\n', ""))


def fava_program_line(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text + '\nplugin "os"\n')


def fava_month(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text.replace("2026-10-01", "2026-11-01"))


def fava_sealed(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text + "; rättat\n", seal=True)


def fava_unreadable(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text + "\n2026-10-02 hej\n")


def fava_changed_meanwhile(workspace: Workspace) -> None:
    _edited(workspace, lambda text: text, digest=sha256(b"").hexdigest())


def _door(workspace: Workspace) -> Door:
    return Door(workspace=workspace, clock=lambda: TODAY, by=BY, port=8299)


def _asked(workspace: Workspace, headers: dict[str, str]) -> None:
    request = Request(EnvironBuilder(method="PUT", headers=headers).get_environ())
    Guard(lambda *_rest: [], _door(workspace), "sv").check(request)


def _write(workspace: Workspace, writer: Callable[[Any], object], body: dict[str, Any]) -> None:
    app = serving.build(_door(workspace))
    with app.test_request_context(method="PUT", json=body):
        g.ledger = app.config["LEDGERS"].ledgers[0]
        writer(app.config[CONFIG_KEY])


def _typed(workspace: Workspace, **changes: Any) -> None:
    entry = {"t": "Transaction", "date": "2026-10-05", "flag": "*", "payee": "", "narration": "Kaffe", "meta": {}}
    _write(workspace, typed.add_entries, {"entries": [{**entry, "tags": [], "links": [], "postings": [], **changes}]})


def _edited(workspace: Workspace, change: Callable[[str], str], *, digest: str = "", seal: bool = False) -> None:
    with _with_a_voucher(workspace, seal=seal) as path:
        text = path.read_text(encoding="utf-8")
        known = digest or sha256(text.encode()).hexdigest()
        body = {"file_path": str(path), "source": change(text), "sha256sum": known}
        _write(workspace, edited.put_source, body)


@contextmanager
def _with_a_voucher(workspace: Workspace, *, seal: bool) -> Iterator[Path]:
    """October with one booked voucher, put back as it was afterwards."""
    main, path = workspace.main_file("association"), workspace.root / MONTH
    seals = main.with_name(layout.SEALS_FILE)
    before = {kept: kept.read_bytes() for kept in (main, seals)}
    path.parent.mkdir(exist_ok=True)
    path.write_text(layout.appended(layout.month_text(Book.ASSOCIATION), BOOKED), encoding="utf-8")
    main.write_text(layout.with_month(main.read_text(encoding="utf-8"), "2026/10.beancount"), encoding="utf-8")
    if seal:
        seals.write_bytes(before[seals] + b'2026-10-31 custom "onedoor-seal" "2026-10" "x"\n')
    try:
        yield path
    finally:
        path.unlink()
        path.parent.rmdir()
        for kept, content in before.items():
            kept.write_bytes(content)
