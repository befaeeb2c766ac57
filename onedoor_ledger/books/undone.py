"""Which vouchers have been taken back by a mirror that says ``reverses``: they count as not booked (contracts.md 2)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def taken_back(postings: pd.DataFrame) -> dict[str, str]:
    """The key of the standing mirror by the key of each voucher taken back, of any book.

    An accrual's own reversal takes nothing back: it was booked with the accrual. A mirror that is itself taken back
    stands no longer, and what it mirrored is booked again.
    """
    naming = postings.loc[(postings["reverses"] != "") & (postings["accrual"] == ""), ["reverses", "key"]]
    by: defaultdict[str, list[str]] = defaultdict(list)
    for reversed_, key in naming.drop_duplicates().itertuples(index=False, name=None):
        if key != reversed_:
            by[str(reversed_)].append(str(key))
    found: dict[str, str] = {}
    for key in sorted(by, key=in_order, reverse=True):  # a mirror is booked after what it mirrors
        standing = [mirror for mirror in by[key] if mirror not in found]
        if standing:
            found[key] = standing[-1]
    return found


def void(postings: pd.DataFrame) -> frozenset[str]:
    """Vouchers that were taken back, and the mirrors that took them back: together they are nothing."""
    found = taken_back(postings)
    return frozenset(found) | frozenset(found.values())


def in_order(key: str) -> tuple[str, int]:
    """A voucher's key as what it is sorted by within its series: year, then number."""
    year, _dash, number = key.partition("-")
    return year, int(number[1:]) if number[1:].isdecimal() else 0
