"""``onedoor compare``: keys and claims rules side by side on a file; needs no workspace and books nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.routines.errors import NoSuchFileError

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

KEYS_STEM = "nycklar"
CLAIMS_STEM = "anspråk"
"""File names are Swedish in every language: they go to the parties' own meeting."""


def keys(path: Path, *, today: dt.date) -> Report:
    """Shapley, nucleolus, SCRB, ENSC and Moriarity on the coalition costs in ``path``.

    :raises UserError: when the file is not there or is no such table.
    """
    from onedoor_ledger.reporting.compare import build
    from onedoor_ledger.sharing.games import opinions, table

    content = _content(path)
    found = opinions.second_opinions(table.read(content, path.name))
    return build(found, file=path.name, digest=_digest(content), today=today)


def claims(path: Path, amount: str, *, today: dt.date) -> Report:
    """What each claims rule gives of ``amount`` (as it is typed) to those in ``path``.

    :raises UserError: when the file is not there or is no such table, or the amount is enough for everybody.
    """
    from onedoor_ledger.reporting import compare_claims
    from onedoor_ledger.sharing import claims_table

    content = _content(path)
    found = claims_table.read(content, path.name)
    short = claims_table.shortage(found, amount)
    return compare_claims.build(found, short, file=path.name, digest=_digest(content), today=today)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise NoSuchFileError(str(path), inbox=False)
    return path.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
