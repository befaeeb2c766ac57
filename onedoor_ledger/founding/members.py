"""Who founds the förbund: members with their organisationsnummer, ids and names in accounts (FL 4 §)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onedoor_ledger import privacy
from onedoor_ledger.founding.errors import (
    MembersError,
    MemberTextError,
    OrganisationNumberError,
    SameMemberError,
)
from onedoor_ledger.rulebook.model import PartyKind
from onedoor_ledger.texts import _

FK = "202100-5521"
AF = "202100-2114"
GOTLAND = "212000-0803"
"""Region Gotland: the one kommun outside any region, which bears a region's tasks too (FL 5 a §)."""
_KNOWN = {FK: ("fk", "FK"), AF: ("af", "AF")}
_KIND_BY_PREFIX = {
    "202100": PartyKind.STATE,
    "232100": PartyKind.REGION,
    "212000": PartyKind.MUNICIPALITIES,
}
"""The first digits of a public body's number say what it is: state agency, region, kommun."""
_FILLER = frozenset({"kommun", "stad", "region", "regionen", "kommunen", "landsting", "läns"})
RESERVED = frozenset({"society", "total", "party", "previous", "state", "region", "municipalities"})


@dataclass(frozen=True, slots=True)
class Member:
    """A member as given at founding. ``id`` and ``short`` are proposed from the name and then written in the rules."""

    name: str
    orgnr: str
    kind: PartyKind
    id: str = ""
    short: str = ""
    inhabitants: int | None = None
    outside_region: bool = False
    """A kommun outside any region (FL 5 a §)."""

    @property
    def pays(self) -> bool:
        """Whether it pays a contribution of its own (Försäkringskassan pays Arbetsförmedlingen's part, FL 5 §)."""
        return self.orgnr != AF


def organisation_number(text: str, whose: str) -> str:
    """``222000-9993`` from ten digits with or without a hyphen, its check digit verified (Luhn).

    :raises OrganisationNumberError: when it is none.
    """
    number = privacy.organisation_number(text.strip())
    if number is None:
        raise OrganisationNumberError(whose)
    return number


def parse_member(text: str) -> Member:
    """A member from ``NAME,ORGNR[,INHABITANTS]``; what it is follows from its organisation number.

    :raises MemberTextError: when the text is not that.
    """
    name, *rest = (part.strip() for part in text.split(","))
    if not name or not 1 <= len(rest) <= 2:
        raise MemberTextError(text)
    orgnr = organisation_number(rest[0], name)
    kind = _KIND_BY_PREFIX.get(orgnr[:6])
    count = rest[1].replace(" ", "").replace("\u00a0", "") if len(rest) > 1 else ""
    if kind is None or (count and not count.isdecimal()):
        raise MemberTextError(text)
    inhabitants = int(count) if count else None
    return Member(name, orgnr, kind, inhabitants=inhabitants, outside_region=orgnr == GOTLAND)


def complete(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members checked and named: each with an id and a name in accounts, state first, then regions, kommuner.

    :raises onedoor_ledger.errors.UserError: when one is missing, given twice or wrongly numbered.
    """
    order = list(PartyKind)
    ranked = sorted(members, key=lambda m: (order.index(m.kind), m.orgnr == AF))
    one_region = sum(m.kind is PartyKind.REGION for m in ranked) == 1
    numbered = [replace(m, orgnr=organisation_number(m.orgnr, m.name)) for m in ranked]
    kommuner = {slug(m.name) for m in numbered if m.kind is PartyKind.MUNICIPALITIES}
    named = [_named(m, one_region=one_region, kommuner=kommuner) for m in numbered]
    _check_complete(named)
    for attribute in ("id", "short", "orgnr"):
        seen: set[str] = set()
        for member in named:
            if (value := getattr(member, attribute)) in seen:
                raise SameMemberError(member.name)
            seen.add(value)
    return tuple(named)


def slug(text: str) -> str:
    """An ASCII id from a name: "Granåsa kommun" becomes "granasa"."""
    words = re.split(r"[^a-z0-9]+", _ascii(_core(text)).lower())
    proposed = "-".join(word for word in words if word) or "medlem"
    return f"{proposed}-1" if proposed in RESERVED else proposed


def _named(member: Member, *, one_region: bool, kommuner: set[str]) -> Member:
    """The member with an id and a short name; a region that shares its name with a kommun says that it is one."""
    known_id, known_short = _KNOWN.get(member.orgnr, ("", ""))
    proposed, short = slug(member.name), component(_core(member.name))
    if member.kind is PartyKind.REGION:
        if proposed in kommuner:
            proposed, short = f"region-{proposed}", f"Region{short}"
        if one_region:
            short = "Region"
    return replace(member, id=member.id or known_id or proposed, short=member.short or known_short or short)


def component(text: str) -> str:
    """``text`` as one component of an account name: letters, digits and hyphens, a capital or digit first."""
    kept = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text))
    joined = "".join(word[0].upper() + word[1:] for word in kept.split())
    return joined if joined and (joined[0].isupper() or joined[0].isdecimal()) else f"X{joined}"


def _core(name: str) -> str:
    words = [word for word in name.split() if word.lower() not in _FILLER]
    return " ".join(words) or name


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _check_complete(members: Sequence[Member]) -> None:
    kinds = {member.kind for member in members}
    numbers = {member.orgnr for member in members}
    outside = any(member.outside_region for member in members)
    missing = [
        text
        for text, present in (
            ("Försäkringskassan", FK in numbers),
            ("Arbetsförmedlingen", AF in numbers),
            (_("a region"), PartyKind.REGION in kinds or outside),
            (_("a kommun"), PartyKind.MUNICIPALITIES in kinds),
        )
        if not present
    ]
    if missing:
        raise MembersError(missing)
