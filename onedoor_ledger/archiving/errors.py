"""What keeps a year from being archived, or a package from being believed."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, Finding, UserError
from onedoor_ledger.texts import _, ngettext

_SHOWN = 20
"""So many places are named; the rest are counted."""


class UnlockedError(UserError):
    """Months of the year that are not locked."""

    code = "archive-unlocked"

    def __init__(self, year: int, months: Sequence[str]) -> None:
        self.months = tuple(months)
        span = months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"
        super().__init__(
            _("{year} is not locked: {months}.").format(year=year, months=span),
            remedy=_("Lock the year with “onedoor close {year} --write”, or say why not: --unlocked REASON.").format(
                year=year
            ),
        )


class DocumentError(UserError):
    """Documents that the year's vouchers rest on, and that are missing or altered."""

    code = "archive-document"

    def __init__(self, missing: Sequence[tuple[str, str]]) -> None:
        sentence = ngettext(
            "One document that the year's vouchers rest on is missing or is not the file that was received:",
            "{n} documents that the year's vouchers rest on are missing or are not the files that were received:",
            len(missing),
        ).format(n=len(missing))
        super().__init__(
            "\n".join([sentence, *_listed([f"{voucher}: {name}" for voucher, name in missing])]),
            remedy=_("Restore them from git or from an earlier archive to ledger/documents/."),
        )


class PersonNumberError(UserError):
    """Person numbers in texts that may not hold any; the numbers are never told."""

    code = "archive-person-number"

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            "\n".join([_("These texts hold what looks like a person number:"), *_listed(places)]),
            remedy=_("Look at the rows. What is booked is corrected by a new voucher; other texts are edited."),
        )


class PathError(UserError):
    """A file that cannot be a part of the package under its own name."""

    code = "archive-path"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "\n".join([_("These are links, or have names that not every computer can hold:"), *_listed(names)]),
            remedy=_("Put the file itself there, under a name of letters, digits and hyphens, and try again."),
        )


class ThereError(UserError):
    """Another package where this one would go."""

    code = "archive-there"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is there already, and is another package than the one made now.").format(name=name),
            remedy=_("Keep it, and put the new one elsewhere with --out FILE; or add --replace."),
        )


class UnsoundError(UserError):
    """The package that was made does not hold when it is checked; nothing is kept of it."""

    code = "archive-unsound"

    def __init__(self, faults: Sequence[Finding]) -> None:
        told = [f"{fault.place}: {fault.message}" if fault.place else fault.message for fault in faults]
        super().__init__(
            "\n".join([_("The year cannot be archived: the books are not as they were locked."), *_listed(told)]),
            remedy=_("See what “onedoor check” says, and mend it first."),
        )


class NotPackageError(UserError):
    """A file that is no package of ours, or is not put together as ours are."""

    code = "archive-not-ours"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _("{name} is no archive package of ours: {why}.").format(name=name, why=why),
            remedy=_("Name the .zip file as “onedoor archive YEAR” wrote it, unopened and whole."),
        )


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [f"  {line}" for line in lines[:_SHOWN]] + ([_("  and {n} more").format(n=more)] if more > 0 else [])
