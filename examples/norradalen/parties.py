"""The parties' book: what each spends on the target group, its own time, and the shared front door.

Sums from the parties' systems, never persons. The story told: at Försäkringskassan sjukpenning for the target group
falls, and Granåsa's ekonomiskt bistånd rises by most of it.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from examples.norradalen import days
from examples.norradalen.accounts import NAMES, SHORT
from examples.norradalen.journal import BY, Journal, kr
from onedoor_ledger.intake import narration
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book, Line, Voucher

if TYPE_CHECKING:
    from onedoor_ledger.books.model import Books
    from onedoor_ledger.rulebook.model import Rulebook

SITE, HOST = "granasa-ingang", "granasa"
DOOR_NET_KR = {2025: 735_000, 2026: 750_000}
DOOR_PAID_KR = {2025: 280_000, 2026: 287_500}
"""The front door a quarter, net of VAT, and förbundets part of it (event 10)."""
DOOR_PARTIES = ("fk", "af", "norrvidd", "ssc")
SHARED = [(2025, 1), (2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2)]
"""Quarters whose front door is shared; the third of 2026 comes out of the inbox."""
UNPAID = {("ssc", 2026, 2)}
"""Who has not paid the host yet."""
OWN_TIME = "EgenTid"


@dataclass(frozen=True, slots=True)
class Spending:
    """A party's cost of one kind: kronor a month when the books begin, and what a month adds; ``word`` as exported."""

    component: str
    word: str
    start_kr: int
    a_month_kr: int = 0
    noise: int = 2
    """Per cent of seeded noise."""


SPENDING = {
    "granasa": (
        Spending("EkonomisktBistånd", "Ekonomiskt bistånd", 1_178_000, 3_900, 1),
        Spending("Arbetsmarknadsinsatser", "Arbetsmarknadsinsatser", 312_000, 400),
        Spending(OWN_TIME, "Egen tid och lokal", 74_000),
    ),
    "fk": (
        Spending("Sjukpenning", "Sjukpenning", 1_064_000, -5_100, 1),
        Spending("Rehabiliteringspenning", "Rehabiliteringspenning", 238_000, -300),
        Spending("Aktivitetsersättning", "Aktivitetsersättning", 621_000, 500, 1),
        Spending("Sjukersättning", "Sjukersättning", 412_000, 300, 1),
        Spending(OWN_TIME, "Egen tid och lokal", 46_000),
    ),
    "af": (
        Spending("Aktivitetsstöd", "Aktivitetsstöd", 884_000, 1_200),
        Spending("Etableringsersättning", "Etableringsersättning", 428_000, -1_500),
        Spending("Arbetslöshetsersättning", "Arbetslöshetsersättning", 262_000, 700, 4),
        Spending("Lönestöd", "Lönestöd", 377_000, 1_900),
        Spending(OWN_TIME, "Egen tid och lokal", 58_000),
    ),
    "norrvidd": (
        Spending("HälsoSjukvård", "Hälso- och sjukvård", 1_148_000, 2_100, 3),
        Spending(OWN_TIME, "Egen tid och lokal", 52_000),
    ),
    "kvarnsund": (
        Spending("EkonomisktBistånd", "Ekonomiskt bistånd", 478_000, 300),
        Spending("Arbetsmarknadsinsatser", "Arbetsmarknadsinsatser", 126_000, 200),
        Spending(OWN_TIME, "Egen tid och lokal", 26_000),
    ),
    "tallhed": (
        Spending("EkonomisktBistånd", "Ekonomiskt bistånd", 266_000, 200),
        Spending("Arbetsmarknadsinsatser", "Arbetsmarknadsinsatser", 61_000),
        Spending(OWN_TIME, "Egen tid och lokal", 15_000),
    ),
    "lillvattna": (
        Spending("EkonomisktBistånd", "Ekonomiskt bistånd", 149_000, -100, 4),
        Spending("Arbetsmarknadsinsatser", "Arbetsmarknadsinsatser", 34_000, 100),
        Spending(OWN_TIME, "Egen tid och lokal", 9_000),
    ),
    "ssc": (Spending(OWN_TIME, "Egen tid och lokal", 12_000),),
}
"""Monthly reports; households on försörjningsstöd in the target group cost about 2,1 mnkr a month in the area."""
QUARTERLY = frozenset({"kvarnsund", "tallhed", "lillvattna", "ssc"})
"""These report after the quarter; the third of 2026 has not come."""
ESTABLISHMENT_RAISE = (dt.date(2026, 9, 1), 335, 308)
"""Etableringsersättning per day, new and old."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One sum in a party's report."""

    party: str
    month: tuple[int, int]
    spending: Spending
    amount: int

    @property
    def account(self) -> str:
        """Its cost account."""
        group = "" if self.spending.component == OWN_TIME else "Målgrupp:"
        return f"Kostnader:{SHORT[self.party]}:{group}{self.spending.component}"


def reports(seed: int) -> list[Reported]:
    """Every sum of every party and month, September's too."""
    rng = random.Random(seed)
    found = []
    for index, (year, month) in enumerate(days.months()):
        for party, kinds in SPENDING.items():
            for kind in kinds:
                base = kr(kind.start_kr + index * kind.a_month_kr)
                amount = base + base * rng.randint(-kind.noise * 100, kind.noise * 100) // 10_000
                since, new, old = ESTABLISHMENT_RAISE
                if kind.component == "Etableringsersättning" and dt.date(year, month, 1) >= since:
                    amount = amount * new // old
                found.append(Reported(party, (year, month), kind, amount // 100 * 100))
    return found


def build(seed: int) -> tuple[Journal, list[Reported]]:
    """The parties' journal without allocations, and every reported sum."""
    journal = Journal(Book.PARTIES)
    found = reports(seed)
    for year, month in days.months():
        for party in SPENDING:
            _report(journal, party, year, month, [r for r in found if r.party == party])
    for year, number in [*SHARED, (2026, 3)]:
        _door(journal, year, number)
    return journal, found


def _report(journal: Journal, party: str, year: int, month: int, own: list[Reported]) -> None:
    months = [(year, month)]
    if party in QUARTERLY:
        if month % 3 or (year, month) == (2026, 9):
            return
        months = [(year, month - 2), (year, month - 1), (year, month)]
    end = days.month_end(year, month)
    came = days.bank_day(end + dt.timedelta(days=14))
    for at in months:
        rows = [r for r in own if r.month == at]
        name = f"{at[0]}-{at[1]:02d}"
        journal.add(
            days.month_end(*at),
            narration.spending(NAMES[party], parse_period(name)),
            [
                *((r.account, r.amount) for r in rows),
                (f"EgetKapital:{SHORT[party]}:EgnaMedel", -sum(r.amount for r in rows)),
            ],
            registered=came,
            service=name,
            party=party,
            counterparty=NAMES[party],
            evidence=f"{NAMES[party]}: uppgift om kostnader för målgruppen {name}, summor utan personer",
        )


def _door(journal: Journal, year: int, number: int) -> None:
    gross, paid, host = kr(DOOR_NET_KR[year]), kr(DOOR_PAID_KR[year]), SHORT[HOST]
    end = days.quarter_end(year, number)
    journal.add(
        end,
        narration.door("En gemensam ingång i Granåsa", parse_period(f"{year}-Q{number}")),
        [
            (f"Kostnader:{host}:Ingång:Brutto", gross),
            (f"Kostnader:{host}:Ingång:ErsattAvFörbundet", -paid),
            (f"EgetKapital:{host}:EgnaMedel", paid - gross),
        ],
        registered=days.bank_day(end + dt.timedelta(days=16)),
        service=f"{year}-Q{number}",
        party=HOST,
        site=SITE,
        counterparty=NAMES[HOST],
        evidence="Granåsa kommuns kostnadsredovisning för ingången, huvudbok projekt 7712",
    )


def with_allocations(vouchers: tuple[Voucher, ...], rules: Rulebook, books: Books) -> tuple[Voucher, ...]:
    """The registered vouchers, with each quarter's allocation and settlement of the door, and what was paid of it."""
    from onedoor_ledger.books import preview
    from onedoor_ledger.sharing.allocate import allocate
    from onedoor_ledger.sharing.settling import settle_up

    done: list[Voucher] = []
    numbers: dict[int, int] = {}
    pending = list(vouchers)
    for year, number in SHARED:
        shared = days.bank_day(days.quarter_end(year, number) + dt.timedelta(days=24))
        while pending and _registered(pending[0]) <= shared:
            done.append(_numbered(pending.pop(0), numbers))
        period = parse_period(f"{year}-Q{number}")
        for voucher in allocate(rules, preview.plus(books, done), period, today=shared):
            meta = {**voucher.meta, "evidence": "Nyckel enligt lokalt avtal § 6"}
            done.append(_numbered(replace(voucher, meta=meta, registered=shared, by=BY), numbers))
        for voucher in settle_up(rules, preview.plus(books, done), period, today=shared):
            done.append(_numbered(replace(voucher, registered=shared, by=BY), numbers))
            pending = sorted([*pending, *_payments(voucher, year, number)], key=_registered)
    return (*done, *(_numbered(voucher, numbers) for voucher in pending))


def _payments(settled: Voucher, year: int, number: int) -> list[Voucher]:
    """Each participant pays the host what it owes for the quarter: bilateral, balanced for both."""
    day = days.bank_day(days.quarter_end(year, number) + dt.timedelta(days=56))
    host = SHORT[HOST]
    found = []
    for party in DOOR_PARTIES:
        debt = f"Skulder:{SHORT[party]}:Avräknat:{host}"
        owed = -sum(line.amount for line in settled.lines if line.account == debt)
        if (party, year, number) in UNPAID or not owed:
            continue
        lines = (
            Line(debt, owed, {"party": party, "counterparty": HOST}),
            Line(f"EgetKapital:{SHORT[party]}:EgnaMedel", -owed, {"party": party}),
            Line(f"EgetKapital:{host}:EgnaMedel", owed, {"party": HOST}),
            Line(f"Tillgångar:{host}:Avräknat:{SHORT[party]}", -owed, {"party": HOST, "counterparty": party}),
        )
        text = f"{NAMES[party]} betalar {NAMES[HOST]} för ingången, kvartal {number} {year}"
        meta = {
            "service": f"{year}-Q{number}",
            "site": SITE,
            "reference": settled.meta["reference"],
            "evidence": f"Granåsas faktura på avräkningsunderlag {settled.meta['reference']}",
        }
        registered = days.next_bank_day(day)
        found.append(Voucher(Book.PARTIES, day, text, lines, meta=meta, registered=registered, by=BY))
    return found


def _registered(voucher: Voucher) -> dt.date:
    return voucher.registered or voucher.date


def _numbered(voucher: Voucher, numbers: dict[int, int]) -> Voucher:
    year = voucher.date.year
    numbers[year] = numbers.get(year, 0) + 1
    return replace(voucher, number=numbers[year])
