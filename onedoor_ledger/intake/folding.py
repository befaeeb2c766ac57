"""Folding here what a party should have folded: only where rules/association.toml names the leave to (domain.md 6).

``fold_on_import`` names the gallringsbeslut by which the file is destroyed and the agreement with the parties. The
profiles lie in ``importers/fold/``. Only the folded file is booked from and archived; without the setting the file is
refused as everywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.fold.profile import parse
from onedoor_ledger.fold.run import fold
from onedoor_ledger.formats.errors import HeaderMissingError
from onedoor_ledger.intake import source
from onedoor_ledger.intake.errors import PersonsError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.recognise import Recognised, recognise
from onedoor_ledger.rulebook.model import FoldOnImport, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Archived
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.workspace import Workspace

PROFILES = "fold"
"""The folder of fold profiles, under importers/."""


def recognised(workspace: Workspace, rules: Rulebook, path: Path, *, today: dt.date) -> Recognised:
    """What the file at ``path`` is, folded first where it holds persons and the rules give leave to.

    :raises PersonsError: when it holds persons and there is no leave, or no profile to fold it by.
    """
    given = source.read(workspace, path, today=today)
    try:
        return recognise(given, rules.profiles)
    except PersonsError:
        leave = rules.association.fold_on_import
        instead = _folded(workspace, rules, path, given, leave) if leave is not None else None
        if instead is None:
            raise
    return recognise(instead, rules.profiles)


def told(given: Source) -> Iterator[Finding]:
    """That a file was folded here and is to be destroyed."""
    if given.folded_by:
        yield Finding(
            "folded-here",
            Severity.WARNING,
            _("The file held persons and was folded here, by {decision}. Only counts and sums are kept.").format(
                decision=given.folded_by
            ),
            given.place(),
            _("Destroy the file as the decision says; it still lies where it was."),
        )


def _folded(workspace: Workspace, rules: Rulebook, path: Path, given: Source, leave: FoldOnImport) -> Source | None:
    """The folded file in the place of the one with persons; None when no profile has its columns."""
    sender = next((p.id for p in rules.participants if given.name.casefold().startswith(f"{p.id}-")), "")
    for profile in sorted((workspace.importers / PROFILES).glob("*.toml")):
        try:
            made = fold(path, parse(profile.read_bytes(), profile.stem))
        except HeaderMissingError:
            continue
        name = f"{sender}-{made.name}" if sender else made.name
        return replace(
            given,
            name=name,
            content=made.content,
            digest=f"sha256:{hashlib.sha256(made.content).hexdigest()}",
            document=document_name(Archived(name, made.content, given.received)),
            folded_by=f"{leave.decision}; {leave.agreement}",
        )
    return None
