"""What is edited in Fava: the text of a file or of one entry.

As with what is typed, the request is answered here: the text is vetted, new vouchers in it get their numbers, and
the file is replaced in one transaction and committed. What is booked stays booked: numbers stay, locked months stay,
and the lines that steer the program are not the browser's to change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from beancount.core.data import Open, Transaction
from beancount.parser import parser
from fava.core.file import find_entry_lines
from flask import Response, request

from onedoor_ledger.control.sealed import Content, held_by
from onedoor_ledger.fava_pages import errors, ledgers
from onedoor_ledger.fava_pages.answers import success
from onedoor_ledger.fava_pages.convert import SET_BY_WRITER, unregistered, voucher_of
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.routines.job import Opened, numbers
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.vouchers import layout, transaction
from onedoor_ledger.vouchers.errors import DirtyFilesError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.vouchers.seal_text import account_line, fields_of
from onedoor_ledger.vouchers.seals import locked_months
from onedoor_ledger.vouchers.text import render_batch
from onedoor_ledger.workspace import Workspace

_STEERING = ("option ", "plugin ", "include ", "pushtag", "poptag", "pushmeta", "popmeta")
_STEERING_CUSTOM = (
    'custom "fava-extension"',
    'custom "fava-option"',
    'custom "onedoor-seal"',
    'custom "onedoor-reopen"',
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's text before and after."""

    path: Path
    before: str
    after: str


def put_source(session: Session) -> Response:
    """A whole file saved in the editor."""
    body = _body("file_path", "source", "sha256sum")
    path = Path(body["file_path"])
    before, digest = ledgers.current().file.get_source(path)
    if digest != body["sha256sum"]:
        raise errors.ChangedMeanwhileError
    saved = _save(session, Edit(path, before, body["source"]))
    return success(_digest(saved))


def put_source_slice(session: Session) -> Response:
    """The text of one entry, saved from its context."""
    body = _body("entry_hash", "source", "sha256sum")
    edit, own = _slice_edit(body["entry_hash"], body["sha256sum"], body["source"])
    saved = _save(session, edit)
    lines = find_entry_lines(saved.splitlines(keepends=True), own)
    return success(_digest("".join(lines).rstrip("\n")))


def delete_source_slice(session: Session) -> Response:
    """One entry deleted; a booked voucher never is."""
    entry_hash = request.args.get("entry_hash", "")
    edit, _own = _slice_edit(entry_hash, request.args.get("sha256sum", ""), None)
    _save(session, edit)
    return success(f"Deleted entry {entry_hash}.")


def _body(*keys: str) -> dict[str, str]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not all(isinstance(body.get(key), str) for key in keys):
        raise errors.UnreadableEditError(0, ", ".join(keys))
    return body


def _slice_edit(entry_hash: str, digest: str, text: str | None) -> tuple[Edit, int]:
    """The edit of the file in which an entry's lines become ``text``, and the entry's line there, from 0."""
    entry = ledgers.current().get_entry(entry_hash)
    path, first = Path(str(entry.meta["filename"])), int(str(entry.meta["lineno"])) - 1
    before, _whole = ledgers.current().file.get_source(path)
    lines = before.splitlines(keepends=True)
    own = find_entry_lines(lines, first)
    if _digest("".join(own).rstrip("\n")) != digest:
        raise errors.ChangedMeanwhileError
    last = first + len(own)
    if text is None:
        while last < len(lines) and not lines[last].strip():
            last += 1
    new = [] if text is None else [text.rstrip("\n") + "\n"]
    return Edit(path, before, "".join([*lines[:first], *new, *lines[last:]])), first


def _save(session: Session, edit: Edit) -> str:
    """Vet, number, write, commit; the text as it was saved."""
    workspace = session.door.workspace
    opened = session.opened()
    name = workspace.relative(edit.path)
    edit = Edit(edit.path, edit.before, edit.after.replace("\r\n", "\n"))
    entries = opened.books.entries[ledgers.current_book()]
    _vet(edit, name, locked_months(entries))
    if edit.path.name == layout.CHART_FILE:
        same_locked_accounts(edit, held_by(entries, edit.path.parent))
    saved, booked = _numbered(edit, session, opened)
    message = f"fava: {numbers(booked) or name}"
    _write(workspace, name, saved, commit=opened.rules.association.commit, message=message, by=session.door.by)
    ledgers.notice([edit.path])
    return saved


def _write(workspace: Workspace, name: str, text: str, *, commit: bool, message: str, by: str) -> None:
    repository = Repository.around(workspace.root)
    if commit and repository is not None and (dirty := repository.uncommitted([name])):
        raise DirtyFilesError(dirty)
    done = transaction.Commit(message, by) if commit else None
    transaction.run(workspace, {name: text.encode()}, commit=done)


def _vet(edit: Edit, name: str, locked: frozenset[str]) -> None:
    """See that the edit leaves what is booked as booked, and what steers the program alone.

    :raises RefusedError: when it does not.
    """
    month = _month(edit.path)
    if month in locked:
        raise errors.SealedFileError(month)
    if edit.path.name == layout.SEALS_FILE:
        raise errors.ProgramLineError(name)
    _same_steering(edit)
    before, after = _booked(_transactions(edit.before, strict=False)), _transactions(edit.after, strict=True)
    kept = _booked(after)
    if gone := [number for number in before if number not in kept]:
        raise errors.NumberGoneError(gone)
    for number, entry in kept.items():
        was = before.get(number)
        for key in SET_BY_WRITER:
            if was is None or was.meta.get(key) != entry.meta.get(key):
                raise errors.GivenNumberError(key)
    if len(kept) != sum("voucher" in entry.meta for entry in after):
        raise errors.GivenNumberError("voucher")
    for entry in after:
        if f"{entry.date:%Y-%m}" != month:
            raise errors.WrongMonthError(entry.date.isoformat(), name)


def same_locked_accounts(edit: Edit, held: Mapping[str, Content]) -> None:
    """See that the accounts of locked months are as they were: what their postings inherit is locked with them.

    :raises SealedAccountError: when one is gone, renamed or gives something else.
    """
    entries, _wrong, _options = parser.parse_string(edit.after)
    now = {entry.account: account_line(entry) for entry in entries if isinstance(entry, Open)}
    for month, content in held.items():
        for line in content.accounts:
            name = fields_of(line)[1]
            if now.get(name) != line:
                raise errors.SealedAccountError(name, month)


def _month(path: Path) -> str:
    """``2026-09`` of a month file; '' for any other."""
    name = f"{path.parent.name}/{path.name}"
    return f"{path.parent.name}-{path.stem}" if layout.is_month_file(name) else ""


def _same_steering(edit: Edit) -> None:
    before, after = Counter(_steering(edit.before)), Counter(_steering(edit.after))
    for line in (before - after) + (after - before):
        raise errors.ProgramLineError(line)


def _steering(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith(_STEERING) or any(word in line for word in _STEERING_CUSTOM)]


def _transactions(text: str, *, strict: bool) -> list[Transaction]:
    entries, wrong, _options = parser.parse_string(text)
    if strict and wrong:
        raise errors.UnreadableEditError(wrong[0].source.get("lineno", 0), str(wrong[0].message).splitlines()[0])
    return sorted((e for e in entries if isinstance(e, Transaction)), key=lambda e: int(e.meta["lineno"]))


def _booked(entries: Iterable[Transaction]) -> dict[str, Transaction]:
    return {str(entry.meta["voucher"]): entry for entry in entries if "voucher" in entry.meta}


def _changed(edit: Edit) -> list[Transaction]:
    """Booked vouchers whose lines, day or words the edit changes."""
    before = {number: _content(entry) for number, entry in _booked(_transactions(edit.before, strict=False)).items()}
    after = _booked(_transactions(edit.after, strict=True))
    return [entry for number, entry in after.items() if before.get(number) != _content(entry)]


def _content(entry: Transaction) -> tuple[object, ...]:
    return (*entry[1:-1], *((posting.account, posting.units) for posting in entry.postings))


def _numbered(edit: Edit, session: Session, opened: Opened) -> tuple[str, tuple[Voucher, ...]]:
    """The text with vouchers that lack a number booked: in the ledger's own form, in the order they stand.

    A booked voucher that the edit changes must pass the same controls as a new one.
    """
    book, today, by = ledgers.current_book(), session.door.clock(), session.door.by
    if changed := [voucher_of(unregistered(entry), book) for entry in _changed(edit)]:
        register(changed, opened.books, today, by)
    fresh = [entry for entry in _transactions(edit.after, strict=True) if "voucher" not in entry.meta]
    if not fresh:
        return edit.after, ()
    _after, booked = opened.plus((voucher_of(entry, book) for entry in fresh), today=today, by=by)
    lines = edit.after.splitlines(keepends=True)
    for entry, text in reversed(list(zip(fresh, render_batch(booked), strict=True))):
        first = int(entry.meta["lineno"]) - 1
        lines[first : first + len(find_entry_lines(lines, first))] = [text]
    return "".join(lines), booked


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
