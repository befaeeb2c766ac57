"""What a claim for VAT cannot be made of."""

from __future__ import annotations

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.period import Period
from onedoor_ledger.texts import _


class ClaimPeriodError(UserError):
    """A period no claim may cover: two months, November to January, part of a month."""

    code = "vat-period"
    exit_code = EXIT_USAGE

    def __init__(self, period: Period) -> None:
        super().__init__(
            _(
                "A claim for VAT covers one calendar month, or three in a row of the same calendar year; "
                "{period} is neither."
            ).format(period=period.name),
            remedy=_(
                "Write a month (2026-07), a quarter (2026-Q3) or other three months (2026-02-01..2026-04-30); "
                "a whole year (2026) gives the yearly statement."
            ),
        )
