"""The README's promises, kept as a newcomer would try them: in a fresh clone, with nothing of ours installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone") / "onedoor-ledger"
    git("clone", "--quiet", "--no-local", str(ROOT), str(folder))
    for name in changed_files():  # what stands here and is not committed yet belongs to the try too
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        else:
            target.unlink(missing_ok=True)
    return folder


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True)
    return done.stdout.decode()


def changed_files() -> list[str]:
    listed = git("ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard")
    return [name for name in listed.split("\0") if name]


def bare_environment() -> dict[str, str]:
    """No virtual environment, no settings of ours."""
    ours = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    return {k: v for k, v in os.environ.items() if k not in ours and not k.startswith("ONEDOOR_")}


def test_the_two_commands_are_all_the_set_up():
    block = re.search(r"## Try it.*?```\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert block[1].split("\n")[:2] == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:.*lint types layers pytest", makefile, re.MULTILINE)


def test_make_demo_in_a_fresh_clone_closes_the_quarter_and_leaves_the_checkout_clean(clone: Path):
    before = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    done = subprocess.run(
        ["make", "demo"], cwd=clone, env=bare_environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    named = re.findall(r"^  (build/demo/reports/2026-Q3/\S+)$", done.stdout, re.MULTILINE)
    assert {Path(name).suffix for name in named} >= {".xlsx", ".txt", ".json"}
    assert all((clone / name).is_file() for name in named)
    after = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert after.stdout == before.stdout


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_what_the_readme_links_to_is_there(link: str):
    assert (ROOT / link).exists()


def test_every_command_of_the_readme_exists():
    from onedoor_ledger.cli.root import COMMANDS

    assert set(re.findall(r"`onedoor (?:\.\./\S+ )?([a-z]+)", README)) <= set(COMMANDS)
