"""Numbers of vouchers as an auditor reads them: unbroken runs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby


def runs(ids: Iterable[str]) -> str:
    """Numbers of one book and year in order: ``V401–V463, V470``. What is no number is left out."""
    known = [(id_[:1], int(id_[1:])) for id_ in ids if id_[1:].isdecimal()]
    return ", ".join(runs_of(sorted((0, number) for _series, number in known), known[0][0])) if known else ""


def runs_of(keys: list[tuple[int, int]], series: str) -> list[str]:
    """Unbroken runs of (year, number) in order, year by year."""
    found_runs = []
    for _gap, run in groupby(enumerate(keys), lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        found = [number for _index, (_year, number) in run]
        first, last = f"{series}{found[0]}", f"{series}{found[-1]}"
        found_runs.append(first if first == last else f"{first}–{last}")
    return found_runs
