"""JSON-stat 2 as SCB's PxWeb sends it: a cube into a table with a row per cell (formats.md 5.7).

Values come as a list or as an object with only the cells that have one; ``status`` marks those that lack one.
https://json-stat.org/full/ (version 2.0), checked against PxWeb's API v1 and v2.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from onedoor_ledger.formats.errors import JsonLayoutError
from onedoor_ledger.formats.limits import MAX_CELLS, check_size
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.formats.values import normalised

VALUE, STATUS = "value", "status"
TEXT = "{dimension} text"
"""Beside each dimension's codes a column with its labels: ``Region`` and ``Region text``."""


def read(content: bytes, name: str) -> Table:
    """The cube as a table: a column of codes and one of labels per dimension, ``value`` and ``status``.

    Codes are texts, so that ``0180`` keeps its zero. A cell without a value has an empty one, and its status if given.

    Raises:
        JsonLayoutError: when it is no JSON-stat 2 dataset.
    """
    check_size(content, name)
    cube = loaded(content, name)
    if not isinstance(cube, dict) or cube.get("class", "dataset") != "dataset":
        raise JsonLayoutError(name, "JSON-stat 2")
    try:
        return _table(cube, name)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise JsonLayoutError(name, "JSON-stat 2") from None


def loaded(content: bytes, name: str) -> object:
    """JSON with its numbers as they are written, so that no decimal is lost.

    Raises:
        JsonLayoutError: when it is no JSON.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=str)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise JsonLayoutError(name, "JSON") from None


def _table(cube: Mapping[str, object], name: str) -> Table:
    dimensions = _strings(cube["id"])
    sizes = [int(str(size)) for size in _list(cube["size"])]
    categories = [_categories(_dict(_dict(cube["dimension"])[dimension])) for dimension in dimensions]
    if [len(found) for found in categories] != sizes:
        raise JsonLayoutError(name, "JSON-stat 2")
    total = 1
    for size in sizes:
        total *= size
    if total > MAX_CELLS:
        raise JsonLayoutError(name, "JSON-stat 2")
    values, states = _sparse(cube["value"]), _sparse(cube.get("status"))
    header = (*(h for d in dimensions for h in (d, TEXT.format(dimension=d))), VALUE, STATUS)
    rows = tuple(_rows(header, categories, values, states))
    preamble = tuple(text for key in ("label", "source", "updated") if isinstance(text := cube.get(key), str))
    return Table("", header, 1, rows, preamble, "utf-8")


def _rows(
    header: Sequence[str],
    categories: Sequence[Sequence[tuple[str, str]]],
    values: Mapping[int, str],
    states: Mapping[int, str],
) -> Iterator[TableRow]:
    for at, cell in enumerate(product(*categories)):
        texts = [text for pair in cell for text in pair]
        cells = dict(zip(header, [*texts, values.get(at, ""), states.get(at, "")], strict=True))
        yield TableRow(MappingProxyType(cells), at + 1)


def _categories(dimension: Mapping[str, object]) -> list[tuple[str, str]]:
    """Code and label of each category, in the cube's order."""
    category = _dict(dimension["category"])
    labels = _dict(category.get("label", {}))
    index = category.get("index", list(labels))
    codes = sorted(index, key=lambda code: int(str(index[code]))) if isinstance(index, dict) else _strings(index)
    return [(normalised(code), normalised(str(labels.get(code, code)))) for code in codes]


def _sparse(given: object) -> dict[int, str]:
    """What has a value, by its place in the cube; one status for all cells may be a text alone."""
    if isinstance(given, list):
        return {at: str(value) for at, value in enumerate(given) if value is not None}
    if isinstance(given, dict):
        return {int(at): str(value) for at, value in given.items() if value is not None}
    return {}


def _dict(given: object) -> Mapping[str, object]:
    if not isinstance(given, dict):
        raise TypeError
    return given


def _list(given: object) -> list[object]:
    if not isinstance(given, list):
        raise TypeError
    return given


def _strings(given: object) -> list[str]:
    return [str(item) for item in _list(given)]
