"""Whatever stands in a rule file, the answer is a rulebook or a list of faults, never a crash."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.rulebook.load import load
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import FILES, small

ASSIGNED = re.compile(r"""[\w"]+ = ("[^"]*"|\[[^\[\]]*\]|\{[^{}]*\}|[^\s,{}\[\]]+)""")
SPOTS = [
    (source.relative_to(FILES), match.span(1))
    for source in sorted(FILES.rglob("*.toml"))
    for match in ASSIGNED.finditer(source.read_text(encoding="utf-8"))
]
ODD = st.sampled_from(
    [
        "3",
        "-1",
        "1.5",
        "true",
        '"x"',
        '""',
        "[]",
        "{}",
        "[1.5]",
        "[{}]",
        '["a",1]',
        "{a=1}",
        '"{"',
        "inf",
        "nan",
        "2026-01-01",
        "12:00:00",
        "99999999999999999999",
        '"2026-Q1"',
        '"-1/4"',
        '"1/0"',
        "[9999,1]",
        "=3",
    ]
)


def faults(workspace: Workspace) -> tuple[UserError, ...]:
    """What is told; nothing when the rules are still well."""
    try:
        load(workspace)
    except UserErrors as told:
        return told.errors
    return ()


@given(spot=st.sampled_from(SPOTS), value=ODD)
def test_an_odd_value_is_told_and_never_crashes(spot: tuple[Path, tuple[int, int]], value: str):
    name, (start, end) = spot
    with tempfile.TemporaryDirectory() as folder:
        workspace = small(Path(folder))
        path = workspace.root / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text[:start] + value + text[end:], encoding="utf-8")
        assert all(error.place is not None and error.text() for error in faults(workspace))


@given(name=st.sampled_from(sorted({spot[0] for spot in SPOTS})), content=st.binary(max_size=200))
def test_bytes_at_random_are_told(name: Path, content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        workspace = small(Path(folder))
        (workspace.root / name).write_bytes(content)
        assert all(error.place is not None for error in faults(workspace))
