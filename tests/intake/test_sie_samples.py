"""Every real SIE file beside the project is booked with the totals others read in it, or refused for its reason."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.formats import sie4
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.founding.found import Founded, found
from onedoor_ledger.money import from_decimal
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.errors import RefusedError
from onedoor_ledger.workspace import Workspace
from tests.conftest import SAMPLES
from tests.tiny.build import BY, MEMBERS, NAME, ORGNR

EXPECTED = SAMPLES / "sie4" / "expected.json"
REAL = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.is_file() else {}
YEARS = sorted(name for name, told in REAL.items() if told["sietyp"] != "4" or told["sum_UB0"] != "0")
IMPORTS = sorted(REAL.keys() - set(YEARS))
_POSTINGS = re.compile(r"\[\[sie_posting\]\]\n(?:\w+ = .*\n)+")


def ore(told: str) -> int:
    return from_decimal(Decimal(told))


def move(folder: Path, content: bytes, name: str, year: int, today: dt.date) -> Founded:
    return found(
        folder, name=NAME, orgnr=ORGNR, members=MEMBERS, year=year, today=today, by=BY, sie=content, sie_name=name
    )


def net_debits(books: Books) -> int:
    """The vouchers' debit total as the independent readers count it: net per voucher and konto, no opening voucher."""
    frame = books.postings
    frame = frame[frame["reference"] != ""]
    net = frame.groupby(["key", "konto"])["amount"].sum()
    return int(net[net > 0].sum())


def closing(file: SieFile) -> dict[str, int]:
    said: Counter[str] = Counter()
    for balance in file.balances:
        if balance.year == 0 and balance.label in {"UB", "RES"}:
            said[balance.konto] += balance.amount
    return {konto: amount for konto, amount in said.items() if amount}


@pytest.mark.parametrize("name", YEARS)
def test_a_year_is_moved_in_with_its_totals_and_known_when_it_comes_again(name: str, samples: Path, tmp_path: Path):
    content, told = (samples / "sie4" / name).read_bytes(), REAL[name]
    file = sie4.read(content, name)
    first, last = file.years[0]
    today = last + dt.timedelta(days=30)
    made = move(tmp_path / "nytt", content, name, first.year, today)
    books = load_books(made.workspace)
    assert books.findings == ()
    assert made.moved == told["vouchers"] - len(told["empty_vouchers"])
    assert net_debits(books) == ore(told["debit_total"])
    booked = {konto: int(amount) for konto, amount in books.postings.groupby("konto")["amount"].sum().items()}
    said = closing(file)
    assert {konto: booked.get(konto, 0) for konto in said} == said
    assert sum(said.values()) == ore(told["sum_UB0"]) + ore(told["sum_RES0"])
    again = tmp_path / name
    again.write_bytes(content)
    done = importing.run(made.workspace, (again,), today=today, by=BY, write=False)
    assert done.vouchers == ()
    (result,) = done.batch.files
    if file.type == "4E":
        assert (result.known, result.kind) == (made.moved, "Ett års verifikationer, SIE 4E")
    else:
        assert result.kind == "Saldon, SIE 1–3"
        assert not [f for f in done.findings if f.rule == "sie-control"] or sum(said.values())


def ready(file: SieFile, folder: Path, today: dt.date) -> Workspace:
    """A workspace with the file's konton and no rule yet for what system it comes from."""
    kontos = sorted({row.konto for voucher in file.vouchers for row in voucher.rows})
    year = min(voucher.date.year for voucher in file.vouchers)
    chart = "".join(f'#KONTO {konto} "Konto"\n' for konto in kontos)
    text = f'#FLAGGA 0\n#SIETYP 4\n#FNAMN "F"\n#RAR 0 {year}0101 {year}1231\n{chart}#UB 0 {kontos[0]} 0.00\n'
    workspace = move(folder, text.encode("cp437"), "start.se", year, today).workspace
    rules = workspace.rules / "accounts.toml"
    rules.write_text(_POSTINGS.sub("", rules.read_text(encoding="utf-8")), encoding="utf-8")
    return workspace


@pytest.mark.parametrize("name", IMPORTS)
def test_an_import_file_is_booked_once_the_rules_say_what_it_is(name: str, samples: Path, tmp_path: Path):
    path, told = samples / "sie4" / name, REAL[name]
    file = sie4.read(path.read_bytes(), name)
    today = max(voucher.date for voucher in file.vouchers)
    workspace = ready(file, tmp_path / "nytt", today)
    with pytest.raises(RefusedError) as refused:
        importing.run(workspace, (path,), today=today, by=BY, write=False)
    assert {error.code for error in refused.value.refused} == {"sie-kind"}
    rules = workspace.rules / "accounts.toml"
    kontos = sorted({row.konto for voucher in file.vouchers for row in voucher.rows})
    rows = "".join(f'\n[[sie_posting]]\nkind = "vouchers"\nkonto = "{k}"\nbecomes = "{k}"\n' for k in kontos)
    text = re.sub(r"\[sie_dimensions\]\n(?:\w+ = .*\n)+", "[sie_dimensions]\n", rules.read_text(encoding="utf-8"))
    text = re.sub(r"\[sie_objects\.\w+\]\n(?:[^\[]+= .*\n)+", "", text)
    rules.write_text(text + rows, encoding="utf-8")
    done = importing.run(workspace, (path,), today=today, by=BY, write=False)
    assert (len(done.vouchers), done.batch.files[0].kind) == (told["vouchers"], "Verifikationer, SIE 4I")
    rows_booked = sum(len(voucher.lines) for voucher in done.vouchers)
    zero = sum(not row.amount for voucher in file.vouchers for row in voucher.rows)
    assert rows_booked == told["trans"] - zero
    total = 0
    for voucher in done.vouchers:
        net: Counter[str] = Counter()
        for line in voucher.lines:
            net[line.account] += line.amount
        total += sum(amount for amount in net.values() if amount > 0)
    assert total == ore(told["debit_total"])
