"""What the pages share while Fava runs: who serves, and the engine's view of the books, fresh at every request."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from threading import Lock

from flask import current_app

from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.fava_pages.notes import Notes
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.routines import previewing
from onedoor_ledger.routines.job import Opened, open_books
from onedoor_ledger.routines.kinds import KINDS
from onedoor_ledger.routines.person import computer_today, user
from onedoor_ledger.texts import current_language
from onedoor_ledger.workspace import Workspace

CONFIG_KEY = "ONEDOOR_SESSION"
_READ = ("ledger", "rules", "importers")
_UNREAD = "documents"

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Door:
    """How the books are served."""

    workspace: Workspace
    clock: Callable[[], dt.date]
    by: str
    host: str = "127.0.0.1"
    port: int = 5000
    read_only: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this computer can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def url(self) -> str:
        """The address to open."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}/"


@dataclass
class Session:
    """One process' door and its cached reading of the books."""

    door: Door
    _lock: Lock = field(default_factory=Lock)
    _read: tuple[Fingerprint, Opened] | None = None
    _reports: dict[tuple[str, str, dt.date, str], Report] = field(default_factory=dict)
    _previews: dict[tuple[Fingerprint, dt.date, str, bool], previewing.Preview] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    token: str = field(default_factory=secrets.token_urlsafe)
    """Stands in the page's forms: another web page cannot know it."""

    def opened(self) -> Opened:
        """Rules and books as the files stand now; read again only when a file has changed.

        :raises UserErrors: when the rules cannot be read.
        """
        with self._lock:
            now = fingerprint(self.door.workspace.root)
            if self._read is None or self._read[0] != now:
                self._read = (now, open_books(self.door.workspace))
                self._reports.clear()
                self._previews.clear()
            return self._read[1]

    def report(self, period: Period) -> Report:
        """The board's report over the books as they stand now.

        :raises NoBooksError: when nothing is booked in the period.
        """
        return self.made("board", period)

    def made(self, name: str, period: Period) -> Report:
        """The report of the kind ``name`` over the books as they stand now.

        :raises NoBooksError: when nothing is booked in the period.
        """
        opened, today = self.opened(), self.door.clock()
        key = (name, period.name, today, current_language())
        if key not in self._reports:
            kind = {kind.name: kind for kind in KINDS}[name]
            self._reports[key] = kind.build(opened, period, today)
        return self._reports[key]

    def preview(self, *, without_refused: bool) -> previewing.Preview:
        """The inbox as it would be booked now; worked out again only when a file has changed.

        :raises UserErrors: when a voucher cannot be registered.
        """
        opened, today = self.opened(), self.door.clock()
        key = (_files(self.door.workspace.inbox), today, current_language(), without_refused)
        found = self._previews.get(key)
        if found is None:
            found = previewing.preview(opened, today=today, by=self.door.by, without_refused=without_refused)
            for old in [other for other in self._previews if other[0] != key[0]]:
                del self._previews[old]
            self._previews[key] = found
        return found


def current() -> Session:
    """The session of this request; made from the ledger's own place when Fava was started without us."""
    found: Session | None = current_app.config.get(CONFIG_KEY)
    if found is None:
        workspace = Workspace.open(ledgers.current_main_file().parents[2])
        found = Session(Door(workspace=workspace, clock=computer_today, by=user(workspace.root)))
        current_app.config[CONFIG_KEY] = found
    return found


def fingerprint(root: Path) -> Fingerprint:
    """Names, times and sizes of every file the engine reads: tells that one of them has changed."""
    found: list[tuple[str, int, int]] = []
    for top in _READ:
        for folder, folders, files in os.walk(root / top):
            folders[:] = sorted(name for name in folders if name != _UNREAD)
            for name in sorted(files):
                stat = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - os.walk's own strings, every request
                found.append((f"{folder}/{name}", stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def _files(folder: Path) -> Fingerprint:
    """The same for the files of one folder."""
    if not folder.is_dir():
        return ()
    found = ((path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
