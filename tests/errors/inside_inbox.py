"""What *Importera* and ``onedoor undo`` say where no single command shows it."""

from __future__ import annotations

from onedoor_ledger.fava_pages.errors import NothingSentError, TooMuchSentError
from onedoor_ledger.fava_pages.import_page import MAX_SENT
from onedoor_ledger.routines import previewing, receiving
from onedoor_ledger.routines.job import open_books
from onedoor_ledger.routines.undoing_errors import BookedAgainError, UndoneAlreadyError
from onedoor_ledger.workspace import Workspace
from tests.errors.inside_books import BY, TODAY


def preview_changed(workspace: Workspace) -> None:
    previewing.confirm(workspace, "sha256", today=TODAY, by=BY, without_refused=False)


def file_name(workspace: Workspace) -> None:
    _receive(workspace, "..", b"a;b\n1;2\n")


def file_kind(workspace: Workspace) -> None:
    _receive(workspace, "bild.png", b"\x89PNG\0")


def file_there(workspace: Workspace) -> None:
    workspace.inbox.mkdir(exist_ok=True)
    path = workspace.inbox / "lista.csv"
    path.write_bytes(b"a;b\n1;2\n")
    try:
        _receive(workspace, "lista.csv", b"a;b\n3;4\n")
    finally:
        path.unlink()


def inbox_changed(workspace: Workspace) -> None:
    receiving.take_out(workspace, "borta.csv", "sha256:0")


def nothing_sent(workspace: Workspace) -> None:
    raise NothingSentError


def too_much_sent(workspace: Workspace) -> None:
    raise TooMuchSentError(MAX_SENT)


def undone_twice(workspace: Workspace) -> None:
    raise UndoneAlreadyError("2026-V398", "2026-V440")


def booked_again(workspace: Workspace) -> None:
    raise BookedAgainError("2026-V398", "2026-V482")


def _receive(workspace: Workspace, name: str, content: bytes) -> None:
    receiving.receive(workspace, open_books(workspace).rules, name, content, today=TODAY)
