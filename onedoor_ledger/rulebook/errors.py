"""What can be wrong in ``rules/`` and ``importers/``: one class per cause, each with file, line and key path."""

from __future__ import annotations

from collections.abc import Iterable

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class RoleError(UserError):
    """The engine needs an account for a role and the rules name none, or several."""

    code = "rules-role"

    def __init__(self, role: str, *, party: str | None, measure: str | None, found: list[str]) -> None:
        what = " ".join(filter(None, (role, party, measure)))
        super().__init__(
            _("The rules name {n} accounts for “{what}”; exactly one is needed.").format(n=len(found), what=what),
            remedy=_("Give one row of rules/accounts.toml that role, party and measure."),
            place=Place("rules/accounts.toml"),
        )


class RulesFileMissingError(UserError):
    """A file the rules cannot do without."""

    code = "rules-file-missing"

    def __init__(self, file: str) -> None:
        super().__init__(
            _("The file is missing."),
            remedy=_("Put it back from git, or copy the one “onedoor init” makes."),
            place=Place(file),
        )


class RulesFileUnknownError(UserError):
    """A TOML file under ``rules/`` that nothing reads: most often a misspelt name."""

    code = "rules-file-unknown"

    def __init__(self, file: str, known: Iterable[str]) -> None:
        super().__init__(
            _("No rule file has this name, so nothing reads it."),
            remedy=_("Rename it to one of: {known}.").format(known=", ".join(known)),
            place=Place(file),
        )


class RulesUnreadableError(UserError):
    """Not TOML, or not UTF-8."""

    code = "rules-unreadable"

    def __init__(self, file: str, reason: str, row: int | None) -> None:
        super().__init__(
            _("The file is not TOML in UTF-8 (its reader says: {reason}).").format(reason=reason),
            remedy=_("Mend that line; texts stand in straight quotes, and a table's header on a line of its own."),
            place=Place(file, row),
        )


class UnknownKeyError(UserError):
    """A key nothing reads: most often misspelt."""

    code = "rules-key-unknown"

    def __init__(self, place: Place, key: str, known: Iterable[str]) -> None:
        super().__init__(
            _("The key “{key}” means nothing here.").format(key=key),
            remedy=_("Remove it, or use one of: {known}.").format(known=", ".join(sorted(known)) or "–"),
            place=place,
        )


class MissingKeyError(UserError):
    """A key that has no default is missing."""

    code = "rules-key-missing"

    def __init__(self, place: Place, key: str) -> None:
        super().__init__(
            _("The key “{key}” is missing.").format(key=key),
            remedy=_("Write it out: it has no default."),
            place=place,
        )


class WrongTypeError(UserError):
    """A value of the wrong kind: a text where a date should stand."""

    code = "rules-type"

    def __init__(self, place: Place, expected: str) -> None:
        super().__init__(
            _("The value has the wrong kind."), remedy=_("Write {expected}.").format(expected=expected), place=place
        )


class FloatMoneyError(UserError):
    """An amount written as a decimal number, which a computer cannot hold exactly."""

    code = "rules-money"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The amount is not whole kronor, nor kronor and öre within quotes."),
            remedy=_("Write 1_664_048 or “164851.25” with straight quotes and a point; never a bare decimal number."),
            place=place,
        )


class BadValueError(UserError):
    """A value of the right kind that means nothing."""

    code = "rules-value"

    def __init__(self, place: Place, value: str, remedy: str) -> None:
        super().__init__(_("“{value}” cannot stand here.").format(value=value), remedy=remedy, place=place)


class BadIdError(UserError):
    """An id that figure names, metadata and file names cannot carry."""

    code = "rules-id"

    def __init__(self, place: Place, id: str, *, reserved: bool) -> None:
        reason = _("“{id}” is a word the reports keep for themselves.") if reserved else _("“{id}” cannot be an id.")
        super().__init__(
            reason.format(id=id),
            remedy=_("Use small letters a–z, digits, - and _, starting with a letter; never change it afterwards."),
            place=place,
        )


class DuplicateError(UserError):
    """Two rows that claim the same id or the same thing."""

    code = "rules-duplicate"

    def __init__(self, place: Place, what: str, first: Place) -> None:
        super().__init__(
            _("“{what}” stands already at {first}.").format(what=what, first=first),
            remedy=_("Keep one of the two rows, or give this one another id."),
            place=place,
        )


class UnknownReferenceError(UserError):
    """A row that names something the rules do not have."""

    code = "rules-reference"

    def __init__(self, place: Place, id: str, known: Iterable[str]) -> None:
        super().__init__(
            _("The rules have no “{id}”.").format(id=id),
            remedy=_("Use one of: {known}.").format(known=", ".join(known) or "–"),
            place=place,
        )


class OverlapError(UserError):
    """Two dated versions of the same rule hold on the same day."""

    code = "rules-overlap"

    def __init__(self, place: Place, what: str, other: str) -> None:
        super().__init__(
            _("“{what}” holds on the same days as {other}.").format(what=what, other=other),
            remedy=_("End the earlier one with “to” the day before the later one's “from”."),
            place=place,
        )


class KeyWeightsError(UserError):
    """Weights that cannot share anything."""

    code = "rules-weights"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The weights cannot share a cost."),
            remedy=_("Give each participant a whole number, zero or more, at least one of them above zero."),
            place=place,
        )


class OwnCostKeyError(UserError):
    """Förbundets own costs shared by another key than the law's (FL 5 §, 9 § 8)."""

    code = "rules-own-cost-key"

    def __init__(self, place: Place, key: str) -> None:
        super().__init__(
            _("The association's own costs cannot be shared by the key “{key}”.").format(key=key),
            remedy=_('Use key = "statutory" (FL 5 §, 9 § 8), or scope = "parties" if the parties bear the cost.'),
            place=place,
        )


class ContributionsError(UserError):
    """A year's contributions that cannot be shared by FL 5-5 a §§ as the rules stand."""

    code = "rules-contributions"

    def __init__(self, year: int, reason: str, remedy: str, place: Place | None = None) -> None:
        self.reason = reason
        super().__init__(
            _("The contributions for {year} cannot be shared: {reason}").format(year=year, reason=reason),
            remedy=remedy,
            place=place or Place("rules/parties.toml", key="contributions"),
        )
