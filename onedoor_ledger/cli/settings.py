"""What every command shares: where the workspace is, what day it is, who asks, and how progress is told."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.routines.person import computer_today, user
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace


class SeveralWorkspacesError(UserError):
    """Several förbund named for a command that works in one."""

    code = "workspace-several"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("This command works in one workspace, and several are named."),
            remedy=_("Name one with --workspace; several go with “onedoor report”, which compares and adds them."),
        )


@dataclass
class Settings:
    """The options all commands have; given before or after the command's name, the last one counts."""

    folders: tuple[Path, ...] = (Path(),)
    day: dt.date | None = None
    name: str | None = None
    progress: bool = False

    @property
    def folder(self) -> Path:
        """The one folder the command works in.

        :raises SeveralWorkspacesError: when several are named, for a command that takes one.
        """
        if len(self.folders) > 1:
            raise SeveralWorkspacesError
        return self.folders[0]

    @property
    def workspace(self) -> Workspace:
        """The workspace the command works in.

        :raises NoWorkspaceError: when the folder is none.
        """
        return Workspace.open(self.folder)

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Every workspace named, for a report that takes several.

        :raises NoWorkspaceError: when a folder is none.
        """
        return tuple(Workspace.open(folder) for folder in self.folders)

    @property
    def today(self) -> dt.date:
        """The day given with --today, else ONEDOOR_TODAY's, else the computer's."""
        return self.day or computer_today()

    @property
    def clock(self) -> Callable[[], dt.date]:
        """The day as something a process that runs for weeks can ask again."""
        return lambda: self.today

    @property
    def by(self) -> str:
        """Who registers: --by, else git's user.

        :raises NobodyError: when neither says.
        """
        return self.name or user(self.folder)

    def tell(self, step: str) -> None:
        """Say on standard error what long work is doing: on a terminal, or where --progress asks for it."""
        if self.progress or sys.stderr.isatty():
            click.echo(f"{step} …", err=True)
