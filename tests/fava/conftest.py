"""The books served as a user meets them: a real server on loopback, a real browser in front of it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from onedoor_ledger.fava_pages import serving
from onedoor_ledger.fava_pages.session import Door
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, small_workspace

FIRST_PORT, LAST_PORT = 8300, 8999


@dataclass(frozen=True)
class Served:
    """A workspace and the application over it."""

    door: Door
    app: Flask

    @property
    def url(self) -> str:
        return self.door.url.rstrip("/")

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def slug(self, book: Book) -> str:
        for slug, ledger in self.app.config["LEDGERS"].items():
            if Path(ledger.beancount_file_path).parent.name == book.value:
                return str(slug)
        raise AssertionError(book)


def free_port() -> int:
    """A port nobody listens on, 8300 or above."""
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


def serve(workspace: Workspace, *, read_only: bool = False) -> Served:
    door = Door(workspace=workspace, clock=lambda: TODAY, by=BY, port=free_port(), read_only=read_only)
    return Served(door, serving.build(door))


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("small")).root


@pytest.fixture
def workspace(original: Path, tmp_path: Path) -> Workspace:
    """A copy of the small workspace that a test may write in."""
    target = tmp_path / "norradalen"
    shutil.copytree(original, target)
    return Workspace(target.resolve())


@pytest.fixture
def served(workspace: Workspace) -> Served:
    return serve(workspace)


@pytest.fixture
def read_only(workspace: Workspace) -> Served:
    return serve(workspace, read_only=True)


@pytest.fixture
def live(workspace: Workspace) -> Iterator[Served]:
    """The books on a port of this computer."""
    served = serve(workspace)
    server = serving.server_for(served.app, served.door)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield served
    server.stop()
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium: the pages are made for a browser."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
