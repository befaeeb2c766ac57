"""What a rule decides is written field by field: no class, field or name in the program changes what is sealed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from beancount.parser import parser

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.sealed_rules import same_rules
from onedoor_ledger.rulebook.model import (
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Key,
    Measured,
    Serial,
    Settle,
    SharingRule,
    Tier,
    Tiered,
    TwoPart,
)
from onedoor_ledger.rulebook.model.key_text import key_text, key_text_before
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import text
from onedoor_ledger.vouchers.sealing import seal
from onedoor_ledger.workspace import Workspace
from tests.sharing.door_books import LAW, rule, rulebook

DAY = dt.date(2026, 8, 31)
VISITS = Measured(("besok",), ("fk", "af"))
CAPPED = Capped(ByStatistic(VISITS), (Bound("af", least=0, most=300_000),))
FORMS: tuple[tuple[Key, str, str], ...] = (
    (
        ByWeights({"fk": 2, "norrvidd": 1}, LAW[:2]),
        (
            '{"kind": "weights", "weights": [["fk", 2], ["norrvidd", 1]], '
            '"groups": [["state", 2, [["fk", 1], ["af", 0]]], ["region", 1, [["norrvidd", 1]]]]}'
        ),
        (
            "ByWeights(weights={'fk': 2, 'norrvidd': 1}, groups=(KeyGroup(id='state', weight=2, members=(('fk', 1), "
            "('af', 0))), KeyGroup(id='region', weight=1, members=(('norrvidd', 1),))))"
        ),
    ),
    (
        ByStatistic(Measured(("yta",), ("fk",), (dt.date(2025, 1, 1), dt.date(2025, 12, 31)))),
        '{"kind": "statistic", "statistics": ["yta"], "participants": ["fk"], "span": ["2025-01-01", "2025-12-31"]}',
        (
            "ByStatistic(measured=Measured(statistics=('yta',), participants=('fk',), "
            "span=(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))))"
        ),
    ),
    (
        ByBenefit(VISITS),
        '{"kind": "benefit", "statistics": ["besok"], "participants": ["fk", "af"]}',
        "ByBenefit(measured=Measured(statistics=('besok',), participants=('fk', 'af'), span=None))",
    ),
    (
        replace(CAPPED, bounds=(*CAPPED.bounds, Bound("fk", Settle.QUARTER, most_share=Fraction(1, 2)))),
        (
            '{"kind": "capped", "base": {"kind": "statistic", "statistics": ["besok"], "participants": ["fk", "af"]}, '
            '"bounds": [{"participant": "af", "per": "year", "least": 0, "most": 300000}, '
            '{"participant": "fk", "per": "quarter", "most_share": "1/2"}]}'
        ),
        (
            "Capped(base=ByStatistic(measured=Measured(statistics=('besok',), participants=('fk', 'af'), span=None)), "
            "bounds=(Bound(participant='af', per=<Settle.YEAR: 'year'>, least=0, most=300000, least_share=None, "
            "most_share=None), Bound(participant='fk', per=<Settle.QUARTER: 'quarter'>, least=None, most=None, "
            "least_share=None, most_share=Fraction(1, 2))))"
        ),
    ),
    (
        TwoPart(ByWeights({"fk": 1}), ByBenefit(VISITS), Fraction(3, 10), (), ("lokal",)),
        (
            '{"kind": "two_part", "standing": {"kind": "weights", "weights": [["fk", 1]]}, '
            '"use": {"kind": "benefit", "statistics": ["besok"], "participants": ["fk", "af"]}, '
            '"part": "3/10", "cost_types": ["lokal"]}'
        ),
        (
            "TwoPart(standing=ByWeights(weights={'fk': 1}, groups=()), use=ByBenefit(measured=Measured(statistics="
            "('besok',), participants=('fk', 'af'), span=None)), part=Fraction(3, 10), accounts=(), "
            "cost_types=('lokal',))"
        ),
    ),
    (
        Tiered(VISITS, (Tier(6, {"own": Fraction(1)}), Tier(None, {"fk": Fraction(1, 2), "own": Fraction(1, 2)}))),
        (
            '{"kind": "tiered", "statistics": ["besok"], "participants": ["fk", "af"], '
            '"tiers": [{"up_to": 6, "shares": [["own", "1/1"]]}, {"shares": [["fk", "1/2"], ["own", "1/2"]]}]}'
        ),
        (
            "Tiered(measured=Measured(statistics=('besok',), participants=('fk', 'af'), span=None), "
            "tiers=(Tier(up_to=6, shares={'own': Fraction(1, 1)}), "
            "Tier(up_to=None, shares={'fk': Fraction(1, 2), 'own': Fraction(1, 2)})))"
        ),
    ),
    (
        Serial(VISITS, (), ((Fraction(0), Fraction(0)), (Fraction(10), Fraction(100)))),
        (
            '{"kind": "serial", "statistics": ["besok"], "participants": ["fk", "af"], '
            '"points": [["0/1", "0/1"], ["10/1", "100/1"]]}'
        ),
        (
            "Serial(measured=Measured(statistics=('besok',), participants=('fk', 'af'), span=None), polynomial=(), "
            "points=((Fraction(0, 1), Fraction(0, 1)), (Fraction(10, 1), Fraction(100, 1))))"
        ),
    ),
)


@pytest.mark.parametrize(("key", "now", "before"), FORMS, ids=[type(key).__name__ for key, *_forms in FORMS])
def test_a_key_is_written_as_it_always_was(key: Key, now: str, before: str):
    """Texts that are sealed somewhere: this test is never edited to fit the program."""
    assert json.dumps({"form": "key2", **json.loads(now)}) == json.dumps(key_text(key))
    assert key_text_before(key) == before


def test_a_new_field_on_a_key_leaves_the_text_alone():
    @dataclass(frozen=True, slots=True, repr=False)
    class Wider(Capped):
        rounded: str = "never"

        def __repr__(self) -> str:
            return f"Wider({self.rounded})"

    own = rule({}, key="capped", terms=CAPPED)
    assert replace(own, terms=Wider(CAPPED.base, CAPPED.bounds)).digest == own.digest


def test_a_rule_of_constant_weights_is_written_as_in_the_oldest_seals():
    assert rule().decided == (
        '["ingang", "2026-01-01", "parties", "granasa", "parties", "granasa-ingang", ["Kostnader:Granåsa:Ingång:"], '
        '"fixed", [["granasa", 46], ["af", 24], ["fk", 12], ["norrvidd", 12], ["ssc", 6]], [], "none"]'
    )
    assert rule().digest == hashlib.sha256(rule().decided.encode()).hexdigest()


def sealed(folder: Path, decided: str) -> tuple[Workspace, Books]:
    """A workspace whose August is locked and rests on ``ingang@2026-01-01``, which decided ``decided``."""
    lines = (Line("Kostnader:AF:Ingång:Andel", 100), Line("Skulder:AF:Avräkning:Granåsa", -100))
    meta = {"rule": "ingang", "version": "ingang@2026-01-01"}
    share = Voucher(Book.PARTIES, DAY, "Delat", lines, meta=meta, number=1, registered=DAY, by="E")
    options = 'option "name_expenses" "Kostnader"\noption "name_liabilities" "Skulder"\n'
    booked, _errors, _options = parser.parse_string(options + text.render(share))
    (made,) = seal(Book.PARTIES, booked, ["2026-08"], {"ingang@2026-01-01": decided}, today=DAY, by="E")
    path = folder / "ledger/parties" / made.file
    path.parent.mkdir(parents=True)
    path.write_bytes(made.content)
    links, _errors, _options = parser.parse_string(made.directive)
    return Workspace(folder), Books(None, {}, {Book.PARTIES: [*booked, *links]}, ())  # type: ignore[arg-type]


def accused(folder: Path, decided: str, now: SharingRule) -> list[str]:
    workspace, books = sealed(folder, decided)
    return [finding.message for finding in same_rules(workspace, rulebook(now), books)]


CAPPED_RULE = rule({}, key="capped", terms=CAPPED, settle=Settle.QUARTER)
OLD = json.dumps(
    [*json.loads(rule({}, key="capped").decided), ["terms", key_text_before(CAPPED)], ["settle", "quarter"]],
    ensure_ascii=False,
)
"""What a seal of the form before says of the capped rule."""


@pytest.mark.parametrize("decided", [OLD, CAPPED_RULE.decided])
def test_an_honest_seal_of_either_form_stands(tmp_path: Path, decided: str):
    assert accused(tmp_path, decided, CAPPED_RULE) == []


@pytest.mark.parametrize("decided", [OLD, CAPPED_RULE.decided])
def test_another_ceiling_is_told_whichever_form_the_seal_has(tmp_path: Path, decided: str):
    other = replace(CAPPED_RULE, terms=replace(CAPPED, bounds=(Bound("af", least=0, most=400_000),)))
    (message,) = accused(tmp_path, decided, other)
    assert "300000" in message
    assert "400000" in message
    assert "settle" not in message


def test_a_ceiling_taken_away_is_told(tmp_path: Path):
    (message,) = accused(tmp_path, OLD, rule({"af": 1, "granasa": 1}))
    assert "300000" in message
