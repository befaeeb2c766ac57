"""SIE 4 from thirty-three files that real systems made, and from every way a file can go wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.formats import errors, sie4
from onedoor_ledger.formats.records import SieFile, SieObject
from onedoor_ledger.formats.sie import checksum
from onedoor_ledger.formats.sie import errors as sie_errors
from onedoor_ledger.formats.sie.lexer import records
from onedoor_ledger.money import from_decimal
from tests.conftest import SAMPLES
from tests.formats.sie_files import HEAD, PAYROLL, sie

EXPECTED = SAMPLES / "sie4" / "expected.json"
REAL = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.is_file() else {}


def summary(file: SieFile) -> dict[str, object]:
    """A file in the terms of the independent readings."""
    numbers = Counter((v.series, v.number) for v in file.vouchers if v.number)
    return {
        "encoding": file.encoding,
        "sietyp": file.type[0],
        "fnamn": file.name,
        "orgnr": file.orgnr,
        "rar": {str(i): [f"{a:%Y%m%d}", f"{b:%Y%m%d}"] for i, (a, b) in file.years.items()},
        "accounts": len(file.accounts),
        "dims": dict(file.dimensions),
        "objects": len(file.objects),
        "vouchers": len(file.vouchers),
        "trans": sum(len(v.rows) for v in file.vouchers),
        "history": sum(v.history for v in file.vouchers),
        "debit_total": net_debits(file),
        "unbalanced": [],
        "empty_vouchers": sorted([v.series, v.number, f"{v.date:%Y%m%d}"] for v in file.vouchers if not v.rows),
        "dup_numbers": sorted([*n] for n, times in numbers.items() if times > 1),
        **{f"sum_{label}0": balance_sum(file, label) for label in ("IB", "UB", "RES")},
        "ib_plus_trans_ne_ub": any("utgående balans" in w for w in file.warnings),
    }


def told(entry: dict) -> dict[str, object]:
    """An independent reading in the same terms."""
    kept = ("encoding", "sietyp", "fnamn", "accounts", "objects", "vouchers", "trans", "unbalanced")
    return {
        **{key: entry[key] for key in kept},
        "orgnr": (entry["orgnr"] or "").partition(" | ")[0],  # the reading adds förvärvsnumret
        "rar": {i: span for i, span in entry["rar"].items() if all(span)},
        "dims": {number: name for number, (_label, name, _parent) in entry["dims"].items()},
        "history": entry["rtrans"] + entry["btrans"],
        "debit_total": from_decimal(Decimal(entry["debit_total"])),
        "empty_vouchers": sorted(entry["empty_vouchers"]),
        "dup_numbers": sorted(entry["dup_numbers"]),
        **{f"sum_{label}0": from_decimal(Decimal(entry[f"sum_{label}0"])) for label in ("IB", "UB", "RES")},
        "ib_plus_trans_ne_ub": entry["ib_plus_trans_ne_ub"] > 0,
    }


def net_debits(file: SieFile) -> int:
    total = 0
    for voucher in file.vouchers:
        net: Counter[str] = Counter()
        for row in voucher.rows:
            net[row.konto] += row.amount
        total += sum(amount for amount in net.values() if amount > 0)
    return total


def balance_sum(file: SieFile, label: str) -> int:
    return sum(b.amount for b in file.balances if b.label == label and b.year == 0)


@pytest.mark.parametrize("name", sorted(REAL))
def test_a_real_file_reads_as_independent_readers_agree(name: str, samples: Path):
    content = (samples / "sie4" / name).read_bytes()
    file = sie4.read(content, name)
    assert summary(file) == told(REAL[name])
    found = list(records(content.decode("cp437"), name))
    assert checksum.check(found, "cp437", name) is REAL[name]["ksumma_ok"]


@pytest.mark.parametrize("name", ["js_magenta_bokforing_SIE4I.se", "js_typ4si.si", "js_Lon.si"])
def test_import_files_are_told_from_exports_whatever_their_name(name: str, samples: Path):
    assert sie4.read((samples / "sie4" / name).read_bytes(), name).type == "4I"


def test_a_payroll_file():
    file = sie4.read(sie(PAYROLL), "lon.si")
    voucher = file.vouchers[0]
    assert (file.type, file.program, file.generated) == ("4I", "Löneprogrammet 7.1", dt.date(2026, 9, 25))
    assert file.objects["1", "I01"] == 'Steget "fram"'
    assert (voucher.series, voucher.number, voucher.text, voucher.line) == ("", "", "Lön september", 11)
    assert voucher.registered == voucher.date == dt.date(2026, 9, 25)
    salary, bank = voucher.rows
    assert salary.objects == (SieObject("1", "I01"), SieObject("20", "af"))
    assert (salary.amount, salary.text, salary.line) == (3000000, "Månadslön", 13)
    assert (bank.amount, bank.date, bank.objects) == (-3000000, None, ())
    assert file.warnings == ()


@pytest.mark.parametrize(
    ("encoding", "told_as"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("iso-8859-1", "iso-8859-1"), ("cp1252", "iso-8859-1")],
)
def test_another_encoding_is_read_and_told(encoding: str, told_as: str):
    file = sie4.read(sie(PAYROLL, encoding), "lon.si")
    assert (file.encoding, file.vouchers[0].text) == (told_as, "Lön september")
    assert "CP437" in file.warnings[0]


def test_windows_punctuation_tells_windows_1252():
    file = sie4.read(sie(PAYROLL.replace("Lön september", "Lön – september"), "cp1252"), "lon.si")
    assert (file.encoding, file.vouchers[0].text) == ("cp1252", "Lön – september")


def test_lf_alone_tabs_and_a_dos_end_of_file():
    content = PAYROLL.replace("#TRANS 1941 {} -30000", "#TRANS\t1941\t{}\t-30000\t\t").encode("cp437") + b"\x1a"
    assert sie4.read(content, "lon.si").vouchers[0].rows[1].amount == -3000000


def test_added_and_struck_rows_are_history_and_never_counted():
    text = PAYROLL.replace(
        "\t#TRANS 1941",
        "\t#BTRANS 5010 {} 99.00 20250101\n\t#RTRANS 1941 {} -30000 20250101\n\t#TRANS 1941",
    )
    voucher = sie4.read(sie(text), "x.si").vouchers[0]
    assert (len(voucher.rows), voucher.history) == (2, 2)


def test_vouchers_with_the_same_number_and_empty_ones_are_kept():
    empty = '#VER A 1 20260101 ""\n{\n}\n'
    file = sie4.read(sie(HEAD + empty + empty), "x.si")
    assert [(v.series, v.number, v.rows) for v in file.vouchers] == [("A", "1", ()), ("A", "1", ())]


def test_a_file_without_vouchers_is_nothing_to_do():
    assert sie4.read(sie(HEAD), "x.si").vouchers == ()


def test_unknown_labels_extra_fields_and_minus_nothing():
    text = PAYROLL.replace('"Månadslön"', '"Månadslön" 0 "ek" okänt').replace(
        "\t#TRANS 1941", "\t#NYTT 1 2\n\t#TRANS 3740 {} -0.00\n\t#TRANS 1941"
    )
    rows = (
        sie4.read(sie("#FLAGGA 0 x\n#FRAMTID {1 2} ja\n" + text.removeprefix("#FLAGGA 0\n")), "x.si").vouchers[0].rows
    )
    assert [row.amount for row in rows] == [3000000, 0, -3000000]


def test_a_path_that_ends_in_a_backslash():
    file = sie4.read(sie('#FLAGGA 0\n#FNR "C:\\Bokföring\\"\n#FNAMN "Förbundet"\n'), "x.se")
    assert file.name == "Förbundet"


def test_what_was_read_before_says_so():
    assert "#FLAGGA 1" in sie4.read(sie(HEAD.replace("#FLAGGA 0", "#FLAGGA 1")), "x.si").warnings[0]


def test_balances_that_do_not_agree_are_told():
    text = HEAD + "#RAR 0 20260101 20261231\n#IB 0 1941 100.00\n#UB 0 1941 150.00\n"
    chain, opening = reversed(sie4.read(sie(text), "x.se").warnings)
    assert opening == "De ingående balanserna summerar till 100,00, inte noll."
    assert chain.endswith("inte utgående balans: 1941.")


def marked(text: str, stated: str | None = None, encoding: str = "cp437") -> bytes:
    """``text`` with its checksum after #FLAGGA and last."""
    body = text.removeprefix("#FLAGGA 0\n")
    total = checksum.computed(records(body, ""), encoding)
    return sie(f"#FLAGGA 0\n#KSUMMA\n{body}#KSUMMA {stated or total}\n", encoding)


@pytest.mark.parametrize("encoding", ["cp437", "utf-8"])
def test_a_checksum_that_agrees(encoding: str):
    assert len(sie4.read(marked(PAYROLL, encoding=encoding), "x.si").vouchers) == 1


def test_a_checksum_without_a_beginning_is_told():
    assert "kontrollsumman" in sie4.read(sie(HEAD + "#KSUMMA 17\n"), "x.si").warnings[0]


WRONG = {
    "a web page": (b"<!DOCTYPE html><html><body>Logga in</body></html>", errors.WebPageError, None),
    "SIE 5": (b'<Sie xmlns="http://www.sie.se/sie5"/>', sie_errors.SieVersionError, None),
    "other XML": (b"<Document/>", sie_errors.NotSieError, None),
    "nothing": (b"", sie_errors.NotSieError, None),
    "no #FLAGGA": (sie(PAYROLL.removeprefix("#FLAGGA 0\n")), sie_errors.NotSieError, 1),
    "two files in one": (sie(PAYROLL + PAYROLL), sie_errors.SieBlockError, 16),
    "type 6": (sie(HEAD.replace("#SIETYP 4", "#SIETYP 6")), sie_errors.SieVersionError, 5),
    "cut off in a voucher": (sie(PAYROLL.removesuffix("}\n")), sie_errors.SieCutOffError, 11),
    "cut off after #VER": (sie(PAYROLL.split("{\n\t")[0]), sie_errors.SieCutOffError, 11),
    "a voucher in a voucher": (sie(PAYROLL[:-2] + "#VER A 2 20260101\n{\n}\n"), sie_errors.SieCutOffError, 11),
    "only the first #KSUMMA": (sie(PAYROLL.replace("#PROGRAM", "#KSUMMA\n#PROGRAM")), sie_errors.SieCutOffError, 2),
    "a changed file": (marked(PAYROLL).replace(b"30000", b"40000"), sie_errors.SieChecksumError, 17),
    "no braces": (sie(PAYROLL.replace("{\n\t", "\t")), sie_errors.SieCutOffError, 11),
    "a row outside": (sie(HEAD + "#TRANS 1941 {} 0\n"), sie_errors.SieBlockError, 8),
    "a lone brace": (sie(HEAD + "}\n"), sie_errors.SieBlockError, 8),
    "unbalanced": (sie(PAYROLL.replace("-30000", "-29999.99")), sie_errors.SieUnbalancedError, 11),
    "a comma": (sie(PAYROLL.replace("30000.00", "30000,00")), sie_errors.SieFieldError, 13),
    "thousandths": (sie(PAYROLL.replace("30000.00", "30000.001")), sie_errors.SieFieldError, 13),
    "no amount": (sie(PAYROLL.replace("{} -30000", "{}")), sie_errors.SieFieldError, 14),
    "no konto": (sie(PAYROLL.replace("#TRANS 1941", '#TRANS ""')), sie_errors.SieFieldError, 14),
    "half an object": (sie(PAYROLL.replace("{1 I01 ", "{I01 ")), sie_errors.SieFieldError, 13),
    "an open object list": (sie(PAYROLL.replace('"af"}', '"af"')), sie_errors.SieFieldError, 13),
    "an open quote": (sie(PAYROLL.replace('"Lön september"', '"Lön september')), sie_errors.SieFieldError, 11),
    "no date": (sie(PAYROLL.replace('"" 20260925 "Lön', '"" "" "Lön')), sie_errors.SieFieldError, 11),
    "31 September": (sie(PAYROLL.replace('"" 20260925 "Lön', '"" 20260931 "Lön')), sie_errors.SieFieldError, 11),
    "a year index": (sie(HEAD + "#IB x 1941 0\n"), sie_errors.SieFieldError, 8),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_with_its_line(case: str):
    content, kind, line = WRONG[case]
    with pytest.raises(kind) as error:
        sie4.read(content, "fil.si")
    assert (error.value.place.file, error.value.place.row) == ("fil.si", line)
    assert error.value.remedy


def test_all_unbalanced_vouchers_are_told_at_once():
    bad = '#VER A {n} 20260101 ""\n{{\n#TRANS 1941 {{}} {n}\n}}\n'
    with pytest.raises(UserErrors) as error:
        sie4.read(sie(HEAD + bad.format(n=1) + bad.format(n=2)), "x.si")
    assert [e.place.row for e in error.value.errors] == [8, 12]


def test_an_error_quotes_no_person():
    with pytest.raises(UserError) as error:
        sie4.read(sie(PAYROLL.replace("30000.00", '"901010-2383"')), "x.si")
    assert "901010" not in error.value.text()
