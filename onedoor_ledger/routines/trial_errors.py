"""Why a trial cannot be shown: it is not written down, or several förbund have not written down the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _


class TrialNoneError(UserError):
    """A förbund whose rules have no trial."""

    code = "trial-none"

    def __init__(self, association: str) -> None:
        super().__init__(
            _("{name} has no trial written down.").format(name=association),
            remedy=_(
                "Write it in rules/trials.toml before it is evaluated: who tries, what they are held against, when."
            ),
        )


class TrialUnfinishedError(UserError):
    """A trial that is asked for before everybody it counts is counted."""

    code = "trial-unfinished"

    def __init__(self, id: str, association: str, end: dt.date, kept_to: dt.date | None) -> None:
        super().__init__(
            _(
                "The trial “{id}” is not over: {name} has counted people to {day}, and the trial goes on to {end}."
            ).format(id=id, name=association, day=kept_to or "–", end=end),
            remedy=_(
                "Evaluate it once, when the last day has passed and the people book is kept to it: shown halfway and"
                " shown again, it would tell how few ended in between."
            ),
        )


class TrialUnknownError(UserError):
    """An id that is no trial's."""

    code = "trial-unknown"
    exit_code = EXIT_USAGE

    def __init__(self, id: str, association: str, known: Sequence[str]) -> None:
        super().__init__(
            _("{name} has no trial called “{id}”.").format(name=association, id=id),
            remedy=_("Name one that is written down in rules/trials.toml: {words}.").format(words=", ".join(known)),
        )


class TrialUnnamedError(UserError):
    """No trial named, and several to choose from."""

    code = "trial-unnamed"
    exit_code = EXIT_USAGE

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(
            _("The rules have {n} trials, and none is named.").format(n=len(known)),
            remedy=_("Name one: onedoor report trial {words}.").format(words=" | ".join(known)),
        )


class TrialDiffersError(UserError):
    """Two förbund that compare other things, or other spans, under one id."""

    code = "trial-differs"

    def __init__(self, id: str, one: str, other: str) -> None:
        super().__init__(
            _("{one} and {other} have not written down the same trial as “{id}”.").format(one=one, other=other, id=id),
            remedy=_("Let by, before and after say the same in both förbund's rules/trials.toml."),
        )


class TrialSidesError(UserError):
    """A group that tries in one förbund's rules and is the control in another's."""

    code = "trial-sides"

    def __init__(self, id: str, group: str) -> None:
        super().__init__(
            _("In the trial “{id}”, {group} both tries and is what others are held against.").format(
                id=id, group=group
            ),
            remedy=_("Let each group stand on one side in all the förbund's rules/trials.toml."),
        )


class TrialAssociationError(UserError):
    """A trial between förbund of which one is not named."""

    code = "trial-association"
    exit_code = EXIT_USAGE

    def __init__(self, id: str, missing: Sequence[str]) -> None:
        super().__init__(
            _("The trial “{id}” is of förbund that are not named: {words}.").format(id=id, words=", ".join(missing)),
            remedy=_("Name every förbund's folder with --workspace."),
        )


class TrialAloneError(UserError):
    """A comparison of which the förbund named have one side."""

    code = "trial-alone"
    exit_code = EXIT_USAGE

    def __init__(self, id: str) -> None:
        super().__init__(
            _("The trial “{id}” has nothing to be compared with.").format(id=id),
            remedy=_("Name the folder of the förbund that has the other side too, with --workspace."),
        )
