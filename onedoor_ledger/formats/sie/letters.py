"""Text as SIE can hold it: the part of CP437 that every reader of Swedish files takes for what it is.

CP437 has no §, –, ” or €. Its Greek letters and frames are left out as well: their bytes are å, ä and ö in ISO-8859-1
or begin a UTF-8 letter, and programs tell the encoding of a file by them (formats.md 1.7).
"""

from __future__ import annotations

import unicodedata

from onedoor_ledger.voucher import clean

_SPELLED = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛´", "'"),
    "…": "...",
    "•": "*",
    "×": "x",
    "€": "EUR",
    "§": "paragraf",
    "©": "(C)",
    "®": "(R)",
    "™": "(TM)",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ð": "d",
    "Ð": "D",
    "đ": "d",
    "Đ": "D",
    "þ": "th",
    "Þ": "Th",
    "ł": "l",
    "Ł": "L",
    "œ": "oe",
    "Œ": "OE",
}
_LETTERS = frozenset(bytes(range(0x80, 0xB0)).decode("cp437") + "°·²")
_UNKNOWN = "?"


def readable(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` in those letters, and the characters that had to be written otherwise, each once, in order.

    A line that ends in a backslash would take the quote after it along, so the backslash is turned.
    """
    plain = clean(text)
    if plain.isascii() and not plain.endswith("\\"):
        return plain, ()
    replaced = dict.fromkeys(character for character in plain if _spelled(character) != character)
    written = "".join(map(_spelled, plain)).strip()
    if written.endswith("\\"):
        written = f"{written.rstrip(chr(92))}/"
        replaced["\\"] = None
    return written, tuple(character for character in replaced if not character.isspace())


def _spelled(character: str) -> str:
    if " " <= character <= "~" or character in _LETTERS:
        return character
    if character.isspace():
        return " "
    if (spelled := _SPELLED.get(character)) is not None:
        return spelled
    parts = unicodedata.normalize("NFKD", character)
    if parts == character:
        return "" if unicodedata.combining(character) else _UNKNOWN
    return "".join(map(_spelled, parts))
