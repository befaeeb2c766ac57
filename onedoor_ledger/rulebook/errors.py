"""What can be wrong in ``rules/`` and ``importers/``."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class RoleError(UserError):
    """The engine needs an account for a role and the rules name none, or several."""

    code = "rules-role"

    def __init__(self, role: str, *, party: str | None, measure: str | None, found: list[str]) -> None:
        what = " ".join(filter(None, (role, party, measure)))
        super().__init__(
            _("The rules name {n} accounts for “{what}”; exactly one is needed.").format(n=len(found), what=what),
            remedy=_("Give one [[account]] row in rules/accounts.toml that role, party and measure."),
            place=Place("rules/accounts.toml"),
        )
