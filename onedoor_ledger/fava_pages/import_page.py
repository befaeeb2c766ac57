"""What *Importera* does when a form is sent: lay a file in the inbox, take one out, book what was shown.

Each answer sends the browser on to the page itself, so that a reload never does anything twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO

from flask import redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wrappers import Response

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.fava_pages.errors import NothingSentError, StrangeOriginError, TooMuchSentError
from onedoor_ledger.fava_pages.notes import Note, Told, told
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.formats.limits import MAX_BYTES
from onedoor_ledger.routines import previewing, receiving
from onedoor_ledger.routines.job import numbers
from onedoor_ledger.texts import _, ngettext

PAGE = "Importera"
MAX_SENT = 2 * MAX_BYTES
"""Bytes of one request: several files at once, none larger than any reader takes."""
MAX_PARTS = 100
_DRAINED = 8 * MAX_SENT
_CHUNK = 1 << 20
_ID_LENGTH = 10


def upload(session: Session) -> Note:
    """Lay the files that were sent in the inbox; each is taken or refused by itself."""
    given = _sent(session)
    rules, today = session.opened().rules, session.door.clock()
    kept: list[str] = []
    wrong: list[Told] = []
    for file in given:
        try:
            path = receiving.receive(
                session.door.workspace, rules, file.filename or "", file.stream.read(), today=today
            )
            kept.append(path.name)
        except UserError as error:
            wrong += told(error)
    lies = ngettext("One file lies in the inbox now.", "{n} files lie in the inbox now.", len(kept))
    not_kept = ngettext("One file was not taken.", "{n} files were not taken.", len(wrong))
    sentences = [lies.format(n=len(kept))] * bool(kept) + [not_kept.format(n=len(wrong))] * bool(wrong)
    return Note(not wrong, " ".join(sentences), told=tuple(wrong))


def take_out(session: Session) -> Note:
    """Remove one file from the inbox."""
    _ours(session, request.form.get("token", ""))
    receiving.take_out(session.door.workspace, request.form.get("name", ""), request.form.get("digest", ""))
    return Note(good=True, title=_("The file has been removed from the inbox."))


def book(session: Session) -> Note:
    """Book exactly what was shown."""
    _ours(session, request.form.get("token", ""))
    door = session.door
    found, written = previewing.confirm(
        door.workspace,
        request.form.get("digest", ""),
        today=door.clock(),
        by=door.by,
        without_refused=bool(request.form.get("rest")),
    )
    ledgers.notice(door.workspace.root / path for path in written.files)
    lines = []
    if written.commit:
        lines.append(_("Commit {commit}.").format(commit=written.commit[:_ID_LENGTH]))
    if count := len(found.batch.archive):
        sentence = ngettext(
            "One document is kept with its vouchers in ledger/documents/.",
            "{n} documents are kept with their vouchers in ledger/documents/.",
            count,
        )
        lines.append(sentence.format(n=count))
    lines.append(_("To take it all back: onedoor undo {commit}").format(commit=(written.commit or "")[:_ID_LENGTH]))
    title = _("Booked {numbers}.").format(numbers=numbers(found.vouchers)) if found.vouchers else _("Written.")
    return Note(good=True, title=title, lines=tuple(lines if written.commit else lines[:-1]))


FORMS: Mapping[str, Callable[[Session], Note]] = {"upload": upload, "out": take_out, "book": book}
"""What the page's forms are sent to; they take the workspace's lock themselves, when all has been received."""


def answer(session: Session, form: str) -> Response:
    """Do what ``form`` asks and send the browser on to the page, where it is told what came of it.

    :raises StrangeOriginError: when the form is not the page's own.
    """
    try:
        note = FORMS[form](session)
    except StrangeOriginError:
        raise
    except UserError as error:
        note = Note(good=False, title="", told=told(error))
    rest = "1" if form == "book" and not note.good and request.form.get("rest") else None
    address = url_for("extension_report", extension_name=PAGE, note=session.notes.keep(note), rest=rest)
    return redirect(address, code=303)


def _ours(session: Session, token: str) -> None:
    if not secrets.compare_digest(token.encode(), session.token.encode()):
        raise StrangeOriginError


def _sent(session: Session) -> list[FileStorage]:
    """The files of the request. They are held in memory: one with persons must never reach a disk.

    :raises NothingSentError: when no file was chosen.
    :raises TooMuchSentError: when it is more than any honest file.
    """
    length = request.content_length
    if length is None or length > MAX_SENT:
        _drain(length or 0)
        raise TooMuchSentError(MAX_SENT)
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_form_memory_size=_CHUNK,
        max_content_length=MAX_SENT,
        max_form_parts=MAX_PARTS,
    )
    try:
        _stream, form, files = parser.parse_from_environ(request.environ)
    except RequestEntityTooLarge:
        raise TooMuchSentError(MAX_SENT) from None
    _ours(session, form.get("token", ""))
    given = [file for file in files.getlist("files") if file.filename]
    if not given:
        raise NothingSentError
    return given


def _drain(length: int) -> None:
    """Read what is sent to its end, so that the browser listens to the answer; nothing of it is kept."""
    left = min(length, _DRAINED)
    while left > 0 and (chunk := request.environ["wsgi.input"].read(min(_CHUNK, left))):
        left -= len(chunk)


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> IO[bytes]:
    del total_content_length, content_type, filename, content_length
    return BytesIO()
