"""What can be wrong when a party folds. No cell is ever quoted: any of them may be about a person."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, Place, UserError
from onedoor_ledger.texts import _


class FoldProfileMissingError(UserError):
    """No such profile, shipped or in a file."""

    code = "fold-profile-missing"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _("There is no profile called “{name}”.").format(name=name),
            remedy=_("Name a profile's file (.toml), or one of these: {names}.").format(names=", ".join(known)),
        )


class FoldProfileError(UserError):
    """A profile that cannot be used."""

    code = "fold-profile"

    def __init__(self, name: str, key: str, problem: str) -> None:
        super().__init__(
            problem, remedy=_("See docs/fold.md, or start from a shipped profile."), place=Place(name, None, key)
        )


class FoldFileMissingError(UserError):
    """The file to fold is not there."""

    code = "fold-file-missing"
    exit_code = EXIT_USAGE

    def __init__(self, name: str) -> None:
        super().__init__(_("There is no file {name} to read.").format(name=name))


class FoldDependencyError(UserError):
    """A workbook, on a machine without the library that reads them."""

    code = "fold-workbook"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("A workbook cannot be read here: python-calamine is not installed."),
            remedy=_("Save the table as CSV, or install python-calamine."),
            place=Place(name),
        )


class FoldEncodingError(UserError):
    """A text that is not in the encoding the profile names, nor in the usual ones."""

    code = "fold-encoding"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The text cannot be read in the encoding the profile names, UTF-8 or Windows-1252."),
            remedy=_("Name its encoding in the profile, or export again as CSV UTF-8."),
            place=Place(name),
        )


class FoldCellError(UserError):
    """A cell that is not what its column must hold; not quoted."""

    code = "fold-cell"

    def __init__(self, name: str, row: int, column: str, wanted: str) -> None:
        super().__init__(
            _("The cell under “{column}” is not {wanted}. What it holds is not shown.").format(
                column=column, wanted=wanted
            ),
            remedy=_("Look at the row in the file; correct it there, or the profile. Nothing has been made."),
            place=Place(name, row),
        )


class FoldWordError(UserError):
    """A word that the profile does not list: it could be about a person, so it does not pass."""

    code = "fold-word"

    def __init__(self, name: str, row: int, column: str, meaning: str) -> None:
        super().__init__(
            _("The word under “{column}” is not in the profile. It is not shown: it could be about a person.").format(
                column=column
            ),
            remedy=_(
                "Only words the profile lists may leave. Look at the row; add the word under [values.{meaning}], or "
                'an other = "…" there for all the rest. Nothing has been made.'
            ).format(meaning=meaning),
            place=Place(name, row),
        )


class FoldTooSmallError(UserError):
    """A period whose persons are too few to be told, however they are put together."""

    code = "fold-too-small"

    def __init__(self, name: str, period: str, threshold: int) -> None:
        super().__init__(
            _(
                "In {period} there is a group of fewer than {n} persons, also when put together as the profile allows."
            ).format(period=period, n=threshold),
            remedy=_longer(period),
            place=Place(name),
        )


def _longer(period: str) -> str:
    """What to do about a period, month, quarter or year by its name, that is too small: the next longer one."""
    year, __, part = period.partition("-")
    if not part:
        return _(
            "Join words under [coarser] in the profile, or deliver nothing for {year}: a longer period there is not."
            " Nothing has been made."
        ).format(year=year)
    return _(
        'Fold longer periods (period = "{longer}"), or join words under [coarser] in the profile.'
        " Nothing has been made."
    ).format(longer="year" if part.startswith("Q") else "quarter")


class FoldNoWholeYearError(UserError):
    """A list of persons' ways that covers no calendar year from its first day to its last."""

    code = "fold-no-whole-year"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The list covers no whole calendar year."),
            remedy=_("Take out a list that reaches from before a 1 January to after a 31 December."),
            place=Place(name),
        )
