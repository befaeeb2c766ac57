"""What stops a job before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, Finding, UserError
from onedoor_ledger.period import Period
from onedoor_ledger.texts import _, ngettext


class NoBooksError(UserError):
    """A well-formed period in which nothing is booked."""

    code = "period-without-books"

    def __init__(self, period: Period, first: str, last: str) -> None:
        remedy = (
            _("The books run from {first} to {last}.").format(first=first, last=last)
            if first
            else _("The books hold no vouchers yet: start with “onedoor import” or “onedoor call”.")
        )
        super().__init__(_("Nothing is booked in {period}.").format(period=period), remedy=remedy)


class UnknownPartyError(UserError):
    """A participant's id on the command line that the rules do not know."""

    code = "party-unknown"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _("The rules know no party “{name}”.").format(name=name),
            remedy=_("Write one of: {words}.").format(words=", ".join(known)),
        )


class NoSuchFileError(UserError):
    """A file named on the command line that is not there."""

    code = "file-missing"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, *, inbox: bool = True) -> None:
        remedy = (
            _("See how the name is spelled; without a name, everything in inbox/ is taken.")
            if inbox
            else _("See how the name is spelled, and where you stand.")
        )
        super().__init__(_("There is no file {file}.").format(file=name), remedy=remedy)


class RefusedError(UserError):
    """At least one file was refused, so nothing at all was booked."""

    code = "import-refused"

    def __init__(self, refused: Sequence[UserError], rest: Sequence[str]) -> None:
        self.refused = tuple(refused)
        count = len(self.refused)
        sentence = ngettext(
            "One file is refused; nothing has been booked.", "{n} files are refused; nothing has been booked.", count
        ).format(n=count)
        words = " ".join(_quoted(name) for name in rest)
        remedy = _("Mend or move what is refused. The rest can be booked with: onedoor import {files} --write")
        told = "\n\n".join(error.text() for error in self.refused)
        advice = remedy.format(files=words) if rest else ""
        super().__init__(f"{sentence}\n\n{told}" + ("\n" if rest else ""), remedy=advice)


class WrongBooksError(UserError):
    """The controls find errors in the books as they would be, so nothing is booked or reported."""

    code = "books-wrong"

    def __init__(self, errors: Sequence[Finding]) -> None:
        self.findings = tuple(errors)
        count = len(self.findings)
        sentence = ngettext(
            "The controls find one error; nothing has been booked.",
            "The controls find {n} errors; nothing has been booked.",
            count,
        ).format(n=count)
        told = "\n".join(_line(finding) for finding in self.findings)
        super().__init__(
            f"{sentence}\n{told}", remedy=_("Mend them first. “onedoor check” shows what is in the books now.")
        )


def _line(finding: Finding) -> str:
    head = f"{finding.place}: {finding.message}" if finding.place else finding.message
    return f"  {head} [{finding.rule}]" + (f"\n    {finding.remedy}" if finding.remedy else "")


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
