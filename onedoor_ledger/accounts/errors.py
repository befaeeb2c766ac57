"""What keeps the association's accounts from being told."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _, ngettext


class KontoMissingError(UserError):
    """Accounts with postings that have no konto number: SIE knows nothing else."""

    code = "sie-export-konto"

    def __init__(self, accounts: Sequence[str]) -> None:
        count = len(accounts)
        super().__init__(
            ngettext("The account {accounts} has no konto.", "{n} accounts have no konto: {accounts}.", count).format(
                n=count, accounts=", ".join(accounts)
            ),
            remedy=_('Write konto: "…" under its “open” in the chart, as in rules/accounts.toml.'),
            place=Place("ledger/association/chart.beancount"),
        )
