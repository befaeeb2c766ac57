"""Packages to look into: the demo's locked 2025, and a small förbund's 2026 that a test may spoil."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import archiving, closing
from onedoor_ledger.workspace import Workspace
from tests.routines.conftest import copy_of_the_demo
from tests.small import BY, TODAY, small_workspace

REASON = "Årsbokslutet är inte klart; provpaket till revisorn"


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo, committed; nothing may be written in it but packages."""
    return copy_of_the_demo(tmp_path_factory.mktemp("norradalen"))


@pytest.fixture(scope="session")
def package(demo_copy: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's 2025."""
    out = tmp_path_factory.mktemp("packages") / "arkiv-2025.zip"
    return archiving.run(demo_copy, 2025, today=TODAY, out=out).path


@pytest.fixture(scope="session")
def small_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small förbund, locked through August 2026."""
    workspace = small_workspace(tmp_path_factory.mktemp("small"))
    closing.run(workspace, parse_period("2026-01-01..2026-08-31"), today=dt.date(2026, 10, 14), by=BY, write=True)
    return workspace.root


@pytest.fixture
def workspace(small_original: Path, tmp_path: Path) -> Workspace:
    """A copy of the small förbund."""
    target = tmp_path / "smatt"
    shutil.copytree(small_original, target)
    return Workspace(target.resolve())


@pytest.fixture(scope="session")
def small_package(small_original: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small förbund's 2026, as bytes."""
    out = tmp_path_factory.mktemp("packages") / "arkiv-2026.zip"
    workspace = Workspace(small_original.resolve())
    return archiving.run(workspace, 2026, today=TODAY, out=out, unlocked=REASON, by=BY).path.read_bytes()
