"""The twelve events every förbund meets, as a book of its own: ``examples/events/``, for reading.

Amounts are those of the house's rules for bookkeeping; dates run from December 2025 to January 2027.
"""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts as a
from examples.norradalen.journal import Journal, kr
from onedoor_ledger.voucher import Book

QUARTER_2026 = {
    "fk": kr(1_450_000),
    "norrvidd": kr(725_000),
    "granasa": kr(416_012),
    "kvarnsund": kr("164851.25"),
    "tallhed": kr("91919.50"),
    "lillvattna": kr("52217.25"),
}
MIA, YOUNG = a.measure_cost("i01", "granasa"), a.measure_cost("i02", "kvarnsund")
REHAB = a.measure_cost("i03", "norrvidd")
ESF_MEASURE = a.measure_cost("i06", "tallhed")


def build() -> Journal:
    """Every event with its follow-ups, told in the order of the list."""
    journal = Journal(Book.ASSOCIATION)
    for tell in (
        _contributions, _ahead, _requisition, _year_end_estimate, _advance, _audit, _vat, _wages, _esf, _door, _closing,
        _correction,
    ):  # fmt: skip
        tell(journal)
    return journal


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _contributions(journal: Journal) -> None:
    journal.add(
        _day("2026-01-15"),
        "1 Avisering av medlemsbidrag kvartal 1, styrelsens beslut 2025-11-27",
        [
            *((a.receivable(m), amount) for m, amount in QUARTER_2026.items()),
            *((a.contribution(m), -amount) for m, amount in QUARTER_2026.items()),
        ],
        service="2026-Q1",
    )
    paid = QUARTER_2026["fk"]
    journal.add(
        _day("2026-01-30"), "1 Försäkringskassan betalar", [(a.BANK, paid), (a.receivable("fk"), -paid)],
        payee=a.NAMES["fk"], service="2026-Q1", party="fk",
    )  # fmt: skip


def _ahead(journal: Journal) -> None:
    amount, party = kr(53_400), {"party": "lillvattna"}
    journal.add(
        _day("2026-12-21"), "2 Lillvattna betalar kvartal 1 2027 i förväg: skuld, inte intäkt i december",
        [(a.BANK, amount), (a.PREPAID_CONTRIBUTION, -amount)], payee=a.NAMES["lillvattna"], service="2027-Q1",
        more=party,
    )  # fmt: skip
    journal.add(
        _day("2027-01-15"), "2 Löses mot aviseringen", [
            (a.receivable("lillvattna"), amount), (a.contribution("lillvattna"), -amount),
            (a.PREPAID_CONTRIBUTION, amount), (a.receivable("lillvattna"), -amount),
        ], payee=a.NAMES["lillvattna"], service="2027-Q1", more=party,
    )  # fmt: skip


def _requisition(journal: Journal) -> None:
    estimated, accepted = kr(640_000), kr(612_400)
    meta = {"service": "2026-Q3", "party": "granasa", "measure": "i01"}
    accrual = {**meta, "accrual": "i01-2026|granasa|2026-Q3|2026-09-30", "estimate": "yes"}
    booked = _day("2026-10-12")
    first = journal.add(
        _day("2026-09-30"), "3 Upplupet: MIA kvartal 3, ej rekvirerat (uppskattat)",
        [(MIA, estimated), (a.ACCRUED_MEASURE, -estimated)], registered=booked, more=accrual,
    )  # fmt: skip
    journal.add(
        _day("2026-10-01"), "3 Återföring av {reverses}", [(a.ACCRUED_MEASURE, estimated), (MIA, -estimated)],
        registered=booked, reverses=str(first), more=accrual,
    )  # fmt: skip
    debt = a.requisition_debt("granasa")
    journal.add(
        _day("2026-10-14"), "3 Rekvisition 2026:31: begärt 640 000, godkänt 612 400",
        [(MIA, accepted), (debt, -accepted)], payee=a.NAMES["granasa"], asked="640000.00", reference="2026:31",
        reason="En av de två nya coacherna började den 1 augusti", more=meta,
    )  # fmt: skip
    journal.add(
        _day("2026-11-02"), "3 Betalning av rekvisition 2026:31", [(debt, accepted), (a.BANK, -accepted)],
        payee=a.NAMES["granasa"], reference="2026:31", more=meta,
    )  # fmt: skip


def _year_end_estimate(journal: Journal) -> None:
    estimated, accepted = kr(318_000), kr(309_500)
    meta = {"service": "2025-Q4", "party": "norrvidd", "measure": "i03"}
    accrual = {**meta, "accrual": "i03-2025|norrvidd|2025-Q4|2025-12-31", "estimate": "yes"}
    booked = _day("2026-01-12")
    first = journal.add(
        _day("2025-12-31"), "4 Upplupet: I03 kvartal 4 (uppskattat)",
        [(REHAB, estimated), (a.ACCRUED_MEASURE, -estimated)], registered=booked, more=accrual,
    )  # fmt: skip
    journal.add(
        _day("2026-01-01"), "4 Återföring av {reverses}", [(a.ACCRUED_MEASURE, estimated), (REHAB, -estimated)],
        registered=booked, reverses=str(first), more=accrual,
    )  # fmt: skip
    journal.add(
        _day("2026-01-20"), "4 Rekvisition kvartal 4 2025; −8 500 stannar som avvikelse mot upplupet",
        [(REHAB, accepted), (a.requisition_debt("norrvidd"), -accepted)], payee=a.NAMES["norrvidd"], more=meta,
    )  # fmt: skip


def _advance(journal: Journal) -> None:
    advance, used, name = kr(200_000), kr(115_000), a.NAMES["tallhed"]
    meta = {"party": "tallhed", "measure": "i06"}
    journal.add(
        _day("2026-01-30"), "5 Förskott till Tallhed: fordran, inte kostnad",
        [(a.ADVANCE, advance), (a.BANK, -advance)], payee=name, service="2026", more=meta,
    )  # fmt: skip
    journal.add(
        _day("2026-12-31"), "5 Avräknat: 115 000 använt, 85 000 att betala tillbaka",
        [(ESF_MEASURE, used), (a.REPAYMENT_CLAIM, advance - used), (a.ADVANCE, -advance)], payee=name, service="2026",
        more=meta,
    )  # fmt: skip
    journal.add(
        _day("2027-01-20"), "5 Tallhed betalar tillbaka",
        [(a.BANK, advance - used), (a.REPAYMENT_CLAIM, used - advance)],
        payee=name, service="2026", more=meta,
    )  # fmt: skip
    repaid = kr(11_900)
    journal.add(
        _day("2026-04-22"), "5 Återbetalt för ett stängt år: intäkt 3591", [(a.BANK, repaid), (a.REPAID, -repaid)],
        payee=a.NAMES["kvarnsund"], service="2024", party="kvarnsund", measure="i04",
    )  # fmt: skip


def _audit(journal: Journal) -> None:
    net, vat = kr(34_000), kr(8_500)
    journal.add(
        _day("2026-03-10"), "6 Revision, faktura 42 500 med moms",
        [(a.AUDIT, net), (a.VAT, vat), (a.SUPPLIERS, -net - vat)],
        payee="Granskaren Revisionsbyrå AB", reference="22658",
    )  # fmt: skip


def _vat(journal: Journal) -> None:
    vat, claim = kr("44120.37"), kr(44_120)
    for day, text, lines in (
        (
            "2026-10-12",
            "7 Ansökan om momsersättning juli–september, hela kronor",
            [(a.VAT_APPLIED, claim), (a.ROUNDING, vat - claim), (a.VAT, -vat)],
        ),
        ("2026-11-12", "7 Krediterat skattekontot", [(a.TAX_ACCOUNT, claim), (a.VAT_APPLIED, -claim)]),
        ("2026-11-18", "7 Uttag från skattekontot", [(a.BANK, claim), (a.TAX_ACCOUNT, -claim)]),
    ):
        journal.add(_day(day), text, lines, payee="Skatteverket", service="2026-Q3")


def _wages(journal: Journal) -> None:
    wage, fee, pension, pension_tax = kr(54_000), kr("16966.80"), kr(3_240), kr("786.02")
    tax, net, drawn = kr(14_850), kr(39_150), kr(31_816)
    journal.add(
        _day("2026-09-25"),
        "8 Lön september enligt lönefil SIE 4I",
        [
            (a.WAGES, wage), (a.EMPLOYER_COST, fee), (a.PENSION, pension), (a.PENSION_TAX, pension_tax),
            (a.WITHHELD_TAX, -tax), (a.EMPLOYER_FEE, -fee), (a.NET_WAGES, -net), (a.PENSION_DEBT, -pension),
            (a.FEES_DEBT, -pension_tax),
        ],
    )  # fmt: skip
    journal.add(_day("2026-09-25"), "8 Banken: löneutbetalning", [(a.NET_WAGES, net), (a.BANK, -net)])
    journal.add(
        _day("2026-10-12"), "8 Banken: inbetalning till skattekontot", [(a.TAX_ACCOUNT, drawn), (a.BANK, -drawn)],
        payee="Skatteverket",
    )  # fmt: skip
    journal.add(
        _day("2026-10-12"), "8 Skattekontot: arbetsgivardeklaration september, öre till 7691",
        [(a.WITHHELD_TAX, tax), (a.EMPLOYER_FEE, fee), (a.TAX_ACCOUNT, -drawn), (a.ROUNDING, drawn - tax - fee)],
        payee="Skatteverket", service="2026-09",
    )  # fmt: skip
    board, board_fee, board_tax = kr(2_400), kr("245.04"), kr(720)
    journal.add(
        _day("2026-09-25"),
        "8 Arvode till den som fyllt 67 vid årets början: 10,21 %",
        [
            (a.BOARD_FEES, board), (a.BOARD_EMPLOYER, board_fee), (a.WITHHELD_TAX, -board_tax),
            (a.EMPLOYER_FEE, -board_fee), (a.NET_WAGES, board_tax - board),
        ],
    )  # fmt: skip


def _esf(journal: Journal) -> None:
    claim, cut, part = kr(120_000), kr(11_800), kr(175_000)
    journal.add(
        _day("2026-03-31"), "9 ESF: äldre projekts slutbetalning, 11 800 nedsatt",
        [(a.BANK, claim - cut), (a.ESF_INCOME, cut), (a.ESF_CLAIM, -claim)], payee="Svenska ESF-rådet", service="2024",
    )  # fmt: skip
    journal.add(
        _day("2026-04-15"), "9 Ny ordning: medfinansiering till projektägaren Tallhed",
        [(ESF_MEASURE, part), (a.requisition_debt("tallhed"), -part)], payee=a.NAMES["tallhed"], service="2026-Q2",
        party="tallhed", measure="i06",
    )  # fmt: skip


def _door(journal: Journal) -> None:
    part = kr(287_500)
    journal.add(
        _day("2026-10-14"), "10 Gemensam ingång kvartal 3: förbundets del; resten delas i partsboken",
        [(a.measure_cost("s01", "granasa"), part), (a.requisition_debt("granasa"), -part)], payee=a.NAMES["granasa"],
        service="2026-Q3", party="granasa", measure="s01", site="granasa-ingang", reference="2026:33",
    )  # fmt: skip


def _closing(journal: Journal) -> None:
    rise, fees = kr(5_300), kr("1665.26")
    audit, depreciation, rent = kr(60_000), kr(32_000), kr(33_000)
    for text, lines in (
        (
            "11 Semesterlöneskuld med avgifter",
            [(a.VACATION_COST, rise), (a.EMPLOYER_COST, fees), (a.VACATION, -rise), (a.FEES_DEBT, -fees)],
        ),
        ("11 Upplupen revision", [(a.AUDIT, audit), (a.ACCRUED_OTHER, -audit)]),
        ("11 Avskrivning inventarier", [(a.DEPRECIATION, depreciation), (a.DEPRECIATED, -depreciation)]),
        ("11 Förutbetald hyra", [(a.PREPAID_COST, rent), (a.RENT, -rent)]),
    ):
        journal.add(_day("2026-12-31"), text, lines, registered=_day("2027-01-14"), service="2026")


def _correction(journal: Journal) -> None:
    amount, meta = kr(18_400), {"party": "kvarnsund", "service": "2026-Q1"}
    wrong = journal.add(
        _day("2026-04-13"), "12 Rekvisition 2026:5, resor: bokförd på fel insats",
        [(MIA, amount), (a.requisition_debt("kvarnsund"), -amount)], payee=a.NAMES["kvarnsund"], reference="2026:5",
        more=meta,
    )  # fmt: skip
    journal.add(
        _day("2026-10-20"), "12 Rättar {corrects}: fel insats i stängd period", [(YOUNG, amount), (MIA, -amount)],
        registered=_day("2026-10-20"), corrects=str(wrong), reason="Fel insats, upptäckt vid avstämning", more=meta,
    )  # fmt: skip
