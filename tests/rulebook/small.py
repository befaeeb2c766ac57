"""A small rulebook as files: FK, AF, a region and two kommuner. Tests change one thing in it and see what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.rulebook.load import load
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.workspace import Workspace

FILES = Path(__file__).parent / "fixtures" / "small"


def small(folder: Path) -> Workspace:
    """The small rulebook in ``folder``."""
    for source in sorted(FILES.rglob("*.toml")):
        target = folder / source.relative_to(FILES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return Workspace(folder)


def put(workspace: Workspace, file: str, text: str) -> None:
    """Write a file of the workspace."""
    path = workspace.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(workspace: Workspace, file: str, old: str, new: str) -> None:
    """Replace the only ``old`` in a file."""
    path = workspace.root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} says {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(workspace: Workspace) -> Rulebook:
    """The rulebook, which must be without faults."""
    return load(workspace)


def told(workspace: Workspace) -> list[UserError]:
    """What the reader says is wrong; there must be something."""
    with pytest.raises(UserErrors) as raised:
        load(workspace)
    return list(raised.value.errors)


def codes(workspace: Workspace) -> list[str]:
    """The codes of what is wrong."""
    return [error.code for error in told(workspace)]
