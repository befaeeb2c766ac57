"""A file of transitions that comes again, longer or from somebody else: nobody is booked twice and nobody is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onedoor_ledger.errors import Place
from onedoor_ledger.intake.coarsening import ALL, Coarser, Where
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.transition_again import Again, Found
from onedoor_ledger.intake.transition_identity import Scope, name, read, scopes
from onedoor_ledger.intake.transition_rows import Told
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book, Line
from tests.intake.scene import MOVES as ROWS
from tests.intake.scene import booked
from tests.intake.test_coarsening import STATES

Q3 = parse_period("2026-Q3")
Counts = Mapping[Where, int]
AID = "2026-Q3;{};{};{};Sjukpenning;Försörjningsstöd;{}"
CAME = ("2026-Q2;I01;Alla;;Ny;Sjukpenning;50", "2026-Q2;I03;Alla;;Ny;Sjukpenning;50")


def amounts(batch) -> list[int]:
    assert batch.refused == ()
    return [line.amount for voucher in batch.vouchers for line in voucher.lines if line.amount > 0]


def refused(batch) -> set[str]:
    assert batch.vouchers == ()
    return {error.code for error in batch.refused}


def test_the_same_export_again_books_nothing(moved, books):
    over = booked(books, moved(*ROWS).vouchers)
    again = moved(*ROWS, over=over)
    assert (again.vouchers, again.refused) == ((), ())
    assert moved(*reversed(ROWS), over=over).vouchers == ()


@pytest.mark.parametrize(
    ("n", "row"),
    [
        (0, "2026-Q3;I01;Granåsa;Kvinna;Ny;Försörjningsstöd;10"),
        (1, "2026-Q3;I01;Granåsa;Man;Ny;Försörjningsstöd;4"),
        (1, "2026-Q3;I01;Granåsa;Man;Ny;Försörjningsstöd;6"),
        (3, "2026-Q3;I02;Kvarnsund;Alla;Ny;Försörjningsstöd;8"),
        (4, "2026-Q3;I03;Alla;;Ny;Försörjningsstöd;2"),
    ],
)
def test_a_corrected_cell_is_told_apart(n: int, row: str, moved, books):
    over = booked(books, moved(*ROWS).vouchers)
    rows = list(ROWS)
    rows[n] = row
    assert refused(moved(*rows, over=over)) == {"transitions-told-otherwise"}


def test_a_corrected_cell_of_a_file_without_few_is_a_changed_row(moved, books):
    row = "2026-Q3;I01;Granåsa;Kvinna;Ny;Försörjningsstöd;{}"
    over = booked(books, moved(row.format(9)).vouchers)
    assert refused(moved(row.format(10), over=over)) == {"intake-row-changed"}


def test_a_cell_booked_by_itself_that_has_become_small_is_told_apart(moved, books):
    first = ("2026-Q3;I01;Granåsa;Kvinna;Ny;Försörjningsstöd;5", "2026-Q3;I01;Tallhed;Kvinna;Ny;Försörjningsstöd;5")
    over = booked(books, moved(*first).vouchers)
    rows = ("2026-Q3;I01;Granåsa;Kvinna;Ny;Försörjningsstöd;3", first[1])
    assert refused(moved(*rows, over=over)) == {"transitions-told-otherwise"}


FEW = (AID.format("I01", "Granåsa", "Kvinna", 2), AID.format("I03", "Granåsa", "Man", 4))


@pytest.fixture
def few(moved, books):
    """Books with six who were too few in two insatser."""
    over = booked(books, moved(*CAME).vouchers)
    return booked(over, moved(*FEW, over=over).vouchers)


@pytest.mark.parametrize(
    "row",
    [
        "2026-Q3;I05;Granåsa;Man;Ny;Försörjningsstöd;9",
        "2026-Q3;I02;Tallhed;Kvinna;Ny;Sjukpenning;9",
        "2026-Q3;I03;Tallhed;Kvinna;Ny;Försörjningsstöd;9",
    ],
)
def test_rows_added_are_booked_and_the_rest_is_known(row: str, few, moved):
    longer = moved(*FEW, row, over=few)
    assert amounts(longer) == [9]
    after = booked(few, longer.vouchers)
    assert amounts(moved(*FEW, row, over=after)) == []
    assert amounts(moved(row, *FEW, over=after)) == []
    assert amounts(moved(*FEW, over=after)) == []


@pytest.mark.parametrize(
    "row",
    [
        AID.format("I01", "Tallhed", "Kvinna", 3),
        AID.format("I01", "Granåsa", "Man", 4),
        AID.format("I01", "Tallhed", "Kvinna", 9),
    ],
)
def test_rows_added_that_change_who_is_told_together_are_refused_with_what_to_do(row: str, few, moved):
    found = moved(*FEW, row, over=few)
    assert refused(found) == {"transitions-told-otherwise"}
    (error,) = found.refused
    assert "2026-D3" in error.message
    assert "onedoor undo 2026-D3" in error.remedy


def test_a_count_told_as_before_where_another_is_gone_is_not_added_to(moved, books):
    """Half of what was told together stands in the file: it is neither the same file nor a longer one."""
    entered = "2026-Q3;{};Granåsa;Man;Ny;{};3"
    first = [entered.format(i, state) for i in ("I01", "I02") for state in ("Försörjningsstöd", "Sjukpenning")]
    over = booked(books, moved(*first).vouchers)
    assert amounts(moved(first[0], first[2], over=over)) == []
    rows = (first[0], first[2], "2026-Q3;I01;Tallhed;Man;Ny;Rehabiliteringspenning;9")
    assert refused(moved(*rows, over=over)) == {"transitions-told-otherwise"}


def test_a_file_of_another_kommun_with_the_same_sum_is_booked_too(moved, books):
    row = "2026-Q3;{};{};Man;Ny;Sjukpenning;{}"
    first = moved(row.format("I01", "Granåsa", 3), row.format("I02", "Granåsa", 4))
    over = booked(books, first.vouchers)
    second = [row.format("I01", "Kvarnsund", 2), row.format("I02", "Kvarnsund", 5)]
    assert amounts(moved(*second, over=over)) == [7]
    over = booked(over, moved(*second, over=over).vouchers)
    assert amounts(moved(*second, over=over)) == []


def test_a_file_of_a_kommun_the_first_told_of_too_is_refused_and_not_lost(moved, books):
    row = "2026-Q3;{};{};Man;Ny;Sjukpenning;{}"
    first = [row.format(i, town, 2) for i in ("I01", "I02") for town in ("Granåsa", "Kvarnsund")]
    over = booked(books, moved(*first[:1], *first[2:], first[1].replace(";2", ";1")).vouchers)
    second = (row.format("I01", "Kvarnsund", 4), row.format("I02", "Kvarnsund", 3))
    assert refused(moved(*second, over=over)) == {"transitions-told-otherwise"}


def test_two_senders_both_book(moved, books):
    rows = ("2026-Q3;I01;Alla;;Ny;Sjukpenning;7", "2026-Q3;I02;Alla;;Ny;Sjukpenning;3",
            "2026-Q3;I03;Alla;;Ny;Sjukpenning;3")  # fmt: skip
    both = moved(("flytt-1.csv", rows), ("granasa-flytt-1.csv", rows))
    assert amounts(both) == [7, 6, 7, 6]
    over = booked(books, both.vouchers)
    assert amounts(moved(("granasa-flytt-1.csv", rows), over=over)) == []
    assert amounts(moved(("flytt-1.csv", rows), over=over)) == []


def test_a_named_kommun_s_persons_are_the_same_whoever_tells_of_them(moved, books):
    rows = ("2026-Q3;I01;Granåsa;Man;Ny;Sjukpenning;7",)
    over = booked(books, moved(*rows).vouchers)
    assert amounts(moved(("granasa-flytt-1.csv", rows), over=over)) == []
    assert refused(moved(("granasa-flytt-1.csv", [rows[0].replace(";7", ";8")]), over=over)) == {"intake-row-changed"}


def test_insatser_of_their_own_are_another_file(moved, books):
    over = booked(
        books, moved("2026-Q3;I01;Granåsa;Man;Ny;Sjukpenning;3", "2026-Q3;I02;Granåsa;Man;Ny;Sjukpenning;3").vouchers
    )
    other = moved("2026-Q3;I03;Granåsa;Man;Ny;Sjukpenning;2", "2026-Q3;I04;Granåsa;Man;Ny;Sjukpenning;4", over=over)
    assert amounts(other) == [6]


def test_both_editions_in_the_inbox_are_one(moved, books):
    row = "2026-Q3;I01;Tallhed;Kvinna;Ny;Sjukpenning;8"
    for names in (("flytt-a.csv", "flytt-b.csv"), ("flytt-b.csv", "flytt-a.csv")):
        batch = moved((names[0], ROWS), (names[1], (*ROWS, row)))
        assert sum(amounts(batch)) == 19 + 8


@pytest.mark.parametrize("period", ["2026-09", "2026-07-01..2026-09-30"])
def test_persons_of_a_quarter_are_not_booked_by_month_too(period: str, moved, books):
    row = "{};I01;Granåsa;Kvinna;Ny;Sjukpenning;9"
    over = booked(books, moved(row.format("2026-Q3")).vouchers)
    assert refused(moved(row.format(period), over=over))


def test_what_was_booked_before_names_said_who_sent_the_file_is_known(moved, books):
    """Names as they were: no sender, and a file's insatser after all=."""

    def older(line: Line) -> Line:
        base = line.meta["identity"].partition(":by=")[0]
        return replace(line, meta={**line.meta, "identity": base.replace("all=", "all=i01+i02+i03")})

    vouchers = [replace(v, lines=tuple(older(line) for line in v.lines)) for v in moved(*ROWS).vouchers]
    over = booked(books, vouchers)
    assert amounts(moved(*ROWS, over=over)) == []
    assert refused(moved(*ROWS[:-1], ROWS[-1].replace(";1", ";2"), over=over)) == {"transitions-told-otherwise"}


# The same without books: any files.


@pytest.fixture(scope="session")
def empty_known(empty):
    return lambda: Known(empty)


LEVELS = Coarser(STATES, 5)
PLACE = Place("a.csv", 1)


def offered(known: Known, counts: Counts, sender: str = "a") -> Found:
    told = [Told(where, n, where.target, PLACE) for where, n in counts.items()]
    own = scopes(told, sender)
    cells = LEVELS.coarsened(counts)
    assume(not cells.too_few)
    found = Again(known, LEVELS, own, lambda _cell: PLACE).found(cells.cells)
    if not found.errors:
        for cell in found.fresh:
            identity = name(cell, cell.where.target, own[cell.where.period])
            assert known.weight(identity) == 0, "one name, two cells"
            known.add(identity, 2 * cell.persons)
    return found


def persons(known: Known) -> int:
    return sum(known.weight(identity) for identity in known.of_kind("transitions")) // 2


def files(towns: tuple[str, ...] = ("g", "t", ALL), least: int = 0) -> st.SearchStrategy[dict[Where, int]]:
    where = st.builds(
        Where, st.just(Q3), st.sampled_from(["i01", "i02", "i03", ALL]), st.sampled_from(["sick", "rehab"]),
        st.just("aid"), st.just(False), st.sampled_from(towns), st.sampled_from(["woman", "man", ALL]),
    )  # fmt: skip
    return st.dictionaries(where, st.integers(1, 9), min_size=least, max_size=9)


@given(files(), files(), st.randoms())
def test_a_longer_file_books_what_is_new_or_is_refused(empty_known, first: dict, more: dict, random):
    known = empty_known()
    assert offered(known, first).errors == ()
    assert persons(known) == sum(first.values())
    longer = list((more | first).items())
    random.shuffle(longer)
    found = offered(known, dict(longer))
    expected = sum(first.values()) if found.errors else sum(dict(longer).values())
    assert persons(known) == expected
    if not found.errors:
        again = offered(known, dict(longer))
        assert (again.fresh, again.errors) == ((), ())


@given(files(), st.data())
def test_a_file_with_rows_taken_out_books_nobody(empty_known, first: dict, data):
    known = empty_known()
    offered(known, first)
    kept = data.draw(st.sets(st.sampled_from(sorted(first)))) if first else set()
    offered(known, {where: first[where] for where in kept})
    assert persons(known) == sum(first.values())


@given(files(), files())
def test_another_sender_s_file_is_booked_whole(empty_known, first: dict, second: dict):
    assume(not any(where in first and where.municipality for where in second))
    known = empty_known()
    offered(known, first, "a")
    assert offered(known, second, "b").errors == ()
    assert persons(known) == sum(first.values()) + sum(second.values())


@given(files(("g", "t"), 1), files(("k", "l"), 1))
def test_a_file_of_other_kommuner_is_booked_whole(empty_known, first: dict, second: dict):
    known = empty_known()
    offered(known, first)
    assert offered(known, second).errors == ()
    assert persons(known) == sum(first.values()) + sum(second.values())


@given(files(least=1))
def test_a_name_says_what_it_was_made_of(counts: dict):
    own = scopes([Told(where, n, where.target, PLACE) for where, n in counts.items()], "a")[Q3]
    for cell in LEVELS.coarsened(counts).cells:
        told = read(name(cell, cell.where.target, own), ["work"])
        assert told is not None
        assert told.where == cell.where
        assert told.scope == (own if cell.level else Scope("a"))


def test_a_name_by_hand_is_no_name():
    assert read("transitions:1", []) is None


def test_the_name_of_a_count_as_it_was_told(moved):
    (voucher,) = moved("2026-Q3;I01;;;Ny;Sjukpenning;7").vouchers
    assert voucher.lines[0].meta["identity"] == "transitions:i01:2026-q3:entered:sickness:by=norradalen"
    assert voucher.book is Book.PEOPLE


def test_a_name_tells_nothing_of_which_rows_were_few():
    def named(*few: str) -> str:
        counts = {Where(Q3, "i01", "sick", "aid", False, town, "man"): 2 if town in few else 9 for town in "abcd"}
        own = scopes([Told(where, n, "aid", PLACE) for where, n in counts.items()], "a")[Q3]
        return next(name(cell, "aid", own) for cell in LEVELS.coarsened(counts).cells if cell.level)

    assert named("a", "b", "c") == named("b", "c", "d")
