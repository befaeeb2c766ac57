"""What is written as SIE 4 is read back to the öre, whatever the texts hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.formats import sie4
from onedoor_ledger.formats.records import SieBalance, SieFile, SieObject, SieObjectBalance, SieRow, SieVoucher
from onedoor_ledger.formats.sie.letters import readable
from onedoor_ledger.formats.sie.writer import write

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
LETTERS = "abc XYZ åäöÅÄÖéü 019 #{}\"\\'-.,:/½«»° –€§ß☺\t\n"
texts = st.text(st.sampled_from(LETTERS), max_size=20)
names = texts.filter(lambda text: bool(readable(text)[0]))
kontos = st.from_regex(r"[1-8][0-9]{3}", fullmatch=True)
ore = st.integers(-(10**13), 10**13)
days = st.dates(*YEAR)
objects = st.lists(
    st.builds(SieObject, st.sampled_from(["1", "20", "21"]), names), max_size=2, unique_by=lambda o: o.dimension
).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> tuple[SieRow, ...]:
    amounts = draw(st.lists(ore, max_size=4))
    amounts = [*amounts, -sum(amounts)] if amounts else []
    return tuple(
        SieRow(draw(kontos), draw(objects), amount, draw(st.none() | days), draw(texts), 0) for amount in amounts
    )


vouchers = st.builds(SieVoucher, texts, texts, days, texts, st.none() | days, texts, rows(), st.just(0), st.just(0))
balances = st.builds(
    SieBalance, st.sampled_from(["IB", "UB", "RES"]), st.sampled_from([0, -1]), kontos, ore, st.just(0)
)
object_balances = st.builds(
    SieObjectBalance, st.sampled_from(["OIB", "OUB"]), st.just(0), st.just(""), kontos, objects, ore, st.just(0)
) | st.builds(
    SieObjectBalance, st.just("PBUDGET"), st.just(0), st.just("202601"), kontos, objects, ore, st.just(0)
)  # fmt: skip
files = st.builds(
    SieFile,
    type=st.just("4E"),
    program=st.just("onedoor-ledger 1.2"),
    generated=st.none() | days,
    name=names,
    orgnr=st.just("222000-9993"),
    years=st.just({0: YEAR, -1: (dt.date(2025, 1, 1), dt.date(2025, 12, 31))}),
    accounts=st.dictionaries(kontos, texts, max_size=4),
    account_types=st.just({}),
    dimensions=st.just({"1": "Insats", "20": "Motpart", "21": "Del"}),
    objects=st.just({("1", "I01"): "MIA"}),
    balances=st.lists(balances, min_size=1, max_size=4).map(tuple),
    vouchers=st.lists(vouchers, max_size=4).map(tuple),
    encoding=st.just("cp437"),
    warnings=st.just(()),
    object_balances=st.lists(object_balances, max_size=4).map(tuple),
    parents=st.just({"21": "1"}),
    covered=st.none() | days,
    chart=st.just("Kommun-Bas"),
    note=texts,
)


def spelled(text: str) -> str:
    return readable(text)[0]


def as_written(file: SieFile) -> SieFile:
    """The file with its texts in SIE's letters, balances in the standard's order, and no line numbers."""

    def placed(found: tuple[SieObject, ...]) -> tuple[SieObject, ...]:
        return tuple(SieObject(o.dimension, spelled(o.object)) for o in found)

    def rank(balance: SieBalance | SieObjectBalance) -> int:
        return ("IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET").index(balance.label)

    return replace(
        file,
        name=spelled(file.name),
        note=spelled(file.note),
        accounts={konto: spelled(name) for konto, name in file.accounts.items()},
        balances=tuple(replace(b, line=0) for b in sorted(file.balances, key=rank)),
        object_balances=tuple(
            replace(b, line=0, objects=placed(b.objects)) for b in sorted(file.object_balances, key=rank)
        ),
        vouchers=tuple(
            replace(
                v,
                series=spelled(v.series),
                number=spelled(v.number),
                text=spelled(v.text),
                sign=spelled(v.sign),
                line=0,
                rows=tuple(replace(r, line=0, text=spelled(r.text), objects=placed(r.objects)) for r in v.rows),
            )
            for v in file.vouchers
        ),
        warnings=(),
    )


@given(file=files, with_checksum=st.booleans())
def test_what_is_written_is_read_back(file: SieFile, with_checksum: bool):
    back = sie4.read(write(file, with_checksum=with_checksum).content, "egen.se")
    assert as_written(back) == as_written(file)


@given(text=st.text(max_size=40))
def test_no_letter_can_be_taken_for_another_encoding(text: str):
    content = f'#FLAGGA 0\r\n#FORMAT PC8\r\n#FNAMN "Förb. {readable(text)[0]}"\r\n'.replace('\\"', "").encode("cp437")
    assert sie4.read(content, "x.se").encoding == "cp437" if '"' not in readable(text)[0] else True


@pytest.mark.parametrize(
    ("text", "written", "others"),
    [
        ("Styrelsen § 49 – ”två” €", 'Styrelsen paragraf 49 - "två" EUR', ("§", "–", "”", "€")),
        ("Åsa Öberg, kafé à 25 kr", "Åsa Öberg, kafé à 25 kr", ()),
        ("Łódź, Đorđević, Şahin", "Lódz, Dordevic, Sahin", ("Ł", "ź", "Đ", "đ", "ć", "Ş")),
        ("mapp\\", "mapp/", ("\\",)),
        ("日本", "??", ("日", "本")),
        ("två\nrader", "två rader", ()),
    ],
)
def test_other_characters_are_written_readably_and_told(text: str, written: str, others: tuple[str, ...]):
    assert readable(text) == (written, others)


SMALL = SieFile(
    type="4E",
    program="onedoor-ledger 1.2",
    generated=dt.date(2026, 10, 14),
    name="Förbundet",
    orgnr="222000-9993",
    years={0: YEAR},
    accounts={"1941": "Bank", "5021": "Löner"},
    account_types={"1941": "T", "5021": "K"},
    dimensions={"1": "Insats"},
    objects={("1", "KAN"): "Kansli"},
    balances=(SieBalance("UB", 0, "1941", -10000, 0), SieBalance("RES", 0, "5021", 10000, 0)),
    vouchers=(
        SieVoucher(
            "V",
            "1",
            dt.date(2026, 9, 25),
            'Lön "sept"',
            dt.date(2026, 9, 26),
            "ek",
            (
                SieRow("5021", (SieObject("1", "KAN"),), 10000, None, "Grund", 0),
                SieRow("1941", (), -10000, None, "", 0),
            ),
            0,
            0,
        ),
    ),
    encoding="cp437",
    warnings=(),
    covered=dt.date(2026, 10, 14),
    chart="Kommun-Bas",
)


def test_the_file_looks_as_the_standard_says():
    assert write(SMALL, with_checksum=True).content.decode("cp437").split("\r\n") == [
        "#FLAGGA 0",
        "#KSUMMA",
        '#PROGRAM "onedoor-ledger" 1.2',
        "#FORMAT PC8",
        "#GEN 20261014",
        "#SIETYP 4",
        "#ORGNR 222000-9993",
        '#FNAMN "Förbundet"',
        "#RAR 0 20260101 20261231",
        "#OMFATTN 20261014",
        '#KPTYP "Kommun-Bas"',
        '#KONTO 1941 "Bank"',
        "#KTYP 1941 T",
        '#KONTO 5021 "Löner"',
        "#KTYP 5021 K",
        '#DIM 1 "Insats"',
        '#OBJEKT 1 "KAN" "Kansli"',
        "#UB 0 1941 -100.00",
        "#RES 0 5021 100.00",
        '#VER "V" 1 20260925 "Lön \\"sept\\"" 20260926 "ek"',
        "{",
        '\t#TRANS 5021 {1 "KAN"} 100.00 "" "Grund"',
        "\t#TRANS 1941 {} -100.00",
        "}",
        "#KSUMMA 3380242704",
        "",
    ]
