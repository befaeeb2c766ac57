"""Person numbers in what is archived: refused in our own texts, named as such in documents as received.

Payroll files and account statements lawfully name staff and suppliers (domain.md section 6), and a document may not be
altered (BFL 7:1); but nothing else in the package may hold a person number. Where one is found is told, never which.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath

from onedoor_ledger.archiving.contents import DOCUMENTS
from onedoor_ledger.archiving.errors import PersonNumberError
from onedoor_ledger.archiving.member import Member
from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.encoding import decode_swedish
from onedoor_ledger.privacy import holds_person_number

_WORKBOOKS = frozenset({".xlsx"})


class Found(StrEnum):
    """What was found in a document."""

    YES = "ja"
    NO = "nej"
    NOT_SEARCHED = "ej genomsökt"


def require_none(members: Iterable[Member]) -> None:
    """See that no text or workbook but documents as received holds a person number.

    :raises PersonNumberError: when something does; it names files and rows.
    """
    places: list[str] = []
    for member in members:
        if not member.path.startswith(DOCUMENTS):
            places += [f"{member.path}:{row}" if row else member.path for row in _rows(member) or ()]
    if places:
        raise PersonNumberError(places)


def in_document(member: Member) -> Found:
    """Whether a document as received holds person numbers, where that can be told."""
    rows = _rows(member)
    return Found.NOT_SEARCHED if rows is None else Found.YES if rows else Found.NO


def _rows(member: Member) -> list[int] | None:
    """The rows with a person number, 0 for somewhere in a workbook; None for what is neither text nor workbook."""
    if PurePosixPath(member.path).suffix in _WORKBOOKS:
        try:
            return [0] if _in_workbook(member) else []
        except UserError:
            return None
    text = _text(member)
    if text is None:
        return None
    return [n for n, line in enumerate(text.splitlines(), start=1) if holds_person_number(line)]


def _text(member: Member) -> str | None:
    """A member as text; None when it is none."""
    content = member.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return None if b"\0" in content else decode_swedish(content)[0]


def _in_workbook(member: Member) -> bool:
    from onedoor_ledger.formats import sheets

    found = sheets.sheets(member.read(), member.path)
    return any(holds_person_number(sheets.text(cell)) for _title, rows in found for row in rows for cell in row)
