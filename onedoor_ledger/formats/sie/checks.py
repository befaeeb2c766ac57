"""What must agree inside a SIE file: vouchers with zero (an error), balances with each other (warnings)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.records import SieFile, SieVoucher
from onedoor_ledger.formats.sie.errors import SieUnbalancedError
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _, ngettext


def unbalanced(vouchers: tuple[SieVoucher, ...], name: str) -> list[UserError]:
    """An error per voucher whose #TRANS rows do not sum to zero."""
    return [
        SieUnbalancedError(name, voucher.line, _label(voucher), difference)
        for voucher in vouchers
        if (difference := sum(row.amount for row in voucher.rows))
    ]


def _label(voucher: SieVoucher) -> str:
    """Series and number as in the file; the date of a voucher that has neither (4I)."""
    return f"{voucher.series} {voucher.number}".strip() or str(voucher.date)


def warnings(file: SieFile) -> Iterator[str]:
    """What the reader of the file should know: encoding, balances that do not agree."""
    if file.encoding != "cp437":
        yield _("The text is {encoding}, not CP437 as SIE says; it was read as {encoding}.").format(
            encoding=file.encoding.upper()
        )
    if opening := sum(b.amount for b in file.balances if b.label == "IB" and b.year == 0):
        yield _("The opening balances sum to {difference}, not zero.").format(difference=kronor(opening))
    if file.type == "4E" and (broken := _broken_chains(file)):
        yield ngettext(
            "For {n} konto the opening balance and the vouchers do not give the closing balance: {konton}.",
            "For {n} konton the opening balance and the vouchers do not give the closing balance: {konton}.",
            len(broken),
        ).format(n=len(broken), konton=", ".join(broken[:5]))


def _broken_chains(file: SieFile) -> list[str]:
    closing = {b.konto: b.amount for b in file.balances if b.label == "UB" and b.year == 0}
    if not closing or 0 not in file.years:
        return []
    start, end = file.years[0]
    moved: Counter[str] = Counter({b.konto: b.amount for b in file.balances if b.label == "IB" and b.year == 0})
    for voucher in file.vouchers:
        if start <= voucher.date <= end:
            for row in voucher.rows:
                moved[row.konto] += row.amount
    return sorted(konto for konto, amount in closing.items() if moved[konto] != amount)
