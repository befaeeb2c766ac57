"""New rows of statistics as text in the rules' own files: what stands there is left as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from onedoor_ledger.intake.model import Told
from onedoor_ledger.intake.statistics import POPULATION
from onedoor_ledger.workspace import Workspace

PARTIES, STATISTICS = "rules/parties.toml", "rules/statistics.toml"
_ROW = re.compile(r"^[ \t]*\[\[statistic\.row\]\]", re.MULTILINE)
_PERIOD = re.compile(r'^[ \t]*period\s*=\s*"([^"\n]*)"', re.MULTILINE)
_INLINE = re.compile(r"^[ \t]*values\s*=\s*\{([^{}\n]*?)\s*\}", re.MULTILINE)
_SOURCE = re.compile(r'^[ \t]*source\s*=\s*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


def rewritten(workspace: Workspace, told: Sequence[Told]) -> Mapping[str, str]:
    """The files of rules/ that ``told`` changes, with their new content."""
    people = [each for each in told if each.statistic == POPULATION]
    others = [each for each in told if each.statistic != POPULATION]
    found = {}
    if people:
        found[PARTIES] = _with_population(_read(workspace, PARTIES), people)
    if others:
        found[STATISTICS] = _with_statistics(_read(workspace, STATISTICS), others)
    return found


def _read(workspace: Workspace, name: str) -> str:
    path = workspace.root / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _with_population(text: str, told: Sequence[Told]) -> str:
    for who, group in groupby(sorted(told, key=lambda t: (t.participant, t.end)), lambda t: t.participant):
        rows = "".join(
            f"    {{ on = {t.end}, inhabitants = {_whole(t.value)}, source = {_quoted(t.source)} }},\n" for t in group
        )
        start, end = _block(text, "participant", who)
        block = text[start:end]
        listed = re.search(r"^population\s*=\s*\[.*?^\]", block, re.MULTILINE | re.DOTALL)
        if listed is not None:
            at = start + listed.end() - 1
            before = text[:at] if text[:at].rstrip()[-1] in ",[" else f"{text[:at].rstrip()},\n"
            text = before + rows + text[at:]
        else:
            at = start + len(block.rstrip())
            text = f"{text[:at]}\npopulation = [\n{rows}]{text[at:]}"
    return text


def _with_statistics(text: str, told: Sequence[Told]) -> str:
    ordered = sorted(told, key=lambda t: (t.statistic, t.start, t.participant))
    for name, group in groupby(ordered, lambda t: t.statistic):
        points, rows = list(group), ""
        for _start, same in groupby(points, lambda t: t.start):
            own = list(same)
            beside = _beside(text, *_block(text, "statistic", name), own)
            text, rows = (beside, rows) if beside else (text, rows + _row(own))
        start, end = _block(text, "statistic", name)
        if not rows:
            continue
        if start < end:
            at = start + len(text[start:end].rstrip())
            text = f"{text[:at]}\n{rows.rstrip()}\n{text[at:].removeprefix(chr(10))}"
        else:
            text = f"{text.rstrip()}\n\n{_statistic(points[0])}{rows}".lstrip("\n")
    return text


def _statistic(told: Told) -> str:
    return (
        f"[[statistic]]\nid = {_quoted(told.statistic)}\ntitle = {_quoted(told.title)}\n"
        f'unit = {_quoted(told.unit or "antal")}\nkind = "flow"\nsource = {_quoted(told.title)}\n'
    )


def _row(told: Sequence[Told]) -> str:
    return (
        f"\n    [[statistic.row]]\n    period = {_quoted(told[0].period)}\n"
        f"    values = {{ {_values(told)} }}\n    source = {_quoted(told[0].source)}\n"
    )


def _beside(text: str, start: int, end: int, told: Sequence[Told]) -> str | None:
    """The text with ``told`` in the row of their own period that other participants have already; None without one."""
    rows = [match.start() for match in _ROW.finditer(text, start, end)]
    for first, last in zip(rows, [*rows[1:], end], strict=False):
        span = _PERIOD.search(text, first, last)
        values, source = _INLINE.search(text, first, last), _SOURCE.search(text, first, last)
        if span is None or values is None or source is None or span[1] != told[0].period:
            continue
        more = [
            (values.end(1), f"{',' if values[1].strip() else ''} {_values(told)}"),
            (source.end(1), f"; {_quoted(told[0].source)[1:-1]}"),
        ]
        for at, addition in sorted(more, reverse=True):
            text = f"{text[:at]}{addition}{text[at:]}"
        return text
    return None


def _values(told: Sequence[Told]) -> str:
    return ", ".join(f"{each.participant} = {_number(each.value)}" for each in told)


def _block(text: str, table: str, id: str) -> tuple[int, int]:
    """Where ``[[table]]`` with this id stands, to the next such table; an empty place at the end when there is none."""
    starts = [match.start() for match in re.finditer(rf"^\[\[{table}\]\]", text, re.MULTILINE)]
    for start, following in zip(starts, [*starts[1:], len(text)], strict=False):
        if re.search(rf'^id\s*=\s*"{re.escape(id)}"', text[start:following], re.MULTILINE):
            other = re.compile(rf"^\[(?!\[{table}\.)", re.MULTILINE).search(text, start + 1, following)
            return start, other.start() if other else following
    return len(text), len(text)


def _whole(value: Fraction) -> str:
    return f"{int(value):_}"


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{int(value):_}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(int(value * 10**digits)).zfill(digits + 1)
    return f'"{whole[:-digits]}.{whole[-digits:]}"'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
