"""Pages are cut where nothing is torn: no heading at a page's foot, no sum at the next one's top."""

from __future__ import annotations

import io
import re
import subprocess
import warnings
from itertools import pairwise
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.reporting import xlsx
from onedoor_ledger.reporting.model import Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.workbook.breaks import breaks_of
from tests.reporting.conftest import make

HEADING, TEXT = "Rubrik {n}", "En mening om tabellen. "


def section(n: int, rows: int) -> Section:
    body = tuple(Row({"name": f"Rad {n}.{k}", "amount": 100}) for k in range(rows))
    total = Row({"name": f"Summa {n}", "amount": 100 * rows}, "total")
    columns = (Column("name", "Namn"), Column("amount", "Belopp", "kr", total=True))
    return Section(HEADING.format(n=n), (TEXT * (1 + n % 4), Table(f"t{n}", "Tabell", columns, (*body, total), "Not")))


def report(sizes: tuple[int, ...]) -> Report:
    import dataclasses

    sections = tuple(section(n, rows) for n, rows in enumerate(sizes))
    return dataclasses.replace(make(), sheets=(Sheet("long", "Lång", "Flera sidor", sections, "Slut"),))


LONG = report(tuple(3 + 5 * n % 17 for n in range(30)))


def test_every_page_begins_with_what_may_begin_one():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(LONG))).worksheets[0]
    cuts = [each.id for each in sheet.row_breaks.brk]
    assert len(cuts) > 5
    told = [str(row[0].value or "") for row in sheet.iter_rows()]
    for cut in cuts:
        before, after = [text for text in told[:cut] if text][-1], next(text for text in told[cut:] if text)
        assert not before.startswith("Rubrik"), "a heading alone at the foot"
        assert before not in ("Namn", TEXT.strip()), "a header alone, or the text that leads to it"
        assert not after.startswith(("Summa", "Not", "Slut")), "a sum or a note alone at the top"


def test_the_pages_are_cut_where_the_workbook_says(tmp_path: Path, soffice: str, pdftotext: str):
    (tmp_path / "long.xlsx").write_bytes(xlsx.render(LONG))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "long.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    out = subprocess.run([pdftotext, "-layout", "long.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    pages = out.stdout.decode().split("\f")[:-1]
    sheet = openpyxl.load_workbook(tmp_path / "long.xlsx").worksheets[0]
    # The last sheet holds the charts' numbers, here none.
    assert len(pages) == len(sheet.row_breaks.brk) + 1
    for page in pages:
        last = [line.strip() for line in page.splitlines() if line.strip()][-2]
        assert not re.match(r"Rubrik|Namn", last)


rows = st.lists(st.integers(5, 60), min_size=1, max_size=80)


@given(rows, st.integers(100, 400), st.integers(0, 40), st.data())
def test_no_page_holds_more_than_it_can_and_held_rows_are_parted_only_where_they_must(
    heights: list[int], page: int, repeated: int, data: st.DataObject
):
    numbers = st.sets(st.integers(1, len(heights)))
    held, wished = data.draw(numbers), data.draw(numbers)
    found = breaks_of(heights, page, repeated, held, wished)
    edges = [0, *found, len(heights)]
    assert edges == sorted(set(edges)) or edges[-1] == 0
    for n, (start, end) in enumerate(pairwise(edges)):
        assert sum(heights[start:end]) <= page - (repeated if n else 0)
    for n, cut in enumerate(found):
        if cut in held:
            assert all(row in held for row in range(edges[n] + 1, cut + 1)), "there was a better place"


def test_what_is_wished_gives_way_to_what_must():
    assert breaks_of([10] * 20, 100, 0, set(), set()) == [10]
    assert breaks_of([10] * 20, 100, 0, {10, 9}, set()) == [8, 18]
    assert breaks_of([10] * 20, 100, 0, {10}, set(range(5, 15))) == [4, 14]
    assert breaks_of([10] * 20, 100, 0, {10}, set(range(1, 20))) == [9, 19], "a wish larger than a page"
    assert breaks_of([10] * 20, 100, 0, set(range(1, 20)), set()) == [10], "no page holds it all"


def test_a_page_that_begins_early_holds_no_more_than_the_others():
    """Cut before row 1 for a wish, rows 1 to 4 are more than a page with repeated rows holds."""
    assert breaks_of([5, 5, 5, 21, 60, 5], 100, 10, set(), {2, 3, 4, 5}) == [1, 4]
