"""What keeps a revision or a figure from being examined."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _


class RangeError(UserError):
    """Something that is not two revisions."""

    code = "audit-range"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” does not name two revisions.").format(text=text),
            remedy=_("Write the earlier and the later with two full stops between: onedoor audit v2026-06..HEAD"),
        )


class RevisionError(UserError):
    """A revision that the repository does not have."""

    code = "audit-revision"
    exit_code = EXIT_USAGE

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no revision {name} here.").format(name=name),
            remedy=_("See what there is with “git log”, and stand in the förbund's folder."),
        )


class NoRepositoryError(UserError):
    """No git repository."""

    code = "audit-no-repository"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("There is no git repository here."),
            remedy=_("Stand in a clone of the förbund's repository, or name it with --workspace."),
        )


class BackwardError(UserError):
    """The later revision first."""

    code = "audit-backward"
    exit_code = EXIT_USAGE

    def __init__(self, first: str, second: str) -> None:
        super().__init__(
            _("{first} is later than {second}.").format(first=first, second=second),
            remedy=_("Write the earlier first: onedoor audit {second}..{first}").format(first=first, second=second),
        )


class SealTextError(UserError):
    """A digest that is none."""

    code = "audit-seal-text"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is no seal.").format(text=text),
            remedy=_("It is the line in the closing protocol: sha256: and 64 digits and letters a–f."),
        )


class NoSuchFigureError(UserError):
    """A figure no report of the period has."""

    code = "trace-figure"
    exit_code = EXIT_USAGE

    def __init__(self, id: str, near: Sequence[str]) -> None:
        remedy = (
            _("Did you mean: {near}?").format(near=", ".join(near))
            if near
            else _("The reports' JSON lists every figure by its id.")
        )
        super().__init__(_("No report of the period has a figure {id}.").format(id=id), remedy=remedy)
