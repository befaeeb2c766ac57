"""beancount's own error messages in the user's language.

The original words stay, after the explanation: they are what a search for help finds.
"""

from __future__ import annotations

import re

from onedoor_ledger.texts import N_, _

_EXPLAINED: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), message, remedy)
    for pattern, message, remedy in (
        (
            r"^Transaction does not balance: (?P<what>.*)",
            N_("The voucher does not balance: debit minus credit is {what}."),
            N_("A booked voucher is never edited: restore the line from git."),
        ),
        (
            r"^Invalid reference to unknown account '(?P<what>.*)'",
            N_("The account {what} is not in the chart of accounts."),
            N_("Open it in the book's chart.beancount, or correct its name."),
        ),
        (
            r"^Invalid reference to inactive account '(?P<what>.*)'",
            N_("The account {what} is not open on this day."),
            N_("Check the days of its open and close lines in the book's chart.beancount."),
        ),
        (
            r"^Invalid account name: (?P<what>.*)",
            N_("{what} does not begin with a root account of this book."),
            N_("Every file of a book starts with the five option lines that name its roots."),
        ),
        (
            r"^Invalid token: (?P<what>.*)",
            N_("{what} cannot stand here."),
            N_("Check the line: a quote that is missing, a key or tag with other letters than a–z, a decimal comma."),
        ),
        (
            r"^ValueError: Invalid number format: '(?P<what>.*)'",
            N_("{what} is no amount."),
            N_("Write it with a full stop and without spaces: 640000.00."),
        ),
        (
            r"^syntax error, unexpected (?P<what>.*)",
            N_("The line cannot be read: unexpected {what}."),
            N_("Compare it with the lines around it, or restore it from git."),
        ),
        (
            r"^Balance failed for '(?P<what>.*)'",
            N_("The balance that is stated for {what} is not the balance in the books."),
            N_("Find the posting that is missing or booked twice."),
        ),
        (
            r'^File "(?P<what>.*)" does not exist',
            N_("The file {what} does not exist."),
            N_("Restore it from git."),
        ),
        (
            r'^File does not exist: "(?P<what>.*)"',
            N_("The document does not exist: {what}."),
            N_("Restore it from git."),
        ),
        (
            r'^File glob "(?P<what>.*)" does not match any files',
            N_("The included file {what} does not exist."),
            N_("Restore it from git, or remove the include line if it was never there."),
        ),
        (
            r"^Duplicate open directive for (?P<what>.*)",
            N_("The account {what} is opened twice."),
            N_("Remove one of the lines from the chart."),
        ),
        (
            r"^Error importing \"(?P<what>[^\"]*)\"",
            N_("The plugin {what} could not be loaded."),
            N_("Install onedoor-ledger in the same environment as the program that opens the book."),
        ),
        (
            r"^UnicodeDecodeError: 'utf-8' codec can't decode (?P<what>.*)",
            N_("The file is not UTF-8 text."),
            N_("Save it as UTF-8 without a byte order mark."),
        ),
    )
)


def explained(message: str) -> tuple[str, str]:
    """A message of beancount's in the user's language with its original words after, and what to do about it.

    A message nobody has explained yet is given as it is, with no remedy.
    """
    first, *_rest = message.strip().splitlines() or [""]
    for pattern, words, remedy in _EXPLAINED:
        if (found := pattern.match(first)) is not None:
            said = _(words).format(what=found.groupdict()["what"].strip())
            return f"{said} (beancount: {first})", _(remedy)
    return message.strip(), ""
