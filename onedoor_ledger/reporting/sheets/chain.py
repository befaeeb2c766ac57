"""Verifieringskedja: from every figure to its formula and the vouchers behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onedoor_ledger.reporting.cells import figure_text, unit_text
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import _

_KEY = re.compile(r"(\d{4})-([A-Z]+)(\d+)")


def chain_sheet(material: Material) -> Sheet:
    """One row per figure of the report."""
    rows = tuple(
        Row(
            {
                "id": figure.id,
                "label": figure.label,
                "value": f"{figure_text(figure)} {unit_text(figure)}".strip(),
                "formula": figure.provenance.formula,
                "evidence": "; ".join(
                    filter(None, (voucher_spans(figure.provenance.vouchers), *figure.provenance.rules))
                ),
            }
        )
        for figure in material.figures.made().values()
    )
    columns = (
        Column("id", _("Figure")),
        Column("label", _("What it is")),
        Column("value", _("Value")),
        Column("formula", _("How it is made")),
        Column("evidence", _("Vouchers and rules")),
    )
    return Sheet(
        id="chain",
        title=_("Chain of evidence"),
        subtitle=_("From each figure to how it is made and the vouchers it rests on."),
        sections=(Section(_("Figures"), (Table("chain", _("Figures and their evidence"), columns, rows),)),),
    )


def voucher_spans(keys: Iterable[str]) -> str:
    """Vouchers in short, by year and series: ``2026: V1–V9, V12; 2025: V3``. Keys that are no numbers stand last."""
    series: dict[tuple[str, str], set[int]] = {}
    other = []
    for key in keys:
        if (found := _KEY.fullmatch(key)) is None:
            other.append(key)
        else:
            series.setdefault((found[1], found[2]), set()).add(int(found[3]))
    parts = [
        f"{year}: {', '.join(_spans(letter, sorted(numbers)))}"
        for (year, letter), numbers in sorted(series.items(), key=lambda item: (-int(item[0][0]), item[0][1]))
    ]
    return "; ".join(parts + other)


def _spans(letter: str, numbers: list[int]) -> Iterator[str]:
    first = last = numbers[0]
    for number in [*numbers[1:], None]:
        if number is not None and number == last + 1:
            last = number
            continue
        yield f"{letter}{first}" if first == last else f"{letter}{first}–{letter}{last}"
        if number is not None:
            first = last = number
