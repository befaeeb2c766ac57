"""What kind of file this is, by content; the name only decides which reader explains what is wrong with it."""

from __future__ import annotations

import re
from pathlib import PurePath

from onedoor_ledger.formats import package, skv
from onedoor_ledger.formats.encoding import decode_swedish, decode_text
from onedoor_ledger.formats.errors import EncodingError

KINDS = ("sie4", "camt053", "camt054", "bgmax", "ubl", "skv", "jsonstat", "kolada", "xlsx", "csv")
"""What a file can be."""

_BGMAX = b"01BGMAX"
_HEAD = 4096
_SIE_LABEL = re.compile(r"#(FLAGGA|FORMAT|SIETYP|PROGRAM|GEN|FNAMN|KSUMMA|VER|RAR)\b", re.IGNORECASE)
_CAMT = re.compile(rb"urn:iso:std:iso:20022:tech:xsd:camt\.(05[0-9])\.")
_UBL = re.compile(rb"urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2")
_OLE = b"\xd0\xcf\x11\xe0"
_SIE_NAMES = {".se", ".si", ".sie"}
_TEXT_NAMES = {".csv", ".txt", ".tsv"}
_WORKBOOK_NAMES = {".xls", ".xlsx", ".xlsm"}
_JSON_NAMES = {".json", ".json-stat", ".json-stat2"}
_DELIMITER = re.compile(r"[;,\t]")


def kind(content: bytes, name: str) -> str | None:
    """One of :data:`KINDS`; None when it is none of them."""
    suffix = PurePath(name).suffix.lower()
    body = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body.startswith(_BGMAX):
        return "bgmax"
    if package.is_workbook(content):
        return "xlsx"
    if body.startswith(b"<"):
        return _markup(body[:_HEAD], suffix)
    if body.startswith((b"{", b"[")) and suffix in _JSON_NAMES:
        return "jsonstat" if b'"dimension"' in content else "kolada"
    if content.startswith((b"PK", _OLE)):
        return "xlsx" if suffix in _WORKBOOK_NAMES else None
    return _text(content, suffix)


def _markup(head: bytes, suffix: str) -> str | None:
    if message := _CAMT.search(head):
        # what is no 053 or 054 is explained by the reader of statements
        return "camt054" if message[1] == b"054" else "camt053"
    if _UBL.search(head):
        return "ubl"
    if suffix in _SIE_NAMES:
        return "sie4"
    return "xlsx" if suffix in _WORKBOOK_NAMES else None


def _text(content: bytes, suffix: str) -> str | None:
    head, _encoding = decode_swedish(content[:_HEAD])
    head = head.lstrip("\ufeff \t\r\n")
    if _SIE_LABEL.match(head):
        return "sie4"
    first = head.split("\n", 1)[0].strip()
    if skv.OPENING.match(first.lstrip(";").strip()):
        return "skv"
    try:
        text, _encoding = decode_text(content, "", None)
    except EncodingError:
        # Text in an old encoding is still a table that a profile can name the encoding of.
        return "csv" if suffix in _TEXT_NAMES and b"\0" not in content else None
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()]
    delimited = [line for line in lines if _DELIMITER.search(line)]
    if suffix in _TEXT_NAMES:
        return "csv" if delimited else None
    return "csv" if len(lines) > 1 and delimited == lines and not suffix else None
