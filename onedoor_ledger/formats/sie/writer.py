"""A :class:`SieFile` as the bytes of a SIE 4 file, in the order the standard lists its records.

Source: SIE-gruppen, SIE filformat, utgåva 4B, 2008-09-30, sections 5 (form) and 11 (records). What is written here
``sie4.read`` takes back to the öre.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.formats.records import SieFile, SieObject, SieObjectBalance, SieRow, SieVoucher
from onedoor_ledger.formats.sie import checksum
from onedoor_ledger.formats.sie.letters import readable
from onedoor_ledger.formats.sie.lexer import Record
from onedoor_ledger.money import ledger_text

ENCODING = "cp437"
_BARE = re.compile(r"-?[0-9][0-9.-]*", re.ASCII)
_BARE_LABELS = frozenset({"#FORMAT", "#KTYP"})
_BALANCES = ("IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET")
_ROW = "#TRANS"

Field = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and the characters that SIE has no letters for and that were written otherwise."""

    content: bytes
    replaced: tuple[str, ...]


def write(file: SieFile, *, with_checksum: bool = False) -> Written:
    """The bytes of ``file``: CP437, CRLF. ``encoding`` and ``warnings`` of the record do not matter.

    :param with_checksum: put the content's CRC-32 in it (#KSUMMA), so that a change after export is seen.
    """
    replaced: dict[str, None] = {}
    records = [_clean(record, replaced) for record in _records(file)]
    if with_checksum:
        total = checksum.computed(records[1:], ENCODING)
        records.insert(1, Record(checksum.LABEL, (), 0))
        records.append(Record(checksum.LABEL, (str(total),), 0))
    text = "".join(f"{_line(record)}\r\n" for record in records)
    return Written(text.encode(ENCODING), tuple(replaced))


def _records(file: SieFile) -> Iterator[Record]:
    yield _record("#FLAGGA", "0")
    yield from _identification(file)
    yield from _chart(file)
    yield from _balances(file)
    for voucher in file.vouchers:
        yield from _voucher(voucher)


def _identification(file: SieFile) -> Iterator[Record]:
    program, _space, version = file.program.rpartition(" ")
    yield _record("#PROGRAM", program or version, version if program else "")
    yield _record("#FORMAT", "PC8")
    if file.generated is not None:
        yield _record("#GEN", _day(file.generated))
    yield _record("#SIETYP", file.type[0])
    if file.note:
        yield _record("#PROSA", file.note)
    if file.orgnr:
        yield _record("#ORGNR", file.orgnr)
    yield _record("#FNAMN", file.name)
    for index in sorted(file.years, reverse=True):
        start, end = file.years[index]
        yield _record("#RAR", str(index), _day(start), _day(end))
    if file.covered is not None:
        yield _record("#OMFATTN", _day(file.covered))
    if file.chart:
        yield _record("#KPTYP", file.chart)


def _chart(file: SieFile) -> Iterator[Record]:
    for konto, name in file.accounts.items():
        yield _record("#KONTO", konto, name, keep=2)
        if konto in file.account_types:
            yield _record("#KTYP", konto, file.account_types[konto])
    for dimension, name in file.dimensions.items():
        parent = file.parents.get(dimension)
        yield _record("#UNDERDIM", dimension, name, parent) if parent else _record("#DIM", dimension, name)
    for (dimension, code), name in file.objects.items():
        yield _record("#OBJEKT", dimension, code, name)


def _balances(file: SieFile) -> Iterator[Record]:
    for label in _BALANCES:
        for own in file.balances:
            if own.label == label:
                yield _record(f"#{label}", str(own.year), own.konto, ledger_text(own.amount))
        for part in file.object_balances:
            if part.label == label:
                yield _object_balance(part)


def _object_balance(part: SieObjectBalance) -> Record:
    head = (str(part.year), part.period, part.konto) if part.period else (str(part.year), part.konto)
    return _record(f"#{part.label}", *head, _objects(part.objects), ledger_text(part.amount))


def _voucher(voucher: SieVoucher) -> Iterator[Record]:
    registered = _day(voucher.registered)
    yield _record(
        "#VER", voucher.series, voucher.number, _day(voucher.date), voucher.text, registered, voucher.sign, keep=4
    )
    yield _record("{")
    for row in voucher.rows:
        yield _row(row)
    yield _record("}")


def _row(row: SieRow) -> Record:
    return _record(_ROW, row.konto, _objects(row.objects), ledger_text(row.amount), _day(row.date), row.text, keep=3)


def _record(label: str, *fields: Field, keep: int = 1) -> Record:
    """A record without the empty fields at its end, but with at least ``keep`` fields."""
    count = len(fields)
    while count > keep and not fields[count - 1]:
        count -= 1
    return Record(label, fields[:count], 0)


def _objects(objects: tuple[SieObject, ...]) -> tuple[str, ...]:
    return tuple(part for one in objects for part in (one.dimension, one.object))


def _day(day: dt.date | None) -> str:
    return f"{day:%Y%m%d}" if day is not None else ""


def _clean(record: Record, replaced: dict[str, None]) -> Record:
    """The record in letters that SIE has; others are noted in ``replaced``."""

    def own(text: str) -> str:
        written, others = readable(text)
        replaced.update(dict.fromkeys(others))
        return written

    fields = tuple(own(field) if isinstance(field, str) else tuple(map(own, field)) for field in record.fields)
    return Record(record.label, fields, 0)


def _line(record: Record) -> str:
    indent = "\t" if record.label == _ROW else ""
    bare = record.label in _BARE_LABELS
    return indent + " ".join([record.label, *(_field(field, bare=bare) for field in record.fields)])


def _field(field: Field, *, bare: bool) -> str:
    if isinstance(field, tuple):
        return f"{{{' '.join(_field(part, bare=False) for part in field)}}}"
    if _BARE.fullmatch(field) or (bare and field.isalnum()):
        return field
    escaped = field.replace('"', '\\"')
    return f'"{escaped}"'
