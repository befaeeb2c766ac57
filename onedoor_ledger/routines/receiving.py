"""A file laid in the inbox, or taken out of it again, from the browser.

What arrives is looked at in memory first: a file with persons, or one that no reader knows, never reaches the disk.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import unicodedata
from pathlib import Path

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats import sniff
from onedoor_ledger.formats.limits import check_size
from onedoor_ledger.intake.errors import PersonsError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.recognise import recognise
from onedoor_ledger.privacy import mask
from onedoor_ledger.routines.errors import FileKindError, FileNameError, FileThereError, InboxChangedError
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Archived
from onedoor_ledger.vouchers import lock
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.vouchers.errors import WriteFailedError
from onedoor_ledger.workspace import Workspace

MAX_NAME = 120
"""Characters of a name; what lies between the first and the last part is left out of a longer one."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_ARRIVING = ".arriving"


def safe_name(name: str) -> str:
    """``name`` as a file's name that every system can hold: no folders, nothing hidden, no device, no tricks.

    Letters stay as they are: a profile knows a file by its name.

    :raises FileNameError: when nothing is left of it.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    plain = _NOT_ON_WINDOWS.sub("-", shown).strip(". ")
    if not plain.strip("-"):
        raise FileNameError
    stem, dot, suffix = plain.rpartition(".")
    if _RESERVED.fullmatch(plain.partition(".")[0].strip()):
        stem = f"fil-{stem}" if dot else stem
        suffix = suffix if dot else f"fil-{suffix}"
    if len(suffix) > MAX_NAME // 4:
        stem, dot, suffix = f"{stem}{dot}{suffix}", "", ""
    room = MAX_NAME - len(dot + suffix)
    whole = f"{stem[:room].rstrip()}{dot}{suffix}"
    return whole if len(whole.encode()) <= 2 * MAX_NAME else f"{stem[: room // 2].rstrip()}{dot}{suffix}"


def receive(workspace: Workspace, rules: Rulebook, name: str, content: bytes, *, today: dt.date) -> Path:
    """Lay a file in the inbox and say where.

    :raises FileNameError, FileKindError: when it has no name, or nothing reads its kind.
    :raises PersonsError: when it holds persons. Nothing of it is kept, as in every other case.
    :raises FileThereError: when another file of that name waits already.
    """
    plain = safe_name(name)
    shown = f"inbox/{mask(plain)}"
    check_size(content, shown)
    _look(plain, shown, content, rules, today)
    with lock.hold(workspace):
        target = workspace.inbox / plain
        if target.is_file() and target.read_bytes() == content:
            return target
        if target.exists():
            raise FileThereError(shown)
        _write(workspace, target, content)
    return target


def take_out(workspace: Workspace, name: str, digest: str) -> None:
    """Remove the inbox's file ``name`` whose content has ``digest``; nothing else is ever removed.

    :raises InboxChangedError: when there is no such file.
    """
    with lock.hold(workspace):
        path = workspace.inbox / name
        waits = path.parent == workspace.inbox and name not in {"", ".", ".."} and path.is_file()
        if not waits or path.is_symlink() or f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != digest:
            raise InboxChangedError
        path.unlink()


def _look(name: str, shown: str, content: bytes, rules: Rulebook, today: dt.date) -> None:
    """Refuse what may not be kept; why another file cannot be booked is told beside it, in the inbox."""
    source = Source(
        file=shown,
        name=name,
        content=content,
        digest=f"sha256:{hashlib.sha256(content).hexdigest()}",
        document=document_name(Archived(name, content, today)),
        received=today,
    )
    try:
        recognise(source, rules.profiles)
    except PersonsError:
        raise
    except UserError:
        if sniff.kind(content, name) is None:
            raise FileKindError(Place(shown)) from None


def _write(workspace: Workspace, target: Path, content: bytes) -> None:
    part = target.with_name(f".{hashlib.sha256(content).hexdigest()[:12]}{_ARRIVING}")
    try:
        workspace.inbox.mkdir(exist_ok=True)
        for left in workspace.inbox.glob(f".*{_ARRIVING}"):  # of an interrupted reception
            left.unlink()
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WriteFailedError(workspace.relative(target), error.strerror or str(error)) from error
