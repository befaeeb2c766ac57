"""What can be wrong with a SIE file."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _


class NotSieError(UserError):
    """A file that is no SIE file: it does not begin with #FLAGGA."""

    code = "sie-not-sie"

    def __init__(self, name: str, line: int | None = None) -> None:
        super().__init__(
            _("This is not a SIE file: it does not begin with #FLAGGA."),
            remedy=_("Export again from the accounting system and choose SIE type 4."),
            place=Place(name, line),
        )


class SieVersionError(UserError):
    """SIE 5, or a type number that is none of 1-4."""

    code = "sie-version"

    def __init__(self, name: str, line: int | None, version: str) -> None:
        super().__init__(
            _("SIE type “{version}” is not read; types 1–4 are.").format(version=quoted(version)),
            remedy=_("Export again and choose SIE type 4."),
            place=Place(name, line),
        )


class SieFieldError(UserError):
    """A record whose field is missing or is not what the format says."""

    code = "sie-field"

    def __init__(self, name: str, line: int, label: str, field: str, value: str) -> None:
        super().__init__(
            _("In {label} the {field} cannot be read: “{value}”.").format(
                label=quoted(label), field=field, value=quoted(value)
            ),
            remedy=_("Export the file again; if it is the same, send this message to the system's supplier."),
            place=Place(name, line),
        )


class SieBlockError(UserError):
    """Braces or rows where no voucher is, or a voucher without its braces."""

    code = "sie-block"

    def __init__(self, name: str, line: int, label: str) -> None:
        super().__init__(
            _("“{label}” stands where the format allows none.").format(label=quoted(label)),
            remedy=_("The file is damaged or was edited. Export it again."),
            place=Place(name, line),
        )


class SieCutOffError(UserError):
    """A file that ends too early: a voucher never closed, or a checksum never given."""

    code = "sie-cut-off"

    def __init__(self, name: str, line: int, label: str) -> None:
        super().__init__(
            _("The file is cut off: what {label} began here never ends.").format(label=quoted(label)),
            remedy=_("Fetch the file again; part of it is missing."),
            place=Place(name, line),
        )


class SieChecksumError(UserError):
    """A #KSUMMA that is not the checksum of what the file holds."""

    code = "sie-checksum"

    def __init__(self, name: str, line: int, stated: str, computed: int) -> None:
        super().__init__(
            _("#KSUMMA says {stated} but the content gives {computed}: the file was changed after export.").format(
                stated=quoted(stated), computed=computed
            ),
            remedy=_("Export it again and do not open it in an editor before import."),
            place=Place(name, line),
        )


class SieUnbalancedError(UserError):
    """A voucher whose rows do not sum to zero."""

    code = "sie-unbalanced"

    def __init__(self, name: str, line: int, voucher: str, difference: int) -> None:
        super().__init__(
            _("Voucher {voucher} does not balance: its rows sum to {difference}.").format(
                voucher=quoted(voucher), difference=kronor(difference)
            ),
            remedy=_("Correct it in the system it came from and export again."),
            place=Place(name, line),
        )
