"""``make demo``: the treasurer's quarter, on the demo förbund, in a copy that leaves the checkout clean.

    python examples/demo.py build/demo

Copies the workspace (ledger, inbox, importers, rules) to the folder, starts a git repository there, and runs what a
treasurer runs on 14 October 2026: look at the inbox, close the third quarter, check the books.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("ledger", "inbox", "importers", "rules")
FILES = (".gitattributes",)
TODAY = "2026-10-14"
BY = "Ekonom Norrådalen"
QUARTER = "2026-Q3"


def main(target: Path) -> int:
    """Make the copy and run the quarter in it; the exit code of the first command that fails, else 0."""
    copy_workspace(target)
    for words in (("import",), ("quarter", QUARTER, "--write"), ("check",)):
        say(f"\n$ onedoor {' '.join(words)}")
        code = onedoor(target, *words, quiet=words == ("import",))
        if code:
            return code
    say("\nThe demo förbund's third quarter is closed. It made:")
    for path in sorted((target / "reports" / QUARTER).iterdir()):
        say(f"  {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")
    say(f"\nRead what was booked:   git -C {shown(target)} show")
    say(f"Open the books in Fava: {shown(Path(sys.executable).parent / 'onedoor')} --workspace {shown(target)} fava")
    return 0


def copy_workspace(target: Path) -> None:
    """A fresh copy of the demo workspace with a git repository of its own."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder)
    for name in FILES:
        shutil.copy2(ROOT / name, target / name)
    (target / "reports").mkdir()
    stamp = f"{TODAY}T08:00:00+02:00"
    environment = {**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", BY),
        ("config", "user.email", "ekonom@norradalen.example"),
        ("config", "commit.gpgsign", "false"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "Förbundet som det stod den 31 augusti 2026"),
    ):
        subprocess.run(["git", *words], cwd=target, check=True, env=environment)  # noqa: S603, S607


def onedoor(workspace: Path, *words: str, quiet: bool = False) -> int:
    """Run one command as the treasurer would; ``quiet`` shows only the start of a long answer."""
    environment = {**os.environ, "ONEDOOR_TODAY": TODAY, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "onedoor_ledger", "--workspace", str(workspace), "--by", BY, *words]
    done = subprocess.run(command, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE, check=False)  # noqa: S603
    lines = done.stdout.splitlines()
    shown_lines = lines[:24] if quiet else lines
    say("\n".join(shown_lines))
    if len(lines) > len(shown_lines):
        say(f"… ({len(lines) - len(shown_lines)} more lines)")
    return done.returncode


def shown(path: Path) -> str:
    """A path as a reader standing in the checkout would type it."""
    return os.path.relpath(path, Path.cwd())


def say(text: str) -> None:
    """One line to the reader, now."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
