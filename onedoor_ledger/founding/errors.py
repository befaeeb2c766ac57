"""What can be wrong when a förbund's folders are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from onedoor_ledger.errors import EXIT_USAGE, Place, UserError
from onedoor_ledger.texts import _


class FolderNotEmptyError(UserError):
    """The folder to found in already holds something."""

    code = "init-folder-not-empty"
    exit_code = EXIT_USAGE

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} already exists and is not an empty folder.").format(folder=folder.name or folder),
            remedy=_("Name a new folder: nothing that exists is ever overwritten."),
        )


class OrganisationNumberError(UserError):
    """An organisationsnummer that is none."""

    code = "init-organisation-number"
    exit_code = EXIT_USAGE

    def __init__(self, whose: str) -> None:
        super().__init__(
            _("The organisation number of {whose} is not valid: its check digit does not agree.").format(whose=whose),
            remedy=_("Write ten digits as in 222000-9993."),
        )


class MembersError(UserError):
    """Members the law does not let form a samordningsförbund."""

    code = "init-members"
    exit_code = EXIT_USAGE

    def __init__(self, missing: Iterable[str]) -> None:
        super().__init__(
            _("These members are missing: {missing}.").format(missing=", ".join(missing)),
            remedy=_(
                "FL 4 §: Försäkringskassan, Arbetsförmedlingen, at least one region and one kommun are members "
                "(a kommun outside any region stands for both)."
            ),
        )


class SameMemberError(UserError):
    """Two members would get the same id, organisation number or name in accounts."""

    code = "init-member-twice"
    exit_code = EXIT_USAGE

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is given twice.").format(name=name),
            remedy=_("Give each member once, each with its own organisation number and its own name in accounts."),
        )


class MemberTextError(UserError):
    """A member given on the command line that cannot be read."""

    code = "init-member-unreadable"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” does not say who a member is.").format(text=text),
            remedy=_("Write NAME,ORGNR or NAME,ORGNR,INHABITANTS, as in “Granåsa kommun,212000-9010,96400”."),
        )


class SieTypeError(UserError):
    """A SIE file that holds no accounts and balances to move in from."""

    code = "init-sie-type"

    def __init__(self, name: str, sie_type: str) -> None:
        super().__init__(
            _("SIE type {type} cannot be moved in from: it holds no opening balances.").format(type=sie_type),
            remedy=_("Export the year as SIE type 4 (4E) from the old system."),
            place=Place(name),
        )


class SieYearError(UserError):
    """A SIE file for another year than the one the books begin with."""

    code = "init-sie-year"

    def __init__(self, name: str, year: int, spans: Iterable[tuple[dt.date, dt.date]]) -> None:
        told = ", ".join(f"{first}–{last}" for first, last in spans) or _("no year")
        super().__init__(
            _("The file is for {told}, not for {year}.").format(told=told, year=year),
            remedy=_("Export {year}, or give the year of the file with --year.").format(year=year),
            place=Place(name),
        )
