"""The first page's sentences, chosen by sign."""

from __future__ import annotations

import dataclasses

from onedoor_ledger.accounts.year import Year, year_of
from onedoor_ledger.period import Period
from onedoor_ledger.reporting import sentences
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.rulebook.model import Goal, Rulebook
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.accounts.small import Q3, voucher
from tests.reporting.conftest import make


def year(*extra: Voucher, rules: Rulebook | None = None, period: Period = Q3) -> Year:
    return year_of(rules or small.rulebook(), small.books(*extra), period, today=small.TODAY)


def front(report: Report) -> list[str]:
    """The first page's sentences, spaces made plain."""
    texts = [b for section in report.sheets[0].sections for b in section.blocks if isinstance(b, str)]
    return [text.replace("\u00a0", " ") for text in texts]


SAID = """
Till och med 30 september 2026 har förbundet använt 866 000 kronor av årets budget på 1,2 miljoner kronor, 69,9 procent\
 när 74,8 procent av året har gått.
Prognosen för året är ett överskott på 28 000 kronor; styrelsen budgeterade ett underskott på 36 000 kronor.
Skillnaden beror mest på I01 MIA (40 000 kronor lägre kostnad) och I02 Unga vägar (20 000 kronor lägre kostnad): en\
 coach började först i mars.
Eget kapital väntas bli 384 000 kronor, 32 procent av årets bidrag; styrelsens mål är 15–20 procent, målet nås inte.
Tallheds kommun har 19 000 kronor obetalt som förföll 30 juli 2026.
Av varje hundralapp gick 63 kronor till individinriktade insatser, 17 till strukturövergripande insatser och 20 till\
 styrning, ledning och administration.
31 deltaganden hittills mot 32 planerade för året; varje deltagande har kostat 17 435 kronor, varav 3 226 är uppskattat.
Av 11 som avslutat gick 6 till arbete eller studier och 5 bytte till en annan ersättning; vad som hänt utan insatsen\
 vet vi inte.
Inget är beräknat ännu: skriv vad en månad i varje försörjning kostar i rules/unit_costs.toml och vad som antas om\
 insatserna i rules/effects.toml, med källor.
Vad som bara flyttades kan inte räknas förrän försörjningarnas kostnader står i rules/unit_costs.toml.
Hur säkra siffrorna är kan räknas när antagandena står i rules/effects.toml.
"""


def test_the_first_page_says_what_there_is_to_say(report: Report):
    assert front(report) == SAID.strip().splitlines()


def test_nothing_is_ever_called_saved(report: Report):
    for sheet in report.sheets:
        for section in sheet.sections:
            for block in section.blocks:
                assert "sparat" not in str(block).lower()


def test_a_deficit_and_a_balance_have_their_own_words():
    cost = voucher("2026-09-01", "Dyrt", (small.OFFICE, 400_000), (small.BANK, -400_000))
    assert "underskott" in sentences.forecast(year(cost)).split(";")[0]
    rest = year().lines.result.forecast / 100
    even = voucher("2026-09-01", "Jämnt", (small.OFFICE, rest), (small.BANK, -rest))
    assert "resultat på noll" in sentences.forecast(year(even))


def test_without_the_treasurers_words_no_cause_is_made_up():
    text = sentences.cause(year(rules=small.rulebook(comments=False)))
    assert text is not None
    assert text.endswith("kostnad).")


def test_when_all_have_paid_it_is_said_in_one_sentence():
    lines = ((small.BANK, 18_750), (small.receivable("Tallhed"), -18_750))
    paid = voucher("2026-08-01", "Betald", *lines, service="2026-Q3")
    assert sentences.unpaid(year(paid)) == ("Alla medlemmar har betalat det som förfallit.",)


def test_a_small_number_of_endings_is_not_told():
    assert "för litet" in sentences.endings(year(rules=small.rulebook(small_cell=7)))


def test_goals_have_bounds_on_either_side():
    def goal(low: int | None, high: int | None) -> Goal:
        return dataclasses.replace(small.rulebook().goals[0], low=low, high=high)

    assert sentences.goal_text(goal(15, None)) == "minst 15 procent"
    assert sentences.goal_text(goal(None, 20)) == "högst 20 procent"
    assert sentences.goal_met(goal(15, 20), 15)  # type: ignore[arg-type]
    assert not sentences.goal_met(goal(15, 20), 21)  # type: ignore[arg-type]


def test_a_draft_says_how_many_vouchers_are_missing(draft: Report):
    assert draft.notes == ("Utkast – bygger på 3 verifikationer som ännu inte är bokförda.",)
    assert make(pending=1).notes == ("Utkast – bygger på 1 verifikation som ännu inte är bokförd.",)
