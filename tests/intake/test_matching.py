"""Whatever is open and whatever is paid: a match adds up, and clears nothing twice."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onedoor_ledger.formats.records import BankDetail
from onedoor_ledger.intake.matching import match
from onedoor_ledger.intake.open_items import OpenItem, OpenItems

DAY = dt.date(2026, 9, 30)
PARTIES = {"granasa": "Granåsa kommun", "tallhed": "Tallheds kommun", "": "Kursgården AB"}


@st.composite
def items(draw):
    party = draw(st.sampled_from(list(PARTIES)))
    role = "suppliers" if not party else draw(st.sampled_from(["receivable", "requisition_debt"]))
    amount = draw(st.integers(1, 5)) * 100_00 * (1 if role == "receivable" else -1)
    reference = draw(st.sampled_from(["", "2026:31", "118842"]))
    date = DAY - dt.timedelta(days=draw(st.integers(0, 120)))
    text = f"Faktura {reference} {PARTIES[party]}"
    return OpenItem(f"{role}:{party}", role, party, date, reference, "2026-Q3", "", text, "2026-V1", amount)


@st.composite
def payments(draw):
    amount = draw(st.integers(1, 9)) * draw(st.sampled_from([50_00, 100_00])) * draw(st.sampled_from([1, -1]))
    reference = draw(st.sampled_from([(), ("2026:31",), ("118842",), ("Tack",)]))
    return BankDetail(amount, reference, draw(st.sampled_from(["", *PARTIES.values(), "Okänd"])), "", "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(items(), max_size=6), paid=st.lists(payments(), max_size=5), sure=st.booleans())
def test_a_match_adds_up_and_clears_nothing_twice(rules, found, paid, sure):
    left = OpenItems(sorted(found, key=lambda item: item.date))
    for detail in paid:
        clearings = match(detail, DAY, left, rules, sure=sure)
        assert sum(c.amount for c in clearings) in (0, detail.amount)
        for clearing in clearings:
            if clearing.item is None:
                continue
            assert 0 < abs(clearing.amount) <= abs(clearing.item.left)
            assert (clearing.amount > 0) == (clearing.item.left > 0)
            clearing.item.left -= clearing.amount


@given(found=st.lists(items(), max_size=6))
def test_a_try_can_be_undone(found):
    left = OpenItems(found)
    before = [item.left for item in found]
    mark = left.mark()
    for item in found:
        item.left = 0
    assert list(left) == []
    left.back(mark)
    assert [item.left for item in found] == before
