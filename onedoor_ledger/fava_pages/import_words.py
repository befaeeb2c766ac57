"""The few words of *Importera* itself."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def titles() -> Mapping[Book, str]:
    """What the books are called on the page."""
    return {
        Book.ASSOCIATION: _("The förbund's own accounts"),
        Book.PARTIES: _("The parties' book – not the förbund's accounts"),
        Book.PEOPLE: _("The participants' book – counts"),
    }


def words() -> Mapping[str, str]:
    """Headings, buttons and explanations."""
    return {
        "title": _("Import"),
        "lead": _("What lies in inbox/, what it is, and the vouchers it becomes. Nothing is booked until you say so."),
        "inbox": _("In the inbox"),
        "empty": _("The inbox is empty."),
        "file": _("File"),
        "kind": _("Recognised as"),
        "rows": _("Rows"),
        "new": _("New"),
        "known": _("Known"),
        "out": _("Take out"),
        "out_help": _("The file is removed from inbox/ for good."),
        "out_button": _("Remove {file}"),
        "add": _("Lay files in the inbox"),
        "add_help": _(
            "XLSX, CSV, SIE, camt, the tax account's .skv and e-invoices. A file with persons is refused and not kept."
        ),
        "add_button": _("Lay in the inbox"),
        "send_back": _("Text to send back"),
        "refused": _("Refused"),
        "refused_lead": _("One refused file stops the whole batch: nothing is booked until it is mended or taken out."),
        "rest": _("Show what can be booked without it"),
        "all": _("Show all files again"),
        "without": _("What is refused is left out and stays in the inbox."),
        "becomes": _("What it becomes"),
        "number": _("Number"),
        "date": _("Date"),
        "text": _("Text"),
        "account": _("On account"),
        "debit": _("Debit"),
        "credit": _("Credit"),
        "observed": _("to find out"),
        "observed_help": _("matches no debt or claim and stands on the observation account"),
        "ledger": _("The ledger's own text"),
        "rules": _("Rows of rules/"),
        "statistic": _("Statistic"),
        "participant": _("Participant"),
        "period": _("Period"),
        "value": _("Value"),
        "remarks": _("To remark on"),
        "book": _("Book"),
        "book_help": _("Books exactly what is shown, keeps the files with their vouchers, and makes one commit."),
        "read_only": _("The books are open for reading only: nothing can be booked here."),
    }
