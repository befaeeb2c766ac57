"""What every test may ask for: golden files, the real samples, a fixed language."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from onedoor_ledger.texts import language

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("here", deadline=None, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))
IN_CI = bool(os.environ.get("CI"))

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed one: whatever it needed, ``.ci/run`` should have installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed (in CI it must be)")
    return path


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command: a second opinion on our workbooks."""
    return _tool("soffice")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Poppler's reader of what LibreOffice printed."""
    return _tool("pdftotext")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A real browser for our Fava pages, and a driver that can steer it."""
    path = _tool("chromium")
    driver = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False)
    if driver.returncode != 0:
        pytest.skip("Playwright's driver does not run here: most likely libatomic1 is missing (in CI it must not)")
    return path


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str | bytes, Path], None]:
    """Compare with a golden file; ``--update-golden`` writes it, nothing else does."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(actual: str | bytes, path: Path) -> None:
        content = actual.encode() if isinstance(actual, str) else actual
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            return
        assert path.is_file(), f"{path.name} is missing: run pytest --update-golden and read the diff"
        expected = path.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode()
        assert content == expected

    return compare


@pytest.fixture
def samples() -> Path:
    """Real files that others made, beside the project; a clone that lacks them leaves these tests out."""
    if not SAMPLES.is_dir():
        pytest.skip("the samples of others are not beside this clone")
    return SAMPLES


@pytest.fixture
def demo() -> Path:
    """The demo förbund, which is this repository. Read it; copy it before writing."""
    return ROOT


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    """Tests meet the product as its users do: in Swedish, unless they say otherwise."""
    with language("sv"):
        yield
