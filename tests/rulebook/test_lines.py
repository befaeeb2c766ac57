"""The line a fault names is the line the treasurer looks for."""

from __future__ import annotations

import pytest

from onedoor_ledger.rulebook.lines import KeyPath, line_of, shown

TEXT = """\
title = "kalender"
row = [
    # rubrik
    { on = 1, name = "a" },
    { on = 2, name = "b" },
]

[[rule]]
id = "x"

    [[rule.part]]
    id = "x1"

    [[rule.part]]
    id = "x2"

[[rule]]
id = "y"

    [[rule.part]]
    id = "y1"

[words.to]
"Avslutad: Arbete" = "left"
[other]
id = "z"
"""


@pytest.mark.parametrize(
    ("path", "line", "name"),
    [
        ((("title", None),), 1, "title"),
        ((("row", 1), ("name", None)), 5, "row[2].name"),
        ((("rule", 1), ("id", None)), 18, "rule[2].id"),
        ((("rule", 0), ("part", 1), ("id", None)), 15, "rule[1].part[2].id"),
        ((("rule", 1), ("part", 0), ("id", None)), 21, "rule[2].part[1].id"),
        ((("rule", None),), 8, "rule"),
        ((("words", None), ("to", None), ("Avslutad: Arbete", None)), 24, "words.to.Avslutad: Arbete"),
        ((("other", None), ("id", None)), 26, "other.id"),
        ((("missing", None),), None, "missing"),
        ((), None, ""),
    ],
)
def test_a_key_path_is_a_line(path: KeyPath, line: int | None, name: str):
    assert (line_of(TEXT, path), shown(path)) == (line, name)
