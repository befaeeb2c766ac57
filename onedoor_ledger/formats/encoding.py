"""Which encoding Swedish text bytes are in, told from the letters å, ä, ö, é and ü (formats.md 1.7)."""

from __future__ import annotations

from onedoor_ledger.formats.errors import EncodingError

_LETTERS = "åäöÅÄÖéü"
_CP437 = _LETTERS.encode("cp437")
_LATIN = _LETTERS.encode("latin-1")
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def looks_dos(content: bytes) -> bool:
    """Whether the Swedish letters among non-ASCII bytes are CP437's rather than Latin-1's."""
    return _count(content, _CP437) > _count(content, _LATIN)


def decode_swedish(content: bytes) -> tuple[str, str]:
    """Text and encoding (``cp437``, ``utf-8``, ``iso-8859-1``, ``cp1252``) of SIE and Skatteverket files.

    CP437 is the rule; the others occur. UTF-8 is taken when non-ASCII bytes form it strictly, Latin-1 when its
    Swedish letters outnumber CP437's. Never fails: CP437 has a character for every byte.
    """
    if content.startswith(_UTF8_BOM) or not content.isascii():
        try:
            return content.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            pass
    if _count(content, _LATIN) > _count(content, _CP437):
        if any(0x80 <= byte <= 0x9F for byte in content):
            try:
                return content.decode("cp1252"), "cp1252"
            except UnicodeDecodeError:
                pass
        return content.decode("iso-8859-1"), "iso-8859-1"
    return content.decode("cp437"), "cp437"


def decode_text(content: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    """Text and encoding of a text export: as ``encoding`` says, else UTF-8 (UTF-16 with its mark), else Windows-1252.

    Raises:
        EncodingError: when it is none of them, holds binary data, or its letters are CP437's and no one said so.
    """
    candidates = (encoding,) if encoding else _candidates(content)
    for candidate in candidates:
        try:
            text = content.decode(candidate)
        except (UnicodeError, LookupError):
            continue
        if "\0" in text or (candidate == "cp1252" and not encoding and looks_dos(content)):
            break
        return text.removeprefix("\ufeff"), candidate.removesuffix("-sig")
    raise EncodingError(name, [c.upper().removesuffix("-SIG") for c in candidates])


def _candidates(content: bytes) -> tuple[str, ...]:
    return ("utf-16",) if content.startswith(_UTF16_BOMS) else ("utf-8-sig", "cp1252")


def _count(content: bytes, letters: bytes) -> int:
    return sum(content.count(letter) for letter in letters)
