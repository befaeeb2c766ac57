"""``onedoor init``: a new förbund, empty or moved in from its old system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.routines.errors import NoSuchFileError

if TYPE_CHECKING:
    from onedoor_ledger.founding.found import Founded
    from onedoor_ledger.founding.members import Member


@dataclass(frozen=True)
class New:
    """A förbund that was founded."""

    name: str
    founded: Founded


@dataclass(frozen=True)
class Proposal:
    """What a SIE file says of the förbund that moves in; empty where it says nothing."""

    name: str = ""
    orgnr: str = ""
    year: int | None = None


def proposal(sie: Path | None) -> Proposal:
    """Name, organisation number and year of the file ``sie``, to answer what is not asked for otherwise.

    :raises UserError: when there is no such file, or it is no SIE file.
    """
    if sie is None:
        return Proposal()
    if not sie.is_file():
        raise NoSuchFileError(str(sie))
    from onedoor_ledger.formats import sie4

    file = sie4.read(sie.read_bytes(), sie.name)
    start, _end = file.years.get(0, (None, None))
    return Proposal(file.name, file.orgnr, None if start is None else start.year)


def run(
    folder: Path,
    *,
    name: str,
    orgnr: str,
    year: int,
    members: Sequence[str],
    today: dt.date,
    by: str,
    sie: Path | None = None,
    pool: int | None = None,
    invented: bool = False,
) -> New:
    """Found the förbund ``name`` in ``folder``.

    :param members: each ``NAME,ORGNR[,INHABITANTS]``.
    :raises UserError: when something given is wrong; nothing is then left behind.
    """
    from onedoor_ledger.founding.found import found

    founded = found(
        folder,
        name=name,
        orgnr=orgnr,
        members=_members(members),
        year=year,
        today=today,
        by=by,
        sie=None if sie is None else sie.read_bytes(),
        sie_name="" if sie is None else sie.name,
        pool=pool,
        invented=invented,
    )
    return New(name, founded)


def _members(told: Sequence[str]) -> tuple[Member, ...]:
    """Every member read; all that cannot be are told at once."""
    from onedoor_ledger.founding.members import parse_member

    members, wrong = [], list[UserError]()
    for text in told:
        try:
            members.append(parse_member(text))
        except UserError as error:
            wrong.append(error)
    if wrong:
        raise UserErrors(wrong)
    return tuple(members)
