"""What cannot be booked of a file that was read: requisitions, SIE rows, statements, transitions, calls."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period
from onedoor_ledger.texts import _


class NotRecipientError(UserError):
    """The sender is no recipient in any agreement on the measure."""

    code = "requisition-not-recipient"

    def __init__(self, place: Place, party: str, measure: str) -> None:
        super().__init__(
            _("{party} is not to receive money for {measure} in any agreement.").format(party=party, measure=measure),
            remedy=_("Send the requisition back, or write the agreement in rules/measures.toml."),
            place=place,
        )


class OutsideAgreementError(UserError):
    """The requisition's period lies outside the agreement."""

    code = "requisition-outside-agreement"

    def __init__(self, place: Place, party: str, measure: str, period: str) -> None:
        super().__init__(
            _("No agreement on {measure} with {party} covers {period}.").format(
                party=party, measure=measure, period=period
            ),
            remedy=_("Send the requisition back, or write the agreement in rules/measures.toml."),
            place=place,
        )


class AcceptedTooMuchError(UserError):
    """More accepted than asked, or of the other sign."""

    code = "requisition-accepted-too-much"

    def __init__(self, place: Place, accepted: int, asked: int) -> None:
        super().__init__(
            _("{accepted} is accepted of {asked} asked for.").format(accepted=kronor(accepted), asked=kronor(asked)),
            remedy=_("Accept at most what was asked for; leave the cell empty to accept all of it."),
            place=place,
        )


class ReasonMissingError(UserError):
    """Less accepted than asked, and not why."""

    code = "requisition-reason-missing"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("Less is accepted than was asked for, and no reason is given."),
            remedy=_("Write the reason on the row; it is booked with the requisition."),
            place=place,
        )


class RowsDisagreeError(UserError):
    """Rows of one requisition say different things where they must say the same."""

    code = "requisition-rows-disagree"

    def __init__(self, place: Place, header: str) -> None:
        super().__init__(
            _("The rows of one requisition have different values under “{header}”.").format(header=header),
            remedy=_("Give each requisition one number, one period and one day of arrival."),
            place=place,
        )


class AdvanceTooMuchError(UserError):
    """A requisition settles more than the party has had in advance."""

    code = "requisition-advance"

    def __init__(self, place: Place, party: str, settled: int, left: int) -> None:
        super().__init__(
            _("An advance of {settled} is settled, but {party} has {left} left.").format(
                settled=kronor(settled), party=party, left=kronor(left)
            ),
            remedy=_("Correct the row; an advance is booked when it is asked for, as a row of the type advance."),
            place=place,
        )


class KontoUnknownError(UserError):
    """A konto of the file that the rules know nothing of."""

    code = "sie-konto-unknown"

    def __init__(self, place: Place, konto: str) -> None:
        super().__init__(
            _("Konto {konto} is unknown.").format(konto=quoted(konto)),
            remedy=_("Add it to rules/accounts.toml and the chart, or correct the account in the sending system."),
            place=place,
        )


class KontoAmbiguousError(UserError):
    """Konto and dimensions that do not say which one account is meant."""

    code = "sie-konto-ambiguous"

    def __init__(self, place: Place, konto: str, dimensions: str, accounts: Sequence[str]) -> None:
        super().__init__(
            _("Konto {konto} with {dimensions} does not say which account is meant.").format(
                konto=quoted(konto), dimensions=dimensions or _("no dimension")
            ),
            remedy=_("Give the row the dimension of one of: {accounts}.").format(accounts=", ".join(accounts)),
            place=place,
        )


class SieObjectUnknownError(UserError):
    """An object of a dimension that the rules do not know."""

    code = "sie-object-unknown"

    def __init__(self, place: Place, dimension: str, object: str) -> None:
        super().__init__(
            _("Object “{object}” of dimension {dimension} is unknown.").format(
                object=quoted(object), dimension=quoted(dimension)
            ),
            remedy=_("Add it under [sie_objects] in rules/accounts.toml, or correct the row in the sending system."),
            place=place,
        )


class SieKindError(UserError):
    """Payroll or supplier's invoices? The file does not say."""

    code = "sie-kind"

    def __init__(self, place: Place, program: str) -> None:
        super().__init__(
            _("It cannot be told whether the file from “{program}” holds wages or supplier's invoices.").format(
                program=quoted(program)
            ),
            remedy=_(
                "Each voucher needs a konto that one [[sie_posting]] row in rules/accounts.toml names for that kind."
            ),
            place=place,
        )


class SieTypeError(UserError):
    """A whole year, into books that were not moved in from such a file."""

    code = "sie-type"

    def __init__(self, place: Place, type: str) -> None:
        super().__init__(
            _("The file is SIE type {type}, a whole year of another system; these books did not begin there.").format(
                type=quoted(type)
            ),
            remedy=_(
                "Export vouchers as SIE 4I. A whole year from an old system is moved in with “onedoor init --sie”."
            ),
            place=place,
        )


class SieOwnError(UserError):
    """These books' own export, come back."""

    code = "sie-own"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The file is an export of these very books: everything in it is booked."),
            remedy=_("Take it out of inbox/. “onedoor init --sie” opens a new workspace with it."),
            place=place,
        )


class CurrencyError(UserError):
    """An account statement in foreign money."""

    code = "bank-currency"

    def __init__(self, place: Place, currency: str) -> None:
        super().__init__(
            _("The statement is in {currency}; the books are in SEK.").format(currency=quoted(currency)),
            remedy=_("Export the statement of the account in SEK."),
            place=place,
        )


class BankAccountUnknownError(UserError):
    """A statement of an account that the rules give no account of the books for."""

    code = "bank-account-unknown"

    def __init__(self, place: Place, number: str) -> None:
        super().__init__(
            _("The bank account {number} is not in the rules.").format(number=quoted(number))
            if number
            else _("The file does not say which bank account it is of, and the rules have several."),
            remedy=_(
                "Add a [[bank_account]] row with its number in rules/accounts.toml, or name the account in the "
                "profile's [fixed]."
            ),
            place=place,
        )


class PeopleAccountMissingError(UserError):
    """The people book has no account for where the row says persons were or went."""

    code = "transitions-account-missing"

    def __init__(self, place: Place, opening: Sequence[str]) -> None:
        """:param opening: the lines that open the account, its metadata with it."""
        super().__init__(
            _("The people book has no account for this row's persons."),
            remedy="\n  ".join(
                (_("Add these lines to ledger/people/chart.beancount, or correct the row:"), *opening),
            ),
            place=place,
        )


class StockNegativeError(UserError):
    """More persons leave a state than stand in it."""

    code = "transitions-stock-negative"

    def __init__(self, place: Place, measure: str, state: str) -> None:
        super().__init__(
            _("More persons leave “{state}” in {measure} than stand there.").format(state=state, measure=measure),
            remedy=_("Ask the sender for a file that begins where the last one ended."),
            place=place,
        )


class TooFewToTellError(UserError):
    """A count below the threshold that nothing in the file can be told together with."""

    code = "transitions-too-few"

    def __init__(self, place: Place, period: Period, threshold: int) -> None:
        super().__init__(
            _("Fewer than {n} persons in {period}, together with all in the file that they can be told with.").format(
                n=threshold, period=period
            ),
            remedy=_("Ask the sender for the counts of a longer period, in one file, such as 2026-H1 or 2026."),
            place=place,
        )


class TransitionError(UserError):
    """A person cannot stay in the same state, nor enter and leave at once."""

    code = "transitions-no-move"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The row moves nobody: from and to are the same, or a person would leave without having entered."),
            remedy=_("Correct the row: a person enters, moves between two states, or leaves."),
            place=place,
        )


class NoInstalmentError(UserError):
    """No instalment of that name is decided."""

    code = "call-no-instalment"

    def __init__(self, period: str, instalments: Sequence[str]) -> None:
        known = ", ".join(instalments)
        super().__init__(
            _("The board has decided no instalment of contributions for {period}.").format(period=period),
            remedy=_("Decided are: {known}.").format(known=known)
            if known
            else _("Write the year's contributions in rules/parties.toml."),
        )
