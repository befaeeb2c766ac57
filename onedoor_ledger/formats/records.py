"""Plain records that the readers return. Amounts are integer öre with the file's own sign made explicit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SieObject:
    """A dimension's object on a row: ``("1", "I01")``."""

    dimension: str
    object: str


@dataclass(frozen=True, slots=True)
class SieRow:
    """A #TRANS, debit positive öre. ``line`` is the line in the file."""

    konto: str
    objects: tuple[SieObject, ...]
    amount: int
    date: dt.date | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SieVoucher:
    """A #VER with its #TRANS rows (history rows #RTRANS and #BTRANS are left out, their number kept)."""

    series: str
    number: str
    date: dt.date
    text: str
    registered: dt.date | None
    sign: str
    rows: tuple[SieRow, ...]
    history: int
    line: int


@dataclass(frozen=True, slots=True)
class SieBalance:
    """#IB, #UB or #RES of a konto for a year index (0 current, -1 previous), debit positive öre."""

    label: str
    year: int
    konto: str
    amount: int
    line: int


@dataclass(frozen=True, slots=True)
class SieObjectBalance:
    """#OIB, #OUB, #PSALDO or #PBUDGET: a konto's balance for an object list, debit positive öre.

    The money of #OIB, #OUB and #PSALDO with objects is in the konto's own balance too: never add both.
    """

    label: str
    year: int
    period: str
    """YYYYMM of #PSALDO and #PBUDGET, else ''."""
    konto: str
    objects: tuple[SieObject, ...]
    amount: int
    line: int


@dataclass(frozen=True, slots=True)
class SieFile:
    """A SIE file, types 1-4."""

    type: str
    """1, 2, 3, 4E or 4I."""
    program: str
    generated: dt.date | None
    name: str
    orgnr: str
    years: Mapping[int, tuple[dt.date, dt.date]]
    accounts: Mapping[str, str]
    """Konto to name."""
    account_types: Mapping[str, str]
    """Konto to T, S, K or I."""
    dimensions: Mapping[str, str]
    objects: Mapping[tuple[str, str], str]
    balances: tuple[SieBalance, ...]
    vouchers: tuple[SieVoucher, ...]
    encoding: str
    warnings: tuple[str, ...]
    object_balances: tuple[SieObjectBalance, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)
    """Sub-dimension (#UNDERDIM) to the dimension it lies under."""
    covered: dt.date | None = None
    """#OMFATTN: the day the balances of a running year go to."""
    chart: str = ""
    """#KPTYP."""
    note: str = ""
    """#PROSA."""


@dataclass(frozen=True, slots=True)
class BankDetail:
    """One payment inside a bank entry; signed öre, in to the account positive."""

    amount: int
    references: tuple[str, ...]
    counterparty: str
    counterparty_id: str
    """Organisation number, bankgiro or account of the other side; '' when the file has none."""
    text: str


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One booked entry on the statement; signed öre, in to the account positive."""

    amount: int
    booked: dt.date
    value_date: dt.date | None
    bank_reference: str
    details: tuple[BankDetail, ...]
    """Never empty; when the file's details do not add up to the entry there is one, the whole, and a warning."""
    text: str
    ordinal: int
    """Position in the statement, from 1: told to users as the row."""


class BankSource(StrEnum):
    """Where bank rows were read; rows of different sources may tell of the same money."""

    STATEMENT = "camt053"
    """Every entry of the account, with balances."""
    NOTIFICATION = "camt054"
    """What is inside some of the entries, without balances."""
    TABLE = "bank"
    """The bank's CSV or XLSX."""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """An account's entries, from camt.053, camt.054 or a table."""

    id: str
    account: str
    currency: str
    opening: int | None
    closing: int | None
    first: dt.date | None
    last: dt.date | None
    entries: tuple[BankEntry, ...]
    warnings: tuple[str, ...]
    source: BankSource = BankSource.STATEMENT


@dataclass(frozen=True, slots=True)
class TaxAccountRow:
    """A row on the skattekonto; positive = in förbundets favour."""

    date: dt.date
    text: str
    amount: int
    row: int


@dataclass(frozen=True, slots=True)
class TaxAccount:
    """A Skatteverket ``.skv`` file. Amounts in öre."""

    opening_date: dt.date
    opening: int
    closing_date: dt.date
    closing: int
    rows: tuple[TaxAccountRow, ...]


class TableRow(NamedTuple):
    """A row of a CSV or XLSX table: cell texts by header (stripped, spaces normalised), and its row number from 1."""

    cells: Mapping[str, str]
    row: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a file: its header and the rows under it, with what stood above (preamble) as text."""

    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[TableRow, ...]
    preamble: tuple[str, ...]
    encoding: str
