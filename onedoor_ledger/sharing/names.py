"""What each kind of key is called by those who read about it."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.texts import N_, _

_NAMES: Mapping[str, str] = {
    "fixed": N_("agreed shares"),
    "equal": N_("equal parts"),
    "population": N_("by inhabitants"),
    "statutory": N_("shares by the Finsam act"),
    "statistic": N_("by a statistic"),
    "capped": N_("with a ceiling or a floor"),
    "two_part": N_("standing cost and use"),
    "tiered": N_("a ladder by duration"),
    "benefit": N_("by benefit"),
    "serial": N_("serial, by demand"),
}


def key_name(kind: str) -> str:
    """The kind of key in the reader's language: ``fixed`` is *avtalade andelar*."""
    return _(_NAMES.get(kind, kind))
