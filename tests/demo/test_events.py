"""The twelve events of a förbund's year all occur in the demo, with their amounts."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from examples.norradalen.journal import kr
from tests.demo.conftest import Quarter

BANK = "Tillgångar:Bank:Transaktionskonto"
ACCRUED = "Skulder:Interim:UpplupenInsatskostnad"
Lines = dict[str, str]


@pytest.fixture(scope="session")
def frame(quarter: Quarter) -> pd.DataFrame:
    postings = quarter.books.postings
    return postings.loc[postings["book"] == "association"]


def occurs(frame: pd.DataFrame, day: str | None, lines: Lines) -> bool:
    """Whether a voucher (of ``day``) has exactly these account sums among its lines; kronor as text."""
    expected = {account: kr(amount) for account, amount in lines.items()}
    own = frame if day is None else frame.loc[frame["date"] == day]
    own = own.loc[own["account"].isin(list(expected))]
    sums = own.groupby(["key", "account"])["amount"].sum().unstack(fill_value=0)
    if set(expected) - set(sums.columns):
        return False
    return bool((sums[list(expected)] == pd.Series(expected)).all(axis=1).any())


EVENTS: dict[str, list[tuple[str | None, Lines]]] = {
    "1 call and payment": [
        ("2026-01-15", {
            "Tillgångar:Fordran:Medlem:FK": "1450000", "Tillgångar:Fordran:Medlem:Region": "725000",
            "Tillgångar:Fordran:Medlem:Granåsa": "416012", "Tillgångar:Fordran:Medlem:Tallhed": "91919.50",
            "Tillgångar:Fordran:Medlem:Lillvattna": "52217.25", "Intäkter:Medlemsbidrag:Region": "-725000",
            "Intäkter:Medlemsbidrag:Kvarnsund": "-164851.25",
        }),
        ("2026-01-30", {BANK: "1450000", "Tillgångar:Fordran:Medlem:FK": "-1450000"}),
    ],
    "2 paid ahead": [
        ("2025-12-22", {BANK: "164851.25", "Skulder:Interim:FörutbetaltMedlemsbidrag": "-164851.25"}),
        ("2026-01-15", {
            "Skulder:Interim:FörutbetaltMedlemsbidrag": "164851.25", "Tillgångar:Fordran:Medlem:Kvarnsund": "0",
        }),
    ],
    "3 requisition partly accepted": [
        ("2026-09-30", {"Kostnader:Insatser:I01-MIA:Kommun": "612400", ACCRUED: "-612400"}),
        ("2026-10-01", {"Kostnader:Insatser:I01-MIA:Kommun": "-612400", ACCRUED: "612400"}),
        ("2026-10-13", {"Kostnader:Insatser:I01-MIA:Kommun": "612400", "Skulder:Rekvisition:Granåsa": "-612400"}),
    ],
    "4 estimate at the year's end": [
        ("2025-12-31", {"Kostnader:Insatser:I03-Rehabkoordinering:Region": "318000", ACCRUED: "-318000"}),
        ("2026-01-01", {"Kostnader:Insatser:I03-Rehabkoordinering:Region": "-318000", ACCRUED: "318000"}),
        ("2026-01-20", {
            "Kostnader:Insatser:I03-Rehabkoordinering:Region": "309500", "Skulder:Rekvisition:Region": "-309500",
        }),
    ],
    "5 advance and repayments": [
        ("2025-10-29", {"Tillgångar:Interim:FörskottPart": "200000", BANK: "-200000"}),
        ("2025-12-31", {
            "Kostnader:Insatser:I06-Kraftsamling:Kommun": "115000", "Tillgångar:Fordran:ÅterkravPart": "85000",
            "Tillgångar:Interim:FörskottPart": "-200000",
        }),
        ("2026-02-16", {BANK: "85000", "Tillgångar:Fordran:ÅterkravPart": "-85000"}),
        ("2026-04-22", {BANK: "11900", "Intäkter:ÅterbetaldaInsatsmedel": "-11900"}),
    ],
    "6 auditor's invoice": [
        ("2026-03-10", {
            "Kostnader:Revision:Räkenskapsrevision": "34000", "Tillgångar:Fordran:MomsErsättningsbar": "8500",
            "Skulder:Leverantörer": "-42500",
        }),
    ],
    "7 VAT claim": [
        ("2026-04-13", {
            "Tillgångar:Fordran:MomsAnsökt": "58214", "Kostnader:Kansli:Öresavrundning": "0.63",
            "Tillgångar:Fordran:MomsErsättningsbar": "-58214.63",
        }),
        ("2026-05-12", {"Tillgångar:Fordran:Skattekonto": "58214", "Tillgångar:Fordran:MomsAnsökt": "-58214"}),
        ("2026-05-18", {BANK: "58214", "Tillgångar:Fordran:Skattekonto": "-58214"}),
    ],
    "8 wages, fees and their tax": [
        ("2026-09-25", {
            "Kostnader:Kansli:Löner": "54000", "Kostnader:Kansli:Arbetsgivaravgift": "16966.80",
            "Kostnader:Kansli:Pension": "3240", "Kostnader:Kansli:Löneskatt": "786.02",
            "Skulder:Personal:Källskatt": "-14850", "Skulder:Personal:Arbetsgivaravgift": "-16966.80",
            "Skulder:Personal:Nettolön": "-39150", "Skulder:Interim:UpplupenPension": "-3240",
            "Skulder:Interim:UpplupnaAvgifter": "-786.02",
        }),
        ("2026-09-25", {"Skulder:Personal:Nettolön": "39150", BANK: "-39150"}),
        ("2026-09-25", {"Kostnader:Styrelse:Arvoden": "2400", "Kostnader:Styrelse:Arbetsgivaravgift": "245.04"}),
        ("2026-09-14", {"Tillgångar:Fordran:Skattekonto": "31816", BANK: "-31816"}),
        ("2026-09-14", {
            "Skulder:Personal:Källskatt": "14850", "Skulder:Personal:Arbetsgivaravgift": "16966.80",
            "Tillgångar:Fordran:Skattekonto": "-31816", "Kostnader:Kansli:Öresavrundning": "-0.80",
        }),
    ],
    "9 ESF cut, co-financing": [
        ("2026-03-31", {BANK: "108200", "Intäkter:ESF": "11800", "Tillgångar:Fordran:ESF": "-120000"}),
        ("2026-04-15", {
            "Kostnader:Insatser:I06-Kraftsamling:Kommun": "175000", "Skulder:Rekvisition:Tallhed": "-175000",
        }),
    ],
    "10 the front door": [
        ("2026-10-13", {
            "Kostnader:Insatser:S01-GemensamIngång:Kommun": "287500", "Skulder:Rekvisition:Granåsa": "-287500",
        }),
    ],
    "11 year-end": [
        ("2025-12-31", {
            "Kostnader:Kansli:Semesterlöneskuld": "5300", "Kostnader:Kansli:Arbetsgivaravgift": "1665.26",
            "Skulder:Interim:UpplupenSemester": "-5300", "Skulder:Interim:UpplupnaAvgifter": "-1665.26",
        }),
        ("2025-12-31", {
            "Kostnader:Revision:Räkenskapsrevision": "60000", "Skulder:Interim:UpplupetÖvrigt": "-60000",
        }),
        ("2025-12-31", {
            "Kostnader:Kansli:Avskrivning": "32000", "Tillgångar:Anläggning:InventarierAvskrivning": "-32000",
        }),
        ("2025-12-31", {"Tillgångar:Interim:FörutbetaldKostnad": "33000", "Kostnader:Kansli:Lokalhyra": "-33000"}),
    ],
    "12 correction": [
        ("2026-06-10", {
            "Kostnader:Insatser:I02-UngaVägar:Kommun": "18400", "Kostnader:Insatser:I01-MIA:Kommun": "-18400",
        }),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("day", "lines"), [step for steps in EVENTS.values() for step in steps])
def test_event_occurs(frame: pd.DataFrame, day: str | None, lines: Lines) -> None:
    assert occurs(frame, day, lines)


def test_all_twelve() -> None:
    assert [int(name.split()[0]) for name in EVENTS] == list(range(1, 13))


def test_the_correction_names_what_it_corrects(frame: pd.DataFrame) -> None:
    correction = frame.loc[frame["date"] == dt.datetime(2026, 6, 10)]  # noqa: DTZ001 - pandas has no bare dates
    (corrected,) = {key for key in correction["corrects"] if key}
    original = frame.loc[frame["key"] == corrected]
    assert set(original["account"]) == {"Kostnader:Insatser:I01-MIA:Kommun", "Skulder:Rekvisition:Kvarnsund"}
    assert corrected.partition("-")[2] in correction["narration"].iloc[0]


def test_the_front_door_in_the_parties_book(quarter: Quarter) -> None:
    parties = quarter.books.postings
    door = parties.loc[(parties["book"] == "parties") & (parties["service"] == "2026-Q3")]
    sums = door.groupby("account")["amount"].sum()
    assert sums["Kostnader:Granåsa:Ingång:Brutto"] == 750_000_00
    assert sums["Kostnader:Granåsa:Ingång:ErsattAvFörbundet"] == -287_500_00
