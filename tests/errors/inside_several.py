"""What is told of several förbund together."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from onedoor_ledger.routines.several import open_several
from onedoor_ledger.workspace import Workspace


def one_id_two_organisations(workspace: Workspace) -> None:
    """A neighbour that is another förbund, with another Storby under the same id."""
    with TemporaryDirectory() as folder:
        other = Path(folder) / "granne"
        shutil.copytree(workspace.root, other)
        rules = other / "rules"
        _change(rules / "association.toml", 'id = "provmarken"', 'id = "grannmarken"')
        _change(rules / "association.toml", "222000-9985", "222000-9977")
        _change(rules / "parties.toml", "212000-9051", "212000-9077")
        open_several([workspace, Workspace(other)])


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
