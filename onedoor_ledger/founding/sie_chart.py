"""The chart of an old system, from a SIE file's #KONTO, with the roles the engine needs added.

Which statement an account belongs to: #KTYP where the file has it, else the konto's first digit, which agrees
between Kommun-Bas and BAS for 1 (assets), 2 (debts, 20 equity), 3 (income) and 4-7 (costs). Class 8 holds both
financial income and costs: there the balance's sign decides, then the name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onedoor_ledger import privacy
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.founding.chart import ChartRow
from onedoor_ledger.founding.members import component
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import clean

_ASSETS, _DEBTS, _EQUITY, _INCOME, _COSTS = "Tillgångar", "Skulder", "EgetKapital", "Intäkter", "Kostnader"
_BY_TYPE = {"T": _ASSETS, "S": _DEBTS, "I": _INCOME, "K": _COSTS}
_BY_CLASS = {"1": _ASSETS, "2": _DEBTS, "3": _INCOME}
_EQUITY_GROUP = "20"
_FINANCIAL = "8"
_INCOME_WORDS = ("intäkt", "utdelning", "erhållna", "ränteint")
_ACCRUED = "uppl"
"""How the names of accrued items begin: never the account a role settles."""
_LONGEST_NAME = 60


def sie_rows(file: SieFile, own: Sequence[ChartRow]) -> tuple[ChartRow, ...]:
    """One account per #KONTO, in konto order, then the accounts of roles that none of them fits.

    :param own: the chart of a förbund that starts anew; its roles are what the engine needs.
    """
    results = {b.konto: b.amount for b in file.balances if b.label == "RES" and b.year == 0}
    used = {row.konto for voucher in file.vouchers for row in voucher.rows} | {b.konto for b in file.balances}
    names = dict.fromkeys(used, "") | {konto: privacy.mask(name) for konto, name in file.accounts.items()}
    moved = [
        ChartRow(_group(file), konto, _account(konto, name, _root(konto, name, file.account_types, results)), name=name)
        for konto, name in sorted(names.items())
    ]
    return _with_roles(moved, own)


def _group(file: SieFile) -> str:
    return clean(f"{file.program} · {file.name}".strip(" ·")) or "SIE"


def _root(konto: str, name: str, types: Mapping[str, str], results: Mapping[str, int]) -> str:
    if konto.startswith(_EQUITY_GROUP):
        return _EQUITY
    if (said := _BY_TYPE.get(types.get(konto, ""))) is not None:
        return said
    if konto.startswith(_FINANCIAL):
        balance = results.get(konto, 0)
        income = balance < 0 if balance else any(word in name.lower() for word in _INCOME_WORDS)
        return _INCOME if income else _COSTS
    return _BY_CLASS.get(konto[:1], _COSTS)


def _account(konto: str, name: str, root: str) -> str:
    """``Tillgångar:1930-Företagskonto``: unique since the konto is."""
    words = component(name) if any(c.isalnum() for c in name) else ""
    return f"{root}:{konto}-{words[:_LONGEST_NAME]}" if words else f"{root}:{konto}"


def _with_roles(moved: Sequence[ChartRow], own: Sequence[ChartRow]) -> tuple[ChartRow, ...]:
    """Give each role to the account of the old system that is called so; the others get an account of their own."""
    rows = list(moved)
    taken = {row.konto for row in rows}
    added: list[ChartRow] = []
    for wanted in own:
        if not wanted.role:
            continue
        at = _fitting(rows, wanted)
        if at is not None:
            rows[at] = replace(rows[at], role=wanted.role, line=wanted.line)
            continue
        konto = wanted.konto if _shared(wanted, added) else _free(wanted.konto, taken)
        taken.add(konto)
        added.append(replace(wanted, konto=konto, group=_("Accounts the association needs besides")))
    return (*rows, *added)


def _shared(wanted: ChartRow, added: Sequence[ChartRow]) -> bool:
    """Whether members' accounts share one konto, as the kommuner's contributions do."""
    return any(row.role == wanted.role and row.party and row.konto == wanted.konto for row in added)


def _fitting(rows: Sequence[ChartRow], wanted: ChartRow) -> int | None:
    """The first account without a role, in the same part of the chart, whose name holds the role's words."""
    root = wanted.account.split(":")[0]
    for word in wanted.words:
        for at, row in enumerate(rows):
            name = row.name.lower()
            if not row.role and row.account.startswith(f"{root}:") and word in name and not name.startswith(_ACCRUED):
                return at
    return None


def _free(konto: str, taken: set[str]) -> str:
    """``konto``, or the next number nobody has."""
    number = int(konto)
    while str(number) in taken:
        number += 1
    return str(number)
