"""Who works, and on which day, where nothing else is said."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _

TODAY = "ONEDOOR_TODAY"


class NobodyError(UserError):
    """Nobody is named as the one who books."""

    code = "by-missing"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("Every voucher says who registered it, and nobody is named."),
            remedy=_("Give --by NAME, or tell git your name once: git config --global user.name NAME."),
        )


def computer_today() -> dt.date:
    """The day of ONEDOOR_TODAY, else the computer's: the only clock there is (contracts.md section 2)."""
    said = os.environ.get(TODAY)
    return dt.date.fromisoformat(said) if said else dt.datetime.now(dt.UTC).astimezone().date()


def user(folder: Path) -> str:
    """Git's user as ``folder`` sees it.

    :raises NobodyError: when git names none.
    """
    try:
        answer = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - git as the user's own PATH finds it
            cwd=folder if folder.is_dir() else None,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise NobodyError from None
    if name := answer.stdout.decode("utf-8", "replace").strip():
        return name
    raise NobodyError
