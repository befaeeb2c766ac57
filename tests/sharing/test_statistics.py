"""What keys share by: counted in the people book, by insats, support state or payer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from onedoor_ledger.rulebook.model import ByStatistic, Count, Counted, CountedBy, Rulebook, SupportState
from onedoor_ledger.sharing.errors import CountUnmappedError, CountWithheldError
from onedoor_ledger.sharing.statistics import Statistics
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.sharing.door_books import Ledger, rulebook
from tests.sharing.key_rules import borne, counted, measured, share, worked_out

STATES = (
    SupportState("aid", "Försörjningsstöd", "Försörjningsstöd", "municipalities", leaves=False, good_end=False),
    SupportState("sickness", "Sjukpenning", "Sjukpenning", "state_appropriation", leaves=False, good_end=False),
    SupportState("work", "Arbete", "Arbete", None, leaves=True, good_end=True),
)
WHO = ("granasa", "fk")
BY_PAYER = {"municipalities": "granasa", "state_appropriation": "fk"}
START, MARCH, YEAR_END = dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 12, 31)


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    """Ten on aid and five on sickness benefit enter in January; in March four of aid leave for work, one moves."""
    move(ledger, "2026-01-31", {"Deltagare:I01:Försörjningsstöd": 10, "Deltagare:I02:Sjukpenning": 5})
    move(ledger, "2026-03-31", {"Deltagare:I01:Försörjningsstöd": -5, "Deltagare:I01:Sjukpenning": 1}, left=4)
    return ledger


def move(ledger: Ledger, day: str, stock: Mapping[str, int], left: int = 0) -> None:
    lines = [Line(account, n, {"measure": account.split(":")[1].lower()}) for account, n in stock.items()]
    if left:
        lines.append(Line("Avslutade:I01:Arbete", left, {"measure": "i01"}))
    else:
        for account, n in stock.items():
            measure = account.split(":")[1]
            lines.append(Line(f"Inskrivna:{measure}", -n, {"measure": measure.lower()}))
    ledger.book(Voucher(Book.PEOPLE, dt.date.fromisoformat(day), "Deltagare", tuple(lines)))


def rules(counting: Counted, threshold: int = 5) -> Rulebook:
    key = ByStatistic(measured("months", WHO))
    made = rulebook(worked_out(key), statistics=[counted(counting)], states=STATES)
    return replace(made, association=replace(made.association, small_cell=threshold))


def values(ledger: Ledger, counting: Counted, end: dt.date = MARCH, threshold: int = 1) -> dict[str, int]:
    """The values where every count may be told, unless a threshold is given."""
    made = rules(counting, threshold)
    found = Statistics(made, ledger.books).values(made.sharing[0], measured("months", WHO), START, end)
    return {who: int(value) for who, value in found.items()}


def test_persons_there_at_the_end_by_payer(people: Ledger) -> None:
    assert values(people, Counted(Count.STOCK, CountedBy.PAYER, BY_PAYER)) == {"granasa": 5, "fk": 6}


def test_months_are_counted_at_each_months_end(people: Ledger) -> None:
    counting = Counted(Count.MONTHS, CountedBy.PAYER, BY_PAYER)
    assert values(people, counting) == {"granasa": 10 + 10 + 5, "fk": 5 + 5 + 6}


def test_those_who_entered_by_insats(people: Ledger) -> None:
    counting = Counted(Count.ENTERED, CountedBy.MEASURE, {"i01": "granasa", "i02": "fk"})
    assert values(people, counting) == {"granasa": 10, "fk": 5}


def test_those_who_left_by_what_they_left_for(people: Ledger) -> None:
    assert values(people, Counted(Count.LEFT, CountedBy.STATE, {"work": "fk"})) == {"granasa": 0, "fk": 4}


def test_only_some_insatser_and_states(people: Ledger) -> None:
    counting = Counted(Count.STOCK, CountedBy.STATE, {"sickness": "fk"}, ("i01",), ("sickness",))
    assert values(people, counting) == {"granasa": 0, "fk": 1}
    counting = Counted(Count.STOCK, CountedBy.MEASURE, {"i01": "granasa", "i02": "fk"}, (), ("sickness",))
    assert values(people, counting) == {"granasa": 1, "fk": 5}


def test_persons_that_are_nobodys_are_told(people: Ledger) -> None:
    with pytest.raises(CountUnmappedError, match="state_appropriation"):
        values(people, Counted(Count.STOCK, CountedBy.PAYER, {"municipalities": "granasa"}))
    left_out = BY_PAYER | {"state_appropriation": ""}
    assert values(people, Counted(Count.STOCK, CountedBy.PAYER, left_out)) == {"granasa": 5, "fk": 0}


def test_a_cost_shared_by_client_months(people: Ledger) -> None:
    people.cost(41_000, "2026-02-10")
    share(people, rules(Counted(Count.MONTHS, CountedBy.PAYER, BY_PAYER), threshold=1), "2026-Q1")
    assert borne(people)["fk"] == 16_000


def test_no_key_tells_of_fewer_than_the_threshold(people: Ledger) -> None:
    """Four left for work: who bears by those tells it to the öre."""
    left = Counted(Count.LEFT, CountedBy.STATE, {"work": "fk"})
    with pytest.raises(CountWithheldError, match="months"):
        values(people, left, threshold=5)
    assert values(people, left, threshold=4) == {"granasa": 0, "fk": 4}


def test_a_month_with_few_stops_the_quarter(people: Ledger) -> None:
    """Sixteen client months of sickness benefit would pass; but in March one of them is of I01 alone."""
    whole = Counted(Count.MONTHS, CountedBy.PAYER, BY_PAYER)
    of_one = Counted(Count.MONTHS, CountedBy.STATE, {"aid": "granasa", "sickness": "fk"}, ("i01",))
    with pytest.raises(CountWithheldError):
        values(people, of_one, threshold=5)
    with pytest.raises(CountWithheldError):
        values(people, whole, threshold=7)


def test_a_count_is_withheld_that_gives_another_table_away(people: Ledger) -> None:
    """The measures' table withholds I02's five when I03 has three: both would follow from what a key tells of I02."""
    move(people, "2026-03-31", {"Deltagare:I03:Sjukpenning": 3})
    counting = Counted(Count.STOCK, CountedBy.MEASURE, {"i01": "granasa", "i02": "fk", "i03": ""})
    with pytest.raises(CountWithheldError):
        values(people, counting, threshold=5)


def test_nothing_is_booked_by_a_key_that_may_not_be_told(people: Ledger) -> None:
    people.cost(41_000, "2026-02-10")
    with pytest.raises(CountWithheldError):
        share(people, rules(Counted(Count.LEFT, CountedBy.STATE, {"work": "fk"})), "2026-Q1")
    assert borne(people)["fk"] == 0
