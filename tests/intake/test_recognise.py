"""What a file is: by its content and its name together, never by the name alone."""

from __future__ import annotations

import dataclasses
import io
import re

import openpyxl
import pytest

from onedoor_ledger.intake import source
from onedoor_ledger.intake.batch import prepare as prepare_batch
from onedoor_ledger.texts import language
from tests.intake.scene import FIXTURES, TODAY

NUMBER = "19121212-1212"
DIGITS = re.compile(r"1212\D?1212|191212|121212")
SPENDING = "Månad;Förmån;Belopp\n2026-09;Ekonomiskt bistånd;1 200,00\n"


def only_error(batch):
    (error,) = batch.refused
    assert not batch.vouchers
    return error


def test_a_file_nobody_recognises_says_what_to_do(prepare, put):
    error = only_error(prepare(put("bild.png", b"\x89PNG\r\n\x1a\n\0\0")))
    assert error.code == "intake-unrecognised"
    assert "importers/" in error.remedy


def test_the_name_alone_is_not_enough(prepare, put):
    error = only_error(prepare(put("granasa-malgrupp-2026-09.csv", "Datum;Text\n2026-09-01;Hej\n")))
    assert error.code == "table-header"


def test_the_columns_alone_are_not_enough_but_the_profile_is_named(prepare, put):
    error = only_error(prepare(put("september.csv", SPENDING)))
    assert error.code == "intake-unrecognised"
    assert "granasa-malgrupp" in error.text()


def test_a_statement_is_known_by_its_content(prepare, put):
    batch = prepare(put("notes.txt", (FIXTURES / "camt053-2026-09.xml").read_bytes()))
    assert [f.kind for f in batch.files] == ["Kontoutdrag camt.053"]


def test_two_profiles_that_fit_are_both_named(workspace, rules, books, put):
    twin = next(p for p in rules.profiles if p.name == "granasa-malgrupp")
    double = dataclasses.replace(rules, profiles=(*rules.profiles, dataclasses.replace(twin, name="granasa-igen")))
    path = put("granasa-malgrupp-2026-09.csv", SPENDING)
    error = only_error(prepare_batch(workspace, double, books, [path], today=TODAY))
    assert error.code == "intake-two-profiles"
    assert "granasa-malgrupp" in error.message
    assert "granasa-igen" in error.message


def workbook(*rows, hidden=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if hidden:
        sheet = book.create_sheet("Underlag")
        sheet.sheet_state = "hidden"
        for row in hidden:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PERSONS = {
    "a number in a cell": ("granasa-malgrupp-2026-09.csv", f"{SPENDING}2026-09;{NUMBER};100,00\n"),
    "a number inside a text": ("lista.csv", f"Text;Belopp\nAvser {NUMBER} i maj;100,00\n"),
    "a number without a hyphen": ("lista.csv", f"Text;Belopp\n{NUMBER.replace('-', '')};100,00\n"),
    "a column for names": ("lista.csv", "Förnamn;Efternamn;Belopp\nA;B;100,00\n"),
    "a column for numbers": ("lista.csv", "Personnummer;Belopp\n-;100,00\n"),
    "a column for cases": ("lista.csv", "Ärendenummer;Belopp\nA-77;100,00\n"),
    "under a preamble": ("lista.csv", f"Uttag september\n\nPersonnummer;Belopp\n{NUMBER};100,00\n"),
    "an old encoding": ("lista.csv", f"Förnamn;Nr\nÅke;{NUMBER}\n".encode("cp437")),
    "UTF-16": ("lista.csv", f"Nr;Belopp\n{NUMBER};1\n".encode("utf-16")),
    "a number in a workbook": ("granasa-rekvisitioner-2026-q3.xlsx", workbook(["Nr", "Kr"], [191212121212, 100])),
    "a hidden sheet": ("lista.xlsx", workbook(["Insats", "Kr"], ["I01", 5], hidden=[["Nr"], [NUMBER]])),
    "text of no known kind": ("brev.txt", f"Hej! Det gäller {NUMBER}.\n"),
    "the file's name": (f"{NUMBER}.csv", "Insats;Kr\nI01;100,00\n"),
}


@pytest.mark.parametrize("case", PERSONS)
def test_a_file_with_persons_is_refused_and_nothing_of_them_is_said(case, prepare, put):
    name, content = PERSONS[case]
    batch = prepare(put(name, content))
    error = only_error(batch)
    assert error.code == "intake-persons"
    said = error.text() + repr(batch)
    assert not DIGITS.search(said)
    assert "A-77" not in said
    assert "Åke" not in said


def test_the_text_to_send_back_is_swedish_and_says_what_to_send_instead(prepare, put):
    with language("en"):
        error = only_error(prepare(put("lista.csv", f"Personnummer;Belopp\n{NUMBER};100,00\n")))
    assert "Er fil ”lista.csv” innehåller uppgifter om enskilda personer" in error.letter
    assert "antal och summor" in error.letter
    assert error.letter in error.text()


def test_an_organisation_is_no_person(prepare, put):
    content = "Månad;Förmån;Belopp;Orgnr\n2026-09;Ekonomiskt bistånd;1 200,00;212000-9010\n"
    assert not prepare(put("granasa-malgrupp-2026-09.csv", content)).refused


def test_a_file_that_changes_while_it_is_read_is_refused(prepare, put, monkeypatch):
    path = put("granasa-malgrupp-2026-09.csv", SPENDING)
    stamps = iter([(1, 50, 1), (1, 50, 2)])
    monkeypatch.setattr(source, "_stamp", lambda _stat: next(stamps))
    assert only_error(prepare(path)).code == "intake-file-changed"


def test_a_file_that_is_too_big_is_refused(prepare, put, monkeypatch):
    monkeypatch.setattr("onedoor_ledger.formats.limits.MAX_BYTES", 10)
    assert only_error(prepare(put("granasa-malgrupp-2026-09.csv", SPENDING))).code == "file-too-large"


def test_a_file_that_is_not_there_is_refused(prepare, tmp_path):
    assert only_error(prepare(tmp_path / "borta.csv")).code == "intake-file-changed"


def test_bankgirots_own_example_is_told_to_be_replaced(prepare, put, samples):
    example = (samples / "bgmax" / "bankgirot_official_ocr_exempelfil.txt").read_bytes()
    error = only_error(prepare(put("inbetalningar.txt", example)))
    assert error.code == "intake-bgmax"
    assert "camt.054" in error.text()
