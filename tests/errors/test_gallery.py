"""Every message a user can meet is met here, and ``docs/errors.md`` lists what each says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.errors.gallery import PAGE, Case, cases, codes, prepare, run

HEAD = """Every message that stops the work: when it is met, what was run, what it says.
Made from `tests/errors/cases` by `pytest tests/errors --update-golden`; each is a test.
"""
SEVERAL = {"user-error", "several"}
"""Frames for other messages: no message of their own."""
BY_CHANCE = {"intake-file-changed"}
"""What only happens while another program writes; ``tests/intake/test_recognise.py`` stages it."""


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.code)
def test_a_message_is_clear_and_nothing_is_written(case: Case, tmp_path: Path):
    prepare(case, tmp_path)
    before = contents(tmp_path)
    answer = run(case, tmp_path)
    assert not answer.traceback, answer.text
    assert answer.exit_code in (1, 2)
    assert answer.text, "an error must say something on standard error"
    assert "Traceback" not in answer.text
    assert contents(tmp_path) == before


def test_every_error_has_a_case():
    wanted = {code for code, _kind in codes()} - SEVERAL - BY_CHANCE
    shown = {case.data.get("code", case.code) for case in cases()}
    assert wanted == shown, f"without a case: {sorted(wanted - shown)}; without an error: {sorted(shown - wanted)}"


def test_codes_are_unique():
    seen: dict[str, type] = {}
    for code, kind in codes():
        assert seen.setdefault(code, kind) is kind, f"{code}: {seen[code].__qualname__} and {kind.__qualname__}"


def test_the_page_lists_them_all(golden, tmp_path: Path):
    parts = [
        "# Messages\n",
        HEAD,
    ]
    for case in cases():
        folder = tmp_path / case.code
        folder.mkdir()
        prepare(case, folder)
        answer = run(case, folder)
        parts.append(
            f"## {case.code}\n\n{case.when}\n\n"
            f"```\n$ {case.shown}\n{answer.text}\n```\n\nExit code {answer.exit_code}.\n"
        )
    golden("\n".join(parts), PAGE)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".git", ".onedoor"} & set(path.parts)
    }
