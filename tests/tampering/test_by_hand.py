"""Edits by hand in what is locked, one kind each: every one is found, and named with what it was and where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onedoor_ledger.vouchers.seals import file_name
from tests.small import git
from tests.tampering.conftest import INVOICE, Victim, reopen_and_close

A, P, D = "ledger/association", "ledger/parties", "ledger/people"
APRIL, MAY, JUNE, JULY = (f"{A}/2026/{month}.beancount" for month in ("04", "05", "06", "07"))
DOOR = f"{P}/2026/06.beancount"
SLIPPED = (
    '\n2026-04-20 * "Café Torget" "Kaffe till mötet"\n  voucher: "{number}"\n  registered: "2026-10-14"\n'
    '  by: "Ekonom Norrådalen"\n  Kostnader:Kansli:Resor  480.00 SEK\n'
    "  Tillgångar:Bank:Transaktionskonto  -480.00 SEK\n"
)
UNNUMBERED = re.sub(r"  voucher: .*\n  registered: .*\n  by: .*\n", "", SLIPPED)


@dataclass(frozen=True)
class Attack:
    """What somebody does, the control that finds it, and words the finding says."""

    do: Callable[[Victim], None]
    rule: str
    says: tuple[str, ...]
    at: str = ""


def replaced(file: str, *pairs: tuple[str, str], count: int = 1) -> Callable[[Victim], None]:
    def do(victim: Victim) -> None:
        for old, new in pairs:
            victim.edit(file, old, new, count=count)

    return do


def append(file: str, text: str) -> Callable[[Victim], None]:
    def do(victim: Victim) -> None:
        path = victim.root / file
        path.write_text(path.read_text("utf-8") + text, encoding="utf-8", newline="\n")

    return do


def cut(file: str, number: str) -> Callable[[Victim], None]:
    """A voucher out of its file."""

    def do(victim: Victim) -> None:
        path = victim.root / file
        blocks = path.read_text("utf-8").split("\n\n")
        path.write_text("\n\n".join(b for b in blocks if f'voucher: "{number}"' not in b) + "\n", encoding="utf-8")

    return do


def moved(old: str, new: str, number: str, day: tuple[str, str]) -> Callable[[Victim], None]:
    """A voucher in another month's file, with a day there."""

    def do(victim: Victim) -> None:
        blocks = (victim.root / old).read_text("utf-8").split("\n\n")
        [own] = [block for block in blocks if f'voucher: "{number}"' in block]
        cut(old, number)(victim)
        append(new, "\n" + own.replace(*day).rstrip("\n") + "\n")(victim)

    return do


def everywhere(old: str, new: str) -> Callable[[Victim], None]:
    def do(victim: Victim) -> None:
        for path in (victim.root / A).rglob("*.beancount"):
            path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8", newline="\n")

    return do


def without_month(victim: Victim) -> None:
    (victim.root / APRIL).unlink()
    victim.edit(f"{A}/main.beancount", 'include "2026/04.beancount"\n', "")


def delete(*files: str) -> Callable[[Victim], None]:
    def do(victim: Victim) -> None:
        for file in files:
            (victim.root / file).unlink()

    return do


def without_seals(victim: Victim, *books: str, since: str = "2026-08") -> None:
    """The last months' seals cut off, files and all."""
    for book in books or (A, P, D):
        path = victim.root / book / "seals.beancount"
        head, *blocks = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d custom)", path.read_text("utf-8"))
        kept = [block for block in blocks if block.split('"')[3] < since]
        path.write_text(head + "".join(kept), encoding="utf-8", newline="\n")
        for file in (victim.root / book / "seals").glob("*.seal"):
            if file.stem.partition("-")[2] >= since:
                file.unlink()


def sealed_anew(victim: Victim) -> None:
    """An amount changed, the seals cut off, and the program run again; only the protocol is as it was."""
    from onedoor_ledger.period import parse_period
    from onedoor_ledger.routines import closing
    from tests.small import BY, TODAY

    replaced(APRIL, ("612400.00", "612500.00"), count=4)(victim)
    without_seals(victim, since="2026-04")
    reports, hidden = victim.root / "reports", victim.root.parent / "reports"
    reports.rename(hidden)
    victim.commit()
    period = parse_period("2026-04-01..2026-08-31")
    closing.run(victim.workspace, period, today=TODAY.replace(day=15), by=BY, write=True)
    shutil.rmtree(reports)
    hidden.rename(reports)


def without_the_middle(victim: Victim) -> None:
    path = victim.root / A / "seals.beancount"
    blocks = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d custom)", path.read_text("utf-8"))
    path.write_text("".join(b for b in blocks if '"2026-03"' not in b), encoding="utf-8", newline="\n")


def reopening_forged(victim: Victim) -> None:
    reopen_and_close(victim)
    for book in (A, P, D):
        victim.edit(f"{book}/seals.beancount", 'reason: "Bilaga saknades"', 'reason: "Rutin"')


def reopening_hidden(victim: Victim) -> None:
    reopen_and_close(victim)
    for book in (A, P, D):
        path = victim.root / book / "seals.beancount"
        blocks = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d custom)", path.read_text("utf-8"))
        path.write_text("".join(b for b in blocks if "onedoor-reopen" not in b), encoding="utf-8", newline="\n")


def opened_by_hand(victim: Victim) -> None:
    line = '\n2026-10-14 custom "onedoor-reopen" "2026-04" "sha256:0"\n  link: "9"\n'
    line += '  by: "X"\n  second: "Y"\n  reason: "Z"\n'
    for book in (A, P, D):
        append(f"{book}/seals.beancount", line)(victim)
    replaced(APRIL, ("612400.00", "612500.00"), count=4)(victim)


def swapped_numbers(victim: Victim) -> None:
    for old, new in (("V3", "V0"), ("V4", "V3"), ("V0", "V4")):
        victim.edit(APRIL, f'"{old}"', f'"{new}"')


SEAL_4 = f"{A}/{file_name(4, '2026-04')}"
DOCUMENT = "ledger/documents/2026-05-05.d205dbe2235d.faktura-77.csv"
LINE = "  Kostnader:Kansli:Resor                                                500.00 SEK\n"

ATTACKS: dict[str, Attack] = {
    "an amount, on both sides": Attack(
        replaced(MAY, ("500.00", "900.00"), ("-500.00", "-900.00")),
        "sealed-changed",
        ("V7", "”500.00 SEK”", "”900.00 SEK”"),
        MAY,
    ),
    "an amount, by a hundredth": Attack(
        replaced(MAY, ("500.00", "500.01"), ("-500.00", "-500.01")), "sealed-changed", ("V7", "”500.01 SEK”"), MAY
    ),
    "a sign": Attack(
        replaced(MAY, ("  500.00", " -500.00"), ("-500.00 SEK\n2026", "500.00 SEK\n2026")),
        "sealed-changed",
        ("V7",),
        MAY,
    ),
    "a day of the same month": Attack(
        replaced(MAY, ("2026-05-05 * ", "2026-05-25 * ")), "sealed-changed", ("V7", "”2026-05-05”", "”2026-05-25”"), MAY
    ),
    "a day of another locked month": Attack(
        moved(APRIL, JULY, "V4", ("2026-04-25", "2026-07-25")),
        "sealed-changed",
        ("V4", "2026-04-25", "2026-07-25"),
        JULY,
    ),
    "a day of an open month": Attack(
        moved(APRIL, f"{A}/2026/09.beancount", "V4", ("2026-04-25", "2026-09-25")),
        "sealed-changed",
        ("V4", "2026-09-25"),
    ),
    "a voucher removed": Attack(
        cut(APRIL, "V4"), "sealed-removed", ("V4", "2026-04-25", "Betald rekvisition"), f"{A}/seals"
    ),
    "a voucher slipped in": Attack(
        append(APRIL, SLIPPED.format(number="V9")), "sealed-added", ("V9", "2026-04"), APRIL
    ),
    "a voucher slipped in under a number in use": Attack(
        append(APRIL, SLIPPED.format(number="V3")), "sealed-added", ("V3",), APRIL
    ),
    "a voucher slipped in without a number": Attack(append(APRIL, UNNUMBERED), "sealed-added", ("Kaffe",), APRIL),
    "two vouchers' numbers swapped": Attack(swapped_numbers, "sealed-changed", ("V3",), APRIL),
    "a voucher renumbered": Attack(
        replaced(APRIL, ('voucher: "V4"', 'voucher: "V40"')), "sealed-renumbered", ("V40", "V4"), APRIL
    ),
    "another account": Attack(
        replaced(MAY, ("Kostnader:Kansli:Resor   ", "Kostnader:Kansli:TeleIT  ")),
        "sealed-changed",
        ("V7", "Kostnader:Kansli:Resor", "Kostnader:Kansli:TeleIT"),
        MAY,
    ),
    "an account renamed everywhere": Attack(
        everywhere("Tillgångar:Bank:Transaktionskonto", "Tillgångar:Bank:Annat"),
        "sealed-account",
        ("Tillgångar:Bank:Transaktionskonto", "Tillgångar:Bank:Annat"),
    ),
    "an account's konto": Attack(
        replaced(f"{A}/chart.beancount", ('konto: "1941"', 'konto: "1949"')),
        "sealed-account",
        ("1941", "1949"),
        f"{A}/chart",
    ),
    "an account's party": Attack(
        replaced(
            f"{P}/chart.beancount",
            ('Kostnader:AF:Ingång:Andel SEK\n  party: "af"', 'Kostnader:AF:Ingång:Andel SEK\n  party: "fk"'),
        ),
        "sealed-account",
        ("party", "af", "fk"),
        f"{P}/chart",
    ),
    "the counterparty": Attack(replaced(MAY, ("Dalbanan", "Annan")), "sealed-changed", ("Dalbanan", "Annan"), MAY),
    "the text": Attack(
        replaced(MAY, ('"Faktura 77"\n', '"Faktura 78"\n')), "sealed-changed", ("Faktura 77", "Faktura 78"), MAY
    ),
    "the flag": Attack(replaced(MAY, ("05-05 *", "05-05 !")), "sealed-changed", ("V7", "”*”", "”!”"), MAY),
    "the day of registration": Attack(
        replaced(MAY, ("2026-10-14", "2026-05-06")), "sealed-changed", ("registered", "2026-10-14", "2026-05-06"), MAY
    ),
    "the author": Attack(replaced(MAY, ("Ekonom Norrådalen", "Revisor")), "sealed-changed", ("by", "Revisor"), MAY),
    "a service period added": Attack(
        replaced(MAY, ('  by: "', '  service: "2025-Q4"\n  by: "')), "sealed-changed", ("service", "2025-Q4"), MAY
    ),
    "evidence removed": Attack(replaced(MAY, ('  evidence: "Faktura 77"\n', "")), "sealed-changed", ("evidence",), MAY),
    "a party put on a line": Attack(
        replaced(MAY, (LINE, LINE + '    party: "fk"\n')), "sealed-changed", ("party", "fk"), MAY
    ),
    "an exact share": Attack(
        replaced(DOOR, ("600006/25", "600007/25")), "sealed-changed", ("exact", "600006/25"), DOOR
    ),
    "a line split in two": Attack(
        replaced(MAY, (LINE, "  Kostnader:Kansli:Resor 400.00 SEK\n  Kostnader:Kansli:TeleIT 100.00 SEK\n")),
        "sealed-changed",
        ("V7", "500.00 SEK", "400.00 SEK"),
        MAY,
    ),
    "two lines that cancel out": Attack(
        replaced(MAY, (LINE, LINE + "  Kostnader:Kansli:TeleIT 9.00 SEK\n  Kostnader:Kansli:TeleIT -9.00 SEK\n")),
        "sealed-changed",
        ("V7", "9.00 SEK"),
        MAY,
    ),
    "lines in another order": Attack(
        replaced(MAY, (LINE, ""), ("-500.00 SEK\n", "-500.00 SEK\n" + LINE)), "sealed-changed", ("V7",), MAY
    ),
    "an amount left out": Attack(
        replaced(MAY, (" 500.00 SEK", ""), ("-500.00", "-700.00")), "sealed-changed", ("V7", "700.00 SEK"), MAY
    ),
    "a tag": Attack(
        replaced(MAY, ('"Faktura 77"\n  v', '"Faktura 77" #privat\n  v')), "sealed-changed", ("privat",), MAY
    ),
    "a link": Attack(replaced(MAY, ('"Faktura 77"\n  v', '"Faktura 77" ^mapp\n  v')), "sealed-changed", ("mapp",), MAY),
    "a price": Attack(replaced(MAY, (" 500.00 SEK\n", " 500.00 SEK @@ 500.00 SEK\n")), "sealed-changed", ("V7",), MAY),
    "a whole month taken out": Attack(without_month, "sealed-removed", ("V3", "2026-04-14"), f"{A}/seals"),
    "a source document altered": Attack(
        lambda victim: (victim.root / DOCUMENT).write_bytes(b"Belopp\r\n900\r\n") and None, "document-differs", ("V7",)
    ),
    "a source document removed": Attack(delete(DOCUMENT), "document-missing", ("V7", "faktura-77")),
    "a sharing rule's weight": Attack(
        replaced("rules/keys.toml", ("weights = { granasa = 46, af = 24, fk", "weights = { granasa = 47, af = 23, fk")),
        "sealed-rule",
        ("ingangen@2025-01-01", "2026-06", '["granasa", 46]', '["granasa", 47]'),
        "rules/keys.toml",
    ),
    "a sharing rule's beginning": Attack(
        replaced(
            "rules/keys.toml", ('parterna bär själva"\nfrom = 2025-01-01', 'parterna bär själva"\nfrom = 2025-01-02')
        ),
        "sealed-rule",
        ("ingangen@2025-01-01",),
        "rules/keys.toml",
    ),
    "people counted otherwise": Attack(
        replaced(f"{D}/2026/08.beancount", ("12 PERSONER", "15 PERSONER"), ("-12 PERSONER", "-15 PERSONER")),
        "sealed-changed",
        ("D1", "12 PERSONER", "15 PERSONER"),
        D,
    ),
    "a seal's file edited": Attack(
        replaced(SEAL_4, ("612400.00", "612500.00")), "seal-unproved", ("2026-04",), f"{A}/seals"
    ),
    "a seal's file removed": Attack(delete(SEAL_4), "seal-unproved", ("2026-04",), f"{A}/seals"),
    "a seal's day": Attack(
        replaced(f"{A}/seals.beancount", ('locked: "2026-10-14"', 'locked: "2026-02-14"')), "seal-chain", ("2026-01",)
    ),
    "a seal taken out of the chain": Attack(without_the_middle, "seal-chain", ("3",), f"{A}/seals"),
    "seals cut off in one book": Attack(
        lambda victim: without_seals(victim, A), "seal-books", ("association 2026-07", "parties 2026-08")
    ),
    "seals cut off in all books": Attack(without_seals, "seal-protocol", ("2026-08",), "reports/"),
    "an amount, and everything locked anew": Attack(sealed_anew, "seal-protocol", ("2026-04",), "reports/"),
    "a reopening's reason": Attack(reopening_forged, "seal-chain", ("2026-08",), f"{A}/seals"),
    "a reopening hidden": Attack(reopening_hidden, "seal-chain", ("9",), f"{A}/seals"),
    "a reopening written by hand": Attack(opened_by_hand, "seal-chain", ("2026-04",), f"{A}/seals"),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_found_and_named(victim: Victim, attack: Attack):
    attack.do(victim)
    victim.commit()
    found = [finding for finding in victim.errors() if finding.rule == attack.rule]
    assert found, [(finding.rule, finding.message) for finding in victim.errors()]
    said = " ".join(f"{finding.place} {finding.message}" for finding in found)
    assert [word for word in (*attack.says, attack.at) if word not in said] == [], said


def test_the_locked_books_are_sound(victim: Victim):
    assert victim.errors() == []
    assert INVOICE.name
    assert git(victim.root, "status", "--porcelain") == ""
