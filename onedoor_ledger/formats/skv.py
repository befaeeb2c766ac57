"""Skattekontot as Skatteverket lets it be downloaded: ``.skv``, ISO-8859-1, ``date;text;amount;;``.

The first row is the opening balance and the last the closing one, both without a date of their own; amounts are
whole kronor, the fourth column is what has gone to Kronofogden.
"""

from __future__ import annotations

import datetime as dt
import re

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.encoding import decode_swedish
from onedoor_ledger.formats.errors import SkvBalanceError, SkvLayoutError
from onedoor_ledger.formats.limits import check_size
from onedoor_ledger.formats.records import TaxAccount, TaxAccountRow
from onedoor_ledger.formats.values import amount, day

OPENING = re.compile(r"Ingående saldo ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_CLOSING = re.compile(r"Utgående saldo ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_DATE, _TEXT, _AMOUNT, _ENFORCEMENT = range(4)


def read(content: bytes, name: str) -> TaxAccount:
    """Read a skattekonto file. Amounts in öre, positive in förbundets favour.

    Raises:
        SkvLayoutError: when a row is not as in Skatteverket's file, or an amount lies with Kronofogden.
        SkvBalanceError: when opening balance and rows do not give the closing balance.
    """
    check_size(content, name)
    text, _encoding = decode_swedish(content)
    lines = [
        (row, [cell.strip() for cell in line.split(";")])
        for row, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1)
        if line.strip(" \t;\x1a")
    ]
    if len(lines) < 2:
        raise SkvLayoutError(name, None, text[:80])
    opening_date, opening = _balance(lines[0], OPENING, name)
    closing_date, closing = _balance(lines[-1], _CLOSING, name)
    rows = tuple(_row(number, cells, name) for number, cells in lines[1:-1])
    computed = opening + sum(row.amount for row in rows)
    if computed != closing:
        raise SkvBalanceError(name, lines[-1][0], computed, closing)
    return TaxAccount(opening_date, opening, closing_date, closing, rows)


def _balance(line: tuple[int, list[str]], pattern: re.Pattern[str], name: str) -> tuple[dt.date, int]:
    number, cells = line
    found = pattern.fullmatch(cells[_TEXT]) if len(cells) > _AMOUNT and not cells[_DATE] else None
    if found is None:
        raise SkvLayoutError(name, number, ";".join(cells))
    place = Place(name, number)
    return day(found[1], "%Y-%m-%d", place=place), _ore(number, cells, name)


def _row(number: int, cells: list[str], name: str) -> TaxAccountRow:
    if len(cells) <= _AMOUNT or not cells[_TEXT]:
        raise SkvLayoutError(name, number, ";".join(cells))
    on = day(cells[_DATE], "%Y-%m-%d", place=Place(name, number))
    return TaxAccountRow(on, cells[_TEXT], _ore(number, cells, name), number)


def _ore(number: int, cells: list[str], name: str) -> int:
    place = Place(name, number)
    if len(cells) > _ENFORCEMENT and cells[_ENFORCEMENT]:
        try:
            enforced = amount(cells[_ENFORCEMENT], decimal=",", place=place)
        except UserError:
            raise SkvLayoutError(name, number, ";".join(cells)) from None
        if enforced:
            raise SkvLayoutError(name, number, ";".join(cells))
    return amount(cells[_AMOUNT], decimal=",", place=place)
