"""A table's amounts as its profile writes them: what intake books by, and what the controls read again."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.errors import Place
from onedoor_ledger.formats import values
from onedoor_ledger.rulebook.model import Profile

IN, OUT = "in", "out"


def amount(profile: Profile, text: str, place: Place) -> int:
    """Öre. A workbook's numbers come as plain decimals, its texts as Swedes write.

    :raises AmountError: when it is no amount.
    """
    decimal = profile.decimal
    if profile.format == "xlsx":
        decimal = "," if "," in text else "."
    if profile.unit == "tkr":
        return values.thousands(text, decimal=decimal, place=place)
    return values.amount(text, decimal=decimal, place=place, three_decimals=profile.three_decimals)


def moved(profile: Profile, cells: Mapping[str, str], place: Place) -> int | None:
    """What a bank's row moves, signed öre: one signed column, one with a word beside it, or one in and one out.

    None when it says nothing, or another word for the direction than the profile has.

    :raises AmountError: when a cell is no amount.
    """

    def said(meaning: str) -> str:
        header = profile.columns.get(meaning)
        return (cells.get(header, "") if header else "") or profile.fixed.get(meaning, "")

    if "amount" in profile.columns:
        if not (text := said("amount")):
            return None
        signed = amount(profile, text, place)
        if "direction" not in profile.columns:
            return signed
        word = _fold(said("direction"))
        meant = {_fold(theirs): ours for theirs, ours in profile.values.get("direction", {}).items()}.get(word, word)
        return {IN: abs(signed), OUT: -abs(signed)}.get(meant)
    came, went = said(IN), said(OUT)
    if not came and not went:
        return None
    # some banks give what went out its own minus, some do not
    return (amount(profile, came, place) if came else 0) - abs(amount(profile, went, place) if went else 0)


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
