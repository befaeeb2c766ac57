"""A förbund small enough to check by hand: two years, four paying members, three measures, an office, one front door.

Amounts are told in kronor. 2025 is complete; 2026 runs to the end of September with one requisition still to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onedoor_ledger.books import frame, preview
from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.period import Period, parse_period, quarters_of
from onedoor_ledger.rulebook.model import (
    AccountRow,
    Accounts,
    AgreedAmount,
    Agreement,
    Association,
    Budget,
    BudgetLine,
    CalendarRow,
    Comment,
    ContributionRule,
    Dated,
    Forecast,
    Goal,
    Instalment,
    LocalKey,
    Measure,
    MeasureKind,
    Participant,
    PartyKind,
    PlanYear,
    Rulebook,
    Scope,
    SharingRule,
    Site,
    SupportState,
)
from onedoor_ledger.voucher import Book, Line, Voucher

TODAY = dt.date(2026, 10, 14)
Q3 = parse_period("2026-Q3")
ALWAYS = Dated(dt.date(2025, 1, 1), None, "Styrelsen (påhittat)")
KONTO = {"FK": "1511", "Region": "1512", "Granåsa": "1513", "Tallhed": "1514"}

PARTICIPANTS = (
    Participant("fk", "Försäkringskassan", "FK", "202100-5521", PartyKind.STATE),
    Participant("af", "Arbetsförmedlingen", "AF", "202100-2114", PartyKind.STATE, pays_for="fk"),
    Participant("norrvidd", "Region Norrvidd", "Region", "232100-9017", PartyKind.REGION),
    Participant("granasa", "Granåsa kommun", "Granåsa", "212000-9010", PartyKind.MUNICIPALITIES),
    Participant("tallhed", "Tallheds kommun", "Tallhed", "212000-9036", PartyKind.MUNICIPALITIES),
    Participant("ssc", "Statens servicecenter", "SSC", "202100-6453", PartyKind.SITE),
)
STATES = (
    SupportState("aid", "Försörjningsstöd", "Försörjningsstöd", "municipalities", leaves=False, good_end=False),
    SupportState("sickness", "Sjukpenning", "Sjukpenning", "state_appropriation", leaves=False, good_end=False),
    SupportState("work", "Arbete", "Arbete", None, leaves=True, good_end=True),
)


def rulebook(*, small_cell: int = 5, comments: bool = True) -> Rulebook:
    """The rules of both years."""
    return Rulebook(
        association=Association("smalund", "Samordningsförbundet Småland", "222000-0001", True, 2025, True, small_cell),
        participants=PARTICIPANTS,
        contributions={year: _contributions(year) for year in (2025, 2026)},
        measures=(
            _measure("i01", "I01", "MIA", MeasureKind.INDIVIDUAL, {2025: 18, 2026: 20}, ("granasa", "fk")),
            _measure("i02", "I02", "Unga vägar", MeasureKind.INDIVIDUAL, {2025: 10, 2026: 12}, ("norrvidd", "granasa")),
            _measure("s01", "S01", "En gemensam ingång", MeasureKind.STRUCTURAL, {}, ("granasa", "af", "fk")),
        ),
        sites=(Site("granasa-ingang", "Ingången i Granåsa", "granasa", ("af", "fk", "ssc"), ALWAYS),),
        accounts=_accounts(),
        budgets={year: _budget(year, comments) for year in (2025, 2026)},
        goals=(
            Goal("goal-equity", "Eget kapital 15–20 procent av bidragen", "financial", "equity_share", 15, 20, ALWAYS),
            Goal("goal-people", "Nio av tio planerade deltaganden", "operational", "participations", 90, None, ALWAYS),
            Goal("goal-door", "Parterna möts på ett ställe", "operational", "text", None, None, ALWAYS),
        ),
        plan=(PlanYear(2026, kr(1_200_000), kr(1_240_000), kr(260_000)),),
        sharing=(_key(),),
        calendar=(
            CalendarRow(dt.date(2026, 11, 26), "Styrelsen: budget 2027", True, "FL 19 §"),
            CalendarRow(dt.date(2026, 11, 12), "Skatter och avgifter betalas", False, "Skatteförfarandelagen"),
            CalendarRow(dt.date(2026, 9, 1), "Redan passerat", False, "Almanackan"),
        ),
        states=STATES,
        spending=(),
        profiles=(),
        digest="sha256:5ma11",
    )


def kr(kronor: float) -> int:
    """Öre of an amount in kronor."""
    return round(kronor * 100)


def books(*extra: Voucher) -> Books:
    """The books of both years, and ``extra`` vouchers after them."""
    empty = Books(frame.Rows().frame(), _charts(), dict.fromkeys(Book, ()), ())
    return preview.plus(empty, (*_association(), *_parties(), *_people(), *extra))


def voucher(day: str, text: str, *lines: tuple[str, float], book: Book = Book.ASSOCIATION, **meta: str) -> Voucher:
    """A voucher in kronor (persons in the people book)."""
    unit = 1 if book is Book.PEOPLE else 100
    made = tuple(Line(account, round(amount * unit)) for account, amount in lines)
    assert sum(line.amount for line in made) == 0, text
    return Voucher(book, dt.date.fromisoformat(day), text, made, meta=meta)


BANK, EQUITY, ACCRUED = "Tillgångar:Bank:Transaktionskonto", "EgetKapital:Ingående", "Skulder:Interim:Upplupen"
MIA, YOUNG = "Kostnader:Insatser:I01-MIA:Kommun", "Kostnader:Insatser:I02-UngaVägar:Region"
DOOR = "Kostnader:Insatser:S01-Ingång:Kommun"
OFFICE, AUDIT, INTEREST = "Kostnader:Kansli:Löner", "Kostnader:Revision", "Intäkter:Ränta"


def receivable(short: str) -> str:
    """The account of a member's debt."""
    return f"Tillgångar:Fordran:Medlem:{short}"


def debt(short: str) -> str:
    """The account of what is owed a party for its requisitions."""
    return f"Skulder:Rekvisition:{short}"


def _measure(
    ref: str, code: str, name: str, kind: MeasureKind, planned: Mapping[int, int], who: tuple[str, ...]
) -> Measure:
    agreed = AgreedAmount(who[0], tuple((quarter, kr(100_000)) for quarter in quarters_of(2026)))
    agreement = Agreement(f"{ref}-2026", Dated(dt.date(2025, 1, 1), dt.date(2026, 12, 31), "Avtal"), who, (agreed,))
    return Measure(ref, code, name, kind, "granasa-ingang" if ref == "s01" else None, planned, (agreement,))


def _contributions(year: int) -> ContributionRule:
    due = [dt.date(year, month, 30) for month in (1, 4, 7, 10)]
    called = [dt.date(year, month, 15) for month in (1, 4, 7, 10)]
    parts = tuple(Instalment(q, c, d) for q, c, d in zip(quarters_of(year), called, due, strict=True))
    weights = {"granasa": 3, "tallhed": 1}
    return ContributionRule(
        year, kr(1_200_000), 100, LocalKey.FIXED, LocalKey.EQUAL, weights, None, "Styrelsen § 1", "FL 5 §", parts
    )


def _accounts() -> Accounts:
    rows = [AccountRow(BANK, "1941", "bank"), AccountRow(EQUITY, "2011", "opening_equity")]
    by_short = {p.short: p.id for p in PARTICIPANTS}
    rows += [AccountRow(receivable(short), konto, "receivable", by_short[short]) for short, konto in KONTO.items()]
    rows += [
        AccountRow(f"Intäkter:Medlemsbidrag:{short}", "3511", "contribution", by_short[short], line="contributions")
        for short in KONTO
    ]
    rows += [AccountRow(debt(short), "2424", "requisition_debt", by_short[short]) for short in ("Region", "Granåsa")]
    rows += [AccountRow(ACCRUED, "2991", "accrued_measure")]
    rows += [AccountRow(INTEREST, "8411", "interest_income", line="interest")]
    rows += [AccountRow(MIA, "4533", "measure_cost", measure="i01", parties=("granasa",))]
    rows += [AccountRow(YOUNG, "4532", "measure_cost", measure="i02", parties=("norrvidd",))]
    rows += [AccountRow(DOOR, "4533", "measure_cost", measure="s01", parties=("granasa",))]
    rows += [AccountRow(OFFICE, "5021", line="office"), AccountRow(AUDIT, "7411", line="audit")]
    return Accounts(tuple(rows), (), {}, {})


def _budget(year: int, comments: bool) -> Budget:
    def line(ref: str, name: str, group: str, quarter: int) -> BudgetLine:
        return BudgetLine(ref, name, group, (kr(quarter),) * 4)

    said = (
        Comment("i01", dt.date(2026, 10, 9), "En coach började först i mars.", "Ingen åtgärd.", "Ekonomen"),
        Comment("i01", dt.date(2026, 7, 1), "Gammal kommentar.", "", "Ekonomen"),
    )
    return Budget(
        year,
        "Styrelsen 2025-11-27 § 49",
        (
            line("contributions", "Medlemsbidrag", "income", 300_000),
            line("interest", "Ränta", "income", 1_000),
            line("i01", "MIA", "individual", 120_000),
            line("i02", "Unga vägar", "individual", 80_000),
            line("s01", "En gemensam ingång", "structural", 50_000),
            line("audit", "Revision", "administration", 5_000),
            line("office", "Kansli", "administration", 55_000),
        ),
        said if comments else (),
        (
            Forecast("i01", dt.date(2026, 7, 1), kr(470_000), "Ekonomen"),
            Forecast("i01", dt.date(2026, 10, 10), kr(440_000), "Ekonomen"),
            Forecast("i01", dt.date(2026, 11, 20), kr(1), "Ekonomen"),
        ),
        "Styrelsen använder en del av det egna kapitalet.",
    )


def _key() -> SharingRule:
    return SharingRule(
        "ingang", ALWAYS, "Fast nyckel", Scope.PARTIES, "granasa", "Avtal § 4", "none", Book.PARTIES,
        "granasa-ingang", (), "fixed", {"granasa": 50, "af": 30, "fk": 15, "ssc": 5}, {},
    )  # fmt: skip


def _charts() -> dict[Book, dict[str, Account]]:
    charts: dict[Book, dict[str, Account]] = {book: {} for book in Book}
    measures = {MIA: "i01", YOUNG: "i02", DOOR: "s01"}
    for row in _accounts().rows:
        charts[Book.ASSOCIATION][row.account] = _account(
            Book.ASSOCIATION, row.account, row.konto, row.party or "", measures.get(row.account, "")
        )
    for component, measure in (("I01-MIA", "i01"), ("I02-UngaVägar", "i02")):
        names = [f"Inskrivna:{component}"]
        names += [f"{root}:{component}:{s.component}" for root in ("Deltagare", "Avslutade") for s in STATES]
        charts[Book.PEOPLE] |= {name: _account(Book.PEOPLE, name, "", "", measure) for name in names}
    return charts


def _account(book: Book, name: str, konto: str, party: str, measure: str) -> Account:
    meta = {key: value for key, value in (("konto", konto), ("party", party), ("measure", measure)) if value}
    return Account(name, book, konto, party, measure, "", dt.date(2024, 12, 31), None, meta)


def _association() -> list[Voucher]:
    made = [voucher("2025-01-01", "Ingående balans", (BANK, 300_000), (EQUITY, -300_000))]
    for year in (2025, 2026):
        for quarter in quarters_of(year):
            if quarter.end <= Q3.end:
                made += _quarter(quarter)
    made.append(voucher("2026-09-30", "Ränta", (BANK, 3_500.37), (INTEREST, -3_500.37)))
    number = sum(1 for each in made if each.date.year == 2026) + 1
    key = "i01-2026|granasa|2026-Q3|2026-09-30"
    estimate = {"party": "granasa", "measure": "i01", "service": "2026-Q3", "accrual": key, "estimate": "yes"}
    made.append(voucher("2026-09-30", "MIA, uppskattat", (MIA, 100_000), (ACCRUED, -100_000), **estimate))
    back = estimate | {"reverses": f"V{number}"}
    made.append(voucher("2026-10-01", "MIA, återföring", (MIA, -100_000), (ACCRUED, 100_000), **back))
    return made


def _quarter(quarter: Period) -> list[Voucher]:
    """A quarter of contributions, requisitions, wages and audit; Tallhed has not paid the third of 2026."""
    month = quarter.start.isoformat()[:7]
    shares = {"FK": 150_000, "Region": 75_000, "Granåsa": 56_250, "Tallhed": 18_750}
    called = voucher(
        f"{month}-15", "Avisering",
        *((receivable(short), amount) for short, amount in shares.items()),
        *((f"Intäkter:Medlemsbidrag:{short}", -amount) for short, amount in shares.items()),
        service=quarter.name,
    )  # fmt: skip
    made = [called]
    for short, amount in shares.items():
        if (short, quarter.name) != ("Tallhed", "2026-Q3"):
            lines = ((BANK, amount), (receivable(short), -amount))
            made.append(voucher(f"{month}-28", f"Betalning {short}", *lines, service=quarter.name))
    end, grow = quarter.end.isoformat(), 1.05 if quarter.year == 2026 else 1.0
    young = round(70_000 * grow)
    door = {"party": "granasa", "service": quarter.name}
    made += [
        voucher(end, "Lön", (OFFICE, 52_000 * grow), (BANK, -52_000 * grow)),
        voucher(end, "Revision", (AUDIT, 4_000), (BANK, -4_000)),
        voucher(end, "Ingången", (DOOR, 50_000), (debt("Granåsa"), -50_000), **door),
        voucher(end, "Ingången betald", (debt("Granåsa"), 50_000), (BANK, -50_000), party="granasa"),
        voucher(end, "Unga vägar", (YOUNG, young), (debt("Region"), -young), party="norrvidd", service=quarter.name),
    ]
    if quarter != Q3:
        made.append(voucher(end, "MIA", (MIA, 110_000), (debt("Granåsa"), -110_000), party="granasa"))
    return made


def _parties() -> list[Voucher]:
    own = {"book": Book.PARTIES}
    return [
        voucher(
            "2026-09-30", "Ingången juli–september",
            ("Kostnader:Granåsa:Ingång:Brutto", 130_000), ("Kostnader:Granåsa:Ingång:ErsattAvFörbundet", -50_000),
            ("EgetKapital:Granåsa:EgnaMedel", -80_000), **own,
        ),
        voucher(
            "2026-09-30", "Fördelning",
            ("Kostnader:Granåsa:Ingång:FördeladUt", -40_000), ("Tillgångar:Granåsa:Avräkning:AF", 24_000),
            ("Tillgångar:Granåsa:Avräkning:FK", 12_000), ("Tillgångar:Granåsa:Avräkning:SSC", 4_000),
            ("Kostnader:AF:Ingång:Andel", 24_000), ("Skulder:AF:Avräkning:Granåsa", -24_000),
            ("Kostnader:FK:Ingång:Andel", 12_000), ("Skulder:FK:Avräkning:Granåsa", -12_000),
            ("Kostnader:SSC:Ingång:Andel", 4_000), ("Skulder:SSC:Avräkning:Granåsa", -4_000), **own,
        ),
        voucher(
            "2026-08-31", "Egna kostnader för målgruppen",
            ("Kostnader:Granåsa:Målgrupp:Försörjningsstöd", 2_100_000), ("Kostnader:Granåsa:EgenTid", 45_000),
            ("EgetKapital:Granåsa:EgnaMedel", -2_145_000), **own,
        ),
    ]  # fmt: skip


def _people() -> list[Voucher]:
    def moved(day: str, measure: str, component: str, *lines: tuple[str, str, int]) -> Voucher:
        named = [(f"{root}:{component}" + (f":{state}" if state else ""), n) for root, state, n in lines]
        return voucher(day, f"Deltagare {component}", *named, book=Book.PEOPLE, measure=measure)

    mia, young = ("i01", "I01-MIA"), ("i02", "I02-UngaVägar")
    return [
        moved("2025-03-31", *mia, ("Deltagare", "Försörjningsstöd", 12), ("Inskrivna", "", -12)),
        moved("2025-03-31", *young, ("Deltagare", "Sjukpenning", 8), ("Inskrivna", "", -8)),
        moved("2026-03-31", *mia, ("Deltagare", "Försörjningsstöd", 6), ("Inskrivna", "", -6)),
        moved("2026-06-30", *mia, ("Avslutade", "Arbete", 6), ("Deltagare", "Försörjningsstöd", -6)),
        moved("2026-09-30", *mia, ("Avslutade", "Sjukpenning", 5), ("Deltagare", "Försörjningsstöd", -5)),
        moved("2026-09-30", *young, ("Deltagare", "Sjukpenning", 5), ("Inskrivna", "", -5)),
    ]
