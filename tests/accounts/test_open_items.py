"""Open items: what belongs together, what clears what, and what is left unexplained."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.accounts.open_items import Item, items_of, open_of, unexplained
from tests.accounts.postings import V, account, books, day

DEBT = "2411"
END = day("2025-12-31")


def items(*vouchers: V, oldest: bool = False) -> tuple[Item, ...]:
    return items_of(books(vouchers), account(DEBT), END, side=-1, oldest=oldest)


def owed(day: str, amount: int, **said: str) -> V:
    return V(day, {DEBT: -amount}, said)


def paid(day: str, amount: int, **said: str) -> V:
    return V(day, {DEBT: amount}, said)


def test_a_payment_clears_the_invoice_it_names_though_another_is_older() -> None:
    found = items(
        owed("2025-02-01", 500, reference="A", counterparty="Tele"),
        owed("2025-03-01", 500, reference="B", counterparty="Tele"),
        paid("2025-04-01", 500, reference="B", counterparty="Tele"),
    )
    (left,) = open_of(found)
    assert (left.first.reference, left.open, left.vouchers) == ("A", 500, ("2025-V1",))
    assert unexplained(found) == ()


def test_a_part_payment_leaves_the_rest() -> None:
    (left,) = items(owed("2025-02-01", 500, reference="A"), paid("2025-03-01", 200, reference="A"))
    assert (left.charged, left.settled, left.open) == (500, 200, 300)
    assert left.last == day("2025-03-01")


def test_the_same_reference_of_two_suppliers_is_two_items() -> None:
    found = items(
        owed("2025-02-01", 500, reference="1", counterparty="Tele"),
        owed("2025-02-02", 700, reference="1", counterparty="Tryck"),
        paid("2025-03-01", 700, reference="1", counterparty="Tryck"),
    )
    assert [(item.first.counterparty, item.open) for item in open_of(found)] == [("Tele", 500)]


def test_what_a_mirror_takes_back_was_never_charged() -> None:
    found = items(owed("2025-02-01", 500), paid("2025-02-05", 500, corrects="2025-V1"))
    assert [(item.charged, item.open) for item in found] == [(0, 0)]


def test_what_names_nothing_clears_its_own_amount_and_else_what_opened_the_books() -> None:
    opening = V("2025-01-01", {DEBT: -1_000, "2011": -50})
    found = items(opening, owed("2025-02-01", 300), paid("2025-03-01", 300), paid("2025-03-02", 400))
    (left,) = open_of(found)
    assert (left.first.key, left.open, left.clearing) == ("2025-V1", 600, ("2025-V4",))


def test_what_nothing_explains_is_left_as_such() -> None:
    found = items(owed("2025-02-01", 300), paid("2025-03-01", 400))
    assert [item.open for item in open_of(found)] == [300]
    assert [(item.first.key, item.open) for item in unexplained(found)] == [("2025-V2", -400)]


def test_by_age_the_oldest_is_paid_first() -> None:
    found = items(owed("2025-02-01", 300), owed("2025-03-01", 300), paid("2025-04-01", 450), oldest=True)
    assert [(item.first.key, item.open) for item in open_of(found)] == [("2025-V2", 150)]


SAID = st.fixed_dictionaries(
    {},
    optional={"reference": st.sampled_from("AB"), "party": st.sampled_from(("fk", "af")), "service": st.just("2025")},
)


@given(st.lists(st.builds(V, st.sampled_from(("2025-02-01", "2025-03-01", "2025-04-01")),
                          st.builds(lambda n: {DEBT: n}, st.integers(-500, 500).filter(bool)), SAID), max_size=10),
       st.booleans())  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_items_and_rest_are_the_balance(vouchers: list[V], oldest: bool) -> None:
    vouchers = sorted(vouchers, key=lambda voucher: voucher.day)
    found = items(*vouchers, oldest=oldest) if vouchers else ()
    balance = -sum(voucher.lines[DEBT] for voucher in vouchers)
    assert sum(item.open for item in (*open_of(found), *unexplained(found))) == balance
    assert sum(len(item.postings) for item in found) == len(vouchers)
