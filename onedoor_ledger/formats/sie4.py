"""SIE 4, the Swedish exchange format for bookkeeping: types 1, 2, 3, 4E (export) and 4I (import).

Source: SIE-gruppen, SIE filformat, utgåva 4B, 2008-09-30. Only #TRANS rows count; #RTRANS and #BTRANS are history.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from onedoor_ledger.formats.encoding import decode_swedish
from onedoor_ledger.formats.errors import WebPageError, raise_all
from onedoor_ledger.formats.limits import check_size
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.formats.sie import checks, checksum
from onedoor_ledger.formats.sie.errors import NotSieError, SieVersionError
from onedoor_ledger.formats.sie.lexer import records
from onedoor_ledger.formats.sie.reader import Reader
from onedoor_ledger.texts import _


def read(content: bytes, name: str) -> SieFile:
    """Read a SIE file; ``name`` is what errors call it.

    Amounts are öre, debit positive. Vouchers keep their order, duplicates of series and number, and emptiness.

    Raises:
        UserError: with the line, on a file that is no SIE file, is cut off, was changed after export, holds an
            unreadable field or an unbalanced voucher (all of them in one :class:`UserErrors`).
    """
    check_size(content, name)
    text, encoding = decode_swedish(content)
    _refuse_markup(text, name)
    reader = Reader(name)
    with _no_collection():
        reader.read(records(text, name))
    if reader.holds(checksum.LABEL) and checksum.check(list(records(text, name)), encoding, name) is False:
        reader.warnings.append(_("#KSUMMA stands only at the end, so the checksum could not be verified."))
    file = reader.file(encoding)
    raise_all(checks.unbalanced(file.vouchers, name))
    return replace(file, warnings=(*file.warnings, *checks.warnings(file)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """A hundred thousand rows are kept, none is garbage: looking for it would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _refuse_markup(text: str, name: str) -> None:
    head = text[:2000].lstrip().lower()
    if not head.startswith("<"):
        return
    if "sie.se/sie5" in head:
        raise SieVersionError(name, None, "5")
    if "<html" in head or "<!doctype" in head:
        raise WebPageError(name)
    raise NotSieError(name)
