"""What can be wrong with a file of official statistics."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _


class NobodysStatisticsError(UserError):
    """No row concerns anybody in the rules."""

    code = "statistics-nobody"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("No row of the file concerns anybody in rules/parties.toml."),
            remedy=_('Write each participant\'s code in official statistics there, such as code = "0180".'),
            place=place,
        )


class NobodysCountsError(UserError):
    """What a party counted at home, and nothing that tells which party."""

    code = "statistics-no-party"

    def __init__(self, place: Place, header: str, text: str) -> None:
        super().__init__(
            _(
                "“{text}” under “{header}” is nobody in rules/parties.toml, and the file's name begins with no id."
            ).format(text=quoted(text), header=header),
            remedy=_(
                "Let the file's name begin with the party's id there and a hyphen, such as granasa-forlopp-2024.csv."
            ),
            place=place,
        )


class StatisticYearError(UserError):
    """A year or month nobody can read."""

    code = "statistics-year"

    def __init__(self, place: Place, header: str, text: str) -> None:
        super().__init__(
            _("“{text}” under “{header}” is no year or month.").format(text=quoted(text), header=header),
            remedy=_("Write 2024, 2024M09 or a month from 1 to 12 beside its year; or correct the profile."),
            place=place,
        )


class StatisticValueError(UserError):
    """A value that is no number."""

    code = "statistics-value"

    def __init__(self, place: Place, header: str, text: str) -> None:
        super().__init__(
            _("“{text}” under “{header}” is no number, zero or more.").format(text=quoted(text), header=header),
            remedy=_("Fetch the file again, or correct the profile's column."),
            place=place,
        )


class StatisticChangedError(UserError):
    """The rules hold another value for the same time."""

    code = "statistics-changed"

    def __init__(self, place: Place, statistic: str, start: dt.date) -> None:
        super().__init__(
            _("The rules hold another value of {statistic} from {day}.").format(statistic=statistic, day=start),
            remedy=_("Decide which is right, and write it in rules/ by hand: what has been used is not changed here."),
            place=place,
        )
