"""``onedoor audit A..B``: needs nothing but a clone, and runs nothing that lies in it."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.audit import revision as revisions
from onedoor_ledger.audit.compare import Comparison, compare
from onedoor_ledger.audit.errors import BackwardError, NoRepositoryError, RangeError, SealTextError
from onedoor_ledger.audit.report import build
from onedoor_ledger.routines.job import Progress, silent
from onedoor_ledger.texts import _
from onedoor_ledger.vouchers.git import Repository

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

STEM = "granskning"
_SEAL = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.IGNORECASE)


def run(
    folder: Path, span: str, *, seal: str, today: dt.date, progress: Progress = silent
) -> tuple[Report, Comparison]:
    """Compare the two revisions of ``span`` (``A..B``; ``A..`` means up to HEAD).

    :param folder: the förbund's folder in a clone.
    :param seal: a digest from a closing protocol that the later revision must hold; '' for none.
    :raises UserError: when there is nothing to compare (:mod:`onedoor_ledger.audit.errors`).
    """
    repository = Repository.around(folder.resolve())
    if repository is None:
        raise NoRepositoryError
    first, dots, second = span.partition("..")
    if not dots or not first or second.startswith("."):
        raise RangeError(span)
    second = second or "HEAD"
    digest = _digest(seal)
    commits = revisions.resolve(repository, first), revisions.resolve(repository, second)
    if commits[0] != commits[1] and revisions.related(repository, *commits)[1]:
        raise BackwardError(first, second)
    with tempfile.TemporaryDirectory() as place:
        read: list[revisions.Revision] = []
        for name in (first, second):
            progress(_("Reading {revision}").format(revision=name))
            target = Path(place).resolve() / str(len(read))
            target.mkdir()
            read.append(revisions.read(repository, name, target))
        progress(_("Comparing"))
        found = compare(repository, read[0], read[1], digest)
    return build(found, today=today), found


def _digest(seal: str) -> str:
    if not seal:
        return ""
    found = _SEAL.fullmatch(seal.strip())
    if found is None:
        raise SealTextError(seal)
    return f"sha256:{found[1].lower()}"
