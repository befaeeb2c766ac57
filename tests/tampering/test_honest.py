"""What honest people do: none of it is accused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import closing
from tests.small import BY, TODAY
from tests.tampering.conftest import Victim, correct, reopen_and_close
from tests.tampering.test_by_hand import APRIL, LINE, MAY, append, moved, replaced

A = "ledger/association"
ELSEWHERE = frozenset({"voucher-misplaced", "voucher-edited", "voucher-removed", "amount-decimals", "amount-wrong"})
"""Controls that are not about what is locked: where a voucher stands, how git has it, how an amount is written."""


def formatted(victim: Victim) -> None:
    for path in (victim.root / A / "2026").glob("*.beancount"):
        command = [str(Path(sys.executable).with_name("bean-format")), "-c", "60", "-o", str(path), str(path)]
        subprocess.run(command, check=True)


def windows(victim: Victim) -> None:
    for path in [*(victim.root / "ledger").rglob("*.beancount"), *(victim.root / "ledger").rglob("*.seal")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def keys_in_another_order(victim: Victim) -> None:
    path = victim.root / MAY
    text = path.read_text("utf-8")
    keys = re.findall(r"(?m)^  [a-z]+: .*\n", text)
    path.write_text(text.replace("".join(keys), "".join(reversed(keys))), encoding="utf-8", newline="\n")


def september(victim: Victim) -> None:
    closing.run(victim.workspace, parse_period("2026-09"), today=TODAY, by=BY, write=True)


def turned(victim: Victim) -> None:
    """The vouchers of a month the other way round."""
    path = victim.root / APRIL
    head, *blocks = path.read_text("utf-8").rstrip("\n").split("\n\n")
    path.write_text("\n\n".join([head, *reversed(blocks)]) + "\n", encoding="utf-8", newline="\n")


HONEST: dict[str, Callable[[Victim], None]] = {
    "nothing": lambda victim: None,
    "bean-format": formatted,
    "line ends of Windows": windows,
    "a comment in a locked month": replaced(MAY, ("2026-05-05 *", "; Betald kontant\n2026-05-05 *")),
    "a comment behind a line": replaced(MAY, (LINE, LINE.rstrip("\n") + " ; kaffe\n")),
    "empty lines": replaced(APRIL, ("\n\n2026-04-25", "\n\n\n\n2026-04-25")),
    "metadata in another order": keys_in_another_order,
    "indentation": replaced(MAY, (LINE, "      " + LINE.lstrip())),
    "thousands with a comma": replaced(APRIL, ("612400.00", "612,400.00"), count=4),
    "a voucher in another file": moved(APRIL, f"{A}/2026/07.beancount", "V4", ("2026-04-25", "2026-04-25")),
    "vouchers in another order": turned,
    "a heading in the chart": append(f"{A}/chart.beancount", "\n; Nya konton\n"),
    "a note on an account": replaced(f"{A}/chart.beancount", ('konto: "1941"\n', 'konto: "1941"\n  obs: "Swedbank"\n')),
    "a new account": append(f"{A}/chart.beancount", '\n2026-10-01 open Kostnader:Kansli:Kaffe SEK\n  konto: "6999"\n'),
    "an account closed": append(f"{A}/chart.beancount", "\n2026-10-01 close Kostnader:Kansli:Bankavgift\n"),
    "a rule's title": replaced("rules/keys.toml", ("det parterna bär själva", "parternas egen del")),
    "a rule's source": replaced("rules/keys.toml", ("Parternas styrgrupp 2024-12-10", "Styrgruppen 2024-12-10")),
    "a correction": lambda victim: correct(victim, "V7"),
    "a correction of a split": lambda victim: correct(victim, "P3"),
    "the next month locked": september,
    "opened and locked again": reopen_and_close,
}


@pytest.mark.parametrize("do", HONEST.values(), ids=HONEST.keys())
def test_not_accused(victim: Victim, do: Callable[[Victim], None]):
    do(victim)
    victim.commit()
    found = [finding for finding in victim.errors() if finding.rule not in ELSEWHERE]
    assert [(finding.rule, finding.message) for finding in found] == []
