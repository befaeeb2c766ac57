"""What is told of several förbund together."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from onedoor_ledger.routines.several import open_several
from onedoor_ledger.routines.trial import trial
from onedoor_ledger.workspace import Workspace


def one_id_two_organisations(workspace: Workspace) -> None:
    """A neighbour that is another förbund, with another Storby under the same id."""
    with _neighbour(workspace) as other:
        _change(other.rules / "parties.toml", "212000-9051", "212000-9077")
        open_several([workspace, other])


def a_neighbours_rules(workspace: Workspace) -> None:
    """A neighbour whose own number is none."""
    with _neighbour(workspace) as other:
        _change(other.rules / "association.toml", "222000-9977", "222000-9978")
        open_several([workspace, other])


def other_spans(workspace: Workspace) -> None:
    """A neighbour that holds the same trial against another half year."""
    _compare(workspace, 'before = "2025-H1"', 'before = "2025-H2"')


def both_sides(workspace: Workspace) -> None:
    """A neighbour that has the same kommun as its control."""
    _compare(workspace, '["storby"]', '["lillby"]')


def _compare(workspace: Workspace, old: str, new: str) -> None:
    with _neighbour(workspace) as other:
        _change(other.rules / "trials.toml", old, new)
        trial([workspace, other], "lots", today=dt.date(2026, 10, 14))


@contextmanager
def _neighbour(workspace: Workspace) -> Iterator[Workspace]:
    """The same rules and books as another förbund's."""
    with TemporaryDirectory() as folder:
        other = Path(folder) / "granne"
        shutil.copytree(workspace.root, other)
        _change(other / "rules" / "association.toml", 'id = "provmarken"', 'id = "grannmarken"')
        _change(other / "rules" / "association.toml", "222000-9985", "222000-9977")
        _change(other / "rules" / "association.toml", "Provmarken", "Grannmarken")
        yield Workspace(other)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
