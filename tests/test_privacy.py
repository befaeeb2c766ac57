"""No person slips through, and what is no person is left alone. Numbers here are Skatteverket's test numbers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.privacy import (
    MASKED,
    PersonReason,
    PersonTrace,
    holds_person_number,
    luhn,
    mask,
    organisation_number,
    person_columns,
    table_holds_persons,
)

LONG = "199010102383"


def spellings(number: str) -> list[str]:
    """A twelve-digit number as people write it."""
    birth, last = number[:8], number[8:]
    iso = f"{birth[:4]}-{birth[4:6]}-{birth[6:]}"
    return [
        number, number[2:], f"{birth}-{last}", f"{birth[2:]}-{last}", f"{birth}+{last}", f"{birth[2:]}+{last}",
        f"{birth} {last}", f"{birth[2:]} {last}", f"{birth[2:]} - {last}", f"{birth[2:]}–{last}",
        f"{birth[2:]}\u00a0{last}", f"{birth[2:]}\u2212{last}", f"{iso}-{last}", f"pnr{birth[2:]}-{last}",
        f"({number})", f"Lön {birth[2:]}-{last}, maj", f"{number[2:]},50", f"SOL-{birth}-{last}-2",
        f"{number};{number}", f"pnr_{number}_x",
    ]  # fmt: skip


def with_check_digit(nine: str) -> str:
    return next(f"{nine}{digit}" for digit in range(10) if luhn(f"{nine}{digit}"))


def test_all_of_skatteverkets_numbers_are_found_in_every_spelling(samples: Path):
    numbers = json.loads((samples / "personnummer" / "skatteverket_pins_400.json").read_text())
    assert len(numbers) == 400
    missed = [text for number in numbers for text in spellings(number) if not holds_person_number(text)]
    assert not missed


def test_the_public_list_agrees(samples: Path):
    rows = json.loads((samples / "personnummer" / "list.json").read_text())
    forms = ("long_format", "short_format", "separated_format", "separated_long")
    told = {row[form]: row["valid"] for row in rows for form in forms if form in row}
    # The list calls a space between the parts a wrong spelling; a person written so is a person.
    told |= {text: True for text in ("090527 1474", "19090527 1474") if text in told}
    wrong = {text: valid for text, valid in told.items() if holds_person_number(text) is not valid}
    assert not wrong


def test_organisations_are_not_persons(samples: Path):
    for row in json.loads((samples / "personnummer" / "orgnumber.json").read_text()):
        assert not holds_person_number(row["short_format"])
        assert organisation_number(row["short_format"]) == row["separated_format"]


@pytest.mark.parametrize("day", ["0060", "0065", "0161", "0291", "0491", "1260"])
@pytest.mark.parametrize("century", ["", "19", "20"])
def test_samordningsnummer_of_every_kind_are_found(day: str, century: str):
    ten = with_check_digit(f"85{day}238")
    assert holds_person_number(century + ten)
    assert holds_person_number(f"{century}{ten[:6]}-{ten[6:]}")


@pytest.mark.parametrize("text", ["19880209T050", "880209T050", "880209-T050", "19880209-k123", "880269-R001"])
def test_t_numbers_are_found(text: str):
    assert mask(f"Id {text}.") == f"Id {MASKED}."


@pytest.mark.parametrize(
    "text",
    [
        "222000-9993", "2220009993", "16222000-9993", "5343-2795", "824-3040", "12 34 56-7", "3259 00 00000",
        "6789 123 456 789", "54657207512643", "19413918228", "85667000101935471", "1655600000006", "2026-09-30",
        "2026-09-30 12:15:00", "20260930121500", "1 234 567,00", "0.9010102383", "12.9010102383", "901301-2386",
        "900230-2386", "901010-2384", "901010-23834", "1901010-2383", "SE222000999301", "V412", "F-2026-00417",
        "07-1234567", "08-566 991 70", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "9010102383ab9010102383ab", "ab901010-2383-4bcd-8123-0123456789ab", "", "kr", "٢٠٢٦",
    ],
)  # fmt: skip
def test_what_is_no_person(text: str):
    assert not holds_person_number(text)
    assert mask(text) == text


@given(st.binary(max_size=40))
def test_a_digest_is_never_a_person(content: bytes):
    digest = hashlib.sha256(content).hexdigest()
    assert not holds_person_number(f"sha256:{digest}")
    assert not holds_person_number(f"2026-10-14.{digest[:10]}ab.fil.xlsx") or digest[:12].isdigit()


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(spellings(LONG)[:12]))
def test_masking_leaves_none_and_keeps_the_rest(before: str, after: str, number: str):
    text = f"{before} | {number} | {after}"
    masked = mask(text)
    assert MASKED in masked
    assert not holds_person_number(masked)
    assert mask(masked) == masked
    if not holds_person_number(before) and not holds_person_number(after):
        assert masked == f"{before} | {MASKED} | {after}"


def test_several_in_one_text():
    assert mask("901010-2383 och 19901010-2383,222000-9993") == f"{MASKED} och {MASKED},222000-9993"


@pytest.mark.parametrize(
    "text",
    [
        "222000-9993",
        "2220009993",
        "16222000-9993",
        "162220009993",
        " 222000 9993 ",
        "222000–9993",
        "222000\u00a0-\u00a09993",
    ],
)
def test_an_organisation_number_in_any_spelling(text: str):
    assert organisation_number(text) == "222000-9993"


@pytest.mark.parametrize(
    "text", ["222000-9994", "901010-2383", "16901010-2383", "22200-09993", "222000-999", "", "Granåsa kommun"]
)
def test_what_is_no_organisation_number(text: str):
    assert organisation_number(text) is None


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Personnummer", PersonReason.NUMBER_COLUMN),
        ("Pers.nr", PersonReason.NUMBER_COLUMN),
        ("PNR", PersonReason.NUMBER_COLUMN),
        ("Personnr1", PersonReason.NUMBER_COLUMN),
        ("Medsökandes personnr", PersonReason.NUMBER_COLUMN),
        ("Födelsedatum", PersonReason.NUMBER_COLUMN),
        ("Förnamn", PersonReason.NAME_COLUMN),
        ("Efternamn", PersonReason.NAME_COLUMN),
        ("Klientens namn", PersonReason.NAME_COLUMN),
        ("Deltagarnamn", PersonReason.NAME_COLUMN),
        ("Ärende-ID", PersonReason.CASE_COLUMN),
        ("Dossier", PersonReason.CASE_COLUMN),
        ("Dossiernr", PersonReason.CASE_COLUMN),
        ("Klientnummer", PersonReason.CASE_COLUMN),
    ],
)
def test_headers_that_mean_persons(header: str, reason: PersonReason):
    assert person_columns(["Månad", header, "Belopp"]) == (PersonTrace(reason, header),)


@pytest.mark.parametrize(
    "header",
    [
        ["Datum", "Belopp", "Namn", "Rubrik"],
        ["Organisationsnummer", "Namn", "Belopp"],
        ["Antal personer", "Kommunnamn", "Insats", "Fakturanummer", "Diarienummer", "Kontonummer", "Projektnamn"],
        ["År", "Månad", "Län", "Kommun", "Ålder", "Kön", "Ohälsotalet"],
    ],
)
def test_headers_that_do_not(header: list[str]):
    assert person_columns(header) == ()


def test_a_name_beside_a_person_is_a_persons():
    assert person_columns(["Namn", "Personnr"])[-1] == PersonTrace(PersonReason.NAME_COLUMN, "Namn")
    assert person_columns(["Namn", "Postadress"]) == (PersonTrace(PersonReason.NAME_COLUMN, "Namn"),)


def test_a_table_tells_where_and_never_what():
    rows = [(2, {"Text": "Hyra", "Belopp": "100"}), (3, {"Text": "Resa 901010-2383", "Belopp": "50"})]
    trace = table_holds_persons(["Text", "Belopp"], rows)
    assert trace == PersonTrace(PersonReason.NUMBER_CELL, "Text", 3)
    assert "901010" not in repr(trace)
    assert table_holds_persons(["Text", "Belopp"], rows[:1]) is None
