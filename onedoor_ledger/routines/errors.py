"""What stops a job before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, Finding, Place, UserError
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
        count = len({error.place.file if error.place else str(n) for n, error in enumerate(self.refused)})
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


class RulesFirstError(UserError):
    """Statistics in the inbox: rows of rules/ that the quarter's figures may rest on."""

    code = "quarter-rules-first"

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(
            _("The inbox has statistics that add rows to {files}: the quarter's figures may rest on them.").format(
                files=", ".join(files)
            ),
            remedy=_("Run “onedoor import --write” first, then the quarter."),
        )


class PreviewChangedError(UserError):
    """What was shown is no longer what would be booked."""

    code = "preview-changed"

    def __init__(self) -> None:
        super().__init__(
            _("The inbox or the books have changed since this was shown. Nothing has been booked."),
            remedy=_("Look through what would be booked now."),
        )


class FileNameError(UserError):
    """A file without a name of its own."""

    code = "file-name"

    def __init__(self) -> None:
        super().__init__(
            _("The file has no name that can be used."),
            remedy=_("Give it a name of letters and digits, and an ending such as .xlsx or .csv."),
        )


class FileKindError(UserError):
    """A file that no reader knows, so that nobody can tell whether it holds persons: it is not kept."""

    code = "file-kind"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The program does not read this kind of file; it has not been kept."),
            remedy=_("Ask the sender for XLSX, CSV, SIE, camt, the tax account's .skv or an e-invoice as XML."),
            place=place,
        )


class FileThereError(UserError):
    """Another file of the same name waits in the inbox."""

    code = "file-there"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Another file with this name waits in the inbox already."),
            remedy=_("Book or take out the one that waits first, or give the new file another name."),
            place=Place(name),
        )


class InboxChangedError(UserError):
    """The file to take out of the inbox is not the one that was shown."""

    code = "inbox-changed"

    def __init__(self) -> None:
        super().__init__(
            _("The file is no longer in the inbox as it was shown. Nothing has been removed."),
            remedy=_("Look at what waits there now."),
        )
