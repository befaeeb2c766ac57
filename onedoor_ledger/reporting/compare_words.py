"""What the methods that are compared are called and do, in a board member's words."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.sharing.games.opinions import Reason, Unanswered
from onedoor_ledger.texts import _


def method_name(method: str) -> str:
    """The method's name."""
    return {
        "shapley": _("Shapley"),
        "nucleolus": _("Nucleolus"),
        "scrb": _("SCRB"),
        "ensc": _("ENSC"),
        "moriarity": _("Moriarity"),
    }[method]


def method_rule(method: str, *, with_benefits: bool) -> str:
    """What the method does, in one sentence."""
    first = _("First what each adds as the last to join;")
    scrb = (
        _("{first} the rest by its benefit, at most its cost alone, less its own part.")
        if with_benefits
        else _("{first} the rest by its cost alone less its own part (no benefits are given).")
    )
    return {
        "shapley": _("What each party adds to the cost when it joins, on average over every order of joining."),
        "nucleolus": _(
            "Nobody pays more than alone, where that can be; then the group that gains least gains as much as can be, "
            "then the next."
        ),
        "scrb": scrb.format(first=first),
        "ensc": _("{first} the rest in equal parts.").format(first=first),
        "moriarity": _("In proportion to what each would pay alone."),
    }[method]


def method_source(method: str) -> str:
    """Where the method comes from."""
    return {
        "shapley": "Shapley 1953",
        "nucleolus": "Schmeidler 1969",
        "scrb": "Ransmeier 1942 (TVA)",
        "ensc": "Moulin 1985",
        "moriarity": "Moriarity 1975",
    }[method]


def left_out(unanswered: Unanswered) -> str:
    """Why a method stands empty."""
    reason = {
        Reason.TOO_MANY: _("it is worked out for at most twelve parties."),
        Reason.NO_REMAINDER: _("a rest remains to be shared, and nobody has anything to share it by."),
        Reason.UNCONFIRMED: _("its answer could not be confirmed in exact arithmetic."),
    }[unanswered.reason]
    return _("{method} is left out: {reason}").format(method=method_name(unanswered.method), reason=reason)


def together(members: Sequence[str]) -> str:
    """``Granåsa, Kvarnsund och Tallhed``."""
    if len(members) == 1:
        return members[0]
    return _("{parties} and {last}").format(parties=", ".join(members[:-1]), last=members[-1])
