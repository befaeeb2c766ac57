"""A small parties' book and one front door: host Granåsa, and the others at its counter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from beancount.core.data import Custom
from beancount.parser.grammar import ValueType

from onedoor_ledger.books.model import COLUMNS, Books
from onedoor_ledger.rulebook.model import (
    Accounts,
    Association,
    Dated,
    KeyGroup,
    Participant,
    PartyKind,
    Rulebook,
    Scope,
    SharingRule,
    Statistic,
    SupportState,
)
from onedoor_ledger.voucher import Book, Line, Voucher, voucher_key

TODAY = dt.date(2026, 12, 31)
DOOR = "Kostnader:Granåsa:Ingång:Brutto"
WEIGHTS = {"granasa": 46, "af": 24, "fk": 12, "norrvidd": 12, "ssc": 6}
NAMES = {
    "granasa": ("Granåsa kommun", "Granåsa", PartyKind.MUNICIPALITIES),
    "kvarnsund": ("Kvarnsunds kommun", "Kvarnsund", PartyKind.MUNICIPALITIES),
    "af": ("Arbetsförmedlingen", "AF", PartyKind.STATE),
    "fk": ("Försäkringskassan", "FK", PartyKind.STATE),
    "norrvidd": ("Region Norrvidd", "Region", PartyKind.REGION),
    "ssc": ("Statens servicecenter", "SSC", PartyKind.SITE),
}
LAW = (
    KeyGroup("state", 2, (("fk", 1), ("af", 0))),
    KeyGroup("region", 1, (("norrvidd", 1),)),
    KeyGroup("municipalities", 1, (("granasa", 3), ("kvarnsund", 1))),
)
LAW_WEIGHTS = {"fk": 8, "af": 0, "norrvidd": 4, "granasa": 3, "kvarnsund": 1}
SHARES_TO = {
    "cost": "Kostnader:{party}:Ingång:Andel",
    "debt": "Skulder:{party}:Avräkning:{bearer}",
    "claim": "Tillgångar:{bearer}:Avräkning:{party}",
    "passed_on": "Kostnader:{bearer}:Ingång:FördeladUt",
    "vat_out": "Skulder:{bearer}:Moms",
    "vat_in": "Tillgångar:{party}:Moms",
}


def rule(
    weights: Mapping[str, int] = WEIGHTS,
    *,
    id: str = "ingang",
    start: dt.date = dt.date(2026, 1, 1),
    end: dt.date | None = None,
    accounts: Sequence[str] = ("Kostnader:Granåsa:Ingång:",),
    vat: str = "none",
    key: str = "fixed",
    scope: Scope = Scope.PARTIES,
    groups: tuple[KeyGroup, ...] = (),
    **more: Any,
) -> SharingRule:
    return SharingRule(
        id=id,
        dated=Dated(start, end, "Samverkansavtal 2026"),
        title="Gemensam ingång",
        scope=scope,
        bearer="granasa",
        agreement="Samverkansavtal 2026",
        vat=vat,
        book=Book(scope.value),
        site="granasa-ingang",
        accounts=tuple(accounts),
        key=key,
        weights=MappingProxyType(dict(weights)),
        shares_to=SHARES_TO,
        groups=groups,
        **more,
    )


def rulebook(
    *sharing: SharingRule, statistics: Sequence[Statistic] = (), states: Sequence[SupportState] = ()
) -> Rulebook:
    participants = tuple(Participant(pid, name, short, "", kind) for pid, (name, short, kind) in NAMES.items())
    return Rulebook(
        association=Association("x", "Samordningsförbundet Provby (påhittat)", "", True, 2026, False, 5),
        participants=participants,
        contributions={},
        measures=(),
        sites=(),
        accounts=Accounts((), (), {}, {}),
        budgets={},
        goals=(),
        plan=(),
        sharing=tuple(sharing),
        calendar=(),
        states=tuple(states),
        spending=(),
        profiles=(),
        digest="0" * 64,
        statistics=tuple(statistics),
    )


class Ledger:
    """The parties' book as it grows; numbers what is booked, in order."""

    def __init__(self) -> None:
        self.vouchers: list[Voucher] = []
        self.seals: list[Custom] = []

    def lock(self, month: str) -> None:
        """Lock a month (``2026-09``)."""
        self.seals.append(Custom({}, TODAY, "onedoor-seal", [ValueType(month, str)]))

    def book(self, *vouchers: Voucher) -> None:
        self.vouchers += vouchers

    def cost(
        self,
        amount: int,
        day: str = "2026-09-30",
        *,
        account: str = DOOR,
        service: str = "",
        reverses: str = "",
        **more: str,
    ) -> str:
        """Book one cost line of the host against its own means; the voucher's id."""
        meta = more | ({"service": service} if service else {})
        if reverses:
            meta["reverses"] = reverses
        own = Line("EgetKapital:Granåsa:EgnaMedel", -amount)
        lines = (Line(account, amount), own)
        self.book(Voucher(Book.PARTIES, dt.date.fromisoformat(day), "Hyra", lines, meta=meta))
        return f"P{len(self.vouchers)}"

    @property
    def books(self) -> Books:
        rows = []
        numbers: Counter[int] = Counter()
        for voucher in self.vouchers:
            year = voucher.date.year
            numbers[year] += 1
            number = numbers[year]
            for index, line in enumerate(voucher.lines):
                row: dict[str, object] = dict.fromkeys(COLUMNS, "")
                row |= {k: v for k, v in voucher.meta.items() if k in COLUMNS}
                row |= {k: v for k, v in line.meta.items() if k in COLUMNS}
                for named in ("reverses", "corrects", "allocates"):
                    row[named] = voucher_key(str(row[named]), year) if row[named] else ""
                row |= {
                    "year": year,
                    "key": f"{year}-{voucher.book.series}{number}",
                    "date": pd.Timestamp(voucher.date),
                    "book": voucher.book.value,
                    "account": line.account,
                    "amount": line.amount,
                    "number": number,
                    "voucher": f"{voucher.book.series}{number}",
                    "posting": index,
                    "lineno": 0,
                }
                rows.append(row)
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return Books(frame, {}, {Book.PARTIES: self.seals}, ())

    def balance(self, account: str) -> int:
        return sum(line.amount for v in self.vouchers for line in v.lines if line.account == account)

    def accounts(self) -> set[str]:
        return {line.account for v in self.vouchers for line in v.lines}
