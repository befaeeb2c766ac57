"""Is it the same counterparty? Banks write names in capitals, without å ä ö, and cut them off.

Every way of comparing is exact once that is undone: no likeness in per cent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onedoor_ledger.privacy import organisation_number
from onedoor_ledger.rulebook.model import Participant

_SHORTEST = 6
"""A name shorter than this must be given whole."""
_CUT_OFF = 24
"""No bank cuts a name off before this many characters."""
_TOKEN = re.compile(r"[0-9a-z][0-9a-z:/-]*[0-9a-z]")
_TOKEN_LENGTH = 4
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:q[1-4]|t[1-3]|h[12]|[0-9]{2}(?:-[0-9]{2})?))?")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` without case, accents or punctuation: "Kvarnsunds kommun" and "KVARNSUNDS KOMMUN," are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are one: equal once folded, one the other's first words, or cut off at the bank's field."""
    a, b = sorted((fold(one), fold(other)), key=len)
    if len(a) < _SHORTEST:
        return a == b != ""
    return b == a or b.startswith(f"{a} ") or (len(a) >= _CUT_OFF and b.startswith(a))


def mentions(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as whole words."""
    needle = fold(name)
    return len(needle) >= _SHORTEST and f" {needle} " in f" {fold(text)} "


def is_participant(participant: Participant, name: str, number: str) -> bool:
    """Whether a bank row's counterparty is ``participant``, by organisationsnummer or by name."""
    given = organisation_number(number) if number else None
    if given is not None:
        return given == organisation_number(participant.orgnr)
    return bool(name) and same_name(participant.name, name)


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """What in ``text`` may be a reference: at least four characters with a digit, and no year or period."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(
        t
        for t in _TOKEN.findall(plain)
        if len(t) >= _TOKEN_LENGTH and any(c.isdigit() for c in t) and not _PERIOD.fullmatch(t)
    )


def reference(text: str) -> str:
    """A reference as it is compared: without spaces and case, and without the leading zeros banks pad with."""
    return "".join(text.split()).casefold().lstrip("0")
