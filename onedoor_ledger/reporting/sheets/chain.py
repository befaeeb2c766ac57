"""Verifieringskedja: from every figure to its formula, its rules, its vouchers and what those were made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.reporting.cells import figure_text, unit_text
from onedoor_ledger.reporting.model import Block, Cell, Column, Figure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.rule_trail import rules_table
from onedoor_ledger.reporting.trail import Trails
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _

_KEY = re.compile(r"(\d{4})-([A-Z]+)(\d+)")


def chain_sheet(figures: Mapping[str, Figure], rules: Rulebook, books: Books) -> Sheet:
    """Every figure with its formula, rules and vouchers; every rule and voucher behind them, once, with its origin."""
    trails = Trails(rules, books)
    made = tuple(figures.values())
    return Sheet(
        id="chain",
        title=_("Chain of evidence"),
        subtitle=_("From each figure to how it is made, its rules and vouchers, and the document behind each voucher."),
        sections=(
            Section(_("Figures"), (_figures(made),)),
            Section(_("Rules"), (_rules(trails, made),)),
            Section(_("Vouchers"), (_vouchers(trails, made),)),
        ),
        on_screen=True,
    )


def _figures(figures: Sequence[Figure]) -> Table:
    rows = (
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
        for figure in figures
    )
    columns = (
        Column("id", _("Figure")),
        Column("label", _("What it is")),
        Column("value", _("Value")),
        Column("formula", _("How it is made")),
        Column("evidence", _("Vouchers and rules")),
    )
    return Table("chain", _("Figures and their evidence"), columns, tuple(rows), bulk=True)


def _rules(trails: Trails, figures: Sequence[Figure]) -> Block:
    said = _("All rules together have the checksum {digest}.").format(digest=trails.rules_digest)
    rules = trails.rules(figures)
    if not rules:
        return said
    return rules_table("chain_rules", _("Rules behind the figures"), rules, said)


def _vouchers(trails: Trails, figures: Sequence[Figure]) -> Table:
    """A row for each voucher and each document it was made from, whichever figures rest on it."""
    columns = (
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("text", _("Text")),
        Column("document", _("Document")),
        Column("row", _("Row")),
        Column("digest", _("Checksum")),
    )
    rows = []
    for key in trails.keys(figures):
        first = trails.first(key)
        cells: dict[str, Cell] = {"voucher": key, "date": first.date, "text": first.text}
        documents = trails.documents([key])
        rows += [
            Row(cells | {"document": found.document, "row": found.row, "digest": found.digest}) for found in documents
        ] or [Row(cells)]
    note = _("“onedoor trace FIGURE PERIOD” shows every posting of one figure.")
    return Table("chain_vouchers", _("Vouchers behind the figures"), columns, tuple(rows), note=note, bulk=True)


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
