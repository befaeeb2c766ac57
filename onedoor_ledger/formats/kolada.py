"""Kolada's JSON (API v2 and v3): key figures by kommun and year into a table (formats.md 5.6).

Several pages may stand in one file as a list. Source: Kolada (RKA), CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from onedoor_ledger.formats.errors import JsonLayoutError
from onedoor_ledger.formats.jsonstat import loaded
from onedoor_ledger.formats.limits import check_size
from onedoor_ledger.formats.records import Table, TableRow

HEADER = ("kpi", "municipality", "period", "gender", "value", "status")
MORE = "more-pages"
"""In the preamble when the file's last page says that another follows."""


def read(content: bytes, name: str) -> Table:
    """A row per key figure, kommun or region, year and sex; ``value`` is empty where Kolada has none.

    Raises:
        JsonLayoutError: when it is nothing that Kolada answers.
    """
    check_size(content, name)
    given: Any = loaded(content, name)
    pages = given if isinstance(given, list) else [given]
    try:
        found = [cells for page in pages for cells in _cells(page)]
        last = pages[-1]
        more = (MORE,) if last.get("next_url") or last.get("next_page") else ()
    except (KeyError, TypeError, AttributeError, IndexError):
        raise JsonLayoutError(name, "Kolada") from None
    rows = tuple(TableRow(MappingProxyType(cells), at) for at, cells in enumerate(found, start=1))
    return Table("", HEADER, 1, rows, more, "utf-8")


def _cells(page: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    rows = page["values"] if "values" in page else page["results"]
    if not isinstance(rows, list):
        raise TypeError
    for row in rows:
        for told in row["values"]:
            value = told.get("value")
            yield {
                "kpi": str(row["kpi"]),
                "municipality": str(row["municipality"]),
                "period": str(row["period"]),
                "gender": str(told["gender"]),
                "value": "" if value is None else str(value),
                "status": str(told.get("status") or ""),
            }
