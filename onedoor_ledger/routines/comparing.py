"""``onedoor compare`` and ``onedoor share --with``: other ways to share, side by side. Nothing here books anything."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.errors import NoSuchFileError
from onedoor_ledger.routines.job import Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

KEYS_STEM = "nycklar"
CLAIMS_STEM = "ansprak"
WHATIF_STEM = "annan-nyckel"
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


def whatif(
    workspace: Workspace, period: Period, rules_file: Path, *, today: dt.date, progress: Progress = silent
) -> Report:
    """What the rules in ``rules_file`` would have each party bear in ``period``, against the rules as they are.

    :raises UserErrors: when the file is not there, or its rules are wrong as rules/keys.toml can be.
    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.whatif import build
    from onedoor_ledger.rulebook.load import load
    from onedoor_ledger.sharing.whatif import effects

    if not rules_file.is_file():
        raise NoSuchFileError(str(rules_file), inbox=False)
    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    other = load(workspace, other_keys=rules_file)
    progress(_("Sharing by both sets of rules"))
    found = effects(opened.rules, other, opened.books, period, today=today)
    return build(opened.rules, other, found, period, file=workspace.relative(rules_file), today=today)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise NoSuchFileError(str(path), inbox=False)
    return path.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
