"""``onedoor profile``: a profile for a file nobody foresaw, proposed by looking at it; the treasurer keeps it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats import sniff
from onedoor_ledger.intake import persons, proposing, source
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.proposing_errors import NeedsNoProfileError, ProfileIncompleteError, ProfileNameError
from onedoor_ledger.intake.proposing_meanings import meant
from onedoor_ledger.intake.proposing_text import slug, toml
from onedoor_ledger.intake.recognise import TABLES, WORLD, recognise
from onedoor_ledger.routines.errors import NoSuchFileError
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.profiles import BANK, STATISTICS
from onedoor_ledger.workspace import Workspace

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def propose(
    workspace: Workspace, file: Path, *, kind: str | None, sender: str | None, save: str | None, today: dt.date
) -> str:
    """The proposed profile's text; with ``save`` it is also kept as ``importers/SAVE.toml``.

    :raises PersonsError: when the file holds persons; then nothing more is looked at.
    :raises UserError: when it has no table, needs no profile, or the proposal cannot be kept.
    """
    if not file.is_file():
        raise NoSuchFileError(str(file))
    found = source.read(workspace, file, today=today)
    persons.refuse_named(found)
    what = sniff.kind(found.content, found.file)
    if what in WORLD or what in ("jsonstat", "kolada"):
        raise NeedsNoProfileError(found.place())
    persons.refuse(found, what)
    rules = load_rules(workspace)
    seen = proposing.look(found, what if what in TABLES else "csv")
    named = sender or next((p.id for p in rules.participants if file.name.casefold().startswith(f"{p.id}-")), "")
    guessed = meant(seen, kind, slug(file.name))
    text = toml(seen, guessed, file.name, named, rules, _read_by(found, rules))
    if save is not None:
        lacking = [*guessed.missing, *(["sender"] if not named and guessed.kind not in (BANK, STATISTICS) else [])]
        _keep(workspace, save, text, lacking)
    return text


def _read_by(found: Source, rules: Rulebook) -> str:
    """The profile that the import would take, '' when it would refuse the file."""
    try:
        taken = recognise(found, rules.profiles).profile
    except UserError:
        return ""
    return taken.name if taken is not None else ""


def _keep(workspace: Workspace, name: str, text: str, lacking: list[str]) -> None:
    path = workspace.importers / f"{name}.toml"
    if not _NAME.fullmatch(name) or path.exists():
        raise ProfileNameError(name, taken=path.exists())
    if lacking:
        raise ProfileIncompleteError(name, lacking)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
