"""What can be wrong when costs are shared."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class RuleOverlapError(UserError):
    """Two sharing rules claim the same cost and neither is more specific."""

    code = "sharing-overlap"

    def __init__(self, account: str, rules: list[str], source: str) -> None:
        super().__init__(
            _("{source} on {account} falls under {n} sharing rules at once: {rules}.").format(
                source=source, account=account, n=len(rules), rules=", ".join(rules)
            ),
            remedy=_("Name the account itself in one of the rules, or let one of them end before the other starts."),
            place=Place("rules/keys.toml"),
        )


class SharingAccountError(UserError):
    """A sharing rule does not say where a share is booked."""

    code = "sharing-account"

    def __init__(self, rule: str, missing: str) -> None:
        super().__init__(
            _("Sharing rule {rule} names no account for “{missing}”.").format(rule=rule, missing=missing),
            remedy=_("Add it to the rule's table shares_to."),
            place=Place("rules/keys.toml", key=rule),
        )
