"""Records of a SIE file into a :class:`SieFile`; unknown labels and extra fields are passed over, as the rules ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from types import MappingProxyType

from onedoor_ledger.formats.records import SieBalance, SieFile, SieObjectBalance, SieRow, SieVoucher
from onedoor_ledger.formats.sie.errors import NotSieError, SieBlockError, SieCutOffError, SieVersionError
from onedoor_ledger.formats.sie.fields import Fields
from onedoor_ledger.formats.sie.lexer import Record
from onedoor_ledger.texts import _

_OPEN, _CLOSE = "{", "}"
_HISTORY = ("#RTRANS", "#BTRANS")
_ROWS = ("#TRANS", *_HISTORY)
_ONLY_EXPORT = ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET")
"""Labels that a type 4 file for import (4I) may not hold. #OMFATTN is one too, but programs write it there."""


class Reader:
    """Collects one file. Call :meth:`read` with its records, then :meth:`file`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._labels: set[str] = set()
        self._open: _Voucher | None = None
        self._type = "1"
        self._program = ""
        self._generated: dt.date | None = None
        self._association = ""
        self._orgnr = ""
        self._years: dict[int, tuple[dt.date, dt.date]] = {}
        self._accounts: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._dimensions: dict[str, str] = {}
        self._objects: dict[tuple[str, str], str] = {}
        self._balances: list[SieBalance] = []
        self._object_balances: list[SieObjectBalance] = []
        self._vouchers: list[SieVoucher] = []
        self._parents: dict[str, str] = {}
        self._covered: dt.date | None = None
        self._chart = ""
        self._note = ""
        self.warnings: list[str] = []
        self._handlers: dict[str, Callable[[Fields], None]] = {
            "#FLAGGA": self._on_flag,
            "#FORMAT": self._on_format,
            "#PROGRAM": self._on_program,
            "#GEN": self._on_generated,
            "#SIETYP": self._on_type,
            "#FNAMN": self._on_name,
            "#ORGNR": self._on_orgnr,
            "#RAR": self._on_year,
            "#KONTO": self._on_account,
            "#KTYP": self._on_account_type,
            "#DIM": self._on_dimension,
            "#UNDERDIM": self._on_sub_dimension,
            "#OBJEKT": self._on_object,
            "#IB": self._on_balance,
            "#UB": self._on_balance,
            "#RES": self._on_balance,
            "#OIB": self._on_object_balance,
            "#OUB": self._on_object_balance,
            "#PSALDO": self._on_period_balance,
            "#PBUDGET": self._on_period_balance,
            "#OMFATTN": self._on_covered,
            "#KPTYP": self._on_chart,
            "#PROSA": self._on_note,
        }

    def read(self, records: Iterable[Record]) -> None:
        """Take in all records of the file, in order."""
        first = True
        for record in records:
            if first and record.label != "#FLAGGA":
                raise NotSieError(self._name, record.line)
            first = False
            self._take(record)
        if first:
            raise NotSieError(self._name)
        if self._open is not None:
            raise SieCutOffError(self._name, self._open.head.line, self._open.head.label)

    def holds(self, label: str) -> bool:
        """Whether a record with ``label`` was met outside vouchers."""
        return label in self._labels

    def file(self, encoding: str) -> SieFile:
        """What was read."""
        return SieFile(
            type=self._exact_type(),
            program=self._program,
            generated=self._generated,
            name=self._association,
            orgnr=self._orgnr,
            years=MappingProxyType(self._years),
            accounts=MappingProxyType(self._accounts),
            account_types=MappingProxyType(self._types),
            dimensions=MappingProxyType(self._dimensions),
            objects=MappingProxyType(self._objects),
            balances=tuple(self._balances),
            vouchers=tuple(self._vouchers),
            encoding=encoding,
            warnings=tuple(self.warnings),
            object_balances=tuple(self._object_balances),
            parents=MappingProxyType(self._parents),
            covered=self._covered,
            chart=self._chart,
            note=self._note,
        )

    def _take(self, record: Record) -> None:
        if self._open is not None:
            self._in_voucher(self._open, record)
        elif record.label == "#VER":
            self._open = _Voucher(record, self._name)
        elif record.label in (*_ROWS, _OPEN, _CLOSE):
            raise SieBlockError(self._name, record.line, record.label)
        else:
            if (handler := self._handlers.get(record.label)) is not None:
                handler(Fields(record, self._name))
            self._labels.add(record.label)

    def _in_voucher(self, voucher: _Voucher, record: Record) -> None:
        if not voucher.begun:
            if record.label != _OPEN:
                raise SieCutOffError(self._name, voucher.head.line, voucher.head.label)
            voucher.begun = True
        elif record.label == _CLOSE:
            self._vouchers.append(voucher.closed())
            self._open = None
        elif record.label == "#VER":
            raise SieCutOffError(self._name, voucher.head.line, voucher.head.label)
        elif record.label == _OPEN or record.label in self._handlers:
            raise SieBlockError(self._name, record.line, record.label)
        else:
            voucher.take(record)

    def _exact_type(self) -> str:
        if self._type != "4":
            return self._type
        return "4E" if self._labels.intersection(_ONLY_EXPORT) else "4I"

    def _on_flag(self, fields: Fields) -> None:
        if "#FLAGGA" in self._labels:
            raise SieBlockError(self._name, fields.record.line, "#FLAGGA")
        if fields.record.text(0) == "1":
            self.warnings.append(_("The file says it has been read in before (#FLAGGA 1)."))

    def _on_format(self, fields: Fields) -> None:
        if fields.record.text(0).upper() != "PC8":
            self.warnings.append(_("#FORMAT is not PC8, the only format there is."))

    def _on_program(self, fields: Fields) -> None:
        self._program = " ".join(filter(None, (fields.record.text(0).strip(), fields.record.text(1).strip())))

    def _on_generated(self, fields: Fields) -> None:
        self._generated = fields.optional_day(0)

    def _on_type(self, fields: Fields) -> None:
        self._type = fields.record.text(0)[:1] or "1"
        if self._type not in "1234":
            raise SieVersionError(self._name, fields.record.line, fields.record.text(0))

    def _on_name(self, fields: Fields) -> None:
        self._association = fields.record.text(0).strip()

    def _on_orgnr(self, fields: Fields) -> None:
        self._orgnr = fields.record.text(0).strip()

    def _on_year(self, fields: Fields) -> None:
        index, start, end = fields.year(0), fields.optional_day(1), fields.optional_day(2)
        if start is not None and end is not None:
            self._years[index] = (start, end)

    def _on_account(self, fields: Fields) -> None:
        self._accounts[fields.required(0, "konto")] = fields.record.text(1).strip()

    def _on_account_type(self, fields: Fields) -> None:
        self._types[fields.required(0, "konto")] = fields.record.text(1).strip().upper()

    def _on_dimension(self, fields: Fields) -> None:
        self._dimensions[fields.required(0, _("dimension"))] = fields.record.text(1).strip()

    def _on_sub_dimension(self, fields: Fields) -> None:
        self._on_dimension(fields)
        if parent := fields.record.text(2).strip():
            self._parents[fields.record.text(0).strip()] = parent

    def _on_covered(self, fields: Fields) -> None:
        self._covered = fields.optional_day(0)

    def _on_chart(self, fields: Fields) -> None:
        self._chart = fields.record.text(0).strip()

    def _on_note(self, fields: Fields) -> None:
        self._note = fields.record.text(0).strip()

    def _on_object(self, fields: Fields) -> None:
        key = (fields.required(0, _("dimension")), fields.required(1, _("object")))
        self._objects[key] = fields.record.text(2).strip()

    def _on_balance(self, fields: Fields) -> None:
        record = fields.record
        self._balances.append(
            SieBalance(
                record.label.removeprefix("#"),
                fields.year(0),
                fields.required(1, "konto"),
                fields.amount(2),
                record.line,
            )
        )

    def _on_object_balance(self, fields: Fields) -> None:
        self._take_object_balance(fields, "", 1)

    def _on_period_balance(self, fields: Fields) -> None:
        self._take_object_balance(fields, fields.required(1, _("period")), 2)

    def _take_object_balance(self, fields: Fields, period: str, at: int) -> None:
        record = fields.record
        # Programs leave the braces out where there is no object.
        braces = len(record.fields) > at + 1 and isinstance(record.fields[at + 1], tuple)
        self._object_balances.append(
            SieObjectBalance(
                record.label.removeprefix("#"),
                fields.year(0),
                period,
                fields.required(at, "konto"),
                fields.objects(at + 1),
                fields.amount(at + 2 if braces else at + 1),
                record.line,
            )
        )


class _Voucher:
    """A #VER whose block is being read."""

    def __init__(self, head: Record, name: str) -> None:
        self.head = head
        self.begun = False
        self._name = name
        self._date = Fields(head, name).day(2)
        self._rows: list[SieRow] = []
        self._history = 0

    def take(self, record: Record) -> None:
        """A record of the block: rows count, struck and added history is only counted, the rest is passed over."""
        if record.label == "#TRANS":
            fields = Fields(record, self._name)
            given = record.fields
            # The braces are mandatory, but a row without them can only be read one way.
            at = 2 if len(given) > 1 and isinstance(given[1], tuple) else 1
            self._rows.append(
                SieRow(
                    fields.required(0, "konto"),
                    fields.objects(1),
                    fields.amount(at),
                    fields.optional_day(at + 1),
                    record.text(at + 2).strip(),
                    record.line,
                )
            )
        elif record.label in _HISTORY:
            self._history += 1

    def closed(self) -> SieVoucher:
        """The voucher, its block having ended."""
        fields = Fields(self.head, self._name)
        return SieVoucher(
            series=self.head.text(0).strip(),
            number=self.head.text(1).strip(),
            date=self._date,
            text=self.head.text(3).strip(),
            registered=fields.optional_day(4),
            sign=self.head.text(5).strip(),
            rows=tuple(self._rows),
            history=self._history,
            line=self.head.line,
        )
