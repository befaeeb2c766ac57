"""A förbund's folders: where things lie (architecture.md, "Four folders for the förbund")."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _


class NoWorkspaceError(UserError):
    """The folder is no förbund's workspace."""

    code = "workspace-missing"
    exit_code = EXIT_USAGE

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} is not a workspace: it has no rules/association.toml.").format(folder=folder.name or folder),
            remedy=_("Stand in your förbund's folder, name it with --workspace, or make one with “onedoor init DIR”."),
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one förbund. Nothing in the engine assumes it stands beside them."""

    root: Path

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """The workspace in ``folder``.

        :raises NoWorkspaceError: when there is none.
        """
        workspace = cls(folder.resolve())
        if not (workspace.rules / "association.toml").is_file():
            raise NoWorkspaceError(folder)
        return workspace

    @property
    def ledger(self) -> Path:
        """The books, a folder each, and their source documents."""
        return self.root / "ledger"

    @property
    def documents(self) -> Path:
        """Source documents as received. Nothing with persons may lie there: Fava serves them."""
        return self.ledger / "documents"

    @property
    def inbox(self) -> Path:
        """What arrived and is not yet booked."""
        return self.root / "inbox"

    @property
    def importers(self) -> Path:
        """One profile per export."""
        return self.root / "importers"

    @property
    def rules(self) -> Path:
        """Dated, sourced decisions."""
        return self.root / "rules"

    @property
    def reports(self) -> Path:
        """What was reported, a folder per period."""
        return self.root / "reports"

    def main_file(self, book: str) -> Path:
        """The file Fava opens for ``book`` (a :class:`~onedoor_ledger.voucher.Book` value)."""
        return self.ledger / book / "main.beancount"

    def relative(self, path: Path) -> str:
        """``path`` as told to users: from the workspace's root where it lies there, else its name alone."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else path.name


def month_file(day: dt.date) -> str:
    """The file that holds the vouchers of ``day``'s month, from its book's folder: ``2026/09.beancount``."""
    return f"{day.year:04d}/{day.month:02d}.beancount"
