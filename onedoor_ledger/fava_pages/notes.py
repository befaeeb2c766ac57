"""What became of a request, told on the page the browser is sent on to: kept in memory, never in the address."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.intake.errors import PersonsError

KEPT = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that went wrong: where, what, what to do, and the text to send back when there is one."""

    place: str
    message: str
    remedy: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What to say at the top of the page."""

    good: bool
    title: str
    lines: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


class Notes:
    """The last notes, by the key that stands in the address."""

    def __init__(self) -> None:
        self._notes: OrderedDict[str, Note] = OrderedDict()

    def keep(self, note: Note) -> str:
        """The key of ``note``."""
        key = secrets.token_urlsafe(8)
        self._notes[key] = note
        while len(self._notes) > KEPT:
            self._notes.popitem(last=False)
        return key

    def find(self, key: str) -> Note | None:
        """The note of ``key``, None when it is not kept any more."""
        return self._notes.get(key)


def told(error: UserError) -> tuple[Told, ...]:
    """An error, or each of several told at once."""
    if isinstance(error, UserErrors):
        return tuple(line for one in error.errors for line in told(one))
    letter = error.letter if isinstance(error, PersonsError) else ""
    remedy = error.remedy.removesuffix(letter).strip()
    return (Told(str(error.place) if error.place else "", error.message, remedy, letter),)
