"""Small helps to make vouchers: metadata without empty values, what a row weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onedoor_ledger.voucher import Line, Voucher


def filled(meta: Mapping[str, str]) -> dict[str, str]:
    """``meta`` without the keys that say nothing."""
    return {key: value for key, value in meta.items() if value}


def weight(lines: Sequence[Line]) -> int:
    """What a row weighs in the books: the sum of its lines' absolute amounts (see :mod:`.identity`)."""
    return sum(abs(line.amount) for line in lines)


def voucher_weight(voucher: Voucher) -> int:
    """The weight of a voucher that one row makes."""
    return weight(voucher.lines)


def shared_meta(lines: Sequence[Line]) -> tuple[dict[str, str], tuple[Line, ...]]:
    """What all ``lines`` say, to stand once on the voucher, and the lines with only what is their own.

    A key that one line lacks stays where it is: on the voucher it would speak for that line too.
    """
    first = lines[0].meta
    shared = {key: value for key, value in first.items() if all(line.meta.get(key) == value for line in lines)}
    own = tuple(
        Line(line.account, line.amount, {k: v for k, v in line.meta.items() if k not in shared}) for line in lines
    )
    return shared, own
