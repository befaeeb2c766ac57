"""The plugin and every control, in words: what must hold, and when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.layout import TITLES


@dataclass(frozen=True, slots=True)
class Control:
    """What must hold, and the names its findings bear."""

    holds: str
    rules: tuple[str, ...]


AT_EVERY_READING: tuple[Control, ...] = (
    Control(
        N_("Each file of a book has the book's own headings and options, and belongs to the main file."),
        ("header-wrong", "option-wrong", "option-unheard", "month-not-included"),
    ),
    Control(N_("A voucher stands in the file of its own month."), ("voucher-misplaced",)),
    Control(
        N_("Vouchers have numbers in the order they were registered, without gaps or doubles, each with its day."),
        ("number-missing", "number-none", "number-order", "number-twice", "registered-none"),
    ),
    Control(
        N_("A voucher has lines, balances to the öre, and amounts in kronor and öre or whole persons, no prices."),
        ("voucher-empty", "voucher-unbalanced", "decimals-wrong", "unit-wrong", "price-forbidden"),
    ),
    Control(
        N_("Only directives the books know are used; nothing is filled in by itself; metadata are texts."),
        ("custom-empty", "custom-unknown", "pad-forbidden", "metadata-not-text"),
    ),
    Control(N_("A document that a voucher names is among the book's documents."), ("document-directive",)),
    Control(N_("Every account of förbundets book has a konto."), ("konto-missing",)),
    Control(
        N_("Debts between the parties are not in förbundets book; the parties' book balances party by party."),
        ("debt-between-parties", "party-unbalanced"),
    ),
    Control(
        N_("The chain of seals is whole: each link follows on the one before and its file is what was written."),
        ("seal-chain", "seal-gap", "seal-month", "seal-unproved"),
    ),
    Control(
        N_("Locked months are as they were locked: nothing changed, added, removed or renumbered, no account renamed."),
        ("sealed-account", "sealed-added", "sealed-changed", "sealed-removed", "sealed-renumbered"),
    ),
)
"""What the plugin looks at whenever the books are read: by a command, by Fava, by bean-check."""

AT_CHECK: tuple[Control, ...] = (
    Control(
        N_("The accounts the rules name are open in the chart, and the chart's accounts are in the rules."),
        (
            "account-konto",
            "account-not-open",
            "account-without-rule",
            "spending-without-account",
            "measure-without-people",
        ),
    ),
    Control(N_("At least two parties cooperate in each measure (FL)."), ("one-party",)),
    Control(N_("Whoever may requisition has an account for it."), ("recipient-without-account",)),
    Control(N_("A budgeted deficit has the board's motive (KL 11:5)."), ("deficit-without-motive",)),
    Control(
        N_("Contributions are called as the rules say, with the amounts they say (FL 5 §)."),
        ("contribution-differs", "contribution-not-called"),
    ),
    Control(
        N_("Members have paid what has fallen due, and no more; the bank says so."),
        ("contribution-overpaid", "contribution-unpaid"),
    ),
    Control(
        N_("Requisitions come when agreed, inside the agreement, its amount and the budget; VAT is not paid on them."),
        (
            "requisition-missing",
            "requisition-outside-agreement",
            "requisition-over-agreement",
            "requisition-over-budget",
            "vat-on-measure",
        ),
    ),
    Control(N_("A measure is for individuals or for structures, never both."), ("measure-mixed",)),
    Control(
        N_("VAT is claimed in whole kronor, no more than is booked, before its last day, and credited (lag 2005:807)."),
        ("vat-claim-last-day", "vat-claim-ore", "vat-claim-waiting", "vat-overclaimed"),
    ),
    Control(
        N_("A year opens with what the year before closed with, konto by konto (LKBR 4:1)."),
        ("opening-differs", "closed-with-balance"),
    ),
    Control(N_("Equity is within the ladder of the rules, when it is filled in."), ("equity-above-ladder",)),
    Control(
        N_("Goals have been followed up for every year whose annual report is due (KL 11:6)."),
        ("goal-not-followed-up",),
    ),
    Control(
        N_("The rules say where the archive is, and it is in Sweden (BFL 7:2)."), ("archive-abroad", "archive-place")
    ),
    Control(N_("The calendar has the law's dates of the year (FL 23–24 §§, lag 2005:807)."), ("calendar-short",)),
    Control(N_("Every cost rests on evidence (BFL 5:6)."), ("cost-without-evidence",)),
    Control(
        N_("SIE files that were made or received say what the books say."),
        ("sie-balance", "sie-differs", "sie-unreadable", "sie-years-differ"),
    ),
    Control(N_("What could not be explained when it was imported has been cleared."), ("observation-open",)),
    Control(
        N_("Money held for others goes in and out gross and is zero when the period ends."),
        ("others-money", "others-money-as-own", "others-money-at-end"),
    ),
    Control(N_("What was accrued has been reversed."), ("accrual-not-reversed",)),
    Control(N_("No state or measure has fewer than no persons."), ("people-below-zero",)),
    Control(N_("The people book counts nobody in groups that are too small to be told."), ("people-too-few",)),
    Control(N_("No statistic in the rules counts so few persons that it tells of them."), ("statistic-too-few",)),
    Control(
        N_("Shared costs and settlements can be worked out again to the same öre, and rest on a cost that is booked."),
        ("allocation-differs", "allocation-source", "settlement-differs", "key-ended", "underlag-number"),
    ),
    Control(
        N_("A voucher that corrects another, or takes it back, names one that is booked in the same book (BFL 5:5)."),
        ("named-voucher-missing",),
    ),
    Control(
        N_("Each konto belongs to exactly one row of the statements (LKBR 5:2, 6:2)."),
        ("konto-in-two-rows", "konto-without-row"),
    ),
    Control(
        N_("Documents are kept, and are the files that were received (BFL 7:1)."),
        ("document-altered", "document-differs", "document-missing"),
    ),
    Control(
        N_("The books say what the bank's, the tax account's and the payroll's own files say."),
        ("bank-balance", "tax-balance", "evidence-differs", "evidence-unreadable"),
    ),
    Control(
        N_("Nothing committed has been edited or removed, and nothing waits uncommitted."),
        ("voucher-edited", "voucher-removed", "ledger-uncommitted"),
    ),
    Control(
        N_("The three books are locked alike, under the rules that held, with the protocol's checksum."),
        ("seal-books", "seal-protocol", "sealed-rule"),
    ),
    Control(
        N_("What happens is registered, and its month locked, within the days the rules allow (BFL 5:2)."),
        ("registered-late", "month-open"),
    ),
    Control(
        N_("Reports that were made for locked periods are what they would be if made again."),
        ("report-differs", "report-differs-more", "report-unreadable"),
    ),
)
"""What ``onedoor check`` and ``onedoor close`` look at besides, over all books and rules."""


def sheet(books: Books) -> Sheet:
    """The plugin of each book, then both kinds of control."""
    return Sheet(
        id="controls",
        title=_("Controls"),
        subtitle=_("An error stops booking, reports and locking; each finding says where it is and what to do."),
        sections=(
            Section(_("The plugin"), (_plugins(books), _("It reads, reports and changes nothing that is booked."))),
            Section(_("At every reading of the books"), (_table("at_reading", AT_EVERY_READING),)),
            Section(_("At onedoor check and onedoor close"), (_table("at_check", AT_CHECK),)),
        ),
    )


def _plugins(books: Books) -> Table:
    columns = (Column("book", _("Ledger")), Column("plugin", _("Plugin named in the main file")))
    rows = [
        Row({"book": TITLES[book], "plugin": " ".join(filter(None, map(str, plugin)))})
        for book in Book
        for plugin in books.options.get(book, {}).get("plugin", ())
    ]
    return Table("plugins", _("Plugins"), columns, tuple(rows))


def _table(id: str, controls: Sequence[Control]) -> Table:
    columns = (Column("holds", _("What must hold")), Column("rules", _("Names of its findings")))
    rows = tuple(Row({"holds": _(each.holds), "rules": ", ".join(each.rules)}) for each in controls)
    return Table(id, _("Controls"), columns, rows)
