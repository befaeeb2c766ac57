"""A bank's CSV or XLSX as a statement: rows by day, in and out, and the balance where the bank writes one.

Banks write newest first, some write the balance on the day's last row only, some list rows that are not booked yet.
The balances are checked against the rows between them; the first and the last give opening and closing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import EmptyTableError, raise_all
from onedoor_ledger.formats.records import BankDetail, BankEntry, BankSource, BankStatement
from onedoor_ledger.intake.errors import CellMissingError
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import Accounts, bare
from onedoor_ledger.texts import _

IN, OUT = "in", "out"
_SEK = "SEK"


@dataclass(frozen=True, slots=True)
class _Row:
    """A booked row: the bank's entry, and its balance after it when it says one."""

    entry: BankEntry
    balance: int | None
    own: str
    """The number of the account the row is on, '' when the row does not say."""
    currency: str


def statement(rows: Sequence[ProfiledRow], preamble: Sequence[str], accounts: Accounts) -> BankStatement:
    """The table's booked rows as one account's statement, oldest first.

    :param preamble: what stands above the header, where some banks say which account it is.

    :raises UserErrors: every row that cannot be read.
    :raises EmptyTableError: when no row is booked: the wrong export, or the wrong period.
    """
    found = _oldest_first(list(_read(rows)))
    if not found:
        place = rows[0].place if rows else None
        raise EmptyTableError(place.file if place else "", (place.row or 1) if place else 1)
    opening, closing, warnings = _chain(found)
    days = [row.entry.booked for row in found]
    return BankStatement(
        id="",
        account=_account(found, (rows[0].source.name, *preamble), accounts),
        currency=next((row.currency for row in found if row.currency != _SEK), _SEK),
        opening=opening,
        closing=closing,
        first=min(days),
        last=max(days),
        entries=tuple(row.entry for row in found),
        warnings=tuple(warnings),
        source=BankSource.TABLE,
    )


def _read(rows: Iterable[ProfiledRow]) -> Iterator[_Row]:
    errors: list[UserError] = []
    for row in rows:
        try:
            if not _says(row, row.profile.pending) and not _says(row, row.profile.skip):
                yield _row(row)
        except UserError as error:
            errors.append(error)
    raise_all(errors)


def _says(row: ProfiledRow, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether a cell begins with one of its column's ``words``; an empty word is an empty cell."""
    for header, starts in words.items():
        cell = row.row.cells.get(header, "").casefold()
        if any(cell.startswith(start.casefold()) if start else not cell for start in starts):
            return True
    return False


def _row(row: ProfiledRow) -> _Row:
    day = row.day("date")
    if day is None:
        raise CellMissingError(row.place, row.header("date"))
    amount = _amount(row)
    own, other = ("payee", "payer") if amount > 0 else ("payer", "payee")
    reference, text = row.text("reference").lstrip("0"), row.text("text")
    is_message = not any(c.isdigit() for c in reference)
    detail = BankDetail(
        amount=amount,
        references=(row.text("reference"),) if reference else (),
        counterparty=row.text("counterparty"),
        counterparty_id=row.text(other),
        text=" ".join(dict.fromkeys(filter(None, (text, reference if is_message else "")))),
    )
    entry = BankEntry(
        amount=amount,
        booked=day,
        value_date=None,
        bank_reference="",
        details=(detail,),
        text=text,
        ordinal=row.row.row,
    )
    return _Row(entry, row.amount("balance"), row.text("account") or row.text(own), row.text("currency") or _SEK)


def _amount(row: ProfiledRow) -> int:
    """Signed öre: one signed column, one with a word for the direction, or one in and one out."""
    if "amount" in row.profile.columns:
        amount = row.need_amount("amount")
        if "direction" not in row.profile.columns:
            return amount
        return abs(amount) if row.id("direction", (IN, OUT)) == IN else -abs(amount)
    came, went = row.amount(IN), row.amount(OUT)
    if came is None and went is None:
        raise CellMissingError(row.place, row.header(IN))
    # some banks give what went out its own minus, some do not
    return (came or 0) - abs(went or 0)


def _oldest_first(rows: list[_Row]) -> list[_Row]:
    """``rows`` from the oldest; where all are of one day, in the order in which the balances agree."""
    if not rows:
        return rows
    first, last = rows[0].entry.booked, rows[-1].entry.booked
    if first == last and not _chain(rows)[2]:
        return rows
    return rows[::-1] if first >= last else rows


def _chain(rows: Sequence[_Row]) -> tuple[int | None, int | None, list[str]]:
    """Opening and closing balance, None when no row says one, and each balance that the rows do not give."""
    opening: int | None = None
    balance = moved = 0
    warnings: list[str] = []
    for row in rows:
        moved += row.entry.amount
        if row.balance is None:
            continue
        if opening is None:
            opening = row.balance - moved
        elif balance + moved != row.balance:
            warnings.append(
                _("Row {row}: the rows give a balance of {computed}, but the file says {balance}.").format(
                    row=row.entry.ordinal, computed=kronor(balance + moved), balance=kronor(row.balance)
                )
            )
        balance, moved = row.balance, 0
    return opening, None if opening is None else balance + moved, warnings


def _account(rows: Sequence[_Row], around: Sequence[str], accounts: Accounts) -> str:
    """The number of the account: what the rows say, else one of förbundets own in the file's name or above the table.

    Where rules give no numbers none is needed.
    """
    said = Counter(row.own for row in rows if row.own)
    if said:
        return said.most_common(1)[0][0]
    texts = [bare(text) for text in around]
    return next((own.number for own in accounts.bank_accounts if any(own.number in text for text in texts)), "")
