"""Why no profile can be proposed or kept."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, Place, UserError
from onedoor_ledger.texts import _


class NoTableError(UserError):
    """No row looks like a header with values under it."""

    code = "profile-no-table"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("There is no table in this file: no row of titles with values under it."),
            remedy=_("Export it as CSV or Excel, with a row of titles."),
            place=place,
        )


class NeedsNoProfileError(UserError):
    """A format that is read as it is."""

    code = "profile-needless"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("This file is read as it is and needs no profile."),
            remedy=_("Put it in inbox/ and run “onedoor import”."),
            place=place,
        )


class ProfileIncompleteError(UserError):
    """A proposal that lacks what a profile must say: kept, it would stop every import."""

    code = "profile-incomplete"

    def __init__(self, name: str, missing: Sequence[str]) -> None:
        super().__init__(
            _("The proposal lacks {missing} and is not kept as {name}.").format(missing=", ".join(missing), name=name),
            remedy=_("Say --kind and --sender, or copy the proposal to that file and fill in what is marked."),
        )


class ProfileNameError(UserError):
    """A name that is taken, or cannot be a file's."""

    code = "profile-name"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, *, taken: bool) -> None:
        super().__init__(
            _("importers/{name}.toml is there already.").format(name=name)
            if taken
            else _("“{name}” cannot be a profile's name.").format(name=name),
            remedy=_("Choose another name: small letters, digits and hyphens."),
        )
