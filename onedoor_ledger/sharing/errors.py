"""What can be wrong when costs are shared; each names the row of the rule, or of the statistic, that decides."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.money import ledger_text
from onedoor_ledger.texts import _


class RuleGapError(UserError):
    """A cost falls on a day between two versions of the rule that shares its account."""

    code = "sharing-gap"

    def __init__(self, place: Place, rule: str, source: str, day: dt.date) -> None:
        super().__init__(
            _("No version of the sharing rule {rule} holds on {day}, which {source} concerns.").format(
                rule=rule, day=day, source=source
            ),
            remedy=_("Let one version end the day before the next begins, or give the days a version of their own."),
            place=place,
        )


class StatisticMissingError(UserError):
    """A statistic says nothing about a day, or a participant, that a key shares by."""

    code = "sharing-statistic"

    def __init__(self, place: Place, statistic: str, rule: str, what: str) -> None:
        super().__init__(
            _("The statistic {statistic}, which {rule} shares by, says nothing about {what}.").format(
                statistic=statistic, rule=rule, what=what
            ),
            remedy=_("Add the row to rules/statistics.toml, 0 where there is none; or share on account till then."),
            place=place,
        )


class CountUnmappedError(UserError):
    """Persons are counted that no participant of the key answers for."""

    code = "sharing-count"

    def __init__(self, place: Place, statistic: str, name: str) -> None:
        super().__init__(
            _("The statistic {statistic} counts persons under “{name}”, but not whose they are.").format(
                statistic=statistic, name=name
            ),
            remedy=_('Add it to [statistic.counted.to] with a participant\'s id, or "none" to leave them out.'),
            place=place,
        )


class CountWithheldError(UserError):
    """A key counts so few persons that the amounts it shares would tell how many they are."""

    code = "sharing-few"

    def __init__(self, place: Place, statistic: str, start: dt.date, end: dt.date, threshold: int) -> None:
        super().__init__(
            _(
                "The statistic {statistic} counts, at some time from {start} to {end}, so few persons that what each"
                " party bears would tell of fewer than {threshold}."
            ).format(statistic=statistic, start=start, end=end, threshold=threshold),
            remedy=_(
                'Count more of them together in [statistic.counted.to], leave the few out with "none", or share by'
                " a statistic with rows."
            ),
            place=place,
        )


class NothingToShareByError(UserError):
    """All of a key's weights are zero for the days it shares."""

    code = "sharing-weights"

    def __init__(self, place: Place, rule: str, start: dt.date, end: dt.date) -> None:
        super().__init__(
            _("{rule} has a cost to share for {start}–{end}, but every weight is zero.").format(
                rule=rule, start=start, end=end
            ),
            remedy=_("Mend the statistic, or give those days another key."),
            place=place,
        )


class KeyBoundsError(UserError):
    """No sharing keeps everybody within the bounds of a capped key."""

    code = "sharing-bounds"

    def __init__(self, place: Place, rule: str, cost: int) -> None:
        super().__init__(
            _("{cost} kr cannot be shared within the bounds of {rule}.").format(cost=ledger_text(cost), rule=rule),
            remedy=_("Lower a least or raise a most: floors may not be more than the cost, ceilings not less."),
            place=place,
        )


class DemandError(UserError):
    """The demand is beyond the last point of a serial key's cost function."""

    code = "sharing-demand"

    def __init__(self, place: Place, rule: str) -> None:
        super().__init__(
            _("The demand is beyond the last point of the cost function of {rule}.").format(rule=rule),
            remedy=_("Add a point for as much as the largest demand times the number of participants."),
            place=place,
        )


class VersionGoneError(UserError):
    """The books hold shares of a rule version that has been taken out of the rules."""

    code = "sharing-version"

    def __init__(self, version: str) -> None:
        super().__init__(
            _("The books share costs by {version}, which the rules no longer have.").format(version=version),
            remedy=_("Put the row back from git, and end it with “to”; a key that has been used is never removed."),
            place=Place("rules/keys.toml"),
        )
