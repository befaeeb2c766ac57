"""Corrections shown from both sides: the corrected voucher leads to the one that corrects it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onedoor_ledger.voucher import voucher_key
from onedoor_ledger.vouchers.seal_text import SHOWN_BESIDE


def linked(entries: list[Any]) -> list[Any]:
    """The entries with a link shared by each correction and what it corrects, for Fava; nothing else is changed."""
    pairs = corrections(entries)
    if not pairs:
        return entries
    wanted: dict[str, set[str]] = {}
    for corrected, by in pairs.items():
        for key in (corrected, *by):
            wanted.setdefault(key, set()).add(f"{SHOWN_BESIDE}{corrected}")
    return [
        entry._replace(links=entry.links | wanted[key])
        if type(entry).__name__ == "Transaction" and (key := _key(entry)) in wanted
        else entry
        for entry in entries
    ]


def corrections(entries: Iterable[Any]) -> Mapping[str, tuple[str, ...]]:
    """Keys of the vouchers that correct each corrected one, in the order of the entries."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if type(entry).__name__ == "Transaction" and (said := entry.meta.get("corrects")):
            found.setdefault(voucher_key(str(said), entry.date.year), []).append(_key(entry))
    return {corrected: tuple(by) for corrected, by in found.items()}


def _key(entry: Any) -> str:  # noqa: ANN401 - beancount's Transaction
    return f"{entry.date.year}-{entry.meta.get('voucher', '')}"
