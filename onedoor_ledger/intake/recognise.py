"""What a file is: by what is in it, never by its name alone. A table with persons is refused here, before it is read.

Formats the world knows (SIE, camt, skattekonto) are told by their content; tables by a profile whose file name
pattern and column headers both fit. Two that fit is an error, and so is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats import jsonstat, kolada, sniff, table
from onedoor_ledger.formats.records import Table
from onedoor_ledger.intake import persons
from onedoor_ledger.intake.errors import BgMaxError, FileUnknownError, ProfilesAmbiguousError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.rulebook.model import Profile
from onedoor_ledger.texts import _

SIE, CAMT, NOTIFICATION, SKV, UBL = "sie4", "camt053", "camt054", "skv", "ubl"
WORLD = (SIE, CAMT, NOTIFICATION, SKV, UBL)
"""Formats the world knows."""
BANK = "bank"
"""The kind of a bank's table."""
TABLES = ("csv", "xlsx", "jsonstat", "kolada")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file and what it is; a table comes with its profile and its rows."""

    source: Source
    kind: str
    """``sie4``, ``camt053``, ``camt054``, ``skv``, ``ubl``, or the profile's kind."""
    profile: Profile | None = None
    table: Table | None = None


def recognise(source: Source, profiles: Sequence[Profile]) -> Recognised:
    """What ``source`` is.

    :raises PersonsError: a table that holds persons, known to us or not.
    :raises ProfilesAmbiguousError: two profiles fit.
    :raises BgMaxError: Bankgirot's old deposits.
    :raises FileUnknownError: nothing fits.
    :raises UserError: what the reader says of a file whose name one profile knows, a missing column first of all.
    """
    persons.refuse_named(source)
    kind = sniff.kind(source.content, source.file)
    if kind == "bgmax":
        raise BgMaxError(source.place())
    if kind in WORLD:
        return Recognised(source, kind)
    bank = _bank_table(source, kind, profiles)
    if bank is not None:
        return bank
    persons.refuse(source, kind)
    if kind not in TABLES:
        raise FileUnknownError(source.place(), [])
    named = [p for p in profiles if p.kind != BANK and p.format == kind and _named(source, p)]
    own = [p for p in named if not p.shipped and not p.header]
    if len(own) == 1:
        return Recognised(source, own[0].kind, own[0], _table(source, own[0]))
    if len(named) == 1 and not named[0].header:
        return Recognised(source, named[0].kind, named[0], _table(source, named[0]))
    fitting = [p for p in named if _fits(source, p)]
    fitting = [p for p in fitting if not p.shipped] or fitting
    if len(fitting) > 1:
        raise ProfilesAmbiguousError(source.place(), [p.name for p in fitting])
    if not fitting:
        raise FileUnknownError(source.place(), _hints(source, kind, profiles))
    return Recognised(source, fitting[0].kind, fitting[0], _table(source, fitting[0]))


def _bank_table(source: Source, kind: str | None, profiles: Sequence[Profile]) -> Recognised | None:
    """``source`` as a bank's export: the workspace's own profiles first, then by a whole header row that ships with us.

    A bank's rows tell of people in lawful roles (staff, suppliers): like camt they are read, and masked.

    :raises ProfilesAmbiguousError: two profiles fit.
    """
    banks = [p for p in profiles if p.kind == BANK and p.format == kind and _named(source, p)]
    for ours in (False, True):
        fitting = [p for p in banks if p.shipped is ours and _fits(source, p)]
        if len(fitting) > 1:
            raise ProfilesAmbiguousError(source.place(), [p.name for p in fitting])
        if fitting:
            return Recognised(source, BANK, fitting[0], _table(source, fitting[0]))
    return None


def _named(source: Source, profile: Profile) -> bool:
    return fnmatchcase(source.name.casefold(), profile.filename.casefold())


def _table(source: Source, profile: Profile) -> Table:
    header = profile.header or tuple(profile.columns.values())
    if profile.format == "jsonstat":
        return jsonstat.read(source.content, source.file)
    if profile.format == "kolada":
        return kolada.read(source.content, source.file)
    if profile.format == "xlsx":
        return table.read_xlsx(source.content, source.file, header=header, sheet=profile.sheet)
    return table.read_csv(
        source.content, source.file, header=header, encoding=profile.encoding, delimiter=profile.delimiter
    )


def _fits(source: Source, profile: Profile) -> bool:
    """Whether the file is a table with the profile's columns; any reason it is not will do.

    A profile with a whole header row wants nothing beside it: no bank's file is taken for another's.
    """
    try:
        found = _table(source, profile)
    except UserError:
        return False
    return set(profile.columns.values()) <= set(found.header) and (not profile.header or found.header == profile.header)


def _hints(source: Source, kind: str, profiles: Sequence[Profile]) -> list[str]:
    return [
        _("It has the columns of the profile {name}, whose files are named {pattern}.").format(
            name=profile.name, pattern=profile.filename
        )
        for profile in profiles
        if profile.format == kind and _fits(source, profile)
    ]
