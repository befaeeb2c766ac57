"""What a user is told: errors that stop the work, findings that do not.

One class per cause, its message built in ``__init__`` in the user's language; ``tests/errors/`` holds a small
reproduction of each and ``docs/errors.md`` lists them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

EXIT_WRONG = 1
"""The books or the input are wrong, an alarm, or a well-formed period without books."""
EXIT_USAGE = 2
"""A malformed argument, or no such file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file (relative to the workspace where it lies there), a row from 1, a TOML key path."""

    file: str
    row: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        text = self.file if self.row is None else f"{self.file}:{self.row}"
        return text if self.key is None else f"{text} [{self.key}]"


class UserError(Exception):
    """Anything a user can mend. Never carries a participant's data (see :mod:`onedoor_ledger.privacy`).

    Subclasses set ``code`` (kebab-case, unique, the name of their page in the gallery) and call
    ``super().__init__(message, remedy=..., place=...)`` with texts already translated.
    """

    code: ClassVar[str] = "user-error"
    exit_code: ClassVar[int] = EXIT_WRONG

    def __init__(self, message: str, *, remedy: str = "", place: Place | None = None) -> None:
        self.message = message
        self.remedy = remedy
        self.place = place
        super().__init__(self.text())

    def text(self) -> str:
        """The whole message: place, what is wrong, what to do."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  {self.remedy}" if self.remedy else head


class UserErrors(UserError):  # noqa: N818 - it is several of them
    """Several errors found in one pass (all bad rows of a file, all bad keys of the rules)."""

    code = "several"

    def __init__(self, errors: list[UserError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(e.text() for e in errors))


class Severity(StrEnum):
    """How grave a finding is; only ``ERROR`` makes a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a control found: which rule, where, and what to do."""

    rule: str
    severity: Severity
    message: str
    place: Place | None = None
    remedy: str = ""
    voucher: str | None = None
