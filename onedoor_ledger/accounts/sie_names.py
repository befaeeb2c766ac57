"""The chart in SIE's terms: konto numbers with a name and a type each, though several accounts may share one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onedoor_ledger.books.model import Account

_TYPES = {"Tillgångar": "T", "Skulder": "S", "EgetKapital": "S", "Intäkter": "I", "Kostnader": "K"}
_WORDS = re.compile(r"(?<=[a-zåäöé])(?=[A-ZÅÄÖ])")


def chart_of(accounts: Iterable[Account]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Konto to name and konto to type (T, S, K, I), in konto order. Accounts without a konto are left out."""
    shared: dict[str, list[Account]] = {}
    for account in accounts:
        if account.konto:
            shared.setdefault(account.konto, []).append(account)
    kontos = sorted(shared)
    names = {konto: _name(konto, shared[konto]) for konto in kontos}
    return names, {konto: _TYPES[shared[konto][0].name.split(":")[0]] for konto in kontos}


def _name(konto: str, accounts: list[Account]) -> str:
    """What an old system called it, else the account's components that all accounts of the konto have."""
    if told := accounts[0].meta.get("name"):
        return told
    first, *others = [account.name.split(":")[1:] for account in accounts]
    common = [part for part in first if all(part in other for other in others)]
    return " ".join(map(_spaced, common or first[-1:])).removeprefix(f"{konto}-") or konto


def _spaced(component: str) -> str:
    """``FörutbetaldKostnad`` as ``Förutbetald kostnad``; abbreviations keep their capitals."""
    first, *rest = _WORDS.split(component)
    return " ".join([first, *(word if word[:2].isupper() or len(word) == 1 else word.lower() for word in rest)])
