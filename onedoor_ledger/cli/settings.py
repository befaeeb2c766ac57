"""What every command shares: where the workspace is, what day it is, who asks, and how progress is told."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace


class NobodyError(UserError):
    """Nobody is named as the one who books."""

    code = "by-missing"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("Every voucher says who registered it, and nobody is named."),
            remedy=_("Give --by NAME, or tell git your name once: git config --global user.name NAME."),
        )


@dataclass
class Settings:
    """The options all commands have; given before or after the command's name, the last one counts."""

    folder: Path = Path()
    day: dt.date | None = None
    name: str | None = None
    progress: bool = False

    @property
    def workspace(self) -> Workspace:
        """The workspace the command works in.

        :raises NoWorkspaceError: when the folder is none.
        """
        return Workspace.open(self.folder)

    @property
    def today(self) -> dt.date:
        """The day given with --today, else the computer's: the only clock there is (contracts.md section 2)."""
        return self.day or dt.datetime.now(dt.timezone.utc).astimezone().date()

    @property
    def clock(self) -> Callable[[], dt.date]:
        """The day as something a process that runs for weeks can ask again."""
        return lambda: self.today

    @property
    def by(self) -> str:
        """Who registers: --by, else git's user.

        :raises NobodyError: when neither says.
        """
        if name := self.name or _git_user(self.folder):
            return name
        raise NobodyError

    def tell(self, step: str) -> None:
        """Say on standard error what long work is doing: on a terminal, or where --progress asks for it."""
        if self.progress or sys.stderr.isatty():
            click.echo(f"{step} …", err=True)


def _git_user(folder: Path) -> str:
    try:
        answer = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - git as the user's own PATH finds it
            cwd=folder if folder.is_dir() else None,
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return answer.stdout.decode("utf-8", "replace").strip()
