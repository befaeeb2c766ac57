"""What was reported against the books: a figure that has changed without a later voucher was changed underneath.

The report's JSON twin holds each figure with the vouchers behind it. The books are seen as they were when it was made.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import error, warning
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

Value = int | tuple[int, int] | None
Remake = Callable[[str, Rulebook, Books, Period, dt.date], Mapping[str, Value] | None]
"""Makes a report of a kind again: its figures' values by id, None for a kind it does not know. Given by the layer
that makes reports, which lies above this one."""

_TOLD = 5
"""Figures told per report: one changed amount shows in many totals, and the nearest are told first."""


@dataclass(frozen=True, slots=True)
class _Figure:
    id: str
    label: str
    unit: str
    value: Value
    vouchers: tuple[str, ...]


def reports(workspace: Workspace, rules: Rulebook, books: Books, remake: Remake) -> Iterator[Finding]:
    """Figures of the kept reports that the books no longer make. Drafts are left out."""
    for path in sorted(workspace.reports.glob("*/*.json")):
        try:
            yield from _report(workspace.relative(path), _read(path), rules, books, remake)
        except (ValueError, KeyError, TypeError, UserError):
            yield warning(
                "report-unreadable",
                _("The file is not a report of ours any longer."),
                Place(workspace.relative(path)),
                _("Make the report again, or remove the file."),
            )


def _read(path: Path) -> dict[str, Any]:
    whole = json.loads(path.read_text("utf-8"))
    if not isinstance(whole, dict):
        raise TypeError(path.name)
    return whole


def _report(file: str, whole: Mapping[str, Any], rules: Rulebook, books: Books, remake: Remake) -> Iterator[Finding]:
    if whole.get("pending") or "figures" not in whole:
        return
    figures = [_figure(id_, figure) for id_, figure in whole["figures"].items()]
    made = dt.date.fromisoformat(whole["today"])
    then = _as_of(books, made, figures)
    now = remake(str(whole["report"]), rules, then, parse_period(whole["period"]), made)
    if now is None:
        return
    changed = [f for f in figures if f.id in now and f.value != now[f.id]]
    changed.sort(key=lambda f: (len(f.vouchers), f.id))
    same_rules = whole.get("rules") == rules.digest
    for figure in changed[:_TOLD]:
        yield _finding(file, figure, now[figure.id], same_rules=same_rules)
    if len(changed) > _TOLD:
        yield warning(
            "report-differs-more",
            _("{n} more figures of the report differ.").format(n=len(changed) - _TOLD),
            Place(file),
            _("They follow from the same change as the ones above."),
        )


def _finding(file: str, figure: _Figure, now: Value, *, same_rules: bool) -> Finding:
    shown = ", ".join(figure.vouchers[:_TOLD]) + (" …" if len(figure.vouchers) > _TOLD else "")
    message = _(
        "“{label}” was reported as {then}, but the books now make {now}. Vouchers behind it: {vouchers}."
    ).format(
        label=figure.label, then=_shown(figure.value, figure.unit), now=_shown(now, figure.unit), vouchers=shown or "–"
    )
    place = Place(file, key=figure.id)
    if same_rules:
        return error(
            "report-differs", message, place,
            _("No later voucher explains it: compare the vouchers with git, and correct with a voucher of its own."),
        )  # fmt: skip
    return warning(
        "report-differs", message, place,
        _("The rules have changed since: see whether that is why, and say so when the report is made again."),
    )  # fmt: skip


def _figure(id_: str, figure: Mapping[str, Any]) -> _Figure:
    value = figure["value"]
    whole = (int(value[0]), int(value[1])) if isinstance(value, list) else value
    return _Figure(id_, str(figure["label"]), str(figure["unit"]), whole, tuple(figure.get("vouchers", ())))


def _as_of(books: Books, day: dt.date, figures: list[_Figure]) -> Books:
    """The books without what was registered after the report: later days, and the same day's higher numbers."""
    last: dict[str, int] = {}
    for key in {key for figure in figures for key in figure.vouchers}:
        series, number = _split(key)
        last[series] = max(last.get(series, 0), number)
    frame = books.postings
    today = day.isoformat()

    def known(key: str, registered: str) -> bool:
        series, number = _split(key)
        return registered < today or (registered == today and number <= last.get(series, number))

    pairs = zip(frame["key"].tolist(), frame["registered"].tolist(), strict=True)
    return replace(books, postings=frame.loc[[known(key, registered) for key, registered in pairs]])


def _split(key: str) -> tuple[str, int]:
    """``2026-V412`` as (``2026-V``, 412)."""
    head = key.rstrip("0123456789")
    return head, int(key[len(head) :] or 0)


def _shown(value: Value, unit: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    return kronor(value) if unit == "öre" else str(value)
