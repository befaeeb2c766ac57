"""#KSUMMA: CRC-32 over labels and fields between the first and the last (SIE-gruppen 4B, appendix)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from onedoor_ledger.formats.sie.errors import SieChecksumError, SieCutOffError
from onedoor_ledger.formats.sie.lexer import Record

LABEL = "#KSUMMA"


def computed(records: Iterable[Record], encoding: str) -> int:
    """The checksum of ``records``: label and field bytes, without separators, quotes, braces and line ends."""
    total = 0
    for record in records:
        if record.label.startswith("#"):
            for part in (record.label, *record.flat()):
                total = zlib.crc32(part.encode(encoding, "replace"), total)
    return total


def check(records: Sequence[Record], encoding: str, name: str) -> bool | None:
    """Whether the file's checksum was verified; None when it has none, False when it cannot be (no start mark).

    Raises:
        SieCutOffError: when only the opening #KSUMMA is there.
        SieChecksumError: when it does not agree, in neither the file's encoding nor CP437.
    """
    marks = [i for i, record in enumerate(records) if record.label == LABEL]
    if not marks:
        return None
    first, last = marks[0], marks[-1]
    if first == last:
        if records[first].text(0):
            return False
        raise SieCutOffError(name, records[first].line, LABEL)
    stated, between = records[last].text(0), records[first + 1 : last]
    sums = [computed(between, encoding), computed(between, "cp437")]
    if stated not in map(str, sums):
        raise SieChecksumError(name, records[last].line, stated, sums[0])
    return True
